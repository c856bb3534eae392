"""The keys that a reader has chosen in the settings: checked, and put in the place of the table's."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys

from newsread.app.actions.action import Action
from newsread.app.actions.keys import bindings, free_in
from newsread.app.actions.places import OVER, Where
from newsread.app.actions.table import ACTIONS, PALETTE_KEY
from newsread.settings import shown

_RESERVED = frozenset({PALETTE_KEY, "ctrl+c"})
"""What the program needs for itself."""
_MODIFIER = re.compile(r"(?:ctrl|alt|shift|super|meta|hyper)\+")
_KNOWN = frozenset(key.value for key in Keys if not key.value.startswith("<"))

Keymap = Mapping[str, tuple[str, ...]]
"""Actions' ids with their keys, as Textual names them."""


def checked(given: Mapping[str, object], file: Path) -> tuple[Keymap, list[str]]:
    """Return the keys that can be used, and a sentence for each that cannot; its action keeps the table's keys."""
    problems: list[str] = []
    keymap: dict[str, tuple[str, ...]] = {}
    ids = {action.id for action in ACTIONS}
    for action_id, value in given.items():
        keys = [value] if isinstance(value, str) else value
        if action_id not in ids:
            problems.append(
                f"{file} gives a key to {shown(action_id)}, which is no action; the help tells what there is."
            )
        elif not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            problems.append(
                f"{file} gives {action_id!r} the keys {shown(value)}; they must be a key or a list of keys."
            )
        elif wrong := [key for key in keys if not _is_key(_named(key))]:
            problems.append(f"{file} gives {action_id!r} the key {shown(wrong[0])}, which there is not or is not free.")
        else:
            keymap[action_id] = tuple(named for key in keys for named in _with_shift(_named(key)))
    while clash := _clash(keymap):
        key, where, some, other = clash
        there = where.heading[0].lower() + where.heading[1:]
        problems.append(
            f"{file} gives {key!r} {there} to {some!r}, but it is the key of {other!r}; {some!r} keeps its own."
        )
        del keymap[some]
    return keymap, problems


def _clash(keymap: Keymap) -> tuple[str, Where, str, str] | None:
    """Return the first key that means two things in one place: with that place, who was given it, and who has it."""
    for where in Where:
        owners: dict[str, Action] = {}
        here = [action for action in ACTIONS if where in action.where]
        for action in sorted(here, key=lambda action: action.id in keymap):  # who was given a key comes after its owner
            for key in _keys(action, where, keymap):
                owner = owners.setdefault(key, action)
                if owner is not action and action.id in keymap:
                    return key, where, action.id, owner.id
        below = OVER.get(where)
        for action in ACTIONS if below else ():
            if below not in action.where or _is_covered(action, here):
                continue
            for key in _keys(action, where, keymap):
                if (owner := owners.get(key, action)) is not action:
                    given, other = (action, owner) if action.id in keymap else (owner, action)
                    return key, where, given.id, other.id
    return None


def _keys(action: Action, where: Where, keymap: Keymap) -> tuple[str, ...]:
    return free_in(where, keymap.get(action.id, action.keys))


def _is_covered(action: Action, above: Iterable[Action]) -> bool:
    """Whether by the table already what lies over a screen takes keys of its action."""
    return any(not set(action.keys).isdisjoint(each.keys) for each in above)


def _named(key: str) -> str:
    """Return a key as Textual names it: `?` is question_mark."""
    before, sign = key[:-1], key[-1:]
    if not key or key == "," or (before and not before.endswith("+")):
        return "comma" if key == "," else key
    return before + next(iter(Binding.make_bindings([Binding(sign, "")]))).key if sign != "," else f"{before}comma"


def _is_key(key: str) -> bool:
    plain = _MODIFIER.sub("", key)
    is_one = (len(plain) == 1 and plain.isalnum()) or plain in _KNOWN or plain in _signs()
    return bool(plain) and is_one and key not in _RESERVED


def _signs() -> frozenset[str]:
    marks = "!\"#$%&'()*+-./:;<=>?@[\\]^_`{|}~"
    return frozenset(each.key for each in Binding.make_bindings([Binding(mark, "") for mark in marks])) | {"comma"}


def _with_shift(key: str) -> tuple[str, ...]:
    # A terminal that reports shift+v without the text it makes yields `shift+v`, not `V`.
    return (key, f"shift+{key.lower()}") if len(key) == 1 and key.isupper() else (key,)


def rebind(*owners: type[DOMNode]) -> None:
    """Give classes of screens and widgets, which have bound the table's keys, those that are in force now."""
    for owner in owners:
        own = [binding for binding in owner.BINDINGS if isinstance(binding, Binding)]
        places = dict.fromkeys(where for binding in own if binding.id for where in [binding.id.split(".")[0]])
        fresh = [binding for where in places for binding in bindings(Where(where))]
        if [*map(_short, fresh)] != [*map(_short, own)]:
            owner.BINDINGS = [*fresh, *(binding for binding in own if not binding.id)]
            owner._merged_bindings = owner._merge_bindings()


def _short(binding: Binding) -> tuple[str, str]:
    return binding.key, binding.action
