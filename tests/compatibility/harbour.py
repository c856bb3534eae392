"""A workspace on the disk, and commands run in it, with clock and chance fixed."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

import newsread

HERE = Path(__file__).parent
RECORDED = HERE / "recorded"
"""What version 0.1 wrote: made by `record.py`, and never changed by hand."""
WORKSPACE = RECORDED / "harbour"
SHORT = RECORDED / "commands"
"""The annotations that the commands alone have written, before the app was opened."""
EXPORTS, OUTPUTS, ROUND_TRIPS = RECORDED / "exports", RECORDED / "outputs", RECORDED / "round-trips"
PENDING = ".pending"
"""The folder of records on their way into their file. How long they stay in it depends on the speed of a machine."""
ENDINGS = {
    "json": ".json",
    "jsonl": ".jsonl",
    "csv": ".csv",
    "w3c": ".jsonld",
    "claimreview": ".claimreview.json",
    "label-studio": ".label-studio.json",
    "doccano": ".doccano.jsonl",
    "brat": ".brat.zip",
    "cas": ".cas.zip",
    "cas-xmi": ".xmi.zip",
    "md": ".md",
    "html": ".html",
    "xlsx": ".xlsx",
}
"""The formats of version 0.1, each with the ending of its files."""
READABLE = ("json", "jsonl", "csv", "w3c", "label-studio", "doccano", "brat", "cas", "cas-xmi")
"""Those that can be read back."""
_FACTS_ONLY = ("md", "html", "xlsx")
"""Formats for people: their facts stay, not their bytes."""
KINDS: dict[str, tuple[str, ...]] = {
    "whole": ("--withdrawn",),
    "final": ("--final",),
    "anonymous": ("--anonymous", "--keep-times", "--keep-reasons"),
}
"""The kinds of exports, each with its options."""
_HASHED = ("jsonl", "cas-xmi")
"""What of the whole export is kept as hashes, being `json` and `cas` in another form; of other kinds everything is."""
BEGINNING = 1_772_442_000_000
"""2026-03-02T09:00:00Z, in milliseconds, when the first command is run."""
LATER = BEGINNING + 30 * 24 * 3_600_000
"""When the workspace is opened by another version."""


class Ended(NamedTuple):
    """What a command printed."""

    status: int
    out: str
    err: str
    seen: str
    modules: list[str]


@dataclass(frozen=True)
class Command:
    """A command of newsread, at a time in milliseconds since 1970, by an annotator, maybe with keys for the app."""

    args: Sequence[str | Path]
    at: int = LATER
    by: str = "ana"
    keys: Sequence[str] | None = None
    env: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return it as `fixed.py` takes it."""
        keys = {} if self.keys is None else {"keys": [*self.keys]}
        return {
            "args": [*map(str, self.args)],
            "at": self.at,
            "env": {"NEWSREAD_ANNOTATOR": self.by, **self.env},
            **keys,
        }


