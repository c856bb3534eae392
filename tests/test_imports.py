"""What is imported, and what is not: commands start at once, and each room keeps to itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.person import MOSCOW_TIMES, Person

HEAVY = {"textual", "spacy", "thinc", "numpy"}

_NAMES = "print(*sorted(sys.modules), sep='\\n', file=open({path!r}, 'w'))"


def imported(person: Person, code: str) -> set[str]:
    """Return the top-level packages that a fresh interpreter has imported when the code has ended."""
    names = person.home / "modules"
    whole = f"import atexit, sys; atexit.register(lambda: {_NAMES.format(path=str(names))})\n{code}"
    command = [sys.executable, "-c", whole]
    subprocess.run(command, cwd=person.workspace, env=person.environment(), stdout=subprocess.DEVNULL, check=True)
    return {name.partition(".")[0] for name in names.read_text().split()}


def imported_by(person: Person, *args: str) -> set[str]:
    """Return the top-level packages that a command has imported when it has ended."""
    return imported(person, f"from newsread.cli import main; main({list(args)!r})")


@pytest.mark.parametrize(
    "args",
    [
        ("--help",),
        ("--version",),
        ("list",),
        ("list", "--json"),
        ("tag", MOSCOW_TIMES, "140", "374", "verified"),
        ("export",),
        ("export", "--format", "csv"),
        ("export", "--format", "md"),
        ("inspect",),
    ],
)
def test_a_command_imports_neither_textual_nor_spacy_nor_rich(ana: Person, args: tuple[str, ...]) -> None:
    modules = imported_by(ana, *args)
    assert "newsread" in modules
    assert modules & (HEAVY | {"rich"}) == set()


def test_help_imports_little_beside_click(ana: Person) -> None:
    assert imported_by(ana, "--help") & {"tinydb", "yaml", "platformdirs", "chardet", "tomlkit"} == set()


def test_the_reader_itself_does_not_import_spacy(ana: Person) -> None:
    modules = imported(ana, "import newsread.app.app")
    assert "textual" in modules
    assert "spacy" not in modules


def test_the_package_alone_imports_nothing_but_the_standard_library(ana: Person) -> None:
    modules = imported(ana, "import newsread; newsread.__version__")
    assert modules - imported(ana, "") - sys.stdlib_module_names == {"newsread"}


def test_the_workspace_is_the_public_way_in(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, "140", "374", "verified")
    code = "from newsread import Workspace; w = Workspace.open(); assert (len(w.ids), w.annotators()) == (5, ['ana'])"
    assert imported(ana, code) & (HEAVY | {"rich", "click"}) == set()


def test_a_name_that_the_package_has_not_is_an_error() -> None:
    with pytest.raises(ImportError, match="Workspaces"):
        exec("from newsread import Workspaces")  # noqa: S102 - a type checker must not see what is not there


def test_the_rooms_keep_to_themselves() -> None:
    root = Path(__file__).parents[1]
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    source = {"PYTHONPATH": str(root / "tui"), "PATH": os.environ["PATH"]}
    ended = subprocess.run(command, cwd=root, env=source, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout
    assert " 0 broken" in ended.stdout
