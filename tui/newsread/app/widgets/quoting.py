"""Words in quotation marks that fit where they stand, and end in an ellipsis where they are cut."""

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import Static

from newsread.app.widgets.bars import plain
from newsread.text.printable import printable
from newsread.text.wording import quoted

_STEP = 0.9
"""By how much fewer characters are tried where wide ones, or long words, do not fit."""


def quoted_in(words: str, width: int, lines: int) -> Content:
    """Return as many of the words as fit into so many lines of `width` cells, and at least the first of them."""
    most = max(1, width * lines - 2)
    while True:
        shown = plain(quoted(words, most))
        if most == 1 or len(shown.wrap(max(1, width))) <= lines:
            return shown
        most = max(1, int(most * _STEP))


class QuotedWords(Static):
    """Shows what a window is about, on so many lines at most."""

    DEFAULT_CSS = "QuotedWords { color: $quiet; height: auto; }"

    def __init__(self, words: str, lines: int) -> None:
        super().__init__()
        self._words, self._lines = words, lines
        self.styles.max_height = lines

    def on_mount(self) -> None:
        """Show the words even before it is known how much room they have."""
        self._fit(self.app.size.width)

    def on_resize(self) -> None:
        """Cut to the new width."""
        self._fit(self.content_size.width)

    def _fit(self, width: int) -> None:
        self.update(quoted_in(self._words, width, self._lines))


_MOST_DRAWN = 400
"""Code points of a claim that are looked at for one line; wider than any screen."""


def held_to(text: str, width: int) -> str:
    """Return the text in exactly so many cells, on one line, ending in an ellipsis where it is cut."""
    text = printable(" ".join(text[:_MOST_DRAWN].split()))
    if cell_len(text) > width:
        text = set_cell_size(text, max(0, width - 1)).rstrip(_JOINER) + "…"
    text = text.rstrip(_JOINER)
    return text + " " * (width - cell_len(text))


_JOINER = "\u200d"  # at the end of a column it would join with what follows
