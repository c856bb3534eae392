"""What an export is asked for and what it would write: formats, endings, a preview, and how it is told."""

import io
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from newsread.articles.folder import would_be_listed
from newsread.errors import NewsreadError
from newsread.formats import Format, format_named, format_names
from newsread.formats.anonymity import Keep
from newsread.formats.export import Exported, write, write_file
from newsread.formats.selection import Only, anonymous, sifted
from newsread.formats.snapshot import Part, Snapshot
from newsread.place import Place
from newsread.text.printable import printable
from newsread.text.wording import count_of
from newsread.workspace.workspace import Workspace

_MOST_PARTS = 50
"""How many articles a preview reads at most."""
_MOST_SAID = 40
"""How much of what was said it is made from at most."""
_MOST_LINES = 60
_MOST_COLUMNS = 400
"""What of the text is shown at most: more than a screen."""


@dataclass(frozen=True)
class Offered:
    """A format that can be chosen, or the reason why it cannot be loaded."""

    name: str
    format: Format | None
    problem: str = ""

    @property
    def tells(self) -> str:
        """What it is for, or what is wrong with it."""
        return self.format.tells if self.format else self.problem

    @property
    def ending(self) -> str:
        """The ending of its files; empty where that is not known."""
        return self.format.ending if self.format else ""


def offered_formats() -> tuple[Offered, ...]:
    """Return all formats, loaded as far as they can be."""
    return tuple(map(_offered, format_names()))


def _offered(name: str) -> Offered:
    try:
        return Offered(name, format_named(name))
    except NewsreadError as error:
        return Offered(name, None, str(error))


STILL_LOADED = Offered("", None, "The formats are still being loaded.")
"""Stands for a format until they are loaded."""


@dataclass(frozen=True)
class Scope:
    """Articles that an export can be of."""

    words: str
    articles: frozenset[str] = frozenset()
    """Their ids; empty for all."""


def scopes(every: int, several: Sequence[str], how: str, one: str) -> list[Scope]:
    """Return what can be chosen: all articles, `several` that are read or picked, as `how` says, and the one `one`."""
    found = [Scope(f"all {every:,}")]
    if several and len(several) < every:
        found.append(Scope(f"the {len(several):,} {how}", frozenset(several)))
    if one:
        found.append(Scope("the one under the cursor", frozenset({one})))
    return found


@dataclass(frozen=True)
class Asked:
    """What an export is to hold."""

    only: Only
    anonymous: Keep | None = None
    """With what still in it the export is to be anonymous; None for one that is not."""
    final: bool = False
    """Whether it is to hold one final verdict for each claim, and nothing else."""

    def of(self, workspace: Workspace) -> Snapshot:
        """Return what stands of it. Reads the disk."""
        return self._made(sifted(workspace.snapshot(final=self.final), self.only))

    def beginning(self, workspace: Workspace) -> "Sample":
        """Return the beginning of the same. Reads no more articles than that."""
        begins = sample(sifted(workspace.snapshot(final=self.final), self.only))
        return replace(begins, snapshot=self._made(begins.snapshot))

    def _made(self, snapshot: Snapshot) -> Snapshot:
        return anonymous(snapshot, keep=self.anonymous) if self.anonymous else snapshot


ANONYMOUS: Mapping[str, Keep | None] = {
    "kept": None,
    "anonymous": Keep(),
    "anonymous, with reasons": Keep(reasons=True),
    "anonymous, with times": Keep(times=True),
}
"""What can become of names in an export, in words."""


# The file


def proposed_file(place: Place, folder: Path, ending: str) -> Path:
    """Return a file in a folder; not among the articles, where it would be taken for one.

    Its name does not contain the workspace's: who sends an anonymous export on sends the file's name too.
    """
    if would_be_listed(place.articles, folder / f"export{ending}"):
        folder = place.articles.parent
    if printable(str(folder)) != str(folder):
        folder = Path.home()
    return folder / f"annotations{ending}"


def named_by(path: str, formats: Iterable[Offered]) -> Offered | None:
    """Return the format whose ending a file has, the longest where several fit; None where none does."""
    name = _file_name(path).lower()
    fitting = [each for each in formats if each.ending and name.endswith(each.ending) and name != each.ending]
    return max(fitting, key=lambda each: len(each.ending), default=None)


def with_ending(path: str, chosen: Offered, formats: Iterable[Offered]) -> str:
    """Return the path of a file with the ending of a format: in the place of another's, or behind what is there.

    What was begun of it is completed: `claims.cs` becomes `claims.csv`. A path that names no file stays as it is.
    """
    if not _names_a_file(path, formats):
        return path
    if known := named_by(path, formats):
        return path[: len(path) - len(known.ending)] + chosen.ending
    most = min(len(chosen.ending), len(_file_name(path).strip()) - 1)  # something must stand before the ending
    begun = next(length for length in count(most, -1) if path.endswith(chosen.ending[:length]))
    return path[: len(path) - begun] + chosen.ending


