"""The parent's end of the pipe with children that behave badly, and the child's end without a parent."""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from subprocess import DEVNULL, PIPE, run

import pytest
from tests.analysis.children import (
    DIES_AFTER_THE_ANSWER,
    DIES_OF_POISON,
    FAILS_ON_POISON,
    FINDS_THE_FIRST_WORD,
    NEVER_ANSWERS,
    child,
    script,
)

from newsread.analysis.result import Analysis, AnalysisUnavailable, Entity, TextNotAnalysed
from newsread.analysis.runtime.child import environment
from newsread.analysis.runtime.worker import COMMAND, Worker

FOUND = Analysis("fake-1", (Entity(0, 4, "ORG"),))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "started"


def started(log: Path) -> list[int]:
    return [int(number) for number in log.read_text().split()] if log.exists() else []


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline, "never came true"
        time.sleep(0.01)


def test_one_process_serves_all_texts_and_starts_with_the_first(log: Path) -> None:
    with closing(Worker(child(FINDS_THE_FIRST_WORD, log))) as worker:
        assert started(log) == []
        assert [worker.analyse("NATO met.", ()) for _ in range(3)] == [FOUND] * 3
    assert len(started(log)) == 1


def test_after_close_there_is_no_process_and_no_zombie(log: Path) -> None:
    worker = Worker(child(FINDS_THE_FIRST_WORD, log))
    worker.analyse("NATO met.", ())
    worker.close()
    worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(started(log)[0], 0)
    with pytest.raises(AnalysisUnavailable, match="closed"):
        worker.analyse("NATO met.", ())
    assert len(started(log)) == 1


def test_a_ctrl_c_in_the_terminal_does_not_reach_the_process(log: Path) -> None:
    with closing(Worker(child(FINDS_THE_FIRST_WORD, log))) as worker:
        worker.analyse("NATO met.", ())
        assert os.getsid(started(log)[0]) != os.getsid(0)


def test_a_text_that_kills_the_process_takes_no_other_with_it(log: Path) -> None:
    with closing(Worker(child(DIES_OF_POISON, log))) as worker:
        for _ in range(3):
            with pytest.raises(TextNotAnalysed, match="Reading and tagging go on"):
                worker.analyse("poison", ())
            assert worker.analyse("NATO met.", ()) == FOUND
    assert len(started(log)) == 4


def test_a_process_that_dies_twice_in_a_row_is_not_started_again(log: Path) -> None:
    with closing(Worker(child(DIES_OF_POISON, log))) as worker:
        with pytest.raises(TextNotAnalysed):
            worker.analyse("poison", ())
        for _ in range(3):
            with pytest.raises(AnalysisUnavailable, match="not restarted") as final:
                worker.analyse("poison", ())
            assert not isinstance(final.value, TextNotAnalysed)
    assert len(started(log)) == 2


def test_a_process_that_dies_idle_costs_no_text(log: Path) -> None:
    with closing(Worker(child(DIES_AFTER_THE_ANSWER, log))) as worker:
        for times in (1, 2, 3):
            assert worker.analyse("NATO met.", ()) == FOUND
            process = worker._child._process
            assert process
            process.wait(10)
            assert len(started(log)) == times


def test_a_text_that_fails_in_the_process_leaves_it_alive(log: Path) -> None:
    with closing(Worker(child(FAILS_ON_POISON, log))) as worker:
        for _ in range(3):
            with pytest.raises(TextNotAnalysed, match="could not be analysed: ValueError: poison"):
                worker.analyse("poison", ())
        assert worker.analyse("NATO met.", ()) == FOUND
    assert len(started(log)) == 1


@pytest.mark.parametrize(
    "code",
    [
        "print('Welcome!')",
        r"import sys; sys.stdout.buffer.write(b'\xff\x00\n')",
        "print('[' * 100_000)",
        """print('{"ready": 1}')""",
        "",
        "import sys; print('oh no', file=sys.stderr); sys.exit(1)",
        """print('{"ready": "m"}'); input(); print('{"model": "m", "entities": [[0, 999, "ORG"]]}')""",
        """print('{"ready": "m"}'); input(); print('[]')""",
    ],
)
def test_garbage_is_one_sentence(code: str, capfd: pytest.CaptureFixture[str]) -> None:
    with closing(Worker(script(code))) as worker, pytest.raises(AnalysisUnavailable, match="tagging go on"):
        worker.analyse("NATO met.", ())
    assert capfd.readouterr() == ("", "")


def test_a_process_that_cannot_be_started_is_one_sentence(tmp_path: Path) -> None:
    with closing(Worker([str(tmp_path / "nothing")])) as worker, pytest.raises(AnalysisUnavailable):
        worker.analyse("NATO met.", ())


@pytest.mark.parametrize("silent", [NEVER_ANSWERS, None], ids=["answering", "starting"])
def test_close_frees_whoever_waits(silent: str | None, log: Path) -> None:
    waits = f"import os, time; open({str(log)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    worker = Worker(child(silent, log) if silent else script(waits))
    with ThreadPoolExecutor() as threads:
        texts = [threads.submit(worker.analyse, text, ()) for text in ("one " * 100_000, "two")]
        until(lambda: started(log))
        worker.close()
        for text in texts:
            with pytest.raises(AnalysisUnavailable):
                text.result(10)


def test_a_missing_model_is_said_once_with_the_way_out() -> None:
    without_spacy = script(
        "import sys; sys.modules['spacy'] = None; from newsread.analysis.runtime.worker import main; main()"
    )
    with closing(Worker(without_spacy)) as worker:
        for _ in range(3):
            with pytest.raises(AnalysisUnavailable, match=r"spacy.*Reading and tagging go on.*pip install"):
                worker.analyse("NATO met.", ())


def test_the_real_process_ends_when_its_input_does(tmp_path: Path) -> None:
    ended = run(COMMAND, stdin=DEVNULL, stdout=PIPE, timeout=300, cwd=tmp_path, env=environment(), check=True)
    assert ended.stdout.startswith(b'{"ready": "en_core_web_sm')


def test_the_real_process_finds_names_whatever_the_working_directory_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "spacy.py").write_text("raise SystemExit('imported from among the articles')")
    monkeypatch.chdir(tmp_path)
    with closing(Worker()) as worker:
        analysis = worker.analyse("🚒 Angela Merkel was born in Hamburg.", ())
    assert analysis.entities == (Entity(2, 15, "PERSON"), Entity(28, 35, "GPE"))
