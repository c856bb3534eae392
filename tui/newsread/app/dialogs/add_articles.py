"""The window that brings articles into the workspace: a path or an address, and what became of each article."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextvars import copy_context
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from newsread.app.actions.keys import key_of
from newsread.app.actions.places import Where
from newsread.app.dialogs.list_dialog import ListDialog
from newsread.app.widgets.bars import plain
from newsread.app.widgets.inputs import Field
from newsread.app.widgets.line_view import Part
from newsread.app.widgets.quoting import held_to
from newsread.app.widgets.rows import Rows
from newsread.errors import NewsreadError
from newsread.text.wording import count_of

if TYPE_CHECKING:
    from newsread.ingest.adding import Added, Progress


Add = Callable[[str, "Callable[[Progress], None]", Callable[[], bool]], "Iterator[Added]"]
"""Adds what a path or an address names, tells its progress before each step, and ends once it is told to stop."""

FEED_LIMIT = 50
"""How many articles of a feed are taken, the first ones."""
_OUTCOME = 14
"""Cells for what became of an article."""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


class AddingDialog(ListDialog[None]):
    """Adds what is typed, in a thread of its own; `added` is called once the workspace may have other articles."""

    DEFAULT_CSS = """
    AddingDialog {
        & > Vertical { max-width: 100; }
        & Rows { height: auto; max-height: 12; }
        & #whole { max-height: 5; }
    }
    """
    where = Where.ADDING

    def __init__(self, folder: str, add: Add, added: Callable[[], None]) -> None:
        """`folder` is where the articles go."""
        super().__init__(Rows(self._draw, 0))
        self._folder, self._add, self._added = folder, add, added
        self._told: list[Added] = []
        self._at: Progress | None = None
        self._stop: Event | None = None
        """Ends what is going on; None where nothing is."""

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = "Add articles"
            yield Static(plain(f"They go into {self._folder}."), classes="tells")
            yield Field(placeholder="web address of a page or a feed, file, or folder of files")
            yield Static(id="progress")
            yield self._rows
            yield Static(id="whole", classes="tells")
            yield Static(classes="wrong")
            yield self.key_bar

    def on_mount(self) -> None:
        """Begin with nothing told."""
        self._show()

    def on_unmount(self) -> None:
        """End what goes on, after the article that is being written."""
        if self._stop:
            self._stop.set()

    # What is shown

    def _show(self, wrong: str = "") -> None:
        self._rows.set_count(len(self._told))
        self._rows.styles.height = min(12, len(self._told))
        self._rows.refresh()
        self.query_one("#progress", Static).update(plain(self._progress))
        self._show_whole()
        self.query_one(".wrong", Static).update(plain(wrong))
        self.query_one(".wrong", Static).display = bool(wrong)

    @property
    def _progress(self) -> str:
        """How far it is, or how it ended."""
        if self._stop and self._stop.is_set():
            return f"stopping …; {key_of('leave')} again leaves"
        if self._stop:
            at = self._at
            far = f"{at.done + 1:,} of {at.found:,} · {at.source}" if at else "…"
            return f"{key_of('leave')} stops · {far}"
        outcomes = [told.outcome for told in self._told]
        return ", ".join(f"{outcomes.count(each):,} {each}" for each in dict.fromkeys(outcomes))

    def _draw(self, row: int, line: int, width: int) -> Sequence[Part]:
        _ = line
        told = self._told[row]
        words = " · ".join(filter(None, (told.article, told.reason or told.source, _left_out(told))))
        style = ("disputed",) if told.article is None and told.reason else ()
        outcome: Part = (held_to(told.outcome, _OUTCOME), style)
        return [self._pointer(row), outcome, (held_to(words, max(0, width - _OUTCOME - 1)), ("quiet",))]

    def _show_whole(self) -> None:
        """Tell all of the line under the cursor, which may be cut off."""
        told = self._told[self._rows.cursor] if self._told else None
        whole: tuple[str, ...] = ()
        if told:
            whole = ("" if told.source in told.reason else told.source, told.reason, _left_out(told))
        self.query_one("#whole", Static).update(plain(" · ".join(filter(None, whole))))

    def on_rows_moved(self) -> None:
        """Tell of another line."""
        self._show_whole()

    # What goes on

    def action_add(self) -> None:
        """Begin to add what is typed."""
        source = _source(self.query_one(Field).value)
        if source and not self._stop:
            self._stop, self._at = Event(), None
            self._told.clear()
            self._rows.cursor = 0
            # A thread that nobody waits for: who leaves the program does not wait for a slow page.
            work = partial(copy_context().run, self._work, source, self._stop)
            Thread(target=work, name="adding", daemon=True).start()
            self._show()

    def _work(self, source: str, stop: Event) -> None:
        def tell(at: "Progress") -> None:
            self.call_later(self._take_progress, at)

        wrong = ""
        try:
            for told in self._add(source, tell, stop.is_set):
                self.call_later(self._take, told)
        except NewsreadError as error:
            wrong = str(error)
        except Exception as fault:  # whatever it is, the window must not wait for ever
            wrong = f"{source} cannot be added: {type(fault).__name__}: {fault}."
        self._added()
        self.call_later(self._end, wrong)

    def _take_progress(self, at: "Progress") -> None:
        self._at = at
        self.query_one("#progress", Static).update(plain(self._progress))

    def _take(self, told: "Added") -> None:
        is_followed = self._rows.cursor >= len(self._told) - 1
        self._told.append(told)
        self._show()
        if is_followed:
            self._rows.cursor = len(self._told) - 1

    def _end(self, wrong: str) -> None:
        self._stop = None
        if not wrong and any(told.article for told in self._told):
            self.query_one(Field).value = ""
        self._show(wrong)

    def action_leave(self) -> None:
        """Stop what goes on; where nothing does, or it was told to stop already, close the window."""
        if self._stop and not self._stop.is_set():
            self._stop.set()
            self._show()
        else:
            self.answer(None)


def _left_out(told: "Added") -> str:
    """Return how much of a page is not in its article; empty where nothing was left out."""
    return f"{count_of(len(told.left_out), 'block')} of the page left out" if told.left_out else ""


def _source(typed: str) -> str:
    """Return what was typed or dropped onto the terminal as an address, or as a path without quotation marks."""
    typed = typed.strip()
    if len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "'\"":
        typed = typed[1:-1]
    if not typed or _ADDRESS.match(typed):
        return typed
    try:
        return str(Path(typed).expanduser())
    except RuntimeError:  # there is no such home: adding it says that there is no such path
        return typed
