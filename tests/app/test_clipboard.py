"""A text goes to every clipboard that can be reached, and an address to the browser; what was done is told."""

import stat
from pathlib import Path

import pytest
from tests.app.conftest import Open

from newsread.app.reader import outside as clipboard
from newsread.app.reader.outside import copy, is_web_address, open_in_browser, routes, why_not

URL = "https://daily.example/two"


def program(folder: Path, name: str, script: str = "") -> Path:
    """Put a program on the path that writes down what it is given."""
    took = folder / f"{name}.took"
    file = folder / name
    file.write_text(f'#!/bin/sh\necho "$@" > "{took}.args"\n/bin/cat > "{took}"\n{script}\n', encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return took


def test_tmux_and_the_systems_clipboard_both_take_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmux, xclip = program(tmp_path, "tmux"), program(tmp_path, "xclip")
    monkeypatch.setenv("PATH", str(tmp_path))
    environment = {"PATH": str(tmp_path), "TMUX": "tmux,1,0", "DISPLAY": ":0"}
    assert copy("two “men” 北京", environment) == ["tmux", "xclip"]
    assert tmux.read_text(encoding="utf-8") == xclip.read_text(encoding="utf-8") == "two “men” 北京"
    assert (tmp_path / "tmux.took.args").read_text(encoding="utf-8").split() == ["load-buffer", "-w", "-"]


def test_where_one_fails_the_next_one_takes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "wl-copy", "exit 1")
    xsel = program(tmp_path, "xsel")
    monkeypatch.setenv("PATH", str(tmp_path))
    environment = {"PATH": str(tmp_path), "WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    assert copy("two men", environment) == ["xsel"]
    assert xsel.read_text(encoding="utf-8") == "two men"


def test_what_has_no_display_or_is_not_there_is_not_tried(tmp_path: Path) -> None:
    for name in ("tmux", "wl-copy", "xclip", "xsel"):
        program(tmp_path, name)
    assert routes({"PATH": str(tmp_path)}) == []
    assert routes({"PATH": str(tmp_path / "none"), "TMUX": "1", "DISPLAY": ":0"}) == []


def test_windows_is_given_what_it_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip = program(tmp_path, "clip.exe")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert copy("北京", {"PATH": str(tmp_path)}) == ["clip.exe"]
    assert clip.read_bytes().decode("utf-16-le") == "北京"


def test_a_program_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "pbcopy", "exec /bin/sleep 60")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(clipboard, "_PATIENCE", 0.2)
    assert copy("two men", {"PATH": str(tmp_path)}) == []


def test_an_address_is_opened_by_the_browser_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "some-browser")
    monkeypatch.setenv("BROWSER", str(tmp_path / "some-browser"))
    assert open_in_browser(URL) == f"Opened in the browser: {URL}"
    assert (tmp_path / "some-browser.took.args").read_text(encoding="utf-8").strip() == URL


def test_a_browser_that_refuses_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "some-browser", "exit 3")
    monkeypatch.setenv("BROWSER", str(tmp_path / "some-browser"))
    assert open_in_browser(URL) == f"The browser did not open {URL}"


def test_a_browser_in_the_terminal_is_not_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "w3m")
    monkeypatch.setenv("BROWSER", str(tmp_path / "w3m"))
    assert open_in_browser(URL) == f"No browser was found. The address is {URL}"
    assert not (tmp_path / "w3m.took.args").exists()


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:alert(1)", "https://", "https://a b", "http://a\x1b", "--help", "//[x"]
)
def test_only_addresses_of_the_web_are_opened(url: str) -> None:
    assert not is_web_address(url)
    assert why_not(url, {"DISPLAY": ":0"}, "linux")


@pytest.mark.parametrize(
    ("environment", "platform", "refused"),
    [
        ({"DISPLAY": ":0"}, "linux", ""),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", ""),
        ({}, "linux", "no display"),
        ({"DISPLAY": ":10", "SSH_CONNECTION": "1 2 3 4"}, "linux", "connected from elsewhere"),
        ({}, "darwin", ""),
        ({}, "win32", ""),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", ""),
    ],
)
def test_where_no_browser_can_be_seen_the_address_is_told(
    environment: dict[str, str], platform: str, refused: str
) -> None:
    told = why_not(URL, environment, platform)
    assert bool(told) == bool(refused)
    assert refused in (told or "")
    assert URL in (told or URL)


def test_an_article_without_an_address_says_so() -> None:
    assert why_not(None, {"DISPLAY": ":0"}, "linux") == "The article's address is not known."


async def test_a_key_copies_the_sentence_with_its_source_and_says_where_to(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmux = program(tmp_path, "tmux")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("TMUX", "tmux,1,0")
    for variable in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    async with open_app() as session:
        await session.open_reader()
        await session.press("y")
        await session.until(lambda: session.below == "sent to the terminal by OSC 52; copied by tmux")
        assert session.app.clipboard == tmux.read_text(encoding="utf-8")
        assert session.app.clipboard.startswith("“Ukraine captured two men.” — The Daily, ")


async def test_a_key_that_cannot_open_the_address_tells_why(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("o")
        await session.shows("The article's address is not known.")


async def test_what_is_selected_is_copied_instead_of_the_sentence(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    async with open_app() as session:
        await session.open_reader()
        await session.press("s", "h", "y")
        await session.until(lambda: session.below == "sent to the terminal by OSC 52")
        assert session.app.clipboard.startswith("“Ukraine captured two men” — ")
