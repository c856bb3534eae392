"""What a terminal sends, as keys, pasted text, mouse events and sizes. No sequence of characters makes it raise.

It lies over the parser of Textual 8.2 (checked with 8.2.8), which

- raises for an impossible character (`ESC [ 1114112 u`) and for a mouse event after a size of 0 pixels;
- gives a key of half a character, which no file can hold, for a surrogate (`ESC [ 55296 u`);
- takes a sequence that it does not know for keys: its digits and letters would open articles and record verdicts;
- takes all keys for pasted text as long as the end of a paste has not come;
- believes any size.

So the text is cut into whole sequences here, and Textual's parser is given one after the other. With what it does not
understand it is thrown away, and a new one begins.
"""

import re
from collections.abc import Callable, Generator, Iterator
from typing import Final

from textual import constants, events
from textual._parser import Peek1, Read1
from textual._time import get_time
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.keys import Keys
from textual.message import Message

MOST_COLUMNS: Final = 1_000
MOST_ROWS: Final = 1_000
"""No terminal has more; to lay out a larger screen would take the program for good."""
PASTE_PAUSE: Final = 3.0
"""Seconds without anything new after which a paste has ended, though its end never came."""
SEQUENCE_TIME: Final = 1.0
"""Seconds in which a sequence arrives; the rest of one that takes longer has been lost."""

_MOST_PASTED: Final = 2_000_000
"""Characters of one paste that are kept; far more than any field takes."""
_MOST_HELD: Final = 4_096
"""Characters of an unfinished sequence that are kept."""
_LONGEST: Final = 32
"""Characters of a sequence up to which Textual's parser takes it as one."""
_STRINGS: Final = "]P_^X"
"""What begins a string of the terminal, such as the content of its clipboard. Nothing that it could answer is asked."""
_TOKEN: Final = re.compile(
    r"[^\x1b]+"  # keys
    r"|\x1b\[M[^\x1b]{3}"  # a mouse event of old
    r"|\x1b\[\[[A-E]"  # function keys of the Linux console
    r"|\x1b\[(?![M\[])[ -?]*[@-~]"
    r"|\x1bO[ -?]*[@-~]"
    rf"|\x1b[{re.escape(_STRINGS)}].*?(?:\x07|\x1b\\)"
    rf"|\x1b[^\x1b\[O{re.escape(_STRINGS)}]",  # a key with alt
    re.DOTALL,
)
_BEGUN: Final = re.compile(rf"\x1b(?:\[(?:M[^\x1b]{{0,2}}|\[|[ -?]*)|O[ -?]*|[{re.escape(_STRINGS)}].*)?", re.DOTALL)
"""What has begun, and could go on to be a sequence."""
_END_BEGUN: Final = re.compile(r"\x1b(?:\[(?:2(?:0(?:1)?)?)?)?\Z")
"""What has begun, and could go on to be the end of a paste."""


