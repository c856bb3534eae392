"""Where a reader was, kept in a file of the user's state folder and taken up again."""

import asyncio
import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from enum import Enum
from pathlib import Path
from threading import Lock
from typing import Any

from newsread.annotations.anchoring import anchor
from newsread.annotations.anchoring.anchor import Anchor
from newsread.annotations.anchoring.placing import place
from newsread.app.claims.rows import Choice as ClaimsChoice
from newsread.app.coverage.state import Choice as CoverageChoice
from newsread.app.library.rows import Choice
from newsread.app.reader.reading import Reading
from newsread.app.session.spots import Spot, sentence_at
from newsread.articles.article import Article, Unreadable
from newsread.atomic_files import make_folder, replace_file
from newsread.workspace.workspace import Workspace

_VERSION = 1
_OWN_FIELDS = frozenset({"articles", "active", "cursors", "first", "tops", "size"})
"""What of a reading is kept in a way of its own; all else is a plain value."""


@dataclass(frozen=True)
class LeftOff:
    """Where a reader was in a workspace."""

    reading: Reading | None = None
    choice: Choice = field(default_factory=Choice)
    """What the library listed."""
    claims: ClaimsChoice = field(default_factory=ClaimsChoice)
    """What the claims list listed."""
    coverage: CoverageChoice = field(default_factory=CoverageChoice)
    """What the coverage listed."""

    @property
    def where(self) -> str:
        """The article and the sentence with the cursor, and how many articles stand beside it, in words."""
        if not self.reading:
            return ""
        article = self.reading.articles[self.reading.active]
        sentence = self.reading.cursors.get(self.reading.active)
        told = article.source.outlet or article.heading
        if sentence is not None:
            told += f", sentence {sentence + 1} of {len(article.sentences)}"
        others = len(self.reading.articles) - 1
        return f"{told}, beside {others} more" if others else told

    @property
    def article(self) -> str:
        """The id of the article with the cursor."""
        return self.reading.articles[self.reading.active].id if self.reading else ""


def to_json(left: LeftOff) -> dict[str, Any]:
    """Return it as plain values. Sentences are kept with their words, by which they are found in another text."""
    kept: dict[str, Any] = {"version": _VERSION}
    kept["library"] = {
        "sought": left.choice.sought,
        "shown": left.choice.shown.name,
        "order": left.choice.order.name,
    }
    kept["claims"] = {
        "filter": left.claims.filter.name,
        "order": left.claims.order.name,
        "sought": left.claims.sought,
    }
    kept["coverage"] = {"order": left.coverage.order.name, "lone": left.coverage.lone_shown}
    if reading := left.reading:
        kept["articles"] = [
            {
                "id": article.id,
                **_cursor(article, reading.cursors.get(number)),
                **_top(article, reading.tops.get(number)),
            }
            for number, article in enumerate(reading.articles)
        ]
        kept["active"] = reading.active
        kept["first"] = reading.first
        kept["size"] = [*reading.size]
        kept["reading"] = {
            each.name: value.value if isinstance(value, Enum) else value
            for each in fields(reading)
            if each.name not in _OWN_FIELDS and isinstance(value := getattr(reading, each.name), str | int | Enum)
        }
    return kept


def _cursor(article: Article, sentence: int | None) -> dict[str, Any]:
    if sentence is None or sentence >= len(article.sentences):
        return {}
    at = anchor.make(article.text, *Spot(article, sentence).span, article.sha256)
    return {"sentence": sentence, "start": at.start, "words": [at.prefix, at.quote, at.suffix], "sha256": at.sha256}


def _top(article: Article, top: int | None) -> dict[str, Any]:
    return {} if top is None else {"top": top, "top_of": article.sha256}


def from_json(kept: Any, article_of: Callable[[str], Article | Unreadable | None]) -> LeftOff:
    """Return what was kept; what is damaged, unknown or no longer there is left out. This may read articles."""
    if not isinstance(kept, Mapping) or kept.get("version") != _VERSION:
        return LeftOff()
    return LeftOff(
        _reading(kept, article_of),
        _choice(kept.get("library")),
        _claims(kept.get("claims")),
        _coverage(kept.get("coverage")),
    )


def _choice(kept: object) -> Choice:
    match kept:
        case {"sought": str(sought), "shown": str(shown), "order": str(order)}:
            return Choice.named(sought, shown, order)
    return Choice()


def _claims(kept: object) -> ClaimsChoice:
    match kept:
        case {"filter": str(name), "order": str(order), "sought": str(sought)}:
            return ClaimsChoice.named(name, order, sought)
    return ClaimsChoice()


def _coverage(kept: object) -> CoverageChoice:
    match kept:
        case {"order": str(order), "lone": bool(lone_shown)}:
            return CoverageChoice.named(order, lone_shown=lone_shown)
    return CoverageChoice()


