"""How far the annotators agree, as `newsread agree` prints it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from newsread.app.bars import plain
from newsread.app.dialogs import Dialog


class AgreementDialog(Dialog[None]):
    """Shows the lines, which may be many."""

    DEFAULT_CSS = """
    AgreementDialog {
        & > Vertical { max-width: 90; height: 90%; }
        & VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; & Static { width: 1fr; } }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "back"),
        Binding("j", "scroll(1)", "down", show=False),
        Binding("k", "scroll(-1)", "up", show=False),
    ]

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self._lines = lines

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = "Agreement of the annotators"
            with VerticalScroll():
                yield Static(Content("\n").join(map(plain, self._lines)))
            yield Static("esc goes back · arrows and page keys scroll · newsread agree prints it", classes="tells")

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.answer(None)
