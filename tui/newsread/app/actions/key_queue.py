"""Keys one after the other: none begins before the one before it has had its whole effect.

Textual hands a key to the widget that has the focus when the key arrives. If the key before it is just opening
another screen, the new one has no focus yet, and what is typed meanwhile would be lost or hit the wrong screen.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from textual import events
from textual.app import App
from textual.errors import NoWidget
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import Input

from newsread.text.printable import printable

Found = TypeVar("Found")

_LAPS = 2
"""How often the marker goes round: a widget may answer a key by a message, which follows the first marker."""
MOST_PASTED = 20_000
"""Characters that are taken of a pasted text: a field that holds many more would keep the screen busy for minutes."""
_PATIENCE = 1.0
"""Seconds after which the next key no longer waits: a marker is lost with a widget that goes away."""


@dataclass
class KeyMarker(Message):
    """Follows a key through the same queues; when it comes up to the app, the key has been dealt with."""

    lap: int
    screen: Screen[object]


class KeysInTurn(App[None]):
    """An app in which everything that is typed ahead arrives where it would have, typed slowly."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._busy_since: float | None = None
        self._openings = 0
        """How much is being made ready, to be opened; what is typed meanwhile waits for it."""
        self._waits_for_opening = False
        """Whether the next key could have its turn, but for that."""

    def open_in_turn(self, make_ready: Callable[[], Found], then: Callable[[Found], object]) -> None:
        """Make something ready in a thread, and `then` open it; what is typed meanwhile is for what is opened."""
        self._openings += 1

        async def open_it() -> None:
            try:
                found = await asyncio.to_thread(make_ready)
            except BaseException:
                self.call_later(self._opened)
                raise
            self.call_later(self._opened, lambda: then(found))

        self.run_worker(open_it(), group="opening")

    def _opened(self, then: Callable[[], object] | None = None) -> None:
        try:
            if then:
                then()
        finally:
            self._openings -= 1
            if self._waits_for_opening and not self._openings and self.screen_stack:
                self._waits_for_opening = False
                self._busy_since = time.monotonic()
                _send(self.screen, KeyMarker(1, self.screen))

    @property
    def clipboard(self) -> str:
        """What was copied, as far as it can be entered; what takes it to other programs has all of it.

        A line to type in has its first line, as when it is pasted by the terminal; Textual would give it all.
        """
        text = self._as_typed(super().clipboard)
        return next(iter(text.splitlines()), "") if isinstance(self.focused, Input) else text

    async def on_event(self, event: events.Event) -> None:
        """Queue what is typed; everything else goes its way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._waiting.append(event if isinstance(event, events.Key) else events.Paste(self._as_typed(event.text)))
            if self._busy_since is None or time.monotonic() - self._busy_since > _PATIENCE:
                await self._hand_on()
        elif not (isinstance(event, events.MouseEvent) and not self.mouse_captured and self._is_gone(event.x, event.y)):
            await super().on_event(event)

    def _as_typed(self, pasted: str) -> str:
        return _enterable(self._cut(pasted))

    def _cut(self, pasted: str) -> str:
        """Return as much of a pasted text as is taken, and say so where that is not all of it."""
        if len(pasted) <= MOST_PASTED:
            return pasted
        self.notify(
            f"The pasted text was cut: {MOST_PASTED:,} of its {len(pasted):,} characters were taken.",
            severity="warning",
            timeout=12,
        )
        return pasted[:MOST_PASTED]

    def _is_gone(self, x: int, y: int) -> bool:
        """Whether a widget is still drawn there that has just been removed: to draw it again would fell Textual."""
        try:
            widget, _ = self.screen.get_widget_at(x, y)
        except NoWidget:
            return False
        return not isinstance(widget, Screen) and widget.parent is None

    async def _hand_on(self) -> None:
        if not self._waiting:
            self._busy_since = None
            return
        self._busy_since = time.monotonic()
        if self._openings:
            self._waits_for_opening = True
            return
        screen = self.screen
        target = self.focused or screen
        await super().on_event(self._waiting.popleft())
        _send(target, KeyMarker(1, screen))

    async def on_key_marker(self, marker: KeyMarker) -> None:
        """Send the marker round again, or hand on the next key."""
        marker.stop()
        if not self.screen_stack:
            return  # the app is being left
        screen = self.screen
        if screen is not marker.screen:
            _send(screen, KeyMarker(1, screen))  # it comes back when the new screen has its focus
        elif marker.lap < _LAPS:
            _send(self.focused or screen, KeyMarker(marker.lap + 1, screen))
        else:
            await self._hand_on()


def _enterable(text: str) -> str:
    """Return what of a text can be entered into a field, which shows all that it holds as it is."""
    return text if text.isprintable() else "".join(map(_entered, text))


def _entered(character: str) -> str:
    if character in "\n\r" or printable(character) == character:
        return character
    return " " if character.isspace() else ""


def _send(target: MessagePump, marker: KeyMarker) -> None:
    marker.set_sender(target)  # a message does not come up to the one that sent it
    target.post_message(marker)
