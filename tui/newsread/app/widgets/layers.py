"""What lies over a text: spans in named layers, each with its look. Pure; all offsets half-open, in code points."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from typing import NamedTuple


class Layer(Enum):
    """What is laid over a text; a later one lies on the earlier ones."""

    ENTITIES = auto()
    LIT = auto()
    """The places of what the cursor is on."""
    CLAIMS = auto()
    """Words that were judged and are no whole sentences."""
    DIFFERENCE = auto()
    FOUND = auto()
    SELECTION = auto()


class Styled(NamedTuple):
    """A span, and the names of the component styles that it is drawn in."""

    start: int
    end: int
    styles: tuple[str, ...]


class Layers:
    """The layers of one text. What is asked costs the same however much lies on it."""

    def __init__(self) -> None:
        self._layers: dict[Layer, tuple[Sequence[Styled], list[int]]] = {}
        self._lowest_first: list[tuple[Sequence[Styled], list[int]]] = []

    def put(self, layer: Layer, spans: Iterable[Styled]) -> bool:
        """Fill a layer anew, and return whether anything looks different now.

        The spans may come in any order, and where they overlap the later one gives way.
        """
        apart: list[Styled] = []
        for span in sorted(spans):
            start = max(span.start, apart[-1].end if apart else 0)
            if start < span.end:
                apart.append(span._replace(start=start))
        before, _ = self._layers.get(layer, ([], []))
        if apart:
            self._layers[layer] = apart, [span.end for span in apart]
        else:
            self._layers.pop(layer, None)
        self._lowest_first = [self._layers[each] for each in Layer if each in self._layers]
        return apart != before

    def at(self, place: int, end: int) -> tuple[int, tuple[str, ...]]:
        """Return up to where, at most `end`, the text looks as it does at a place, and its styles, lowest first."""
        styles: tuple[str, ...] = ()
        for spans, ends in self._lowest_first:
            number = bisect_right(ends, place)
            if number < len(spans):
                span = spans[number]
                if span.start <= place:
                    styles += span.styles
                    end = min(end, span.end)
                else:
                    end = min(end, span.start)
        return end, styles
