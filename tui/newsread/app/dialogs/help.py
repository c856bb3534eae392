"""Help: every key that works where the reader is, nearest first, and any action that is typed for."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from newsread.app.actions.action import Action
from newsread.app.actions.keys import all_actions, working
from newsread.app.actions.places import EVERYWHERE, Where
from newsread.app.actions.table import PALETTE_KEY
from newsread.app.dialogs.base import Dialog

_KEYS = 20
"""Cells for an action's keys."""


class Section(NamedTuple):
    """Some actions under a heading."""

    heading: str
    actions: Sequence[Action]


def sections(where: Where, sought: str = "") -> list[Section]:
    """Return what works where the reader is, nearest first; what is sought by its name is found elsewhere, too."""
    here = working(where)
    everywhere = [action for action in here if action.where >= EVERYWHERE]
    near = [action for action in here if where in action.where and action not in everywhere]
    under = [action for action in here if where not in action.where and action not in everywhere]
    found = [
        Section(where.heading, near),
        Section("In the reader, too", under),  # only over the reader something lies
        Section("Everywhere", everywhere),
    ]
    if sought:
        told = {action.id for action in here}
        for other in Where:
            more = [action for action in all_actions() if other in action.where and action.id not in told]
            told.update(action.id for action in more)
            found.append(Section(f"{other.heading} (not here)", more))
    matching = (Section(heading, _matching(actions, sought)) for heading, actions in found)
    return [section for section in matching if section.actions]


def _matching(actions: Iterable[Action], sought: str) -> list[Action]:
    """Return the actions that have all the words in their name, their keys or what they do; by their name first."""
    words = sought.casefold().split()
    told = [(action, f"{action.words} {action.id} {action.tells} {action.all_keys}".casefold()) for action in actions]
    found = [action for action, text in told if all(word in text for word in words)]
    return sorted(found, key=lambda action: not all(word in action.words.casefold() for word in words))


def in_lines(every: Iterable[Section], width: int, *, ids: bool = False) -> Content:
    """Return the sections as they are read, `width` cells wide; with the ids by which settings give other keys."""
    lines: list[Content] = []
    for heading, actions in every:
        lines += [Content("")] if lines else []
        lines.append(Content.styled(heading, "bold"))
        lines.extend(_line(action, width, ids=ids) for action in actions)
    return Content("\n").join(lines) if lines else Content.styled("No action is called that.", "$quiet")


def _line(action: Action, width: int, *, ids: bool) -> Content:
    keys = Content.styled((action.all_keys or PALETTE_KEY).ljust(_KEYS), "bold $primary")
    tells = Content(action.tells) if action.keys else Content(f"{action.words}: {action.tells}")
    if ids:
        tells = Content.assemble(tells, (f"  {action.id}", "$quiet"))
    first, *more = tells.wrap(max(20, width - _KEYS)) if tells.cell_length > width - _KEYS else [tells]
    return Content("\n").join([Content.assemble(keys, first), *(Content.assemble(" " * _KEYS, each) for each in more)])


class Help(Dialog[None]):
    """The keys that work on the screen behind it, and what the signs mean; typing narrows it down."""

    DEFAULT_CSS = """
    Help {
        & > Vertical { max-width: 84; height: 90%; }
        & VerticalScroll { height: 1fr; overflow-y: scroll; scrollbar-size-vertical: 1; }
    }
    """
    where = Where.HELP

    def __init__(self, of: Where, signs: Content) -> None:
        """Tell first of what has the focus."""
        super().__init__()
        self._of, self._signs = of, signs
        self._keys = Static(id="keys")
        self._scroll = VerticalScroll(can_focus=False)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = "Keys"
            yield Input(placeholder="type what you want to do")
            with self._scroll:
                yield self._keys
            yield self.key_bar

    def on_resize(self, _: events.Resize) -> None:
        """Hold the lines to the width."""
        self.call_after_refresh(self._show)

    def on_input_changed(self) -> None:
        """Tell of what is sought."""
        self._show()
        self._scroll.scroll_home(animate=False)

    def _show(self) -> None:
        sought = self.query_one(Input).value
        width = self._scroll.scrollable_content_region.width
        told = in_lines(sections(self._of, sought), width, ids=bool(sought))
        self._keys.update(told if sought else Content("\n\n").join([told, self._signs]))

    def action_move(self, lines: int) -> None:
        """Scroll by lines."""
        self._scroll.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self._scroll.scroll_relative(y=pages * max(1, self._scroll.size.height - 1), animate=False)
