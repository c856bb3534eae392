"""An action: something that a reader can do, the keys that do it, and what screens and windows have in common."""

import re
from dataclasses import dataclass

from newsread.app.actions.places import EVERYWHERE, Where


@dataclass(frozen=True)
class Action:
    """Something that a reader can do."""

    id: str
    keys: tuple[str, ...]
    """The keys as Textual names them; the first is the one that is shown. Without one it is found in the palette."""
    words: str
    """What it is called in the key bar and in the palette."""
    tells: str
    """What it does, as help and palette explain it."""
    call: str
    """The action of screen or app that it calls, with its arguments."""
    where: frozenset[Where] = EVERYWHERE
    bar: bool = False
    """Whether it stands in the key bar, as far as there is room; the table's order is the bar's."""

    @property
    def key(self) -> str:
        """The first key as a person would write it; empty without one."""
        return _shown(self.keys[0]) if self.keys else ""

    @property
    def label(self) -> str:
        """What the palette calls it."""
        return f"{self.words} ({self.key})" if self.key else self.words

    @property
    def all_keys(self) -> str:
        """All keys as a person would write them."""
        return ", ".join(_shown(key) for key in self.keys if not SHIFTED.fullmatch(key))


SHIFTED = re.compile(r"shift\+[a-z]")
"""How Textual may name a capital letter."""
_SIGNS = {
    "question_mark": "?",
    "slash": "/",
    "equals_sign": "=",
    "space": "space",
    "pagedown": "page down",
    "pageup": "page up",
    "escape": "esc",
    "full_stop": ".",
    "comma": ",",
    "semicolon": ";",
    "plus": "+",
    "minus": "-",
    "backslash": "\\",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}


def _shown(key: str) -> str:
    return _SIGNS.get(key, key)


def shifted(letter: str) -> tuple[str, str]:
    """Return the keys that a letter with shift can come as."""
    # A terminal that reports shift+v without the text it makes yields `shift+v`, not `V`.
    return letter.upper(), f"shift+{letter}"
