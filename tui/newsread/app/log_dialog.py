"""The log of a sentence: who said what of it, when and why."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from newsread.app.bars import plain
from newsread.app.dates import short_time
from newsread.app.lines_dialog import LinesDialog
from newsread.tags.log import MOST_OF_WORDS, Called, Change, ClaimLog, Phrase, deed, in_turn, reasons, same_words
from newsread.wording import quoted

_COLOURS = {
    "verified": "bold $verified",
    "disputed": "bold $disputed",
    "unverifiable": "bold $unverifiable",
    "mark": "bold $quiet",
}
_INDENT = 2


def log_dialog(title: str, logs: Sequence[ClaimLog], called: Called) -> LinesDialog:
    """Return the window that shows the changes of some claims, beginning with the last."""
    return LinesDialog(title, log_lines(logs, called), from_end=True)


def log_lines(logs: Sequence[ClaimLog], called: Called) -> list[Content]:
    """Return the changes of some claims under their words, oldest first, the claim changed last at the end.

    `called` tells what the articles are called that are told of.
    Lines are as long as they are; what belongs to another line begins with spaces.
    """
    if not logs:
        return [plain("nothing was recorded of these words", "$quiet")]
    together = sorted(same_words(logs), key=lambda claims: max(each.changes[-1].record.id for each in claims))
    lines: list[Content] = []
    for claims in together:
        lines += [Content("")] if lines else []
        lines.append(plain(quoted(claims[0].claim.anchor.quote, MOST_OF_WORDS), "$quiet"))
        for change in in_turn(claims):
            lines += _of_change(change, called)
        notes = dict.fromkeys(note for each in claims for note in each.notes)
        lines += [plain(f"{' ' * _INDENT}{note}", "$quiet") for note in notes]
    return lines


def _of_change(change: Change, called: Called) -> Iterator[Content]:
    record = change.record
    when = plain(f"{' ' * _INDENT}{short_time(record.at)}  ", "$quiet")
    yield Content.assemble(when, plain(f"{record.by}  "), *map(_shown, deed(change, called)))
    for reason in reasons(change, called):
        yield plain(f"{' ' * 3 * _INDENT}{reason}")


def _shown(phrase: Phrase) -> Content:
    return plain(phrase.text, _COLOURS.get(phrase.tone, ""))
