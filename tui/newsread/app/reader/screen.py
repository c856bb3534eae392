"""The screen: what a reader can do there, put together."""

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from newsread.app.actions.keys import bindings, key_of
from newsread.app.actions.places import Where
from newsread.app.reader.moving import Moving
from newsread.app.reader.naming import Naming
from newsread.app.reader.outside import Outside
from newsread.app.reader.pane import Pane
from newsread.app.reader.saying import Saying
from newsread.app.reader.selecting import Selecting
from newsread.app.widgets.bars import plain


class Reader(Moving, Saying, Selecting, Naming, Outside):
    """Where articles are compared and claims are judged."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.SELECTING), *bindings(Where.READER)]

    class Left(Message):
        """The reader goes back to the library."""

    def on_pane_pointed(self, event: Pane.Pointed) -> None:
        """Go where the mouse points."""
        self.set_focus(None)
        self._go_by_hand(self._ids.index(event.article_id), event.sentence)
        if self._names.point(event.article_id, event.offset):
            self._lighting_changed()

    def action_tellings(self) -> None:
        """Show or hide all tellings of the claim under each other."""
        self._all_tellings.open(shown=not self._all_tellings.is_open)
        self._show()

    def action_scroll(self, pages: int) -> None:
        """Scroll the tellings."""
        self._all_tellings.scroll_by(pages)

    def action_stop(self) -> None:
        """End the search; where there is none hide the tellings, and so on; where there is nothing to end, say so."""
        if self._find.end():
            return
        if self._all_tellings.is_open:
            self.action_tellings()
        elif self._subject.selection:
            self.action_select_none()
        elif not self._end_lighting() and not self._panel.undim():
            self._tell(plain(f"nothing to end here · {key_of('back')} goes back to the library"))

    def action_back(self) -> None:
        """Go back to the library."""
        self.post_message(self.Left())
