"""The draft of one window: what is typed goes to the drafts at once, and soon to the disk."""

from typing import Final

from textual.app import App

from newsread.app.drafts import DraftOf, Drafts, Fields

_SOON: Final = 0.5
"""Seconds after which what was typed is on its way to the disk."""
RESTORED: Final = "draft restored, not saved yet"


class Draft:
    """What is typed into one window about one claim."""

    def __init__(self, owner: App[None], drafts: Drafts, of: DraftOf) -> None:
        """Keep it among `drafts`; as it outlives its window, `owner` brings it to the disk."""
        self._owner, self._drafts, self._of = owner, drafts, of
        self._is_waiting = False

    @property
    def fields(self) -> Fields:
        """What was typed and not saved, by the name of the field; empty where there is nothing."""
        return self._drafts.get(self._of)

    def put(self, fields: Fields) -> None:
        """Keep what is typed now."""
        if fields != self.fields:
            self._drafts.put(self._of, fields)
            self._save_soon()

    def discard(self) -> None:
        """Keep nothing, as it was saved or is not wanted."""
        if self.fields:
            self._drafts.discard(self._of)
            self._save_soon()

    def _save_soon(self) -> None:
        if not self._is_waiting:
            self._is_waiting = True
            self._owner.set_timer(_SOON, self._save)

    def _save(self) -> None:
        self._is_waiting = False
        self._owner.run_worker(self._drafts.save, thread=True, group="drafts", exit_on_error=False)
