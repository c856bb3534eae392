"""How many panes stand side by side, how wide each is, and which articles they show. Pure."""

NARROWEST = 38
WIDEST = 75
ONE_PANE_BELOW = 76
WORDS_IN_MARGIN_FROM = 60
"""The width of a pane from which its margin has room for a verdict's word beside its glyph."""


LEAST = 24
"""The width of a pane below which no more of them are shown, even if the reader wishes more."""


def pane_widths(width: int, articles: int, wished: int | None = None) -> list[int]:
    """Return the width in cells of each pane that stands on a screen `width` cells wide.

    There are as many as can be read with ease, or as many as the reader wishes, as far as there is room.
    """
    most = width // LEAST if wished else width // NARROWEST if width >= ONE_PANE_BELOW else 1
    shown = max(1, min(articles, most, wished or most))
    narrow, wider_by_one = divmod(width, shown)
    return [min(WIDEST, narrow + (pane < wider_by_one)) for pane in range(shown)]


def window(first: int, active: int, shown: int, articles: int) -> int:
    """Return the first of the `shown` articles, moved as little as needed for `active` to be among them."""
    first = min(first, active)
    first = max(first, active - shown + 1)
    return max(0, min(first, articles - shown))
