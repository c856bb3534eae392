"""What the program imports is installed with it: a machine of somebody else has nothing by chance."""

import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from tomllib import loads

ROOT = Path(__file__).parents[1]
_IMPORT = re.compile(r"^\s*(?:from|import)\s+([a-z_]\w*)[\w.]*(?:\s+import\b|\s+as\b|\s*,|\s*(?:#.*)?$)", re.I | re.M)
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_package_that_is_imported_is_a_declared_dependency() -> None:
    project = loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    wanted = [*project["dependencies"], *optional["cas"], *optional["pdf"], *optional["xlsx"]]
    declared = {_plain(match.group()) for each in wanted if (match := _NAME.match(each))}
    known = packages_distributions()
    imported = {
        name for file in (ROOT / "tui").rglob("*.py") for name in _IMPORT.findall(file.read_text(encoding="utf-8"))
    }
    undeclared = {
        name
        for name in imported - set(sys.stdlib_module_names) - {"newsread"}
        if name in known and not declared & {_plain(each) for each in known[name]}
    }
    assert "click" in imported
    assert not undeclared
