"""An app that fails is never a success, whichever way it failed, and keeps why."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from textual.app import App
from textual.screen import Screen

from newsread.app.terminal.crash import FAILED, KeepsCrashes, run


class Failing(KeepsCrashes):
    """Fails as it is told to, as soon as it runs."""

    def __init__(self, fail: Callable[["Failing"], object]) -> None:
        super().__init__()
        self._fail = fail

    def on_mount(self) -> None:
        self.call_later(self._fail, self)

    def run(self, *_: object, **__: object) -> None:
        super().run(headless=True)


def raise_it(*_: object) -> None:
    raise ValueError("a fault")


def in_a_worker(app: Failing) -> None:
    app.run_worker(raise_it, thread=True)


def in_a_timer(app: Failing) -> None:
    app.set_timer(0.001, raise_it)


def in_a_screen(app: Failing) -> None:
    class Bad(Screen[None]):
        on_mount = raise_it

    app.push_screen(Bad())


def and_ends(app: Failing) -> None:
    app._handle_exception(ValueError("a fault"))
    app.exit(return_code=0)


def in_a_panic(app: Failing) -> None:
    app.panic("a fault")


def in_a_thread_that_panics(app: Failing) -> None:
    Thread(target=app.call_later, args=(app.panic, "a fault")).start()


def in_style(app: Failing) -> None:
    app.stylesheet.add_source("Screen { color: a fault }")
    app.refresh_css()


def in_the_loop(_: Failing) -> None:
    raise SystemError("a fault")


@pytest.mark.parametrize(
    "fail",
    [
        raise_it,
        in_a_worker,
        in_a_timer,
        in_a_screen,
        and_ends,
        in_a_panic,
        in_a_thread_that_panics,
        in_style,
        in_the_loop,
    ],
)
def test_a_failure_is_no_success_and_is_told_with_where_everything_is(
    tmp_path: Path, fail: Callable[[Failing], object], capfd: pytest.CaptureFixture[str]
) -> None:
    done: list[str] = []
    status, message = run(
        Failing(fail), tmp_path, tmp_path / "tags", put_back=lambda: done.append("put back"), save=lambda: None
    )
    assert status == FAILED
    assert done == ["put back"]
    assert message.startswith("newsread ended because of an error of its own")
    assert f"{tmp_path / 'tags'}: what was shown as saved is on the disk." in message
    (log,) = (tmp_path / "crashes").iterdir()
    assert str(log) in message
    assert "a fault" in log.read_text(encoding="utf-8")
    assert "Traceback" not in "".join(capfd.readouterr())


def test_an_app_that_is_cancelled_is_no_success(tmp_path: Path) -> None:
    class Cancelled(KeepsCrashes):
        def run(self, *_: object, **__: object) -> None:
            async def cancel() -> None:
                running = asyncio.create_task(super(Cancelled, self).run_async(headless=True))
                await asyncio.sleep(0.2)
                running.cancel()
                await asyncio.wait([running])

            asyncio.run(cancel())

    status, message = run(Cancelled(), tmp_path, tmp_path, put_back=lambda: None, save=lambda: None)
    assert (status, "nobody had left it" in message) == (FAILED, True)


def test_what_could_not_be_saved_is_told(tmp_path: Path) -> None:
    _, message = run(Failing(raise_it), tmp_path, tmp_path, put_back=lambda: None, save=lambda: "The disk is full.")
    assert "What was not is lost: The disk is full." in message


def test_where_no_details_can_be_kept_the_rest_is_told(tmp_path: Path) -> None:
    (tmp_path / "crashes").write_text("in the way")
    status, message = run(Failing(raise_it), tmp_path, tmp_path, put_back=lambda: None, save=lambda: None)
    assert status == FAILED
    assert "The details could not be kept" in message


@pytest.mark.parametrize("code", [0, 143])
def test_an_app_that_is_left_says_nothing(tmp_path: Path, code: int) -> None:
    leave: Callable[[App[None]], object] = lambda app: app.exit(return_code=code)  # noqa: E731 - it has a type
    assert run(Failing(leave), tmp_path, tmp_path, put_back=lambda: None, save=lambda: None) == (code, "")
