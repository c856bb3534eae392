"""Layers over a text: each place knows how it looks, and where that ends."""

from hypothesis import given
from hypothesis import strategies as st

from newsread.app.widgets.layers import Layer, Layers, Styled

spans = st.lists(
    st.builds(
        lambda start, length, style: Styled(start, start + length, (style,)),
        st.integers(0, 40),
        st.integers(1, 15),
        st.sampled_from("abc"),
    )
)


def test_a_later_layer_lies_on_an_earlier_one() -> None:
    layers = Layers()
    layers.put(Layer.FOUND, [Styled(4, 8, ("found",))])
    layers.put(Layer.ENTITIES, [Styled(2, 6, ("entity-person",))])
    seen = []
    at = 0
    while at < 10:
        until, styles = layers.at(at, 10)
        seen.append((at, until, styles))
        at = until
    assert seen == [
        (0, 2, ()),
        (2, 4, ("entity-person",)),
        (4, 6, ("entity-person", "found")),
        (6, 8, ("found",)),
        (8, 10, ()),
    ]


def test_a_layer_that_is_filled_anew_forgets_what_was_in_it() -> None:
    layers = Layers()
    layers.put(Layer.FOUND, [Styled(4, 8, ("found",))])
    layers.put(Layer.FOUND, [])
    assert layers.at(0, 10) == (10, ())


@given(spans, st.integers(0, 60))
def test_every_place_is_covered_once_and_the_earlier_span_wins(given_spans: list[Styled], place: int) -> None:
    layers = Layers()
    layers.put(Layer.CLAIMS, given_spans)
    until, styles = layers.at(place, 100)
    assert place < until <= 100
    covering = [span for span in given_spans if span.start <= place < span.end]
    assert bool(styles) == bool(covering)
    assert all(layers.at(between, 100)[1] == styles for between in range(place, until) if until < 100)
