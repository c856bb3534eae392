"""How coverage is drawn: a line for each claim, a column for each article, and what is told of one cell. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content

from newsread.app.coverage.state import Said, ToldClaim, said_in
from newsread.app.reader.claim_bar import in_words
from newsread.app.reader.margin import CURSOR_BAR, note_of
from newsread.app.session.relations import Relation
from newsread.app.widgets.bars import plain
from newsread.app.widgets.line_view import Part
from newsread.app.widgets.pane_layout import window
from newsread.app.widgets.quoting import held_to
from newsread.app.widgets.title_text import article_line
from newsread.articles.article import Article

_POINTER = 2
_CELL = 4
"""Cells for a relation, a verdict with its sign, and a space."""
_TOLD, _TOLD_IN_SHORT = "articles · texts", "art. · texts"
"""What stands above in how many articles a claim is told, and how many independent texts these are."""
_CONFIRMED = "confirmed"
"""What stands there while only that is shown: in how many articles the claim is by the reader's answers."""
_NOT_KNOWN = " "
"""A cell of which nothing is known."""
_ROOM_FROM = 100
"""The width of a line from which the former is written out."""
_LEAST_OF_WORDS = 24
_LOST_IN_WRAPPING = 12
"""Cells that two lines of words may have less than room for them."""
_GAP = "  "
_SEPARATOR = " · "


@dataclass(frozen=True)
class Columns:
    """Which articles stand side by side, by their numbers, and how much room the words have left of them."""

    shown: range
    words: int
    """In cells."""
    told: str
    """What is above the counts, which are as wide."""

    @classmethod
    def of(cls, width: int, first: int, chosen: int, articles: int, *, compared: bool = True) -> "Columns":
        """Return them for a line of `width` cells: as before from `first` on, moved so that the chosen one is shown.

        `compared` says whether what the machine found is shown.
        """
        counted = (_TOLD if width >= _ROOM_FROM else _TOLD_IN_SHORT) if compared else _CONFIRMED
        rest = width - _POINTER - len(counted) - 2 * len(_GAP)
        room = (rest - max(_LEAST_OF_WORDS, width // 3)) // _CELL
        shown = max(1, min(articles, room))
        begin = window(first, chosen, shown, articles)
        return cls(range(begin, begin + shown), max(1, rest - shown * _CELL), counted)


def header(columns: Columns, chosen: int, articles: int) -> Content:
    """Return the line above the claims: what is counted, and the articles' numbers, the chosen one reversed."""
    last = columns.shown[-1] + 1
    more = f"articles {columns.shown.start + 1}–{last} of {articles}" if len(columns.shown) < articles else ""
    numbers = [
        Content.assemble(
            plain(f"{number + 1:<{_CELL - 1}}", "reverse bold" if number == chosen else "bold"),
            " ",
        )
        for number in columns.shown
    ]
    words = plain(" " * _POINTER + held_to(f"claim{_SEPARATOR}{more}" if more else "claim", columns.words), "$quiet")
    return Content.assemble(words, _GAP, plain(columns.told, "$quiet"), _GAP, *numbers)


def row_line(told: ToldClaim, words: str, columns: Columns, said: Said, *, chosen: int | None) -> Iterable[Part]:
    """Return the line of a claim: its words, by how many articles and texts it is told, and a cell for each article.

    `chosen` is the cell under the cursor; None where the cursor is on another line.
    """
    yield f"{' ' if chosen is None else CURSOR_BAR} ", ("pointer",)
    yield held_to(words, columns.words), ()
    yield f"{_GAP}{_counts(told, columns)}{_GAP}", ("quiet",)
    for number in columns.shown:
        here = ("selected",) if number == chosen else ()
        relation = told.relation(number)
        record = said_in(told, number, said)
        sign, _, style = note_of(record, saved=True) if record else ("", "", "")
        sign = sign[-(_CELL - 2) :]
        yield relation.glyph if relation else _NOT_KNOWN, ((relation.style, *here) if relation else here)
        yield sign, ((style, *here) if style else here)
        yield " " * (_CELL - 2 - len(sign)), here
        yield " ", ()


def _counts(told: ToldClaim, columns: Columns) -> str:
    """Return by how many it is told, below what stands above that; nothing where there is nothing to count."""
    in_articles = len(told.articles)
    left, _, right = columns.told.partition(_SEPARATOR)
    if not right or told.texts is None:
        return f"{in_articles if in_articles > 1 else '':>{len(left)}}".ljust(len(columns.told))
    return f"{in_articles:>{len(left)}}{_SEPARATOR}{told.texts:<{len(right)}}"


def about_cell(
    told: ToldClaim, articles: Sequence[Article], chosen: int, said: Said, unknown: str = ""
) -> list[Content]:
    """Return what is told of a claim and an article, in at most three pieces, for `held_to_lines`.

    How the article stands to the claim, or why that is `unknown`, what was said of it there and by how many it is told;
    the words of the claim; and those of the article.
    """
    relation, sentence = told.relation(chosen), told.sentence(chosen)
    is_first = (chosen, sentence) == told.first
    parts = [
        plain(f"{chosen + 1} {article_line(articles[chosen])}", "bold"),
        plain(_in_words(relation) if relation else unknown),
    ]
    if record := said_in(told, chosen, said):
        parts.append(in_words(record))
    if (more := len(told.articles.get(chosen, ())) - 1) > 0:
        parts.append(plain(f"and {more} more of its sentences", "$quiet"))
    if told.in_words:
        parts.append(plain(told.in_words))
    lines = [Content(_SEPARATOR).join(parts), plain(_words(articles[told.first.article], told.first.sentence))]
    if sentence is not None and not is_first:
        words = plain(_words(articles[chosen], sentence), "$quiet")
        lines.append(Content.assemble(plain(f"{chosen + 1}: ", "$quiet"), words))
    return lines


def held_to_lines(pieces: Sequence[Content], width: int) -> list[Content]:
    """Return the first piece cut to a line of `width` cells, and the others to two lines each."""
    rooms = (width, *[2 * width - _LOST_IN_WRAPPING] * len(pieces))
    return [piece.truncate(room, ellipsis=True) for piece, room in zip(pieces, rooms, strict=False)]


def legend(articles: Sequence[Article], columns: Columns) -> Content:
    """Return what the numbers above the columns stand for, from the first one shown on."""
    names = (f"{number + 1} {article_line(articles[number])}" for number in columns.shown)
    return plain("   ".join(names), "$quiet")


def relations_line(rows: Iterable[ToldClaim], articles: int) -> Content:
    """Return what the signs in the cells of these claims mean."""
    there = {told.relation(number) for told in rows for number in range(articles)}
    return plain("  ".join(_in_words(each) for each in Relation if each in there), "$quiet")


def _in_words(relation: Relation) -> str:
    return f"{relation.glyph} not found" if relation is Relation.NONE else relation.in_words


def _words(article: Article, number: int) -> str:
    sentence = article.sentences[number]
    return " ".join(article.text[sentence.start : sentence.end].split())
