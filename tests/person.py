"""Someone who uses the program from outside: a home of their own, the five seeds, a shell and a terminal."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree
from typing import IO, Any, NamedTuple, Self

from tests.terminal import Terminal
from tinydb import TinyDB
from tinydb.table import Document

PROGRAM = (sys.executable, "-m", "newsread")
SEEDS = Path(__file__).parents[1] / "seeds"
MOSCOW_TIMES = "000_86c94117e85d88e9.txt"


class Ended(NamedTuple):
    """What is left of a command."""

    status: int
    out: str
    err: str


class Person:
    """Has `workspace` under `home`; every command is run in it unless `cwd` says otherwise.

    Nothing of whoever runs the tests is in the environment but PATH and PYTHONPATH. `env` is laid over that,
    for all commands and terminals.
    """

    def __init__(self, home: Path, env: Mapping[str, str]) -> None:
        self.home = home
        self.workspace = home / "event"
        self.articles = self.workspace / "seeds"
        self.annotations = self.workspace / "annotations"
        self.env = dict(env)

    @classmethod
    def with_the_seeds(cls, home: Path, env: Mapping[str, str]) -> Self:
        person = cls(home, env)
        copytree(SEEDS, person.articles)
        return person

    @property
    def settings(self) -> Path:
        """The file of settings, its folder made."""
        path = self.home / "config" / "newsread" / "settings.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def write(self, article: str, text: str | bytes) -> Path:
        """Put an article into the workspace."""
        path = self.articles / article
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def text(self, article: str) -> str:
        """Return the text of an article as any other program would read it."""
        return (self.articles / article).read_text(encoding="utf-8")

    # Commands

    def run(
        self,
        *args: str | Path,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        stdout: int | IO[bytes] = subprocess.PIPE,
    ) -> Ended:
        """Run a command to its end, with nothing on its standard input."""
        ended = subprocess.run(
            [*PROGRAM, *map(str, args)],
            cwd=cwd or self.workspace,
            env=self.environment() | dict(env or {}),
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            timeout=300,
            check=False,
        )
        return Ended(ended.returncode, (ended.stdout or b"").decode(), ended.stderr.decode())

    def succeeds(self, *args: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
        """Return the standard output of a command that must succeed, and say nothing else."""
        ended = self.run(*args, cwd=cwd, env=env)
        assert (ended.status, ended.err) == (0, "")
        return ended.out

    def fails(
        self, *args: str | Path, status: int = 1, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> str:
        """Return the one sentence of a command that must fail."""
        ended = self.run(*args, cwd=cwd, env=env)
        assert (ended.status, ended.out) == (status, ""), ended.err
        return one_sentence(ended.err)

    def export(self, *args: str | Path) -> Any:
        """Return what `export --format json` writes."""
        return json.loads(self.succeeds("export", "--format", "json", *args))

    def environment(self) -> dict[str, str]:
        """Return the whole environment of every command."""
        paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
        folders = ("cache", "config", "data", "state")
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(str(Path(path).absolute()) for path in paths if path),
            "LANG": "C.UTF-8",
            "HOME": str(self.home),
            **{f"XDG_{name.upper()}_HOME": str(self.home / name) for name in folders},
            **self.env,
        }

    # Terminals

    def opens(
        self, *args: str | Path, columns: int = 80, rows: int = 24, env: Mapping[str, str] | None = None
    ) -> Terminal:
        """Start the program in a terminal."""
        return Terminal(
            [*PROGRAM, *map(str, args)],
            home=self.home,
            columns=columns,
            rows=rows,
            env=self.environment() | dict(env or {}),
            cwd=self.workspace,
        )

    # What is on the disk

    def file_of(self, annotator: str, article: str = MOSCOW_TIMES) -> Path:
        """Return where an annotator's records of an article are."""
        return self.annotations / annotator / f"{article}.json"

    def records(self, annotator: str, article: str = MOSCOW_TIMES) -> list[Document]:
        """Return the records of an article, as a bare TinyDB sees them."""
        with TinyDB(self.file_of(annotator, article), access_mode="r") as database:
            records: list[Document] = database.all()
            return records


def one_sentence(stderr: str) -> str:
    """Return what standard error says, which must be one line of the program's own and no traceback."""
    assert stderr.startswith("newsread: ")
    assert stderr.endswith("\n")
    assert stderr.count("\n") == 1
    assert "Traceback" not in stderr
    return stderr.removeprefix("newsread: ").removesuffix("\n")
