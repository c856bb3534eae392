"""The table of actions: what it promises exists, and no key means two things."""

import ast
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from textual.actions import parse
from textual.screen import Screen

from newsread.app.actions import table as actions_module
from newsread.app.actions.action import Action
from newsread.app.actions.keys import actions, bindings, key_of, working
from newsread.app.actions.places import WINDOWS, Where
from newsread.app.actions.table import ACTIONS
from newsread.app.app import NewsreadApp
from newsread.app.claims.screen import Claims
from newsread.app.coverage.screen import CoverageScreen
from newsread.app.dialogs.add_articles import AddingDialog
from newsread.app.dialogs.apply_verdict import SpreadDialog
from newsread.app.dialogs.base import AskAnnotator, Dialog, ReasonEditor, UnsavedDialog
from newsread.app.dialogs.choice import ChoiceDialog
from newsread.app.dialogs.counterparts import CounterpartDialog
from newsread.app.dialogs.decision import DecideDialog
from newsread.app.dialogs.evidence import EvidenceEditor
from newsread.app.dialogs.export import ExportDialog
from newsread.app.dialogs.help import Help
from newsread.app.dialogs.lines import LinesDialog
from newsread.app.dialogs.search_list import SeekDialog
from newsread.app.library.screen import Library
from newsread.app.reader.jump_mode import JumpMode
from newsread.app.reader.screen import Reader
from newsread.app.reader.side_panel import SidePanel

SCREENS: dict[Where, type[Screen[None] | SidePanel]] = {
    Where.LIBRARY: Library,
    Where.READER: Reader,
    Where.CLAIMS: Claims,
    Where.COVERAGE: CoverageScreen,
    Where.SELECTING: Reader,
    Where.PANEL: SidePanel,
}
WINDOWS_OF: dict[Where, tuple[type[Dialog[Any]], ...]] = {
    Where.LIST: (ChoiceDialog,),
    Where.SEEKING: (SeekDialog,),
    Where.COUNTERPARTS: (CounterpartDialog,),
    Where.SPREAD: (SpreadDialog,),
    Where.EVIDENCE: (EvidenceEditor,),
    Where.TEXT: (ReasonEditor,),
    Where.DECIDE: (DecideDialog,),
    Where.NAME: (AskAnnotator,),
    Where.EXPORT: (ExportDialog,),
    Where.ADDING: (AddingDialog,),
    Where.LINES: (LinesDialog,),
    Where.HELP: (Help,),
    Where.UNSAVED: (UnsavedDialog,),
    Where.JUMP: (JumpMode,),
}
APP = Path(actions_module.__file__).parents[1]
KEYS = {key for action in ACTIONS for key in action.all_keys.split(", ") if key} - {"a"}
DOES = "shows?|hides?|writes?|undoes|lists?|chooses?|withdraws?|judges?|marks?|continues?|goes|go|ends?|leaves|reads"
each_place = pytest.mark.parametrize("where", Where)
each_screen = pytest.mark.parametrize("where", SCREENS)
each_window = pytest.mark.parametrize("where", WINDOWS_OF)
each_action = pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)


@each_place
def test_no_key_means_two_things_on_one_screen(where: Where) -> None:
    keys = Counter(key for action in actions(where) for key in action.keys)
    assert [key for key, times in keys.items() if times > 1] == []


@each_action
def test_every_action_calls_something_that_exists(action: Action) -> None:
    namespace, name, _ = parse(action.call)
    assert namespace in {"", "app"}
    owners: list[type[Any]] = [each for where in action.where for each in WINDOWS_OF.get(where) or (SCREENS[where],)]
    for owner in [NewsreadApp] if namespace else owners:
        assert callable(getattr(owner, f"action_{name}", None)), owner


@each_action
def test_every_action_has_words_and_an_explanation(action: Action) -> None:
    assert action.words
    assert action.tells[0].isupper()
    assert action.tells.endswith(".")
    assert action.where


@each_place
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


def test_no_other_module_binds_a_screens_keys() -> None:
    for where, owner in SCREENS.items():
        bound = [binding.id for binding in owner.BINDINGS if not isinstance(binding, tuple)]
        assert len(bound) == len(owner.BINDINGS), where
        assert all(each and each.split(".")[0] in {*Where} for each in bound), where


def _said(module: Path) -> list[str]:
    """Return what a module may say on the screen: its strings, without those that explain it."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    explains = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    strings = (each for each in ast.walk(tree) if isinstance(each, ast.Constant) and id(each) not in explains)
    return [each.value for each in strings if isinstance(each.value, str)]


def _modules() -> list[Path]:
    every = [module for module in APP.rglob("*.py") if module.parent.name != "actions"]
    assert len(every) > 70
    return every


def test_no_other_module_tells_a_key_of_the_table() -> None:
    told = re.compile(rf"(?:^|[ (])({'|'.join(map(re.escape, sorted(KEYS)))}) (?:{DOES})\b")
    found = {module.name: [key for text in _said(module) for key in told.findall(text)] for module in _modules()}
    assert {name: keys for name, keys in found.items() if keys} == {}


def test_no_other_module_binds_a_key() -> None:
    binding = re.compile(r"\bBinding\(|BINDINGS.*\(\"|event\.key ==|match event\.key")
    bind = {module.name for module in APP.rglob("*.py") if binding.search(module.read_text(encoding="utf-8"))}
    assert bind == {"keys.py", "custom_keys.py"}  # which makes the bindings, and which asks Textual how it names a sign


def test_every_window_has_its_place_in_the_table() -> None:
    assert WINDOWS_OF.keys() == WINDOWS
    every = {each for windows in WINDOWS_OF.values() for each in windows}
    assert all(each.where is where for where, windows in WINDOWS_OF.items() for each in windows)
    assert {each for each in _below(Dialog) if "where" in vars(each)} == every


def _below(owner: type[Any]) -> set[type[Any]]:
    return {owner, *(each for below in owner.__subclasses__() for each in _below(below))}


@each_window
def test_a_window_can_be_left_and_tells_its_keys(where: Where) -> None:
    left = {action.key for action in actions(where) if action.call in {"leave", "answer(False)"}}
    assert "esc" in left
    told = {action.id for action in actions(where)}
    assert "help" in told or where in {Where.HELP, Where.JUMP}


def test_where_one_types_no_sign_is_a_key() -> None:
    assert [action.all_keys for action in actions(Where.LIST) if action.id in {"leave", "help"}] == ["esc, q", "?, f1"]
    assert [action.all_keys for action in actions(Where.TEXT) if action.id in {"leave", "help"}] == ["esc", "f1"]
    keys = {key for action in actions(Where.EVIDENCE) for key in action.keys}
    assert keys == {"enter", "ctrl+s", "ctrl+r", "ctrl+t", "tab", "escape", "down", "up", "pagedown", "pageup", "f1"}
    assert key_of("leave") == "esc"


@each_place
def test_every_action_has_a_key_or_is_in_the_palette_by_its_name(where: Where) -> None:
    """The palette lists every action of a screen, see test_app; here: that each can be told from the others."""
    labels = [action.label for action in working(where)]
    assert len({*labels}) == len(labels)
    assert all(action.keys or action.words for action in actions(where))


def test_keys_are_shown_as_a_person_would_write_them() -> None:
    shown = {action.id: (action.key, action.all_keys) for action in ACTIONS}
    assert shown["help"] == ("?", "?, f1")
    assert shown["said verified"] == ("V", "V")
    assert shown["page down"] == ("page down", "page down")
