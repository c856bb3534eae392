"""The log of a sentence: who said what of it, when and why."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from newsread.app.bars import plain
from newsread.app.dates import short_time
from newsread.app.dialogs import Dialog
from newsread.tags.log import Change, ClaimLog, Phrase, deed, in_turn, quoted, reasons, same_words

_COLOURS = {
    "verified": "bold $verified",
    "disputed": "bold $disputed",
    "unverifiable": "bold $unverifiable",
    "mark": "bold $quiet",
}
_INDENT = 2
_DEEPER = 2
"""How much deeper in a line goes on that is too long, in cells."""


def log_lines(logs: Sequence[ClaimLog]) -> list[Content]:
    """Return the changes of some claims under their words, oldest first, the claim changed last at the end.

    Lines are as long as they are; what belongs to another line begins with spaces.
    """
    if not logs:
        return [plain("nothing was recorded of these words", "$quiet")]
    together = sorted(same_words(logs), key=lambda claims: max(each.changes[-1].record.id for each in claims))
    lines: list[Content] = []
    for claims in together:
        lines += [Content("")] if lines else []
        lines.append(plain(quoted(claims[0].claim.anchor.quote), "$quiet"))
        for change in in_turn(claims):
            lines += _of_change(change)
    return lines


def _of_change(change: Change) -> Iterator[Content]:
    record = change.record
    when = plain(f"{' ' * _INDENT}{short_time(record.at)}  ", "$quiet")
    yield Content.assemble(when, plain(f"{record.by}  "), *map(_shown, deed(change)))
    for reason in reasons(change):
        yield plain(f"{' ' * 3 * _INDENT}{reason}")


def _shown(phrase: Phrase) -> Content:
    return plain(phrase.text, _COLOURS.get(phrase.tone, ""))


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


class LogDialog(Dialog[None]):
    """Shows lines that can be scrolled, the last of them first."""

    DEFAULT_CSS = """
    LogDialog {
        & > Vertical { max-width: 100; }
        & VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
        & VerticalScroll > Static { height: auto; }
        & > Vertical > Static { dock: bottom; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,L,shift+l", "leave", "back"),
        Binding("j", "scroll(1)", "down", show=False),
        Binding("k", "scroll(-1)", "up", show=False),
        Binding("g", "end(False)", "first", show=False),
        Binding("G,shift+g", "end(True)", "last", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[Content]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = plain(self._title)
            with VerticalScroll():
                yield _Wrapped(self._lines)
            yield Static("esc goes back · j k, page keys, g G scroll", classes="tells")

    def on_mount(self) -> None:
        """Begin with what was done last."""
        self.query_one(VerticalScroll).focus()
        self.call_after_refresh(self.action_end, last=True)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_end(self, last: bool) -> None:
        """Go to the last line, or to the first."""
        scroll = self.query_one(VerticalScroll)
        (scroll.scroll_end if last else scroll.scroll_home)(animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.answer(None)
