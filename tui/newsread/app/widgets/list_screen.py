"""The ground of the screens that are a list: the library, the claims list, the coverage."""

from textual.content import Content
from textual.screen import Screen

from newsread.annotations.notebook import Undone
from newsread.app.actions.acting import Acting
from newsread.app.reader.claim_bar import done_again_in_words, in_its_article, undone_in_words
from newsread.app.session.session import Desk
from newsread.app.widgets.bars import plain
from newsread.app.widgets.rows import Rows, WithRows


class ListScreen(Acting, WithRows, Screen[None]):
    """A list in which the reader goes to what is under the cursor, and undoes what was said in whatever article."""

    def __init__(self, desk: Desk, rows: Rows) -> None:
        super().__init__()
        self._desk, self._rows = desk, rows
        self._message: Content | None = None
        """What is told of what was done last, until the reader goes on."""

    def _show_about(self) -> None:
        """Tell of what is under the cursor."""

    def _tell(self, message: Content | str) -> None:
        """Tell what was done, or why nothing was."""
        self._message = plain(message) if isinstance(message, str) else message
        self._show_about()

    def on_rows_moved(self) -> None:
        """Tell of what is under the cursor now."""
        self._show_about()

    def on_rows_chosen(self) -> None:
        """Go there, on a second click."""
        self.action_go()

    def _move_to(self, row: int) -> None:
        self._message = None
        super()._move_to(row)

    def action_go(self) -> None:
        """Go to what is under the cursor."""

    async def action_undo(self) -> None:
        """Take back the last thing said, in whatever article; or the name of a renamed one, if that came last."""
        if renaming := await self._desk.undo_renaming():
            self._tell(renaming)
            return
        self._go_to_undone(undone := await self._desk.undo())
        self._tell(undone_in_words(undone, self._desk.called, in_its_article(undone, self._desk.called)))

    async def action_redo(self) -> None:
        """Say again what was undone."""
        self._go_to_undone(redone := await self._desk.redo())
        self._tell(done_again_in_words(redone, self._desk.called, in_its_article(redone, self._desk.called)))

    def _go_to_undone(self, undone: Undone | None) -> None:
        """Put the cursor on what that was about, if it is listed."""
