"""Small windows that ask one thing and return it; the texts behind them stay in sight."""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple, Protocol, TypeVar, runtime_checkable

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingsMap
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsread.app.actions.acting import Acting
from newsread.app.actions.keys import actions, bindings, key_of
from newsread.app.actions.places import Where
from newsread.app.session.drafts import RESTORED, Draft
from newsread.app.widgets.bars import KeyBar, plain
from newsread.app.widgets.inputs import Field, TextEditor
from newsread.app.widgets.quoting import QuotedWords
from newsread.errors import NewsreadError
from newsread.text.printable import printable
from newsread.text.wording import quoted

_LEAST = 8
"""Lines that any window needs, even if it has to cover what it is about."""
_MOST = 0.75
"""Of the screen's height, where nothing is to be left in sight."""


@runtime_checkable
class Beneath(Protocol):
    """A screen under a window, which has something that the window must not cover."""

    def in_sight(self) -> Sequence[range]:
        """Return the lines of the screen that are to be left in sight: at best the first, if that can be, or the next.

        There are none where nothing needs to be left.
        """


class Edge(NamedTuple):
    """Where a window stands."""

    at_top: bool
    lines: int
    """How tall it may be, with its border."""
    spares: bool = False
    """Whether what it is about can be read beside it."""


def edge(height: int, wanted: int, in_sight: Sequence[range]) -> Edge:
    """Return where a window stands that wants so many lines, on a screen so high: below, unless there is no room."""
    for number, spared in enumerate(in_sight, 1):
        above, below = spared.start, height - spared.stop
        is_last = number == len(in_sight)
        if max(above, below) >= min(wanted, _LEAST) or is_last:
            at_top = below < min(wanted, above)
            room = above if at_top else below
            return Edge(at_top, min(height, max(room, _LEAST)), spares=room >= min(wanted, _LEAST))
    return Edge(at_top=False, lines=max(min(height, _LEAST), int(height * _MOST)))


Answer = TypeVar("Answer")

_REASON = "reason"
"""The field of a draft."""


