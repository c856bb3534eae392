"""What the terminal sends: everything is understood or dropped, nothing raises and nothing is taken for keys."""

import random
from collections.abc import Iterable

import pytest
from textual import events
from textual.message import Message

from newsread.app.terminal import input as terminal_input
from newsread.app.terminal.input import PASTE_PAUSE, SEQUENCE_TIME, TerminalParser


class Clock:
    """The time, which stands still."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(terminal_input, "get_time", clock)
    monkeypatch.setattr("textual._parser.get_time", clock)
    return clock


def in_words(messages: Iterable[Message]) -> list[str]:
    """Return keys by name, pasted text in quotation marks, and what else there is by its kind."""
    words = []
    for each in messages:
        match each:
            case events.Key():
                words.append(each.key)
            case events.Paste():
                words.append(repr(each.text))
            case events.Resize():
                words.append(f"{each.size.width}x{each.size.height}")
            case events.MouseEvent():
                words.append(f"{type(each).__name__} {each.x:.0f},{each.y:.0f}")
            case _:
                words.append(type(each).__name__)
    return words


def heard(*parts: str) -> list[str]:
    parser = TerminalParser()
    return in_words([message for part in parts for message in parser.feed(part)])


@pytest.mark.parametrize(
    ("sent", "means"),
    [
        ("vé世", ["v", "é", "世"]),
        ("\x1b[A\x1bOP\x1b[15~\x1b[Z\r\x03", ["up", "f1", "f5", "shift+tab", "enter", "ctrl+c"]),
        ("\x1b[[A\x1bx\x1bé", ["f1", "alt+x", "alt+é"]),
        ("\x1b[97;5u\x1b[100;2;68u\x1b[13u", ["ctrl+a", "D", "enter"]),
        ("\x1b[97;;" + ":".join(["128512"] * 6) + "u", ["grinning_face"] * 6),
        ("\x1b[I\x1b[O", ["AppFocus", "AppBlur"]),
        ("\x1b[<0;5;3M\x1b[<0;5;3m", ["MouseDown 4,2", "MouseUp 4,2"]),
        ("\x1b[48;30;100;600;1000t", ["100x30"]),
        ("\x1b[200~a\nb\x1b[201~j", ["'a\\nb'", "j"]),
    ],
)
def test_what_terminals_send_is_understood_in_whatever_parts_it_comes(sent: str, means: list[str]) -> None:
    assert heard(sent) == means
    assert heard(*sent) == means


@pytest.mark.parametrize(
    "sent",
    [
        "\x1b[1114112u",  # no such character
        "\x1b[55296u",  # half a character
        "\x1b[97;;57343u",
        f"\x1b[{'9' * 26}u",
        f"\x1b[{'9' * 5000}u",
        f"\x1b[{'9' * 5000};1H",
        "\x1b[?62;22c",  # what was never asked
        "\x1b[12;7;5x",
        "\x1bO9d",
        "\x1b]52;c;dmR1\x07",
        "\x1b]11;rgb:0000/0000/0000\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1b[<0;99999;99999M",
        "\x1b[48;99999;99999;1;1t",
        "\x1b[48;0;0;0;0t",
        "\x1b[201~",
        "\x1b[M\x20vd",
    ],
)
def test_what_cannot_be_understood_is_dropped_and_not_taken_for_keys(sent: str) -> None:
    assert heard(sent, "v") == ["v"]
    assert heard(*sent, "v") == ["v"]


def test_the_mouse_works_after_a_size_of_no_pixels() -> None:
    assert heard("\x1b[48;30;100;0;0t", "\x1b[<0;5;3M") == ["100x30", "MouseDown 4,2"]


def test_a_size_that_no_terminal_has_leaves_the_mouse_where_it_is() -> None:
    sent = ("\x1b[48;30;100;300;1000t", "\x1b[48;99999;99999;1;1t", "\x1b[<0;51;31M")
    assert heard(*sent) == ["100x30", "MouseDown 5,3"]


def test_escape_and_keys_with_alt_are_known_by_a_pause(clock: Clock) -> None:
    parser = TerminalParser()
    for sent, means in (("\x1b", "escape"), ("\x1b[", "left_square_bracket"), ("\x1bP", "alt+shift+p")):
        assert in_words([*parser.feed(sent), *parser.tick()]) == []
        clock.now += SEQUENCE_TIME
        assert in_words(parser.tick()) == [means]
    assert heard("\x1b\x1b[A") == ["escape", "up"]


def test_a_sequence_that_never_ends_is_dropped_and_takes_no_later_key(clock: Clock) -> None:
    parser = TerminalParser()
    for sent in ("\x1b[12", "\x1b[<0;", "\x1b]52;c;dmR1dmR1", "\x1bO1"):
        assert in_words(parser.feed(sent)) == []
        clock.now += SEQUENCE_TIME
        assert in_words([*parser.tick(), *parser.feed("v")]) == ["v"]


def test_a_paste_that_never_ends_is_given_after_a_pause_and_none_of_it_as_keys(clock: Clock) -> None:
    parser = TerminalParser()
    assert in_words([*parser.feed("\x1b[200~vd"), *parser.tick()]) == []
    clock.now += PASTE_PAUSE / 2
    assert in_words([*parser.feed("u\x1b[20"), *parser.tick()]) == []
    clock.now += PASTE_PAUSE / 2
    assert in_words(parser.tick()) == []
    clock.now += PASTE_PAUSE / 2
    assert in_words(parser.tick()) == [repr("vdu\x1b[20")]
    assert in_words(parser.feed("j")) == ["j"]


def test_nothing_at_random_makes_it_raise_or_stop() -> None:
    chance = random.Random(20250408)  # noqa: S311 - nothing secret
    pieces = ["\x1b", "[", "O", "]", ";", ":", "<", "?", "~", "M", "u", "t", "200~", "201~", "48;", "\x07", "\\", "\0"]
    pieces += ["1114112", "55296", "-1", "0", "٣", "²", "v", "é", "\ufffd", "\x9b", "\x7f", "9" * 40, "\ud800"]
    for _ in range(400):
        parser = TerminalParser()
        for _ in range(chance.randint(1, 30)):
            for message in parser.feed("".join(chance.choices(pieces, k=chance.randint(1, 8)))):
                assert isinstance(message, Message)
                if isinstance(message, events.Resize):
                    assert terminal_input.is_size(*message.size)
        # It is still heard: whatever has begun is ended, and then a key is a key.
        list(parser.feed("\x1b[201~\x1b\\\x1b[201~mm"))
        assert in_words(parser.feed("v"))[-1:] == ["v"]
        assert list(parser.feed("")) == []
