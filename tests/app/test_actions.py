"""The table of actions: what it promises exists, and no key means two things."""

from collections import Counter

import pytest
from textual.actions import parse
from textual.app import App
from textual.screen import Screen

from newsread.app.actions import ACTIONS, Action, Where, actions, bindings
from newsread.app.app import NewsreadApp
from newsread.app.claims import Claims
from newsread.app.library import Library
from newsread.app.reader import Reader

SCREENS: dict[Where, type[Screen[None]]] = {Where.LIBRARY: Library, Where.READER: Reader, Where.CLAIMS: Claims}
each_screen = pytest.mark.parametrize("where", Where)
each_action = pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)


@each_screen
def test_no_key_means_two_things_on_one_screen(where: Where) -> None:
    keys = Counter(key for action in actions(where) for key in action.keys)
    assert [key for key, times in keys.items() if times > 1] == []


@each_action
def test_every_action_calls_something_that_exists(action: Action) -> None:
    namespace, name, _ = parse(action.call)
    assert namespace in {"", "app"}
    owners: list[type[App[None] | Screen[None]]] = [SCREENS[where] for where in action.where]
    for owner in [NewsreadApp] if namespace else owners:
        assert callable(getattr(owner, f"action_{name}", None)), owner


@each_action
def test_every_action_has_words_and_an_explanation(action: Action) -> None:
    assert action.words
    assert action.tells[0].isupper()
    assert action.tells.endswith(".")
    assert action.where


@each_screen
def test_ids_and_words_name_one_action_each(where: Where) -> None:
    named = [(action.words, action.key) for action in actions(where)]
    assert len(set(named)) == len(named)
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


@each_screen
def test_a_screen_binds_every_key_of_its_actions_and_no_other(where: Where) -> None:
    bound = {(binding.key, binding.action) for binding in bindings(where)}
    assert bound == {(key, action.call) for action in actions(where) for key in action.keys}
    assert bound <= {
        (binding.key, binding.action) for binding in SCREENS[where].BINDINGS if not isinstance(binding, tuple)
    }


def test_a_capital_letter_is_bound_for_terminals_that_report_shift() -> None:
    for action in ACTIONS:
        for key in action.keys:
            if len(key) == 1 and key.isupper():
                assert f"shift+{key.lower()}" in action.keys


def test_keys_are_shown_as_a_person_would_write_them() -> None:
    shown = {action.id: (action.key, action.all_keys) for action in ACTIONS}
    assert shown["help"] == ("?", "?, f1")
    assert shown["said verified"] == ("V", "V")
    assert shown["page down"] == ("page down", "page down")