def _reading(kept: Mapping[str, Any], article_of: Callable[[str], Article | Unreadable | None]) -> Reading | None:
    articles: list[Article] = []
    cursors: dict[int, int] = {}
    tops: dict[int, int] = {}
    active, first = 0, None
    every = kept.get("articles")
    for number, each in enumerate(every if isinstance(every, list) else []):
        match each:
            case {"id": str(article_id)} if isinstance(article := article_of(article_id), Article):
                if number == kept.get("active"):
                    active = len(articles)
                if number == kept.get("first"):
                    first = len(articles)
                sentence = _sentence(each, article)
                if sentence is not None:
                    cursors[len(articles)] = sentence
                match each:
                    case {"top": int(top), "top_of": article.sha256} if 0 <= top < len(article.text):
                        tops[len(articles)] = top
                articles.append(article)
    if not articles:
        return None
    size = _size(kept.get("size"))
    return Reading(articles, active, cursors, first=first, tops=tops, size=size, **_plain(kept.get("reading")))


def _size(kept: object) -> tuple[int, int]:
    match kept:
        case [int(width), int(height)]:
            return width, height
    return 0, 0


def _sentence(kept: Mapping[str, Any], article: Article) -> int | None:
    """Return the sentence whose words were kept, in the text that the article has now."""
    match kept:
        case {
            "sentence": int(number),
            "start": int(start),
            "words": [str(prefix), str(quote), str(suffix)],
            "sha256": str(sha256),
        } if quote and start >= 0 and number >= 0 and article.sentences:
            if sha256 != article.sha256:
                at = Anchor(start, start + len(quote), quote, prefix, suffix, sha256)
                if span := place(at, article.text, article.sha256).span:
                    return sentence_at(article, span[0])
            return min(number, len(article.sentences) - 1)
    return None


def _plain(kept: object) -> dict[str, Any]:
    """Return the values of a reading that are of the kind that they should be."""
    values: dict[str, Any] = {}
    if not isinstance(kept, Mapping):
        return values
    for each in fields(Reading):
        value, default = kept.get(each.name), each.default
        if each.name in _OWN_FIELDS or value is None:
            continue
        if isinstance(default, Enum):
            if value in [one.value for one in type(default)]:
                values[each.name] = type(default)(value)
        elif type(value) is type(default) or (default is None and type(value) is int):
            values[each.name] = value
    return values


_MOST_BYTES = 5_000_000
"""No more is ever written."""


class LeftOffFile:
    """Keeps where the reader of one workspace was. Without a folder nothing is kept; nothing here ever fails."""

    def __init__(self, workspace: Workspace, folder: Path | None) -> None:
        self._workspace = workspace
        self._folder = folder
        place = workspace.place
        of = "\n".join(map(str, (place.articles.absolute(), *place.only)))
        name = hashlib.sha256(of.encode(errors="surrogatepass")).hexdigest()[:16]
        self._file = folder / "left off" / f"{name}.json" if folder else None
        self._kept: LeftOff | None = None
        self._turn = asyncio.Lock()
        self._writing = Lock()
        self._ended = False

    def read(self) -> LeftOff:
        """Return where the reader was. This reads the articles: call it from a thread."""
        with suppress(OSError, ValueError, RecursionError):
            if self._file and self._file.stat().st_size <= _MOST_BYTES:
                return from_json(json.loads(self._file.read_text(encoding="utf-8")), self._article)
        return LeftOff()

    def _article(self, article_id: str) -> Article | Unreadable | None:
        return self._workspace.article(article_id) if article_id in self._workspace.ids else None

    async def keep(self, left: LeftOff) -> None:
        """Bring it to the disk, in a thread, unless it is what was kept last."""
        async with self._turn:
            if self._file and left != self._kept:
                self._kept = left if await asyncio.to_thread(self._write, self._file, left) else None

    def keep_at_last(self, left: LeftOff) -> None:
        """Bring it to the disk before the program ends; what is still on its way there no longer counts."""
        if self._file and left != self._kept:
            self._ended = True
            with self._writing:
                _write(self._file, left)

    def _write(self, file: Path, left: LeftOff) -> bool:
        with self._writing:
            return not self._ended and _write(file, left)

    # Whether who reads is new to the program

    @property
    def welcomes(self) -> bool:
        """Whether nobody has found their way here yet."""
        return self._folder is not None and not self._welcomed.exists()

    def end_welcome(self) -> None:
        """Welcome nobody any more on this machine. Call it from a thread."""
        if self.welcomes:
            with suppress(OSError):
                make_folder(self._welcomed.parent)
                replace_file(self._welcomed, b"")

    @property
    def _welcomed(self) -> Path:
        return (self._folder or Path()) / "welcomed"


def _write(file: Path, left: LeftOff) -> bool:
    try:
        make_folder(file.parent)
        replace_file(file, json.dumps(to_json(left)).encode())
    except OSError:
        return False
    return True
