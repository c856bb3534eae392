"""The themes: what they have in common, and what other themes borrow from them."""

from textual.theme import Theme

from newsread.app.style.themes import COLOUR_SAFE, DARK, LIGHT, SHIPPED, after, variables_for

_VERDICTS = ("verified", "disputed", "unverifiable")


def test_all_themes_define_the_same_colours() -> None:
    assert DARK.variables.keys() == LIGHT.variables.keys() == COLOUR_SAFE.variables.keys()


def test_other_themes_borrow_the_colours_of_the_one_that_is_as_dark() -> None:
    for dark, ours in ((True, DARK), (False, LIGHT)):
        assert variables_for(Theme("other", primary="#123456", dark=dark)) == ours.variables


def test_findings_never_look_like_verdicts() -> None:
    for theme in SHIPPED:
        entities = {colour for name, colour in theme.variables.items() if name.startswith("entity-")}
        assert not entities & {theme.variables[name] for name in _VERDICTS}


def test_the_shipped_themes_follow_each_other_round_and_round() -> None:
    names = [theme.name for theme in SHIPPED]
    assert [after(name).name for name in names] == [*names[1:], names[0]]
    assert after("nord") is DARK
