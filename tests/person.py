"""Someone who uses the program from outside: a home of their own, the five seeds, a shell and a terminal."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree
from typing import Any, Self

from tests.terminal import Terminal
from tinydb import TinyDB

PROGRAM = (sys.executable, "-m", "newsread")
SEEDS = Path(__file__).parents[1] / "seeds"
MOSCOW_TIMES = "000_86c94117e85d88e9.txt"


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

    def run(self, *args: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, with its output as text; `options` are those of subprocess.run."""
        env = self._environment() | options.pop("env", {})
        given = {"cwd": self.workspace, "capture_output": True, "stdin": subprocess.DEVNULL, "timeout": 60} | options
        return subprocess.run([*PROGRAM, *map(str, args)], env=env, encoding="utf-8", check=False, **given)

    def succeeds(self, *args: str | Path, **options: Any) -> str:
        """Return the standard output of a command that must succeed, and say nothing else."""
        ended = self.run(*args, **options)
        assert (ended.returncode, ended.stderr) == (0, "")
        return ended.stdout

    def fails(self, *args: str | Path, status: int = 1, **options: Any) -> str:
        """Return the one sentence of a command that must fail."""
        ended = self.run(*args, **options)
        assert (ended.returncode, ended.stdout) == (status, ""), ended.stderr
        return one_sentence(ended.stderr)

    def export(self, *args: str | Path) -> Any:
        """Return what `export --format json` writes."""
        return json.loads(self.succeeds("export", "--format", "json", *args))

    def _environment(self) -> dict[str, str]:
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
            env=self._environment() | dict(env or {}),
            cwd=self.workspace,
        )

    # What is on the disk

    def file_of(self, annotator: str, article: str = MOSCOW_TIMES) -> Path:
        """Return where an annotator's records of an article are."""
        return self.annotations / annotator / f"{article}.json"

    def records(self, annotator: str, article: str = MOSCOW_TIMES) -> list[dict[str, Any]]:
        """Return the records of an article, as a bare TinyDB sees them."""
        with TinyDB(self.file_of(annotator, article), access_mode="r") as database:
            return [dict(record) for record in database.all()]


def one_sentence(stderr: str) -> str:
    """Return what standard error says, which must be one line of the program's own and no traceback."""
    assert stderr.startswith("newsread: ")
    assert stderr.endswith(".\n")
    assert stderr.count("\n") == 1
    assert "Traceback" not in stderr
    return stderr.removeprefix("newsread: ").removesuffix("\n")
