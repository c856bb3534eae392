"""What help tells: first of what has the focus, then of what lies under it, then of everything else. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.content import Content

from newsread.app.action import Action
from newsread.app.actions import PALETTE_KEY
from newsread.app.keys import all_actions, working
from newsread.app.where import EVERYWHERE, Where

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
