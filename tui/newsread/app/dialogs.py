"""Small windows that ask one thing and give it back; the texts behind them stay in sight."""

from collections.abc import Callable
from pathlib import Path, PurePath
from typing import ClassVar, NamedTuple, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from newsread.app.bars import plain
from newsread.app.text_editor import TextEditor
from newsread.errors import NewsreadError
from newsread.printable import printable
from newsread.wording import cause

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A small window over the screen, which is answered once and then gone."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 0%;
        & > Vertical {
            width: 100%; max-width: 76; height: auto; max-height: 90%; padding: 0 1;
            background: $panel; border: round $primary; border-title-color: $primary;
        }
        & .tells { color: $quiet; height: auto; }
        & .wrong { color: $error; height: auto; }
        & Input, & Input:focus, & TextArea, & TextArea:focus {
            border: none; background: $surface; padding: 0 1; width: 1fr;
        }
        & Input { height: 1; }
    }
    """

    def answer(self, answer: Answer) -> None:
        """Close and give the answer. A key that comes again while it closes is not for the screen behind."""
        if self.is_active:
            self.dismiss(answer)


class ReasonEditor(Dialog[str | None]):
    """Asks for the reason of a verdict or a mark; gives the new text, or None where it was left."""

    DEFAULT_CSS = """
    ReasonEditor {
        align: center bottom;
        & > Vertical { max-width: 100; }
        & TextArea { height: 3; }
        & .tells { max-height: 2; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave")]

    def __init__(self, about: str, words: str, reason: str) -> None:
        super().__init__()
        self._about, self._words = about, words
        self._shown = "\n".join(map(printable, reason.split("\n")))

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = Content(f"Reason · {self._about}")
            yield Static(plain(self._words).truncate(300, ellipsis=True), classes="tells")
            yield TextEditor(self._shown)
            yield Static("enter saves · ctrl+j new line · esc leaves it as it was", classes="tells")

    def on_text_editor_written(self) -> None:
        """Give the text back."""
        text = self.query_one(TextEditor).text.strip()
        self.answer(None if text == self._shown.strip() else text)

    def action_leave(self) -> None:
        """Change nothing."""
        self.answer(None)


class AskAnnotator(Dialog[str | None]):
    """Asks who is reading; gives the name once it can be used, or None where it was left."""

    DEFAULT_CSS = "AskAnnotator > Vertical { max-width: 62; }"
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
            self.answer(self._check(event.value))
        except NewsreadError as error:
            self.query_one(".wrong", Static).update(plain(str(error)))

    def action_leave(self) -> None:
        """Go on under the present name."""
        self.answer(None)


class ExportRequest(NamedTuple):
    """What is to be written where."""

    format: str
    path: Path


class ExportDialog(Dialog[ExportRequest | None]):
    """Asks for the file to write to; its ending says the format."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "turn(-1)", "format before"),
        Binding("down", "turn(1)", "next format"),
        Binding("escape", "leave", "leave"),
    ]

    def __init__(self, formats: dict[str, str], path: Path, objection: str = "") -> None:
        """Offer `formats` (each name's ending) and a path, which an earlier try may have given an objection to."""
        super().__init__()
        self._formats = formats
        self._path = path
        self._objection = objection
        self._replace: Path | None = None

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = "Export what was recorded"
            yield Static(id="formats")
            yield Input(str(self._path))
            yield Static(plain(self._objection), classes="wrong")
            yield Static("up and down change the format · enter writes · esc leaves", classes="tells")

    @property
    def _format(self) -> str | None:
        """The format that the file's ending says."""
        ending = PurePath(self.query_one(Input).value).suffix.lower()
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
        if PurePath(field.value).name.strip("."):
            field.value = str(PurePath(field.value).with_suffix(self._formats[names[number]]))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the request back; a file that exists must be confirmed."""
        try:
            path = Path(event.value).expanduser()
            exists = path.exists()
        except OSError as error:
            self._object(f"{event.value} cannot be written: {cause(error)}.")
            return
        except (RuntimeError, ValueError) as error:
            self._object(f"{event.value} cannot be a file: {str(error).rstrip('.')}.")
            return
        if not self._format:
            self._object(f"The file's ending says the format: {', '.join(self._formats.values())}.")
        elif exists and path != self._replace:
            self._replace = path
            self._object(f"{path.name} exists; enter again replaces it.")
        else:
            self.answer(ExportRequest(self._format, path))

    def _object(self, sentence: str) -> None:
        self.query_one(".wrong", Static).update(plain(sentence))

    def action_leave(self) -> None:
        """Write nothing."""
        self.answer(None)


class UnsavedDialog(Dialog[bool]):
    """Warns that something is not on the disk; gives whether to leave all the same."""

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
        self.answer(leave)
