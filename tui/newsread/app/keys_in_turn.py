"""Keys one after the other: none begins before the one before it has had its whole effect.

Textual hands a key to the widget that has the focus when the key arrives. If the key before it is just opening
another screen, the new one has no focus yet, and what is typed meanwhile would be lost or hit the wrong screen.
"""

import time
from collections import deque
from dataclasses import dataclass

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

_LAPS = 2
"""How often the marker goes round: a widget may answer a key by a message, which follows the first marker."""
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

    async def on_event(self, event: events.Event) -> None:
        """Queue what is typed; everything else goes its way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._waiting.append(event)
            if self._busy_since is None or time.monotonic() - self._busy_since > _PATIENCE:
                await self._hand_on()
        else:
            await super().on_event(event)

    async def _hand_on(self) -> None:
        if not self._waiting:
            self._busy_since = None
            return
        self._busy_since = time.monotonic()
        screen = self.screen
        target = self.focused or screen
        await super().on_event(self._waiting.popleft())
        _send(target, KeyMarker(1, screen))

    async def on_key_marker(self, marker: KeyMarker) -> None:
        """Send the marker round again, or hand on the next key."""
        marker.stop()
        screen = self.screen
        if screen is not marker.screen:
            _send(screen, KeyMarker(1, screen))  # it comes back when the new screen has its focus
        elif marker.lap < _LAPS:
            _send(self.focused or screen, KeyMarker(marker.lap + 1, screen))
        else:
            await self._hand_on()


def _send(target: MessagePump, marker: KeyMarker) -> None:
    marker.set_sender(target)  # a message does not come up to the one that sent it
    target.post_message(marker)
