"""What the title bar says: of the workspace, of what was recorded, and of who reads."""

from collections.abc import Mapping, Sequence

from textual.content import Content

from newsread.annotations.records import Mark, Verdict
from newsread.annotations.sentence_states import Progress
from newsread.app.library.library_lines import TO_PLACE_SIGN, to_place_in_words
from newsread.app.reader.scroll_link import Sync
from newsread.app.session.session import Desk
from newsread.app.widgets.bars import plain
from newsread.app.widgets.date_text import short_date
from newsread.articles.article import Article
from newsread.text.wording import count_of


def workspace_line(desk: Desk, articles: str, progress: Progress | None = None) -> Content:
    """Return the workspace, how many articles of it are shown, what its reader has recorded, and what is left.

    With the `progress` in these articles it counts their sentences, as the library does; without it all that was
    recorded, claim by claim. What waits for its place comes first, as it is to be seen to.
    """
    return Content.assemble(
        _beginning(desk, articles),
        _joined(desk, _counted(desk, progress)),
    )


def _beginning(desk: Desk, articles: str) -> Content:
    return Content.assemble(plain("newsread", "bold"), plain(f" · {desk.workspace.place.name} · {articles}"))


def shorter_lines(desk: Desk, articles: str, progress: Progress | None = None, keep: str = "") -> list[Content]:
    """Return what to say where there is no room for all of `workspace_line`, the longest first.

    What to `keep` is in each of them, and at last before everything else. Words give way to signs before a count is
    left out; where there is no room for all counts the last ones are left out whole, and at the end only the name is
    left, which alone may be cut.
    """
    name = plain(desk.workspace.place.name, "bold")
    kept = plain(f" · {keep}" if keep else "")
    all_signs, signs = (_counted(desk, progress, in_words=False, with_unseen=each) for each in (True, False))
    lines = [
        Content.assemble(_beginning(desk, articles), _joined(desk, _counted(desk, progress, with_unseen=False))),
        Content.assemble(name, kept, _joined(desk, _counted(desk, progress))),
        Content.assemble(name, kept, _joined(desk, all_signs)),
    ]
    if progress and not keep:
        lines.append(progress_line(desk, progress))
    lines.append(Content.assemble(name, kept, _joined(desk, signs)))
    head = plain(keep, "bold") if keep else name
    lines += (Content.assemble(head, _joined(desk, signs[:count])) for count in range(len(signs), -1, -1))
    return [*lines, head]


def _counted(desk: Desk, progress: Progress | None, *, in_words: bool = True, with_unseen: bool = True) -> list[str]:
    """Return how many claims there are with each verdict, to check and unseen; verdicts with signs or also `in_words`.

    What is unseen is counted only `with_unseen` and where the `progress` is known.
    """
    totals = desk.notebook.totals
    verdicts: Mapping[Verdict, int] = progress.verdicts if progress else {each: totals[each] for each in Verdict}
    to_check = progress.to_check if progress else totals[Mark.TO_CHECK]
    every = [(verdicts[each], each.glyph, str(each)) for each in Verdict]
    every.append((to_check, Mark.TO_CHECK.glyph, str(Mark.TO_CHECK)))
    counted = [f"{count:,} {sign}{f' {words}' if in_words else ''}" for count, sign, words in every if count]
    if progress and with_unseen:
        counted.append(f"{progress.unseen:,} unseen" if progress.unseen else "all seen")
    return counted


def _joined(desk: Desk, counted: Sequence[str]) -> Content:
    return Content.assemble(
        plain(f" · {to_place_in_words(desk.to_place)}" if desk.to_place else "", "bold $warning"),
        plain(f" · {'  '.join(counted)}" if counted else ""),
    )


def progress_line(desk: Desk, progress: Progress) -> Content:
    """Return in few words how far the reader is: 12 verdicts, 7 to check, 23 unseen."""
    verdicts = count_of(progress.verdicts.total(), "verdict")
    parts = [verdicts, f"{progress.to_check:,} {Mark.TO_CHECK}", f"{progress.unseen:,} unseen"]
    return Content.assemble(
        plain(desk.workspace.place.name, "bold"),
        plain(f" · {to_place_in_words(desk.to_place)}" if desk.to_place else "", "bold $warning"),
        plain(f" · {', '.join(parts)}"),
    )


def count_of_articles(count: int) -> str:
    """Return a number of articles in words."""
    return f"{count:,} article" if count == 1 else f"{count:,} articles"


def articles_in_words(shown: range, count: int) -> str:
    """Return which of the articles that are read stand on the screen."""
    if len(shown) == count:
        return count_of_articles(count)
    first_to_last = f"{shown.start + 1}–{shown.stop}" if len(shown) > 1 else f"{shown.start + 1}"
    return f"{first_to_last} of {count_of_articles(count)}"


def ways_line(sync: Sync, *, suggestions: bool, bright: str = "") -> Content:
    """Return how the panes move along, also while there is only one, and whether the suggestions are hidden.

    `bright` says what alone is not dim; empty where nothing is.
    """
    hidden = plain("" if suggestions else "suggestions hidden · ", "bold")
    dim = plain(f"dim but {bright} · " if bright else "", "bold")
    return Content.assemble(hidden, dim, plain(f"sync: {sync} · ", "$quiet"))


def annotator_line(desk: Desk) -> Content:
    """Return who reads, how much of what they said is not on the disk, and what of others' tags is not in the texts."""
    unsaved = len(desk.notebook.unsaved)
    warning = plain(f"{unsaved} not saved · ", "bold $error") if unsaved else Content("")
    others = plain("others shown · ", "$quiet") if desk.others.shown else Content("")
    if unsettled := desk.others.unsettled:
        told = plain(f"{unsettled:,} {TO_PLACE_SIGN} not found", "$warning")
        others = Content.assemble(plain("others shown, ", "$quiet"), told, plain(" · ", "$quiet"))
    return Content.assemble(warning, others, plain(desk.notebook.annotator, "bold $primary"))


def article_line(article: Article) -> str:
    """Return what a pane is headed with: the outlet and the date, or else the heading."""
    date = article.source.marked("published", short_date(article.source.published))
    known = [part for part in (article.source.outlet, date) if part]
    return " · ".join(known) if article.source.outlet else " · ".join((article.heading, *known))
