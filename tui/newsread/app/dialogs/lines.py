"""Windows for lines that are only read, and the history of a sentence in one."""

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from newsread.annotations.history import (
    MOST_OF_WORDS,
    Called,
    Change,
    ClaimLog,
    Phrase,
    deed,
    in_turn,
    reasons,
    same_words,
)
from newsread.app.actions.places import Where
from newsread.app.dialogs.base import Dialog
from newsread.app.widgets.bars import plain
from newsread.app.widgets.date_text import short_time
from newsread.text.wording import quoted

_DEEPER = 2
"""How much deeper in a line goes on that is too long, in cells."""


class _Wrapped(Static):
    """Lines that go on deeper in where they are too long."""

    def __init__(self, lines: Sequence[Content]) -> None:
        super().__init__()
        self._lines = lines

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self.update(Content("\n").join(part for line in self._lines for part in _wrapped(line, self.size.width)))


def _wrapped(line: Content, width: int) -> Iterator[Content]:
    """Yield the parts of a line that fit the width, all but the first deeper in than it begins."""
    indent = len(line.plain) - len(line.plain.lstrip())
    if line.cell_length <= width:
        yield line
        return
    first, *others = line[indent:].wrap(max(1, width - indent - _DEEPER))
    yield Content.assemble(" " * indent, first)
    for other in others:
        yield Content.assemble(" " * (indent + _DEEPER), other)


class LinesDialog(Dialog[None]):
    """Shows lines that can be scrolled, from the first on or `from_end`."""

    DEFAULT_CSS = """
    LinesDialog {
        & > Vertical { max-width: 100; }
        & VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
        & VerticalScroll > Static { height: auto; }
        & > Vertical > Static { dock: bottom; }
    }
    """
    where = Where.LINES

    def __init__(self, title: str, lines: Sequence[Content], *, from_end: bool = False) -> None:
        super().__init__()
        self._title, self._lines, self._from_end = title, lines, from_end

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = plain(self._title)
            with VerticalScroll(can_focus=False):
                yield _Wrapped(self._lines)
            yield self.key_bar

    def on_mount(self) -> None:
        """Begin where it is to be read first."""
        self.call_after_refresh(self.action_end, 1 if self._from_end else -1)

    def action_move(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=pages * max(1, scroll.size.height - 1), animate=False)

    def action_end(self, direction: int) -> None:
        """Go to the first line, or to the last."""
        scroll = self.query_one(VerticalScroll)
        (scroll.scroll_end if direction > 0 else scroll.scroll_home)(animate=False)


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
