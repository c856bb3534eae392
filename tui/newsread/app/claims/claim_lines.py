"""A claim as the list shows it: in one line of columns, or in two lines where there is less room. Pure."""

from collections.abc import Callable, Sequence
from datetime import datetime

from rich.cells import cell_len

from newsread.annotations.records import Record
from newsread.app.claims.rows import ClaimRow, place_in_words, question_in_words
from newsread.app.reader.margin import Note, note_of
from newsread.app.widgets.date_text import short_date, short_time
from newsread.app.widgets.line_view import Part
from newsread.app.widgets.quoting import held_to
from newsread.articles.article import Article

_SAID, _ARTICLE, _REASON, _WHEN, _BY = 16, 20, 28, 11, 10
_GAP = "  "
_SEPARATOR = " · "
_MOST_OF_ARTICLE = 40
"""Cells for the article on the second of two lines."""

IsSaved = Callable[[Record], bool]


def in_one_line(row: ClaimRow, width: int, is_saved: IsSaved, *, with_names: bool) -> Sequence[Part]:
    """Return the claim in one line of `width` cells; words and reason share what the other columns leave."""
    by = [(held_to(row.claim.by, _BY), ("quiet",)), _PART_GAP] if with_names else []
    rest = width - _SAID - _ARTICLE - _WHEN - 4 * len(_GAP) - (_BY + len(_GAP)) * with_names
    reason = max(_REASON, rest // 3)
    return [
        *_said(row, _SAID, is_saved),
        _PART_GAP,
        (held_to(article_in_short(row), _ARTICLE), ("quiet",)),
        _PART_GAP,
        *_words(row, rest - reason),
        _PART_GAP,
        (held_to(_reason(row), reason), ("quiet",)),
        _PART_GAP,
        *by,
        (held_to(_when(row.last.at), _WHEN).rjust(_WHEN), ("quiet",)),
    ]


def in_words_line(row: ClaimRow, width: int, is_saved: IsSaved) -> Sequence[Part]:
    """Return the first of the claim's two lines: what is said of it, and its words."""
    return [*_said(row, _SAID, is_saved), _PART_GAP, *_words(row, width - _SAID - len(_GAP))]


def in_facts_line(row: ClaimRow, width: int, *, with_names: bool) -> Sequence[Part]:
    """Return the second of the claim's two lines: whose it is, when and where it was said, and why."""
    by = row.claim.by if with_names else ""
    facts = (by, held_to(article_in_short(row), _MOST_OF_ARTICLE).rstrip(), _when(row.last.at), _reason(row))
    indent = _SAID + len(_GAP)
    return [(" " * indent, ()), (held_to(_SEPARATOR.join(filter(None, facts)), width - indent), ("quiet",))]


def article_in_short(row: ClaimRow) -> str:
    """Return the outlet, or else the heading; of an article that is missing its id."""
    if isinstance(row.article, Article):
        return row.article.source.outlet or row.article.heading
    return row.article.id


_PART_GAP: Part = (_GAP, ())


def _words(row: ClaimRow, width: int) -> list[Part]:
    decided = "decided" if row.decisions and not row.questions else ""
    states = filter(None, (place_in_words(row), question_in_words(row), decided))
    before: list[Part] = [(f"{state}{_SEPARATOR}", ("pointer", "bold")) for state in states]
    return [*before, (held_to(row.words, max(1, width - sum(cell_len(text) for text, _ in before))), ())]


def _said(row: ClaimRow, width: int, is_saved: IsSaved) -> list[Part]:
    """Return what stands: in words where there is room, else as much as there is room for in signs."""
    notes = dict.fromkeys(note_of(record, saved=is_saved(record)) for record in row.said)
    for told in (_in_words, _in_signs):
        parts = [part for note in notes for part in (told(note), (" ", ()))]
        room = width - sum(cell_len(text) for text, _ in parts[:-1])
        if room >= 0:
            return [*parts[:-1], (" " * room, ())]
    return [(held_to(" ".join(sign for sign, _, _ in notes), width), ("bold",))]


def _in_words(note: Note) -> Part:
    sign, words, style = note
    return f"{sign} {words}", (style,)


def _in_signs(note: Note) -> Part:
    sign, _, style = note
    return sign, (style,)


def _reason(row: ClaimRow) -> str:
    note = next((record.note for record in (row.last, *row.said) if record.note), "")
    return f"because: {note}" if note else ""


def _when(at: datetime) -> str:
    """Return the time of today, or the day."""
    local = at.astimezone()
    today = local.date() == datetime.now().astimezone().date()
    return short_time(at) if today else short_date(local.date().isoformat())
