import io
import subprocess
import sys

import pytest
from tests.formats.sample import taken

from newsread.formats import FORMATS


@pytest.mark.parametrize("name", ["json", "csv", "md"])
def test_every_format_is_known_by_its_name_and_writes_the_same_twice(name: str) -> None:
    known = FORMATS[name]
    assert (known.name, known.ending) == (name, f".{name}")
    now, first, second = taken(), io.StringIO(), io.StringIO()
    known.write(now, first)
    known.write(now, second)
    assert first.getvalue() == second.getvalue()
    assert "He said so on Tuesday." in first.getvalue()
    first.getvalue().encode()


def test_formats_need_no_screen_no_model_and_no_database() -> None:
    code = "import sys, newsread.formats; print({'textual', 'rich', 'spacy', 'tinydb', 'filelock'} & set(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "set()"