def is_folder(path: str) -> bool:
    """Whether there is a folder of this name. Looks at the disk."""
    try:
        return Path(path).expanduser().is_dir()
    except (OSError, RuntimeError, ValueError):  # what is wrong with it is told when it is to be written
        return False


def objection(path: str, chosen: Offered, formats: Iterable[Offered]) -> str:
    """Return why no file can be of this name, as a sentence; empty where one can. Looks at the disk."""
    if not path.strip():
        return "Type the name of a file."
    if is_folder(path):
        return f"{path} is a folder: type the name of a file behind it."
    return "" if _names_a_file(path, formats) else f"{path} has no file's name: type one before {chosen.ending}."


def _names_a_file(path: str, formats: Iterable[Offered]) -> bool:
    name = _file_name(path).strip().lower()
    return bool(name.strip(".")) and all(name != each.ending for each in formats)


def _file_name(path: str) -> str:
    """Return what stands behind the last separator, without taking anything of it for a folder as a path does."""
    return path[1 + max(path.rfind(separator) for separator in (os.sep, os.altsep or os.sep)) :]


# The preview


@dataclass(frozen=True)
class Sample:
    """The beginning of what is asked for, held in memory."""

    snapshot: Snapshot
    is_all: bool
    """Whether there is no more than that."""


def sample(snapshot: Snapshot) -> Sample:
    """Return the beginning of a snapshot. Reads no more articles than that."""
    parts: list[Part] = []
    room = _MOST_SAID
    is_all = True
    for part in snapshot.parts:
        if len(parts) == _MOST_PARTS or not room:
            is_all = False
            break
        shorter = replace(
            part,
            annotations=part.annotations[:room],
            marks=part.marks[: max(0, room - len(part.annotations))],
            records=part.records[:room],
        )
        is_all = is_all and shorter == part
        room -= len(shorter.annotations) + len(shorter.marks)
        parts.append(shorter)
    links = snapshot.links if is_all else snapshot.links[:_MOST_SAID]
    return Sample(replace(snapshot, parts=tuple(parts), links=links), is_all)


@dataclass(frozen=True)
class Preview:
    """How a file begins, and what it would not hold."""

    lines: tuple[str, ...]
    """Printable; empty where the format is no text."""
    exported: Exported
    is_all: bool
    """Whether it was counted in all that is asked for, and not only in the beginning."""


def preview(chosen: Format, begins: Sample) -> Preview:
    """Write the beginning to memory. Raises NewsreadError, as where a format lacks its package."""
    buffer = io.BytesIO()
    exported = write(chosen, begins.snapshot, buffer)
    lines = _lines(buffer.getvalue()) if chosen.is_text else ()
    return Preview(lines, exported, begins.is_all)


def _lines(content: bytes) -> tuple[str, ...]:
    beginning = content[: _MOST_LINES * _MOST_COLUMNS * 4].decode("utf-8-sig", errors="replace")
    lines = beginning.removesuffix("\n").split("\n")[:_MOST_LINES]
    return tuple(printable(line.rstrip("\r")[:_MOST_COLUMNS]) for line in lines)


# The writing


@dataclass(frozen=True)
class Written:
    """A file that was written."""

    path: Path
    """Absolute."""
    format: str
    exported: Exported
    is_listed: bool
    """Whether it will be taken for an article."""


def write_asked(workspace: Workspace, asked: Asked, chosen: Format, path: Path) -> Written:
    """Write what is asked for to a file. Raises NewsreadError; an article is never written over."""
    is_listed = workspace.would_list(path)
    exported = write_file(chosen, asked.of(workspace), path)
    return Written(path.absolute(), chosen.name, exported, is_listed)


# In words


def counted(exported: Exported) -> str:
    """Return what was written: `1 verdict and 2 marks of 5 articles`."""
    verdicts, marks = count_of(exported.annotations, "verdict"), count_of(exported.marks, "mark")
    return f"{verdicts} and {marks} of {count_of(exported.articles, 'article')}"


def losses_in_words(exported: Exported) -> str:
    """Return what a file does not hold as it was recorded."""
    if not exported.lost:
        return "Nothing that was recorded is lost."
    lost = f"Not kept as it is: {'; '.join(map(str, exported.lost))}."
    return f"{lost} {exported.notice}" if exported.notice else lost


def warnings(written: Written, unsaved: int) -> list[str]:
    """Return what else is to be known of a file, as sentences; `unsaved` things are not on the disk."""
    told = []
    if unsaved:
        told.append(f"Not in the file, as not saved: {count_of(unsaved, 'record')}.")
    if written.is_listed:
        told.append(f"{written.path} will be listed among the articles next time.")
    return [*told, *written.exported.unread, *written.exported.not_found]
