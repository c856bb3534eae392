"""The ground of every widget that draws line by line: styled parts become a strip, and nothing else does."""

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsread.text.printable import printable

Part = tuple[str, tuple[str, ...]]
"""Some text, and the names of the component styles that lie over each other on it."""

STYLES = frozenset(
    {
        "quiet",
        "dimmed",
        "cursor",
        "counterpart",
        "pointer",
        "counterpart-pointer",
        "related-pointer",
        "lit",
        "judged",
        "differs",
        "found",
        "found-now",
        "label",
        "selected",
        "bold",
        "verified",
        "disputed",
        "unverifiable",
        "marked",
        "unsaved",
        "entity-person",
        "entity-place",
        "entity-organisation",
        "entity-date",
        "entity-number",
        "entity-other",
    }
)


class LineView(ScrollView, can_focus=True):
    """A widget on Textual's Line API. Whatever it draws goes through `strip`, and so through `printable`."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = set(STYLES)
    DEFAULT_CSS = """
    LineView {
        scrollbar-size-vertical: 1;
        scrollbar-color: $quiet 40%;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        overflow-x: hidden;
        & > .quiet, & > .dimmed { color: $quiet; }
        & > .cursor { background: $cursor-line; }
        & > .counterpart { background: $counterpart-line; }
        & > .pointer { color: $primary; }
        & > .counterpart-pointer { color: $quiet; text-style: bold; }
        & > .related-pointer { color: $quiet; }
        & > .lit { text-style: bold underline; }
        & > .judged { text-style: underline; }
        & > .differs { text-style: bold underline; }
        & > .found { background: $found; color: $background; }
        & > .found-now { background: $found; color: $background; text-style: bold underline; }
        & > .label { background: $primary; color: $background; text-style: bold; }
        &:nocolor > .dimmed { text-style: italic; }
        &:nocolor > .judged { text-style: bold; }
        &:nocolor > .label { text-style: bold reverse; }
        &:nocolor > .found { text-style: reverse; }
        &:nocolor > .found-now { text-style: bold underline reverse; }
        & > .selected { text-style: reverse; }
        & > .bold { text-style: bold; }
        & > .verified { color: $verified; text-style: bold; }
        & > .disputed { color: $disputed; text-style: bold; }
        & > .unverifiable { color: $unverifiable; text-style: bold; }
        & > .marked { color: $quiet; text-style: bold; }
        & > .unsaved { color: $error; text-style: bold reverse; }
        & > .entity-person { color: $entity-person; }
        & > .entity-place { color: $entity-place; }
        & > .entity-organisation { color: $entity-organisation; }
        & > .entity-date { color: $entity-date; }
        & > .entity-number { color: $entity-number; }
        & > .entity-other { color: $entity-other; }
        &:nocolor > .entity-person, &:nocolor > .entity-place, &:nocolor > .entity-organisation,
        &:nocolor > .entity-date, &:nocolor > .entity-number, &:nocolor > .entity-other {
            text-style: underline;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._styles_by_names: dict[tuple[str, ...], Style] = {}

    def notify_style_update(self) -> None:
        """Forget the colours of another theme."""
        self._styles_by_names.clear()
        super().notify_style_update()

    def strip(self, parts: Iterable[Part], width: int, *under: str) -> Strip:
        """Return the parts as one line of exactly `width` cells; the styles `under` reach over all of it."""
        ground = self._style(under)
        segments: list[Segment] = []
        cells, words, style = 0, "", ground
        for text, names in parts:
            here = self._style((*under, *names))
            if here is not style:  # what looks the same is one segment: fewer bytes for a slow line
                if words:
                    segments.append(Segment(words, style))
                words, style = "", here
            shown = printable(text)
            cells += cell_len(shown)
            words += shown
        rest = " " * (width - cells)
        segments += (
            [Segment(words + rest, style)] if style is ground else [Segment(words, style), Segment(rest, ground)]
        )
        segments = [segment for segment in segments if segment.text]
        return Strip(segments, cells).adjust_cell_length(width, ground) if cells > width else Strip(segments, width)

    def _style(self, names: tuple[str, ...]) -> Style:
        """Return how names look that lie over each other; many lines ask for the same few."""
        if names not in self._styles_by_names:
            style = self.rich_style
            for name in names:
                style += self.get_component_rich_style(name, partial=True)
            self._styles_by_names[names] = style
        return self._styles_by_names[names]

    def refresh_line_of_text(self, line: int) -> None:
        """Draw one line again, counted from the top of all lines."""
        self.refresh(Region(0, line - self.scroll_offset.y, self.size.width, 1))
