"""Compatibility with version 0.1: the names that scripts, settings and other packages hold on to.

`names.json` lists them. A name may be added to the program at any time; one that is listed stays, and is never
taken off the list to make a test pass.
"""

import json
import re
import tomllib
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import tomlkit
from tests.compatibility.harbour import HERE, Command, copied, run
from tests.compatibility.names import commands, members

import newsread.formats
from newsread import Workspace

NAMES: dict[str, Any] = json.loads((HERE / "names.json").read_text(encoding="utf-8"))
PLUGIN = HERE / "plugin"


def test_every_command_has_its_parameters() -> None:
    present = commands()
    for command, before in NAMES["commands"].items():
        assert {name: present[command].get(name) for name in before} == before, command
        new = {name: of for name, of in present[command].items() if name not in before}
        assert not [name for name, of in new.items() if "required" in of], command


def test_the_workspace_has_its_methods(tmp_path: Path) -> None:
    present = members(Workspace)
    assert {name: present.get(name) for name in NAMES["workspace"]} == NAMES["workspace"]
    workspace = Workspace.open(copied(tmp_path))
    assert (len(workspace.ids), workspace.place.name) == (6, "harbour")


def test_formats_have_their_names() -> None:
    assert {*NAMES["formats"]} <= {*newsread.formats.__all__}
    assert all(hasattr(newsread.formats, name) for name in newsread.formats.__all__)


def _write_settings(home: Path, **settings: object) -> None:
    file = home / "config" / "newsread" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text(tomlkit.dumps(settings), encoding="utf-8")


SETTINGS: dict[str, object] = {
    "annotator": "ana",
    "theme": "newsread-light",
    "entities": False,
    "others": True,
    "keys": {"verified": "f6"},
    "followed_links": {},
}


def test_every_setting_is_known(tmp_path: Path) -> None:
    assert [*SETTINGS] == NAMES["settings"]
    _write_settings(tmp_path / "home", **SETTINGS)
    (ended,) = run(copied(tmp_path), tmp_path / "home", Command(["tag", "ferry.txt", "0", "5", "verified"]))
    assert (ended.status, ended.err) == (0, "")


def _first_screen(tmp_path: Path, keys: dict[str, object], *pressed: str) -> str:
    """Return the first screen under the keys, without spaces and frames, as a path is cut anywhere."""
    _write_settings(tmp_path / "home", keys=keys)
    command = Command(["read", "."], by="fay", keys=["shows harbour", "screen", *pressed, "ctrl+q"])
    (ended,) = run(tmp_path / "harbour", tmp_path / "home", command)
    assert ended.status == 0, ended.err
    return re.sub(r"[^\w.]", "", ended.seen)


def test_every_action_can_be_given_keys_that_then_work(tmp_path: Path) -> None:
    copied(tmp_path)
    other = {"verified": "f6", "said disputed": "f7", "to check": "f8", "seen": "f9", "undo": ["f10"]}
    pressed = ("enter", "shows Eleven passengers", "1", "j", "f6", "k", "f7", "j", "j", "f8", "k", "f9", "f10")
    assert "settings.toml" not in _first_screen(tmp_path, {**NAMES["actions"], **other}, *pressed)
    (ended,) = run(tmp_path / "harbour", tmp_path / "home", Command(["log", "--by", "fay", "--json", "--in", "."]))
    changes = [change for claim in json.loads(ended.out) for change in claim["changes"]]
    done = {(change["verdict"] or change["mark"], change["aspect"]) for change in changes}
    assert done == {("verified", "content"), ("disputed", "statement"), ("to check", None), ("seen", None)}
    assert any(change["undoes"] for change in changes)


def test_an_action_that_there_is_not_is_named(tmp_path: Path) -> None:
    copied(tmp_path)
    assert "settings.toml" in _first_screen(tmp_path, {**NAMES["actions"], "dance": ["f9"]})


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Return a folder of packages in which a format of another package is installed, as pip would lay it out."""
    folder = tmp_path / "packages"
    project = tomllib.loads((PLUGIN / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    about = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    about.mkdir(parents=True)
    copy(PLUGIN / "newsdesk_format.py", folder)
    metadata = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (about / "METADATA").write_text(metadata, encoding="utf-8")
    lines = (
        f"[{name}]\n" + "".join(f"{point} = {of}\n" for point, of in points.items())
        for name, points in project["entry-points"].items()
    )
    (about / "entry_points.txt").write_text("".join(lines), encoding="utf-8")
    return folder


def test_a_format_of_another_package_is_used(tmp_path: Path, packages: Path) -> None:
    written = (PLUGIN / "newsdesk_format.py").read_text(encoding="utf-8")
    body = written.partition(")\n")[2]  # behind the imports
    assert [name for name in NAMES["formats"] if not re.search(rf"\b{name}\b", body)] == []
    workspace, home, file = copied(tmp_path), tmp_path / "home", tmp_path / "out.desk"
    listed, ended, again, taken = run(
        workspace,
        home,
        Command(["export", "--list-formats"]),
        Command(["export", ".", "-o", file]),
        Command(["export", ".", "--format", "desk", "--final"]),
        Command(["import", file, "--in", "."], by="eve"),
        path=[packages],
    )
    assert "lines for the news desk" in listed.out
    assert (ended.status, again.status) == (0, 0), ended.err
    assert "marks left out (3); reasons cut to ten characters (6)" in ended.err
    head, *rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    assert head["workspace"] == "harbour"
    assert "desk" in head["formats"]
    assert head["endings"] == [".json", ".csv", ".cas.zip"]
    assert (head["own"], head["lost"], head["links"]) == (True, "marks left out (3)", 5)
    assert len(rows) == 24
    assert {row["verdict"] for row in rows} == {"verified", "disputed", "unverifiable"}
    assert len(again.out.splitlines()) < len(rows)
    assert "ben   1 new record on 1 article" in taken.out
