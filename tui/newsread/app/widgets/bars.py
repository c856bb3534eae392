"""The lines above and below the work: who and where, the claim, and the keys that work now."""

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from newsread.app.actions.action import Action
from newsread.app.actions.places import Where
from newsread.text.printable import printable


def plain(text: str, style: str = "") -> Content:
    """Return text from outside as content: no markup is read in it, no control character is left."""
    return Content.styled(printable(text), style)


def fitted(every: Sequence[Content], room: int) -> Content:
    """Return the first of some lines that has room in so many cells, else the last one cut; padded to that width."""
    line = next((each for each in every if each.cell_length <= room), every[-1])
    return line.truncate(room, ellipsis=True, pad=True)


class TitleBar(Static):
    """One line: what is read on the left, who reads on the right."""

    DEFAULT_CSS = """
    TitleBar { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._left = self._right = self._line = Content("")
        self._shorter: Sequence[Content] = ()

    def show(self, left: Content, right: Content, shorter: Sequence[Content] = ()) -> None:
        """Show both sides; the left one gives way, to the first of the shorter ones that there is room for."""
        self._left, self._right, self._shorter = left, right, shorter
        self._lay_out()

    def on_resize(self) -> None:
        """Part the sides again."""
        self._lay_out()

    def _lay_out(self) -> None:
        room = self.content_size.width - self._right.cell_length - 2
        if room > 0:
            left = fitted((self._left, *self._shorter), room)
            line = Content.assemble(left, "  ", self._right)
            if not line.is_same(self._line):
                self._line = line
                self.update(line, layout=False)


def _clicked(call: str) -> Style:
    """Return what lets a click on words call an action; markup would take no negative numbers."""
    return Style.from_meta({"@click": call})


class KeyBar(Static):
    """The keys that work now, as many as there is room for; each can be clicked."""

    DEFAULT_CSS = """
    KeyBar { height: 1; padding: 0 1; background: $panel; color: $foreground; link-style: none;
        link-color: $foreground; link-style-hover: bold; link-background-hover: $panel; link-color-hover: $primary; }
    """

    def __init__(self, actions: Iterable[Action], works: Callable[[str], bool]) -> None:
        super().__init__()
        self._actions = [action for action in actions if action.bar]
        self._works = works
        self._shown: tuple[int, tuple[Action, ...]] = (0, ())

    def on_resize(self) -> None:
        """Fill the new width."""
        self.show()

    def show(self) -> None:
        """Show what works now."""
        room = self.content_size.width
        working = tuple(action for action in self._actions if self._works(action.call))
        if (room, working) == self._shown:
            return
        self._shown = room, working
        line = Content("")
        for action in working:
            call = action.call if "." in action.call.split("(")[0] else f"{_owner(action)}.{action.call}"
            item = Content.assemble((action.key, "b $primary"), f" {action.words}").stylize(_clicked(call))
            gap = "  " if line.plain else ""
            if line.cell_length + len(gap) + item.cell_length > room:
                break
            line = Content.assemble(line, gap, item)
        self.update(line, layout=False)


def _owner(action: Action) -> str:
    """Return whose action it is, for a click on its key."""
    return "focused" if action.where == {Where.PANEL} else "screen"
