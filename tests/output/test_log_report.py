"""The log as it is printed: for people on a terminal or in a pipe, and for programs."""

import json
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from tests.annotations.saying import FIRST, NOON, SECOND, SOURCE, TEXT, Reader

from newsread.annotations.history import ClaimLog, log
from newsread.annotations.records import Slot, Verdict
from newsread.cli.output.history_table import print_json, print_log, print_nothing
from newsread.place import Place
from newsread.workspace.workspace import Workspace


class _Screen(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "001.txt").write_text(TEXT)
    return Workspace(Place(tmp_path, tmp_path / "annotations"))


def said(workspace: Workspace, *readers: Reader) -> list[ClaimLog]:
    claims = [claim for reader in readers for claim in reader.claims]
    return log(claims, workspace.article)


def printed(workspace: Workspace, *readers: Reader) -> str:
    out = StringIO()
    print_log(workspace, said(workspace, *readers), out)
    return out.getvalue()


def test_changes_stand_under_their_words_and_these_under_their_article(workspace: Workspace) -> None:
    ana, bob = Reader("ana"), Reader("bob")
    ana.tag(FIRST, Verdict.VERIFIED)
    ana.tag(FIRST, Verdict.DISPUTED, note="Beijing", evidence=SOURCE)
    bob.tag(SECOND, Verdict.VERIFIED)
    clock = NOON.astimezone().strftime("%Y-%m-%d %H:%M")
    assert printed(workspace, ana, bob).splitlines() == [
        "001.txt",
        "  0–22  “Two men were captured.”",
        f"    {clock}  ana  ✓ verified",
        f"    {clock}  ana  ✓ verified → ✗ disputed",
        "        because: Beijing",
        "        evidence: https://example.org/1",
        "  23–45  “He said so on Tuesday.”",
        f"    {clock}  bob  ✓ verified",
        "",
        "2 claims: 1 ✗ disputed, 1 ✓ verified; 2 changes by ana, 1 by bob",
    ]


def test_an_article_that_is_gone_and_words_that_are_not_found_are_said_to_be(workspace: Workspace) -> None:
    gone, changed = Reader(article="gone.txt"), Reader(article="other.txt")
    (workspace.place.articles / "other.txt").write_text("Something else.")
    gone.tag(FIRST, Verdict.VERIFIED)
    changed.tag(FIRST, Verdict.VERIFIED)
    text = printed(workspace, gone, changed)
    assert "gone.txt · is not among the articles that can be read\n  0–22  “Two men were captured.”\n" in text
    assert "“Two men were captured.” · recorded there; not found for certain in the text as it is now\n" in text


def test_words_that_were_found_in_another_layout_or_beside_other_text_are_said_to_be(workspace: Workspace) -> None:
    (workspace.place.articles / "other.txt").write_text(TEXT.replace(" ", "\u00a0"), encoding="utf-8")
    (workspace.place.articles / "more.txt").write_text(f"Wrong was: {TEXT}", encoding="utf-8")
    moved, beside = Reader(article="other.txt"), Reader(article="more.txt")
    moved.tag(FIRST, Verdict.VERIFIED)
    beside.tag(SECOND, Verdict.VERIFIED)
    text = printed(workspace, moved, beside)
    assert "“Two men were captured.” · re-anchored: layout changed\n" in text
    assert "“He said so on Tuesday.” · surroundings changed\n" in text


def test_nothing_from_outside_reaches_the_terminal_raw(workspace: Workspace) -> None:
    ana = Reader(by="a\x1b[2Jna", article="x\x9b.txt")
    ana.tag(FIRST, Verdict.VERIFIED, note="\x1b]0;x\x07 \u202e")
    claims = [replace(claim, anchor=replace(claim.anchor, quote="\x1b" * 22)) for claim in ana.claims]
    for out in (StringIO(), _Screen()):
        print_log(workspace, log(claims, workspace.article), out)
        text = out.getvalue().replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
        assert not set(text) & set("\x07\x9b\u202e")
        assert "␛]0;x␇ ·" in text
        assert "a␛[2Jna" in text
    plain = StringIO()
    print_json(log(claims, workspace.article), plain)
    assert not set(plain.getvalue()) & set("\x1b\x07\x9b\u202e")


@pytest.mark.parametrize("columns", [40, 80, 132])
def test_a_terminal_gets_lines_of_its_width(
    workspace: Workspace, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm")
    ana = Reader(by="陈")
    ana.tag(FIRST, Verdict.VERIFIED, note="the ministry of defence said so 国防部 at noon " * 8)
    out = _Screen()
    print_log(workspace, said(workspace, ana), out)
    text = re.sub("\x1b\\[[0-9;]*m", "", out.getvalue())
    lines = text.splitlines()
    assert max(map(cell_len, lines)) <= columns
    assert " ".join(text.split()).count("ministry of defence said so 国防部 at noon") == 8
    assert lines[4].startswith(" " * 10)


def test_colours_are_for_terminals_that_want_them(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    ana = Reader()
    ana.tag(FIRST, Verdict.VERIFIED)
    coloured, plain = _Screen(), _Screen()
    print_log(workspace, said(workspace, ana), coloured)
    monkeypatch.setenv("NO_COLOR", "1")
    print_log(workspace, said(workspace, ana), plain)
    assert "\x1b[1;32m✓ verified" in coloured.getvalue()
    assert "32m" not in plain.getvalue()
    assert "\x1b" not in printed(workspace, ana)


def test_programs_get_each_record_with_what_stood_before_it(workspace: Workspace) -> None:
    ana = Reader()
    first = ana.tag(FIRST, Verdict.VERIFIED)
    ana.tag(FIRST, Verdict.DISPUTED, note="Beijing", evidence=SOURCE)
    ana.withdraw(FIRST, Slot.CONTENT)
    ana.undo()
    out = StringIO()
    print_json(said(workspace, ana), out)
    [claim] = json.loads(out.getvalue())
    changes: list[dict[str, Any]] = claim.pop("changes")
    assert first
    assert claim == {
        "article": "001.txt",
        "claim": str(first.id),
        "start": 0,
        "end": 22,
        "quote": "Two men were captured.",
    }
    assert [change["action"] for change in changes] == ["tag", "tag", "withdraw", "tag"]
    assert changes[0]["from"] is None
    assert changes[0]["note"] is None
    assert changes[0]["at"] == "2026-11-21T12:00:00.000Z"
    assert changes[1]["from"] == {
        "id": str(first.id),
        "verdict": "verified",
        "mark": None,
        "note": None,
        "evidence": None,
    }
    assert changes[1]["evidence"] == [{"url": "https://example.org/1"}]
    assert changes[3]["undoes"] == changes[2]["id"]


def test_no_changes_are_an_empty_list(workspace: Workspace) -> None:
    out = StringIO()
    print_json(said(workspace), out)
    assert json.loads(out.getvalue()) == []


def test_nothing_to_tell_is_said_with_what_was_asked() -> None:
    out = StringIO()
    print_nothing(out, article=None, since=None, by=None)
    print_nothing(out, article="a.txt", since=NOON, by="b\x1bob")
    clock = NOON.astimezone().strftime("%Y-%m-%d %H:%M")
    assert out.getvalue() == f"Nothing was recorded.\nNothing was recorded of a.txt by b␛ob since {clock}.\n"
