"""Small windows that ask one thing and give it back; the texts behind them stay in sight."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from newsread.app.actions import Action
from newsread.app.bars import plain
from newsread.errors import NewsreadError
from newsread.printable import printable

_STYLE = """
{name} {{
    align: center {where};
    background: $background 0%;
    & > Vertical {{
        width: 100%; max-width: 100; height: auto; max-height: 90%; padding: 0 1;
        background: $panel; border: round $primary; border-title-color: $primary;
    }}
    & .tells {{ color: $quiet; height: auto; }}
    & .wrong {{ color: $error; height: auto; }}
    & Input, & Input:focus, & TextArea, & TextArea:focus {{
        border: none; background: $surface; padding: 0 1; width: 1fr;
    }}
    & Input {{ height: 1; }}
}}
"""


class ReasonEditor(ModalScreen[str | None]):
    """Asks for the reason of a verdict or a mark; gives the new text, or None where it was left."""

    DEFAULT_CSS = (
        _STYLE.format(name="ReasonEditor", where="bottom")
        + "ReasonEditor TextArea { height: 3; } ReasonEditor .tells { max-height: 2; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", "save", priority=True),
        Binding("ctrl+j,alt+enter,shift+enter", "new_line", "new line", priority=True),
        Binding("escape", "leave", "leave"),
    ]

    def __init__(self, about: str, words: str, reason: str) -> None:
        super().__init__()
        self._about, self._words, self._reason = about, words, reason

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = Content(f"Reason · {self._about}")
            yield Static(plain(self._words).truncate(300, ellipsis=True), classes="tells")
            reason = "\n".join(map(printable, self._reason.split("\n")))
            yield TextArea(reason, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
            yield Static("enter saves · ctrl+j new line · esc leaves it as it was", classes="tells")

    def on_mount(self) -> None:
        """Begin behind what is written already."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def action_save(self) -> None:
        """Give the text back."""
        self.dismiss(self.query_one(TextArea).text.strip())

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.query_one(TextArea).insert("\n")

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)


class AskAnnotator(ModalScreen[str | None]):
    """Asks who is reading; gives the name once it can be used, or None where it was left."""

    DEFAULT_CSS = _STYLE.format(name="AskAnnotator", where="middle") + "AskAnnotator > Vertical { max-width: 62; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave")]

    def __init__(self, name: str, tells: str, check: Callable[[str], str]) -> None:
        super().__init__()
        self._name_now, self._tells, self._check = name, tells, check

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = "Who is reading?"
            yield Static(plain(self._tells), classes="tells")
            yield Input(self._name_now, select_on_focus=True)
            yield Static("", classes="wrong")
            yield Static(plain(f"enter takes the name · esc goes on as {self._name_now}"), classes="tells")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the name back, or say why it cannot be one."""
        try:
            self.dismiss(self._check(event.value))
        except NewsreadError as error:
            self.query_one(".wrong", Static).update(plain(str(error)))

    def action_leave(self) -> None:
        """Go on under the present name."""
        self.dismiss(None)


class ExportRequest(NamedTuple):
    """What is to be written where."""

    format: str
    path: Path


class ExportDialog(ModalScreen[ExportRequest | None]):
    """Asks for the file to write to; its ending says the format."""

    DEFAULT_CSS = _STYLE.format(name="ExportDialog", where="middle") + "ExportDialog > Vertical { max-width: 76; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "turn(-1)", "format before"),
        Binding("down", "turn(1)", "next format"),
        Binding("escape", "leave", "leave"),
    ]

    def __init__(self, formats: dict[str, str], stem: str) -> None:
        """Offer `formats` (each name's ending) and a file called `stem`."""
        super().__init__()
        self._formats = formats
        self._stem = stem
        self._replace: Path | None = None

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = "Export what was recorded"
            yield Static(id="formats")
            yield Input(str(Path.cwd() / (self._stem + next(iter(self._formats.values())))))
            yield Static("", classes="wrong")
            yield Static("up and down change the format · enter writes · esc leaves", classes="tells")

    @property
    def _format(self) -> str | None:
        """The format that the file's ending says."""
        ending = Path(self.query_one(Input).value).suffix.lower()
        return next((name for name, known in self._formats.items() if known == ending), None)

    def on_input_changed(self) -> None:
        """Show which format it will be."""
        names = (f"[{name}]" if name == self._format else f" {name} " for name in self._formats)
        self.query_one("#formats", Static).update(plain(f"format {' '.join(names)}"))

    def action_turn(self, formats: int) -> None:
        """Give the file the ending of another format."""
        names = list(self._formats)
        number = (names.index(self._format) + formats) % len(names) if self._format else 0
        field = self.query_one(Input)
        field.value = str(Path(field.value).with_suffix(self._formats[names[number]]))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the request back; a file that exists must be confirmed."""
        path = Path(event.value).expanduser()
        if not self._format:
            self._object(f"The file's ending says the format: {', '.join(self._formats.values())}.")
        elif path.exists() and path != self._replace:
            self._replace = path
            self._object(f"{path.name} exists; enter again replaces it.")
        else:
            self.dismiss(ExportRequest(self._format, path))

    def _object(self, sentence: str) -> None:
        self.query_one(".wrong", Static).update(plain(sentence))

    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)


class UnsavedDialog(ModalScreen[bool]):
    """Warns that something is not on the disk; gives whether to leave all the same."""

    DEFAULT_CSS = _STYLE.format(name="UnsavedDialog", where="middle")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "answer(False)", "stay"),
        Binding("L,shift+l", "answer(True)", "leave"),
    ]

    def __init__(self, tells: str) -> None:
        super().__init__()
        self._tells = tells

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = "Not everything is saved"
            yield Static(plain(self._tells), classes="wrong")
            yield Static("esc stays · L leaves and loses it", classes="tells")

    def action_answer(self, leave: bool) -> None:
        """Give the answer back."""
        self.dismiss(leave)


class Help(ModalScreen[None]):
    """Every key that works on the screen behind it, and what the signs mean."""

    DEFAULT_CSS = _STYLE.format(name="Help", where="middle") + (
        "Help > Vertical { max-width: 84; height: 90%; }"
        "Help VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }"
        "Help Horizontal { height: auto; & > Static { width: 1fr; } & > Static:first-child { width: 18; } }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "leave", "back"),
        Binding("j", "scroll(1)", "down", show=False),
        Binding("k", "scroll(-1)", "up", show=False),
    ]

    def __init__(self, actions: list[Action], signs: Content) -> None:
        super().__init__()
        self._actions, self._signs = actions, signs

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = "Keys that work here"
            with VerticalScroll():
                for action in self._actions:
                    with Horizontal():
                        yield Static(Content.styled(action.all_keys, "bold $primary"))
                        yield Static(action.tells)
                yield Static("")
                yield Static(self._signs)
            yield Static(
                "esc goes back · arrows and page keys scroll · ctrl+p finds any action by its name",
                classes="tells",
            )

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
