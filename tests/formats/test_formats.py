import io
import subprocess
import sys
from pathlib import Path

import pytest
from tests.formats.sample import taken

from newsread.formats import format_named, format_names, format_of_file


@pytest.mark.parametrize("name", format_names())
def test_every_format_is_known_by_its_name_and_writes_the_same_twice(name: str) -> None:
    known = format_named(name)
    assert known.name == name
    assert format_of_file(Path(f"a{known.ending}")) is known
    now, first, second = taken(), io.BytesIO(), io.BytesIO()
    known.write(now, first)
    known.write(now, second)
    assert first.getvalue()
    assert first.getvalue() == second.getvalue()


def test_formats_need_no_screen_no_model_and_no_database() -> None:
    code = "import sys, newsread.formats; print({'textual', 'rich', 'spacy', 'tinydb', 'filelock'} & set(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "set()"
