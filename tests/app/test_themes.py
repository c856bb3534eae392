"""Both themes can be read: WCAG's contrast of at least 4.5 to 1 for all text."""

import pytest
from textual.color import Color
from textual.theme import Theme

from newsread.app.themes import DARK, LIGHT, variables_for

GROUNDS = ("background", "surface", "panel", "cursor-line")
_ENTITIES = tuple(f"entity-{kind}" for kind in ("person", "place", "organisation", "date", "number", "other"))
_VERDICTS = ("verified", "disputed", "unverifiable")
TEXTS = ("foreground", "quiet", "primary", "secondary", "accent", "error", "warning", "success", *_ENTITIES, *_VERDICTS)
LEAST = 4.5


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


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_can_be_read_on_every_ground(theme: Theme, ground: str) -> None:
    contrasts = {text: contrast(colour(theme, text), colour(theme, ground)) for text in TEXTS}
    assert {text: round(value, 2) for text, value in contrasts.items() if value < LEAST} == {}


def test_both_themes_define_the_same_colours() -> None:
    assert DARK.variables.keys() == LIGHT.variables.keys()


def test_other_themes_borrow_the_colours_of_the_one_that_is_as_dark() -> None:
    for dark, ours in ((True, DARK), (False, LIGHT)):
        assert variables_for(Theme("other", primary="#123456", dark=dark)) == ours.variables


def test_findings_never_look_like_verdicts() -> None:
    for theme in (DARK, LIGHT):
        assert not {theme.variables[name] for name in _ENTITIES} & {theme.variables[name] for name in _VERDICTS}
