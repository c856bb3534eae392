"""A line of which one option is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widgets import Static

from newsread.app.reader.margin import CURSOR_BAR
from newsread.app.widgets.bars import plain

_LABEL = 10
"""Cells for what is chosen."""


class ChoiceLine(Static, can_focus=True):
    """A label and its options, the chosen one in brackets. A click chooses; its window has the keys."""

    DEFAULT_CSS = "ChoiceLine { height: 1; width: 1fr; text-wrap: nowrap; link-style: none; }"
    chosen: reactive[int] = reactive(0)

    @dataclass
    class Changed(Message):
        """Another option is chosen."""

        line: "ChoiceLine"

    def __init__(self, label: str, options: Sequence[str], *, id: str) -> None:  # noqa: A002 - as Textual calls it
        super().__init__(id=id)
        self._label, self._options = label, tuple(options)

    @property
    def words(self) -> str:
        """What is chosen, behind the label."""
        return f"{self._label} {self._options[self.chosen]}"

    def turn(self, steps: int) -> None:
        """Choose an option after or before."""
        self.chosen = (self.chosen + steps) % len(self._options)

    def action_choose(self, number: int) -> None:
        """Choose the option that was clicked."""
        self.chosen = number

    def watch_chosen(self) -> None:
        """Show it, and say so."""
        self._show()
        self.post_message(self.Changed(self))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show whether the keys are for this line."""
        super().watch_has_focus(has_focus)
        self._show()

    def on_resize(self) -> None:
        """Show as many options as there is room for."""
        self._show()

    def _show(self) -> None:
        pointer = CURSOR_BAR if self.has_focus else " "
        label = Content.assemble((pointer, "$primary"), plain(self._label.ljust(_LABEL), "$quiet"))
        options = [self._option(number) for number in range(len(self._options))]
        first = 0
        while first < self.chosen and self._length(label, options[first:]) > self.size.width:
            first += 1
        self.update(Content("").join([label, *options[first:]]), layout=False)

    def _option(self, number: int) -> Content:
        words = self._options[number]
        shown = plain(f"[{words}]", "bold $primary") if number == self.chosen else plain(f" {words} ")
        return Content.assemble(shown.stylize(Style.from_meta({"@click": f"choose({number})"})), " ")

    @staticmethod
    def _length(label: Content, options: Sequence[Content]) -> int:
        return label.cell_length + sum(option.cell_length for option in options) - 1
