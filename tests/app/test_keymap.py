"""Keys from the settings: what is wrong is said and costs only itself, and every place shows what holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.app.conftest import Open

from newsread.app.actions.custom_keys import checked
from newsread.app.actions.keys import actions, all_actions, key_of, rekey
from newsread.app.actions.places import Where
from newsread.app.actions.table import ACTIONS
from newsread.app.dialogs.help import Help
from newsread.app.reader.screen import Reader
from newsread.settings import read_settings

FILE = Path("settings.toml")


@pytest.fixture(autouse=True)
def _the_table_again() -> Iterator[None]:
    yield
    rekey({})


def test_a_key_can_be_one_or_several_and_is_written_as_a_person_would() -> None:
    keys, problems = checked({"find": ["F", "ctrl+f", "~"], "help": "f1", "jump": "'", "verified": "f9"}, FILE)
    assert problems == []
    assert keys["find"] == ("F", "shift+f", "ctrl+f", "tilde")
    assert keys["help"] == ("f1",)
    assert keys["jump"] == ("apostrophe",)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"fly": "5"}, "gives a key to 'fly', which is no"),
        ({"verified": 5}, "must be a key or a list of keys"),
        ({"verified": ["v", 5]}, "must be a key or a list of keys"),
        ({"verified": "vv"}, "the key 'vv', which there is not or is not free"),
        ({"verified": ""}, "the key '', which there is not"),
        ({"verified": "ctrl+p"}, "the key 'ctrl+p', which there is not or is not free"),
        ({"verified": "d"}, "gives 'd' in the reader to 'verified', but it is the key of 'disputed'"),
        ({"verified": "f12", "disputed": "f12"}, "gives 'f12' in the reader to 'disputed', but it is the key of"),
        ({"other end": "u"}, "gives 'u' while words are selected to 'other end', but it is the key of 'unverifiable'"),
        ({"close panel": "v"}, "gives 'v' in the side panel to 'close panel', but it is the key of 'verified'"),
        ({"tick": "j"}, "gives 'j' while a verdict is spread to 'tick', but it is the key of 'list down'"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_and_the_default_stays(given: dict[str, object], said: str) -> None:
    keys, problems = checked(given, FILE)
    assert len(problems) == 1
    assert said in problems[0]
    assert len(keys) == len(given) - 1


def test_a_key_that_something_over_the_screen_takes_is_none_for_what_works_there_too() -> None:
    keys, problems = checked({"verified": "l", "next pane": "v"}, FILE)
    assert "verified" not in keys
    assert "gives 'l' while words are selected to 'verified', but it is the key of 'word on'" in problems[0]


def test_what_lies_over_a_screen_may_take_other_keys_of_what_it_covers_anyway() -> None:
    keys, problems = checked({"word on": "f9", "next pane": ["tab", "f9"], "split": "t", "retype": "s"}, FILE)
    assert problems == []
    assert len(keys) == 4


def test_a_sign_may_be_a_key_of_two_where_only_one_of_them_is_typed_into() -> None:
    keys, problems = checked({"help": ["f1", "f10"], "keep reason": "f8", "add evidence": "?"}, FILE)
    assert problems == []
    assert keys["add evidence"] == ("question_mark",)


def test_two_actions_may_change_places() -> None:
    keys, problems = checked({"verified": "d", "disputed": "v"}, FILE)
    assert problems == []
    assert keys == {"verified": ("d",), "disputed": ("v",)}


def test_when_one_of_two_that_change_places_is_wrong_neither_loses_its_key() -> None:
    keys, problems = checked({"verified": "d", "disputed": "vv"}, FILE)
    assert keys == {}
    assert len(problems) == 2


def test_an_action_may_have_no_key_at_all() -> None:
    keys, problems = checked({"verified": []}, FILE)
    assert (keys, problems) == ({"verified": ()}, [])


def test_chosen_keys_are_in_force_until_others_are() -> None:
    rekey({"verified": ("f5",)})
    assert key_of("verified") == "f5"
    assert next(actions(Where.READER)).keys == ("f5",)
    rekey({})
    assert all_actions() == ACTIONS


def test_the_table_itself_has_nothing_wrong() -> None:
    keys, problems = checked({action.id: [*action.keys] for action in ACTIONS}, FILE)
    assert problems == []
    assert all({*keys[action.id]} == {*action.keys} for action in ACTIONS)


async def test_a_changed_key_works_and_every_place_shows_it(open_app: Open, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        'theme = "newsread-light"\n[keys]\nverified = "d"\ndisputed = ["f5", "v"]\n'
    )
    async with open_app() as session:
        await session.open_reader()
        assert "d verified  f5 disputed" in session.keys
        await session.press("d", "v", "f5")
        await session.saved()
        assert [what for _, _, what in session.said()] == [
            "tag verified content",
            "tag disputed content",
            "tag disputed content",
        ]
        titles = [each.title for each in session.app.get_system_commands(session.app.screen)]
        assert "disputed (f5)" in titles
        await session.press("question_mark")
        await session.until(lambda: isinstance(session.app.screen, Help))
        await session.shows("f5, v               The claim's content is disputed.")
        await session.press("escape", "f2")
    written = read_settings(tmp_path / "settings.toml")
    assert written.problems == ()
    assert written.settings.keys == {"verified": "d", "disputed": ["f5", "v"]}
    (tmp_path / "settings.toml").unlink()
    async with open_app() as session:
        await session.open_reader()
        await session.press("d")
        await session.until(lambda: len(session.records()) == 4)
        assert session.said()[-1][2] == "tag disputed content"


async def test_a_changed_key_works_in_a_window_and_its_hint_and_help_show_it(open_app: Open, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[keys]\nleave = "f7"\n"keep reason" = "f8"\n')
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "r", *"so?", "enter", "escape")
        await session.shows("f8 save")
        await session.shows("f7 leave")
        await session.press("f1")
        await session.until(lambda: isinstance(session.app.screen, Help))
        await session.shows("While a reason is written")
        await session.press("f7", "f8")
        await session.until(lambda: isinstance(session.app.screen, Reader))
        await session.saved()
        assert session.records()[-1].note == "so?"


async def test_what_is_wrong_with_the_keys_is_told_at_the_start(open_app: Open, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[keys]\nfly = "f"\n')
    async with open_app(200) as session:
        told = "gives a key to 'fly', which is no"  # on the screen it may be wrapped anywhere
        await session.until(lambda: any(told in each.message for each in session.app._notifications))
