"""The shipped themes can be read: WCAG's contrast of at least 4.5 to 1 for all text on every ground it is drawn on."""

import pytest
from textual.color import Color
from textual.theme import Theme

from newsread.app.style.themes import COLOUR_SAFE, SHIPPED
from newsread.app.widgets.line_view import STYLES

GROUNDS = ("background", "surface", "panel", "cursor-line", "counterpart-line")
ENTITIES = tuple(f"entity-{kind}" for kind in ("person", "place", "organisation", "date", "number", "other"))
VERDICTS = ("verified", "disputed", "unverifiable")
TEXTS = ("foreground", "quiet", "primary", "secondary", "accent", "error", "warning", "success", *ENTITIES, *VERDICTS)
LEAST = 4.5

each_theme = pytest.mark.parametrize("theme", SHIPPED, ids=lambda theme: theme.name)


def colour(theme: Theme, name: str) -> Color:
    return Color.parse(theme.variables.get(name) or getattr(theme, name))


def luminance(seen: Color) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = (value / 255 for value in seen.rgb)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_right() -> None:
    black, white, grey = map(Color.parse, ("#000000", "#ffffff", "#767676"))
    assert contrast(black, white) == contrast(white, black) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.01)


@each_theme
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_can_be_read_on_every_ground(theme: Theme, ground: str) -> None:
    contrasts = {text: contrast(colour(theme, text), colour(theme, ground)) for text in TEXTS}
    assert {text: round(value, 2) for text, value in contrasts.items() if value < LEAST} == {}


@each_theme
def test_what_is_found_can_be_read(theme: Theme) -> None:
    assert contrast(colour(theme, "background"), colour(theme, "found")) >= LEAST


@each_theme
def test_grounds_can_be_told_from_the_background(theme: Theme) -> None:
    assert all(colour(theme, ground) != colour(theme, "background") for ground in GROUNDS[1:])


def test_all_colours_of_text_are_looked_at() -> None:
    assert {name for name in STYLES if name.startswith("entity-")} == set(ENTITIES)
    grounds_and_marks = {"cursor-line", "counterpart-line", "found"}
    for theme in SHIPPED:
        assert theme.variables.keys() == {*ENTITIES, *VERDICTS, "quiet", *grounds_and_marks}


def test_the_safe_theme_has_no_green_and_no_red_among_the_verdicts() -> None:
    verdicts = [colour(COLOUR_SAFE, name).hsl.h * 360 for name in VERDICTS]
    assert not [hue for hue in verdicts if 75 < hue < 180 or hue < 25 or hue > 330]


def test_the_safe_themes_verdicts_differ_in_lightness_too() -> None:
    one, other, third = sorted(luminance(colour(COLOUR_SAFE, name)) for name in VERDICTS)
    assert one < other < third
