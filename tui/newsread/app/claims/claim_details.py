"""What is told of the claim under the cursor, below the list: its words, where they are now, and who says what."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from newsread.annotations.anchoring.placing import Hold
from newsread.annotations.decisions import Outcome
from newsread.annotations.groups import Group
from newsread.annotations.history import Called, evidence_in_words
from newsread.annotations.records import Aspect, Record
from newsread.annotations.shared_claims import Shared
from newsread.app.actions.keys import key_of
from newsread.app.claims.rows import ClaimRow, place_in_words
from newsread.app.reader.claim_bar import in_words
from newsread.app.reader.margin import ONE_CLAIM_SIGN
from newsread.app.widgets.bars import plain
from newsread.app.widgets.date_text import short_time
from newsread.app.widgets.wrapping import wrap
from newsread.articles.article import Article
from newsread.text.printable import printable
from newsread.text.wording import GIVEN_ON_OTHER_WORDS, quoted, same_words

_COLUMN = 36
"""The narrowest column in cells; where there is not so much room for each annotator they stand under each other."""
_MOST_COLUMNS = 4
_MOST_COMPARED = 400
"""Words of a claim that are compared with those there now; more than there is room for."""
_MOST_CANDIDATES = 3
_MOST_AROUND = 200
"""Code points on each side of a claim that are compared with those there now."""
_SEPARATOR = " · "


class Piece(NamedTuple):
    """Some words that two texts have in common, or that only one of them has."""

    words: str
    sign: str = ""
    """`-` for words that are no more, `+` for new ones, nothing for those that stayed."""


def word_diff(before: str, now: str) -> list[Piece]:
    """Return by what words two texts differ, in the order of the text; white space does not count."""
    old, new = before.split()[:_MOST_COMPARED], now.split()[:_MOST_COMPARED]
    pieces: list[Piece] = []
    for what, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(Piece(" ".join(old[old_start:old_end])))
            continue
        if old_end > old_start:
            pieces.append(Piece(" ".join(old[old_start:old_end]), "-"))
        if new_end > new_start:
            pieces.append(Piece(" ".join(new[new_start:new_end]), "+"))
    return pieces


def diff_in_words(pieces: Sequence[Piece]) -> Content:
    """Return the difference with `[-words that are no more-]` and `{+new ones+}`."""
    return Content(" ").join(map(_told_piece, pieces))


def _told_piece(piece: Piece) -> Content:
    match piece.sign:
        case "-":
            return plain(f"[-{piece.words}-]", "$quiet strike")
        case "+":
            return plain(f"{{+{piece.words}+}}", "bold underline")
    return plain(piece.words)


def about(row: ClaimRow, width: int, called: Called | None = None) -> Content:
    """Return all that is told of a claim, in lines; `width` is the room for columns, in cells.

    `called` tells what other articles are called.
    """
    lines = [_where(row).truncate(width, ellipsis=True), *_of_the_place(row)]
    if row.is_certain or not row.suggested or row.surroundings_changed:  # else what has changed tells the words, too
        lines.insert(1, plain(_on_one_line(row.words)))
    if row.group:
        lines += _in_group(row.group, row, width, called)
    if row.differing:
        lines += sides(row.differing, width, called)
    told = row.decisions if row.differing else row.said
    lines += [_said_by(record, row, called) for record in told]
    return Content("\n").join(lines)


def _where(row: ClaimRow) -> Content:
    article = row.article
    told = (article.source.outlet, article.heading) if isinstance(article, Article) else (article.reason,)
    return plain(_SEPARATOR.join(filter(None, (row.article.id, *told))), "$quiet")


def _in_group(group: Group, row: ClaimRow, width: int, called: Called | None) -> Iterator[Content]:
    """Yield the words of the other articles that were confirmed to tell the same claim."""
    for words in group.words:
        if words.article != row.claim.article:
            name = called(words.article) if called else words.article
            told = plain(f"{ONE_CLAIM_SIGN} {name}: ", "$quiet"), plain(_on_one_line(words.quote))
            yield Content.assemble(*told).truncate(width, ellipsis=True)


def _said_by(record: Record, row: ClaimRow, called: Called | None) -> Content:
    why = "".join(f"{_SEPARATOR}{reason}" for reason in reasons_of(record, called))
    if record.claim == row.claim.id and not same_words(record.anchor.quote, row.words):
        why = f"{_SEPARATOR}{GIVEN_ON_OTHER_WORDS}: {quoted(record.anchor.quote)}{why}"
    return Content.assemble(in_words(record), plain(f" {record.by}, {short_time(record.at)}", "$quiet"), plain(why))


def reasons_of(record: Record, called: Called | None = None) -> list[str]:
    """Return the reason of what was said and its evidence, each on one line."""
    because = [f"because: {_on_one_line(record.note)}"] if record.note else []
    because += ["given as in another article"] if record.inherited_from else []
    return [*because, *(f"evidence: {evidence_in_words(each, called)}" for each in record.evidence)]


def _of_the_place(row: ClaimRow) -> Iterator[Content]:
    """Yield what helps to say where the words are now."""
    article, place = row.article, row.place
    if row.is_missing:
        names = f"{_SEPARATOR}{key_of('place')} names the article that it is now" if row.is_own else ""
        yield plain(f"{row.article_problem}{names}", "bold $primary")
    if place is None or not isinstance(article, Article) or (row.is_certain and not row.surroundings_changed):
        return
    yield plain(f"{place_in_words(row)}{_SEPARATOR}{_what_to_do(row)}", "bold $primary")
    if row.surroundings_changed or row.has_same_words:
        yield from _around(row, article, *(place.span or (0, 0)))
    elif place.hold is Hold.FUZZY and place.span:
        start, end = place.span
        yield Content.assemble(plain("now: ", "$quiet"), _changed(row.words, article.text[start:end]))
    elif place.hold is Hold.AMBIGUOUS:
        for number, (start, end) in enumerate(place.candidates[:_MOST_CANDIDATES], 1):
            sign = "now: " if row.suggested else f"{number}. "
            yield Content.assemble(plain(sign, "$quiet"), _changed(row.words, article.text[start:end]))
    else:
        anchor = row.claim.anchor
        before, after = (_on_one_line(words) for words in (anchor.prefix, anchor.suffix))
        yield plain(f"it stood between “… {before}” and “{after} …”", "$quiet")


def _around(row: ClaimRow, article: Article, start: int, end: int) -> Iterator[Content]:
    """Yield what was around the words when they were recorded, and by what it differs from what is there now."""
    anchor, text = row.claim.anchor, article.text
    prefix, suffix = anchor.prefix[-_MOST_AROUND:], anchor.suffix[:_MOST_AROUND]
    # More of what is there now, for something may have been put in; what is cut off at the far ends tells nothing.
    now = text[max(0, start - len(prefix) - _MOST_AROUND) : start], text[end : end + len(suffix) + _MOST_AROUND]
    words = _on_one_line(text[start:end])
    before, behind = word_diff(prefix, now[0]), word_diff(suffix, now[1])
    before, behind = _from_equal(before), _from_equal(behind[::-1])[::-1]
    parts = [diff_in_words(before), plain(f"“{words}”", "bold"), diff_in_words(behind)]
    yield plain(" ").join([plain("around it now:", "$quiet"), *parts])


def _from_equal(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces from the first on that both texts have, if there is one."""
    first = next((number for number, piece in enumerate(pieces) if not piece.sign), 0)
    return pieces[first:]


