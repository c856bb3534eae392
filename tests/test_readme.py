import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_keys_in_the_readme_are_those_of_the_table_of_actions() -> None:
    printed = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "keys.py")], capture_output=True, text=True, check=True
    ).stdout
    shown = README.partition("<!-- keys: printed by docs/keys.py -->\n")[2].partition("<!-- /keys -->")[0]
    assert shown == printed


def test_the_readme_has_one_line_that_runs_the_tests() -> None:
    lines = [line for line in README.splitlines() if line.endswith("-m pytest")]
    assert len(lines) == 1


def test_what_the_readme_shows_is_there() -> None:
    for named in ("docs/reader.svg", "LICENSE", "CONTRIBUTING.md"):
        assert f"({named})" in README
        assert (ROOT / named).is_file()


def test_the_table_of_formats_is_what_they_declare() -> None:
    printed = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "formats.py")], capture_output=True, text=True, check=True
    ).stdout
    told = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert (
        told.partition("<!-- formats: printed by docs/formats.py -->\n")[2].partition("<!-- /formats -->")[0] == printed
    )
