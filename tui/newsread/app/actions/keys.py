"""The keys in force: the table of actions, with the keys that the reader has chosen, asked for one place at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from textual.binding import Binding
from textual.keys import key_to_character

from newsread.app.actions.action import SHIFTED, Action
from newsread.app.actions.places import OVER, TYPED_INTO, Where
from newsread.app.actions.table import ACTIONS

_in_force = list(ACTIONS)
"""The table with the keys that the reader has chosen."""


def rekey(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Give actions, by their ids, other keys than those of the table, and all others those; see `keymap`."""
    _in_force[:] = [replace(action, keys=keys.get(action.id, action.keys)) for action in ACTIONS]
    calls.cache_clear()


def all_actions() -> Sequence[Action]:
    """Return all actions with the keys that they have now, in the table's order."""
    return tuple(_in_force)


def actions(where: Where) -> Iterator[Action]:
    """Return the actions that work on a screen or in a window, in the table's order, with the keys that do so there."""
    return (replace(action, keys=free_in(where, action.keys)) for action in _in_force if where in action.where)


def free_in(where: Where, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some keys that can call something there: all, or where one types those that make no sign."""
    return tuple(key for key in keys if not makes_a_sign(key)) if where in TYPED_INTO else keys


@cache
def makes_a_sign(key: str) -> bool:
    """Whether a key writes a character where text is typed."""
    sign = key_to_character(key)
    return bool(SHIFTED.fullmatch(key)) or (sign is not None and sign.isprintable())


def working(where: Where) -> list[Action]:
    """Return the actions of a screen; while something lies over it first those, and then what they leave a key."""
    own = list(actions(where))
    taken = {key for action in own for key in action.keys}
    below = actions(OVER[where]) if where in OVER else ()
    left = (replace(action, keys=tuple(key for key in action.keys if key not in taken)) for action in below)
    return [*own, *(action for action in left if action.keys)]


@cache
def calls(where: Where) -> frozenset[str]:
    """Return what the actions of `working` call."""
    return frozenset(action.call for action in working(where))


def bindings(where: Where) -> list[Binding]:
    """Return the bindings of a screen."""
    return [
        Binding(key, action.call, action.words, id=f"{where}.{action.id}.{key}", tooltip=action.tells)
        for action in actions(where)
        for key in action.keys
    ]


def key_of(action_id: str) -> str:
    """Return the key of an action, for a hint on it."""
    return next(action.key for action in _in_force if action.id == action_id)