def _changed(before: str, now: str) -> Content:
    pieces = word_diff(before, now)
    if any(piece.sign for piece in pieces):
        return diff_in_words(pieces)
    return plain(f"{_on_one_line(before)} (the same words; the text around them has changed)")


def _what_to_do(row: ClaimRow) -> str:
    if not row.is_own:
        return f"only {row.claim.by} can say where"
    if row.is_settled and not row.surroundings_changed:
        return f"{key_of('place')} puts it elsewhere"
    confirms = "confirms it as it is now" if row.surroundings_changed else "takes the new words"
    keys = [(key_of("confirm"), confirms)] if row.suggested else []
    keys += [(key_of("place"), "another place" if keys else "chooses the place"), (key_of("gone"), "they are gone")]
    return _SEPARATOR.join(f"{key} {does}" for key, does in keys)


def sides(shared: Shared, width: int, called: Called | None = None) -> list[Content]:
    """Return the annotators' verdicts and reasons: side by side where there is room for it, else under each other."""
    lines: list[Content] = []
    for aspect in Aspect:
        outcome = Outcome(shared, aspect)
        if not outcome.is_in_question:
            continue
        said = [(by, record) for by, records in outcome.votes.items() for record in records]
        columns = [(by, in_words(record), _why(record, called)) for by, record in said]
        left_out = (by for by in shared.contradicting(aspect) if by not in outcome.votes)
        columns += [(by, plain("contradicts themselves"), "") for by in left_out]
        each = width // max(2, len(columns))
        if len(columns) > _MOST_COLUMNS or each < _COLUMN:
            lines += [Content.assemble(plain(f"{by}: ", "bold"), told, plain(f" {why}")) for by, told, why in columns]
        else:
            blocks = [_block(*column, each - 2) for column in columns]
            lines += [
                Content("  ").join(block[line] if line < len(block) else Content(" " * (each - 2)) for block in blocks)
                for line in range(max(map(len, blocks), default=0))
            ]
        lines += [plain(each, "bold $primary") for each in _conflicts(outcome)]
    return lines


def _conflicts(outcome: Outcome) -> Iterator[str]:
    """Yield what is in conflict beside different annotators' verdicts, and the way out."""
    for by, records in outcome.votes.items():
        if len(records) > 1:
            yield f"{by} gave {len(records)} verdicts on two machines: a new one by {by} settles it"
    if outcome.is_contradicted:
        yield f"decisions contradict each other, and none of them counts: {key_of('decide')} decides on them"


def _why(record: Record, called: Called | None) -> str:
    """Return the reason, or that there is none, and the evidence, as they stand under a verdict."""
    return _SEPARATOR.join([record.note or "no reason", *(evidence_in_words(each, called) for each in record.evidence)])


def _block(by: str, told: Content, why: str, width: int) -> list[Content]:
    """Return one annotator's column, every line of exactly `width` cells."""
    why = printable(_on_one_line(why))
    head = Content.assemble(plain(f"{by}: ", "bold"), told)
    lines = [head, *(Content(why[start:end]) for start, end in wrap(why, width))]
    return [_padded(line.truncate(width, ellipsis=True), width) for line in lines]


def _padded(line: Content, width: int) -> Content:
    return Content.assemble(line, " " * (width - cell_len(line.plain)))


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