class TerminalParser(XTermParser):
    """Takes the text that a terminal sends, in parts as they come, and gives what it means.

    Call `tick` at least ten times a second, or what is not finished is never given.
    """

    def __init__(self, debug: bool = False) -> None:
        """`debug` keeps a protocol, as Textual does."""
        self._held = ""
        """A sequence that is not finished."""
        self._held_since = 0.0
        self._pasted: list[str] | None = None
        """What was pasted so far; None while nothing is being pasted."""
        self._pasted_length = 0
        self._pasted_at = 0.0
        self._known: tuple[tuple[int, int] | None, tuple[int, int] | None, bool] = (None, None, False)
        """The size in cells and in pixels as they were last told, and whether the mouse counts pixels."""
        super().__init__(debug)

    def feed(self, data: str) -> Iterator[Message]:
        """Yield what the next part of the text means; empty text is the end."""
        text, self._held, since = self._held + data, "", self._held_since if self._held else None
        at = 0
        while at < len(text):
            if self._pasted is not None:
                at = yield from self._paste(self._pasted, text, at)
            elif found := _TOKEN.match(text, at):
                at = found.end()
                yield from self._understand(found[0])
            else:
                # What no token matches begins with the escape character.
                begun = _BEGUN.match(text, at)
                stop = begun.end() if begun else at + 1
                if stop == len(text):
                    self._held = text[at : at + _MOST_HELD]
                    self._held_since = get_time() if at or since is None else since
                    break
                yield from self._give_up(text[at:stop])
                at = stop
        if not data:
            yield from self._end_paste()
            yield from super().feed("")

    def tick(self) -> Iterator[Message]:
        """Yield what is meant by what has not gone on for a while."""
        if self._pasted is not None:
            if get_time() - self._pasted_at >= PASTE_PAUSE:
                yield from self._end_paste()
        elif self._held:
            patience = constants.ESCAPE_DELAY if len(self._held) <= 2 else SEQUENCE_TIME
            if get_time() - self._held_since >= patience:
                held, self._held = self._held, ""
                yield from self._give_up(held)

    def _give_up(self, sequence: str) -> Iterator[Message]:
        """Yield the key that a sequence is which does not go on; one that has begun to say more is dropped."""
        if len(sequence) == 1:
            yield events.Key("escape", sequence)
        elif len(sequence) == 2:
            yield from self._sequence_to_key_events(sequence[1], alt=True)

    def _understand(self, token: str) -> Iterator[Message]:
        if token == BRACKETED_PASTE_START:
            self._pasted, self._pasted_length, self._pasted_at = [], 0, get_time()
        elif len(token) > _LONGEST and token.startswith("\x1b"):
            keys = self._sequence_to_key_events(token)  # what was typed may be long; nothing else is
            yield from (key for key in keys if key.key != Keys.Ignore)
        elif not (token[0] == "\x1b" and token[1] in _STRINGS):
            yield from self._as_textual_does(token)

    def _as_textual_does(self, token: str) -> Iterator[Message]:
        try:
            yield from super().feed(token)
            if self._timeout_time is not None and len(token) == 2:
                self._timeout_time = 0.0  # it is a key with alt: nothing more will come
                yield from super().tick()
        except Exception:  # whatever it raises, the sequence cannot be understood
            self._begin_anew()
        if self._timeout_time is not None:
            self._begin_anew()  # it waits for more, and there is no more

    def _begin_anew(self) -> None:
        self._tokens.clear()
        self._timeout_time = None
        self._gen = self.parse(self._tokens.append)
        self._awaiting = next(self._gen)

    # Pasted text

    def _paste(self, pasted: list[str], text: str, at: int) -> Generator[Message, None, int]:
        """Take pasted text in, yield the paste where it ends, and return from where on the text is no longer of it."""
        end = text.find(BRACKETED_PASTE_END, at)
        if end < 0:
            begun = _END_BEGUN.search(text, at)
            end = begun.start() if begun else len(text)
            self._held = text[end:]
            after = len(text)
        else:
            after = end + len(BRACKETED_PASTE_END)
        part = text[at : min(end, at + _MOST_PASTED - self._pasted_length)]
        pasted.append(part)
        self._pasted_length += len(part)
        self._pasted_at = get_time()
        if not self._held and after > end:
            yield from self._end_paste()
        return after

    def _end_paste(self) -> Iterator[Message]:
        if self._pasted is not None:
            text = "".join(self._pasted) + self._held
            self._pasted, self._held = None, ""
            if text := text.replace("\x00", ""):
                yield events.Paste(text)

    # What Textual's parser finds

    def parse(self, token_callback: Callable[[Message], object]) -> Generator[Read1 | Peek1, str, None]:
        """Understand one sequence as Textual does, but for sizes that no terminal has."""

        def checked(message: Message) -> None:
            if isinstance(message, events.Resize):
                if not is_size(*message.size):
                    self.terminal_size, self.terminal_pixel_size, self.mouse_pixels = self._known
                    return
                if message.pixel_size is not None and not all(message.pixel_size):
                    self.terminal_pixel_size, self.mouse_pixels = None, False
                self._known = self.terminal_size, self.terminal_pixel_size, self.mouse_pixels
            token_callback(message)

        return super().parse(checked)

    def parse_mouse_code(self, code: str) -> Message | None:
        """Return the mouse event; None for one that is not on the screen."""
        before = self.last_x, self.last_y
        event = super().parse_mouse_code(code)
        if isinstance(event, events.MouseEvent) and not (event.x < MOST_COLUMNS and event.y < MOST_ROWS):
            self.last_x, self.last_y = before
            return None
        return event

    def _parse_extended_key(self, sequence: str) -> list[events.Key] | None:  # type: ignore[override] # without its cache
        """Return the keys of a sequence of the Kitty protocol; one to be ignored where there is no such character."""
        try:
            keys: list[events.Key] | None = super()._parse_extended_key(sequence)
        except (ValueError, OverflowError):
            return [events.Key(Keys.Ignore, sequence)]
        if keys and any(map(_is_half_a_character, keys)):
            return [events.Key(Keys.Ignore, sequence)]
        return keys


def is_size(columns: int, rows: int) -> bool:
    """Return whether a terminal can be so large."""
    return 0 < columns <= MOST_COLUMNS and 0 < rows <= MOST_ROWS


def _is_half_a_character(key: events.Key) -> bool:
    return any("\ud800" <= each <= "\udfff" for each in f"{key.key}{key.character or ''}")