def run(workspace: Path, home: Path, *commands: Command, path: Sequence[Path] = ()) -> list[Ended]:
    """Run commands one after the other, in one process, in the workspace's folder; `path` leads to more packages."""
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        job, result = Path(folder, "job"), Path(folder, "result")
        job.write_text(json.dumps([command.as_json() for command in commands]))
        before = [each for each in os.environ.get("PYTHONPATH", "").split(os.pathsep) if each]
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join([*map(str, path), *before]),
            "PYTHONHASHSEED": "0",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "COLUMNS": "100",
            "HOME": str(home),
            "TEXTUAL_DRIVER": "textual.drivers.headless_driver:HeadlessDriver",
            **{f"XDG_{name.upper()}_HOME": str(home / name) for name in ("cache", "config", "data", "state")},
        }
        program = [sys.executable, str(HERE / "fixed.py"), str(job), str(result)]
        ended = subprocess.run(
            program, cwd=workspace, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert ended.returncode == 0, ended.stderr
        return [Ended(**each) for each in json.loads(result.read_text())]


def neutral(content: str, workspace: Path) -> str:
    """Return a text without what differs from one run to another: the version, and where the workspace lies."""
    return content.replace(str(workspace), "/harbour").replace(newsread.__version__, "0.1.0")


def files(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder, by their paths below it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def copied(folder: Path) -> Path:
    """Return a copy of the recorded workspace below a folder."""
    return Path(shutil.copytree(WORKSPACE, folder / WORKSPACE.name))


def exported(workspace: Path, kinds: Sequence[str] = tuple(KINDS)) -> dict[str, bytes]:
    """Return what is to be compared of exports of these kinds, by names of files, with what the commands printed."""
    beside = workspace.parent
    asked = [(kind, name) for kind in kinds for name in ENDINGS]
    commands = [
        Command(["export", ".", "--format", name, *KINDS[kind], "-o", beside / f"{kind}{ENDINGS[name]}"])
        for kind, name in asked
    ]
    ended = run(workspace, beside / "home", *commands)
    found: dict[str, bytes] = {}
    for kind in kinds:
        hashes: dict[str, str] = {}
        for name, ending in ENDINGS.items():
            for inside, content in _compared(beside / f"{kind}{ending}").items():
                unversioned = neutral(content.decode(), workspace).encode()
                if kind == "whole" and name not in _HASHED:
                    found[f"{kind}/{inside}"] = unversioned
                else:
                    hashes[inside] = hashlib.sha256(unversioned).hexdigest()
        found[f"{kind}/hashes.json"] = _as_json(hashes)
        printed = {
            f"{name} ({each.status})": neutral(each.out + each.err, workspace).splitlines()
            for (of, name), each in zip(asked, ended, strict=True)
            if of == kind
        }
        found[f"{kind}/printed.json"] = _as_json(
            {"once": printed["json (0)"]}
            | {name: [line for line in lines if line not in printed["json (0)"]] for name, lines in printed.items()}
        )
    return found


def _compared(file: Path) -> dict[str, bytes]:
    """Return what is to be compared of an export: its bytes, those of the files in a zip in their order, or its facts.

    How well a zip is compressed is a matter of Python's, not of ours.
    """
    name = f"export.{file.name.partition('.')[2]}"
    if name == "export.xlsx":
        return {f"{name}.json": _as_json(_rows(file))}
    if name == "export.html":
        return {f"{name}.txt": _visible(file.read_text(encoding="utf-8")).encode()}
    if not name.endswith("zip"):
        return {name: file.read_bytes()}
    with zipfile.ZipFile(file) as opened:
        entries = [[each.filename, each.date_time, each.external_attr >> 16] for each in opened.infolist()]
        inside = {f"{name}/{each}": opened.read(each) for each in opened.namelist()}
    return {f"{name}/entries.json": _as_json(entries), **inside}


def _rows(file: Path) -> dict[str, list[str]]:
    workbook = openpyxl.load_workbook(file)
    return {
        sheet.title: [" | ".join("" if cell is None else str(cell) for cell in row) for row in sheet.values]
        for sheet in workbook.worksheets
    }


class _Visible(HTMLParser):
    """The words of a page, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag in {"style", "script"}
        self.words += [str(value) for name, value in attrs if name == "href"]

    def handle_endtag(self, _: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._hidden:
            self.words.append(" ".join(data.split()))


def _visible(page: str) -> str:
    parser = _Visible()
    parser.feed(page)
    return "".join(f"{line}\n" for line in parser.words)


OUTPUT_OF: dict[str, tuple[str, ...]] = {
    f"{'-'.join(words)}.{'json' if as_json else 'txt'}": (*words, *where, *(["--json"] if as_json else []))
    for words, where in {
        ("list",): (".",),
        ("verify",): (".",),
        ("agree",): (".",),
        ("agree", "--anonymous"): (".",),
        ("log",): ("--in", "."),
    }.items()
    for as_json in (True, False)
}
"""The files of what commands print, each with its command."""


def told(workspace: Path) -> dict[str, str]:
    """Return what commands print on the workspace, by names of files; the last line is their status."""
    ended = run(workspace, workspace.parent / "home", *map(Command, OUTPUT_OF.values()))
    return {
        name: f"{neutral(each.out + each.err, workspace)}status {each.status}\n"
        for name, each in zip(OUTPUT_OF, ended, strict=True)
    }


def round_trips(folder: Path) -> dict[str, bytes]:
    """Return, by names of files, what becomes of each export that is read back where nobody has said anything."""
    workspace, home = copied(folder), folder / "home"
    written = {name: folder / f"export{ENDINGS[name]}" for name in READABLE}
    run(workspace, home, *(Command(["export", ".", "--format", name, "-o", file]) for name, file in written.items()))
    others = {name: copied(folder / name) for name in READABLE}
    for other in others.values():
        shutil.rmtree(other / "annotations")
    again = {name: folder / f"{name}-again.json" for name in READABLE}
    takes = (Command(["import", written[name], "--in", other], by="eve") for name, other in others.items())
    writes = (Command(["export", other, "-o", again[name]]) for name, other in others.items())
    ended = run(workspace, home, *takes, *writes)
    return {
        f"{name}.json": _as_json(_taken(taken, neutral(again[name].read_text(encoding="utf-8"), others[name])))
        for name, taken in zip(READABLE, ended, strict=False)
    }


def _taken(taken: Ended, again: str) -> dict[str, object]:
    whole = json.loads(again)
    return {
        "printed": (taken.out + taken.err).splitlines(),
        "annotations": len(whole["annotations"]),
        "marks": len(whole["marks"]),
        "links": len(whole["links"]),
        "sha256": hashlib.sha256(again.encode()).hexdigest(),
    }


def _as_json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
