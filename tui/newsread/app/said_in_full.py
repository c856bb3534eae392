"""All that is said of one sentence, a line each: by its reader, then by the others, with reasons and evidence."""

from collections.abc import Iterable

from textual.content import Content

from newsread.app.bars import plain
from newsread.app.claim_about import reasons_of
from newsread.app.claim_bar import in_words
from newsread.app.dates import short_time
from newsread.tags.log import Called
from newsread.tags.records import Record
from newsread.tags.standing import Standing


def said_in_full(standing: Standing, others: Iterable[tuple[str, Standing]], called: Called) -> list[Content]:
    """Return what its reader and the `others` say of a sentence, each with when, why and on what evidence.

    `called` tells what other articles are called.
    """
    own = [_line(record, called) for record in standing.said]
    by_others = [(name, record) for name, said in others for record in said.said]
    theirs = [Content.assemble(plain(f"{name}: "), _line(record, called)) for name, record in by_others]
    return [*own, *theirs]


def _line(record: Record, called: Called) -> Content:
    reasons = reasons_of(record, called)
    if record.verdict and not record.note:
        reasons = ["reason missing", *reasons]
    why = "".join(f" · {reason}" for reason in reasons)
    return Content.assemble(in_words(record, called), plain(f" {short_time(record.at)}", "$quiet"), plain(why))
