"""What was typed into a window and not saved: kept, also when the program ends, until it is saved or discarded."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any, Final, NamedTuple

from textual.app import App

from newsread.atomic_files import make_folder, replace_file

MOST_DRAFTS: Final = 200
"""How many are kept of one annotator in one workspace, the newest."""
OLDEST: Final = timedelta(days=365)
_PATIENCE: Final = 1.0
"""Seconds to wait for another window that writes the same file."""

Fields = Mapping[str, str]
"""What was typed, by the name of the field."""


class DraftOf(NamedTuple):
    """What a draft is about."""

    article: str
    """The article's id."""
    words: str
    """A hash of the claim's words."""
    start: int
    """Where they begin, in code points of the text."""
    what: str
    """What is typed, and on which aspect: *reason content*."""

    @classmethod
    def claim(cls, article: str, words: str, start: int, what: str) -> "DraftOf":
        """Return what a draft on these words of an article is about."""
        return cls(article, hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()[:16], start, what)


@dataclass(frozen=True)
class _Draft:
    fields: Fields
    at: datetime


class Drafts:
    """The drafts of one annotator in one workspace. Everything may be called from any thread.

    `read` and `save` wait for the disk, the rest does not. Nothing here ever fails: what cannot be written stays in
    memory and is tried again with the next `save`. Several windows may write the same file.
    """

    def __init__(self, folder: Path | None, workspace: Path, annotator: str) -> None:
        """Keep the drafts below the `folder`, the user's own for such things; without one only in memory."""
        name = hashlib.sha256(f"{workspace.absolute()}\n{annotator}".encode(errors="surrogatepass")).hexdigest()[:16]
        self._file = folder / "drafts" / f"{name}.json" if folder else None
        self._known: dict[DraftOf, _Draft] = {}
        self._changes: dict[DraftOf, _Draft | None] = {}
        """What is not on the disk yet; None for what is to be removed."""
        self._memory = Lock()
        self._writing = Lock()

    def read(self) -> None:
        """Take in what is on the disk; what has been typed since is newer."""
        if self._file:
            there = _read(self._file)
            with self._memory:
                self._known = there
                self._apply(self._known)

    def get(self, of: DraftOf) -> Fields:
        """Return a draft; empty where there is none. Words that have moved are known if they are the only such ones."""
        with self._memory:
            found = self._known.get(self._place(of))
        return found.fields if found else {}

    def put(self, of: DraftOf, fields: Fields) -> None:
        """Keep what is typed, in place of what was typed before; without any text there is no draft any more."""
        draft = _Draft(dict(fields), datetime.now(UTC)) if any(map(str.strip, fields.values())) else None
        with self._memory:
            of = self._place(of)
            if draft is None and of not in self._known:
                return
            self._changes[of] = draft
            self._apply(self._known)

    def discard(self, of: DraftOf) -> None:
        """Keep a draft no longer."""
        self.put(of, {})

    def save(self) -> bool:
        """Bring what has changed to the disk, and return whether all of it is there."""
        if not self._file:
            return True
        with self._writing:
            with self._memory:
                changes = dict(self._changes)
            if not changes:
                return True
            if not self._write(self._file, changes):
                return False
            with self._memory:
                for of, draft in changes.items():
                    if self._changes.get(of) is draft:
                        self._changes.pop(of, None)
            return True

    def _write(self, file: Path, changes: Mapping[DraftOf, _Draft | None]) -> bool:
        from filelock import FileLock, Timeout  # noqa: PLC0415 - reading should not wait for its import

        try:
            make_folder(file.parent)
            with FileLock(file.with_suffix(".lock"), timeout=_PATIENCE):
                drafts = _read(file)
                _change(drafts, changes)
                replace_file(file, _to_json(drafts))
        except (OSError, Timeout):
            return False
        return True

    def _place(self, of: DraftOf) -> DraftOf:
        if of in self._known:
            return of
        same = [each for each in self._known if each._replace(start=of.start) == of]
        return same[0] if len(same) == 1 else of

    def _apply(self, drafts: dict[DraftOf, _Draft]) -> None:
        _change(drafts, self._changes)


def _change(drafts: dict[DraftOf, _Draft], changes: Mapping[DraftOf, _Draft | None]) -> None:
    for of, draft in changes.items():
        if draft is None:
            drafts.pop(of, None)
        else:
            drafts[of] = draft


def _read(file: Path) -> dict[DraftOf, _Draft]:
    """Return the drafts of a file. One that is damaged is put aside, so that a person can look at it."""
    try:
        content = json.loads(file.read_bytes())
        return dict(_from_json(each) for each in content["drafts"])
    except OSError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        with suppress(OSError):
            file.replace(file.with_suffix(".corrupt"))
        return {}


def _from_json(value: dict[str, Any]) -> tuple[DraftOf, _Draft]:
    of = DraftOf(str(value["article"]), str(value["words"]), int(value["start"]), str(value["what"]))
    fields = {str(name): str(text) for name, text in value["fields"].items()}
    return of, _Draft(fields, datetime.fromisoformat(value["at"]).astimezone(UTC))


def _to_json(drafts: Mapping[DraftOf, _Draft]) -> bytes:
    since = datetime.now(UTC) - OLDEST
    newest = sorted((each for each in drafts.items() if each[1].at > since), key=lambda each: each[1].at)[-MOST_DRAFTS:]
    every = [{**of._asdict(), "fields": draft.fields, "at": draft.at.isoformat()} for of, draft in newest]
    return json.dumps({"drafts": every}, indent=1).encode()


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
