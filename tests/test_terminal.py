"""The harness itself, proven on a small app of its own."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.terminal import Terminal

APP = """
from textual.app import App, ComposeResult
from textual.events import Resize
from textual.widgets import Input, Label

class Small(App[None]):
    BINDINGS = [("ctrl+q", "exit(3)"), ("escape", "say('escaped')"), ("f2", "say('second')")]

    def compose(self) -> ComposeResult:
        yield Label("Grüße, 世界", id="label")
        yield Label("", id="size")
        yield Input()

    def action_say(self, what: str) -> None:
        self.query_one("#label", Label).update(what)

    def action_exit(self, code: int) -> None:
        self.exit(return_code=code, message="goodbye")

    def on_resize(self, event: Resize) -> None:
        self.query_one("#size", Label).update(f"{event.size.width} by {event.size.height}")

app = Small()
app.run()
raise SystemExit(app.return_code)
"""


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Terminal]:
    program = tmp_path / "small.py"
    program.write_text(APP, encoding="utf-8")
    with Terminal([sys.executable, str(program)], home=tmp_path) as terminal:
        terminal.wait_for("Grüße, 世界")
        yield terminal


def python(code: str, home: Path, env: dict[str, str] | None = None) -> Terminal:
    return Terminal([sys.executable, "-c", code], home=home, env=env, cwd=home)


def test_what_is_typed_reaches_the_program_and_its_answer_the_screen(small: Terminal) -> None:
    small.type("naïve ")
    small.press("V", "v", "backspace")
    small.wait_for(lambda text: "naïve V " in text and "Vv" not in text)
    small.press("f2")
    small.wait_for("second")
    small.wait_gone("Grüße")


def test_escape_is_a_key_of_its_own(small: Terminal) -> None:
    small.press("escape", "v")
    small.wait_for("escaped")
    small.wait_for(lambda text: "v" in text)


def test_a_resize_is_seen_by_the_program_and_on_the_screen(small: Terminal) -> None:
    small.wait_for("80 by 24")
    small.resize(60, 10)
    small.wait_for("60 by 10")
    assert (len(small.screen), {len(row) for row in small.screen[-3:]}) == (10, {60})


def test_the_exit_code_and_the_last_words_are_seen(small: Terminal) -> None:
    small.press("ctrl+q")
    assert small.exit_code() == 3
    assert small.text.split() == ["goodbye"]  # the app's screen is gone, and no sequence left a letter behind


def test_a_wait_that_fails_draws_the_screen(small: Terminal) -> None:
    with pytest.raises(AssertionError, match=r"(?s)0\.1 s went by, waiting for 'Moon'.*\|Grüße, 世界 "):
        small.wait_for("Moon", timeout=0.1)
    with pytest.raises(AssertionError, match=r"(?s)waiting for \"no 'Grüße'\".*\|Grüße"):
        small.wait_gone("Grüße", timeout=0.1)
    with pytest.raises(AssertionError, match=r"(?s)still runs.*\|Grüße"):
        small.exit_code(timeout=0.1)


def test_a_wait_ends_with_the_program(tmp_path: Path) -> None:
    with (
        python("print('last words')", tmp_path) as terminal,
        pytest.raises(AssertionError, match=r"(?s)the program ended.*last words"),
    ):
        terminal.wait_for("Moon", timeout=300)


def test_raw_holds_every_byte_also_what_no_screen_shows(tmp_path: Path) -> None:
    with python(r"print('\x1b]52;c;aGk=\x07shown\x1b[>1u\x1b[<u')", tmp_path) as terminal:
        terminal.wait_for("shown")
        assert terminal.exit_code() == 0
        assert b"\x1b]52;c;aGk=\x07shown\x1b[>1u\x1b[<u" in terminal.raw
        assert terminal.text.strip() == "shown"


def test_a_sequence_in_two_parts_is_still_one(tmp_path: Path) -> None:
    code = r"import time; print('a\x1b[<', end='', flush=True); time.sleep(0.1); print('uz')"
    with python(code, tmp_path) as terminal:
        terminal.wait_for("az")


def test_a_program_has_an_environment_and_a_folder_of_its_own(tmp_path: Path) -> None:
    code = "import os; e = os.environ; print(e['HOME'] == os.getcwd(), e['MORE'], 'DISPLAY' in e, e['TERM'])"
    with python(code, tmp_path, {"MORE": "more"}) as terminal:
        terminal.wait_for("True more False xterm-256color")


def test_a_killed_program_has_a_negative_exit_code(tmp_path: Path) -> None:
    with python("import os; os.kill(os.getpid(), 9)", tmp_path) as terminal:
        assert terminal.exit_code() == -9


def test_leaving_the_context_ends_the_program(tmp_path: Path) -> None:
    with python("import time; print('up', flush=True); time.sleep(600)", tmp_path) as terminal:
        terminal.wait_for("up")
    assert terminal.exit_code(timeout=1) < 0


def test_an_unknown_key_is_an_error(small: Terminal) -> None:
    with pytest.raises(KeyError):
        small.press("hyper+x")