class Dialog(Acting, ModalScreen[Answer]):
    """A small window over the screen, which is answered once and then gone.

    The table of actions has its keys, and what they call; its `key_bar` shows them.
    """

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
        & KeyBar { padding: 0; }
    }
    """
    where: ClassVar[Where]
    AT_EDGE: ClassVar[bool] = False
    """Whether it stands at the edge of the screen that leaves in sight what it is about."""

    def __init__(self) -> None:
        super().__init__()
        # Now, and not with the class: only by now the keys are known that the settings give.
        self._bindings = BindingsMap.merge([BindingsMap(bindings(self.where)), self._bindings])
        self.key_bar = KeyBar(actions(self.where), self.works)
        self._edge: Edge | None = None

    @on(events.Resize)
    def stand(self) -> None:
        """Go to where there is room."""
        self._edge = None
        if self.AT_EDGE:
            self.call_after_refresh(self.place)

    def place(self) -> None:
        """Stand where there is room, as tall as is needed."""
        box = self.query_one("Dialog > Vertical")
        if box.outer_size.height:
            box.styles.max_height = self.edge(box.outer_size.height).lines

    def edge(self, wanted: int) -> Edge:
        """Return where it stands, if it wants so many lines; there it stays until the screen changes."""
        if self._edge is None:
            beneath = next((each for each in reversed(self.app.screen_stack) if isinstance(each, Beneath)), None)
            self._edge = edge(self.size.height, wanted, beneath.in_sight() if beneath else ())
            self.styles.align_vertical = "top" if self._edge.at_top else "bottom"
        return self._edge

    def action_leave(self) -> None:
        """Close without an answer."""
        self.answer(None)

    def answer(self, answer: Answer | None) -> None:
        """Close and give the answer. A key that comes again while it closes is not for the screen behind."""
        if self.is_active:
            self.dismiss(answer)


class ReasonEditor(Dialog[str]):
    """Asks for the reason of a verdict or a mark; gives the new text, or None where it was left."""

    DEFAULT_CSS = """
    ReasonEditor {
        align: center bottom;
        & > Vertical { max-width: 100%; }
        & TextArea { height: 3; }
    }
    """
    AT_EDGE = True
    where = Where.TEXT

    def __init__(self, about: str, words: str, reason: str, draft: Draft) -> None:
        """Ask for the reason of what is `about`, on these `words`; `reason` is the one that is saved."""
        super().__init__()
        self._about, self._words, self._draft = about, words, draft
        self._shown = "\n".join(map(printable, reason.split("\n")))

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = Content(f"Reason · {self._about}")
            typed = self._draft.fields.get(_REASON)
            box.border_subtitle = RESTORED if typed else ""
            yield QuotedWords(self._words, 2)
            yield TextEditor(typed or self._shown, self.where)
            yield self.key_bar

    @on(TextEditor.Changed)
    def keep_draft(self) -> None:
        """Keep what is typed, as far as it is another text than the one that is saved."""
        text = self.query_one(TextEditor).text
        self._draft.put({_REASON: "" if text.strip() == self._shown.strip() else text})
        self.key_bar.show()

    def works(self, call: str) -> bool:
        """Whether a key does something now: where nothing is typed, nothing can be discarded."""
        return call != "discard" or bool(self._draft.fields)

    def action_discard(self) -> None:
        """Show what is saved in place of what was typed."""
        editor = self.query_one(TextEditor)
        editor.text = self._shown
        editor.move_cursor(editor.document.end)
        self._draft.discard()
        self.query_one("ReasonEditor > Vertical").border_subtitle = ""
        self.key_bar.show()

    def action_leave(self) -> None:
        """Leave what is saved as it is; what was typed is kept as a draft."""
        if self._draft.fields:
            self.notify(f"What you typed is kept as a draft: {key_of('reason')} shows it again.", timeout=4)
        super().action_leave()

    def action_keep(self) -> None:
        """Give the text back."""
        text = self.query_one(TextEditor).text.strip()
        self._draft.discard()
        self.answer(None if text == self._shown.strip() else text)

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.query_one(TextEditor).insert("\n")


class AskAnnotator(Dialog[str]):
    """Asks who is reading; gives the name once it can be used, or None where it was left.

    `warn`, called in a thread, says what is to be known of a new name before it is made, if there is anything.
    """

    DEFAULT_CSS = "AskAnnotator > Vertical { max-width: 62; }"
    where = Where.NAME

    def __init__(
        self, name: str, tells: str, check: Callable[[str], str], warn: Callable[[str], str] = lambda _: ""
    ) -> None:
        super().__init__()
        self._name_now, self._tells, self._check, self._warn = name, tells, check, warn
        self._warned_of = ""

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = "Who is reading?"
            yield Static(plain(self._tells), classes="tells")
            yield Field(self._name_now, select_on_focus=True)
            yield Static("", classes="wrong")
            yield self.key_bar

    async def action_take(self) -> None:
        """Give the name back, or say why it cannot be one."""
        try:
            name = self._check(self.query_one(Field).value)
        except NewsreadError as error:
            self._object(str(error))
            return
        warning = await asyncio.to_thread(self._warn, name)
        if warning and name != self._warned_of:
            self._warned_of = name
            self._object(f"{quoted(name)} is new here. {warning} {key_of('take name')} again makes it.")
        else:
            self.answer(name)

    def _object(self, sentence: str) -> None:
        self.query_one(".wrong", Static).update(plain(sentence))


class UnsavedDialog(Dialog[bool]):
    """Warns that something is not on the disk; gives whether to leave all the same."""

    where = Where.UNSAVED

    def __init__(self, tells: str) -> None:
        super().__init__()
        self._tells = tells

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = "Not everything is saved"
            yield Static(plain(self._tells), classes="wrong")
            yield self.key_bar

    def action_answer(self, leave: bool) -> None:
        """Give the answer back."""
        self.answer(leave)
