"""The collecting process: what articles share is looked for aside, since many articles take seconds."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from newsread.analysis.alignment.counterparts import Judged, Place
from newsread.analysis.collection import Collection, Collector, from_lines, to_lines
from newsread.analysis.document import Document, Marked
from newsread.analysis.entities.entity import Correction
from newsread.analysis.result import Analysis, TextNotAnalysed
from newsread.analysis.runtime.cache import Cache, installed
from newsread.analysis.runtime.child import Child, answers, command, serve, write
from newsread.articles.article import Article
from newsread.articles.sources import GUESSED, Source
from newsread.atomic_files import make_folder, replace_file

_MOST = 20
"""So many are kept. Each answer of a reader makes another one, and most are never wanted again."""
_ENDING = ".collection"


class CollectionCache:
    """Collections by a key. Whatever goes wrong here costs time and nothing else, so nothing here raises."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, key: str, lengths: Mapping[str, int]) -> Collection | None:
        """Return the collection of texts of these lengths, see `from_lines`, that was kept under the key, or None."""
        file = self._file(key)
        with suppress(OSError, ValueError, RecursionError):
            # Line by line: to parse all of it at once would hold the interpreter too long.
            head, *lines = map(json.loads, file.read_text("utf-8").splitlines())
            found = from_lines(head, lines, lengths)
            with suppress(OSError):
                os.utime(file)
            return found
        return None

    def write(self, key: str, lines: Iterable[object]) -> None:
        """Keep the lines of a collection; of all that are kept those give way that were not read for longest."""
        with suppress(OSError):
            make_folder(self._folder)
            replace_file(self._file(key), "".join(f"{json.dumps(line)}\n" for line in lines).encode())
            kept = sorted(self._folder.glob(f"*{_ENDING}"), key=lambda file: file.stat().st_mtime)
            for file in kept[:-_MOST]:
                file.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}{_ENDING}"


COMMAND = command("newsread.analysis.runtime.collecting")
_SCHEMA = 2
"""Goes up when something else is found in the same articles."""


@dataclass(frozen=True)
class Question:
    """What is asked: what these articles share, given what readers corrected and judged."""

    articles: Sequence[Article]
    corrections: Sequence[Correction] = ()
    judged: Sequence[Judged] = ()
    marked: Sequence[Marked] = ()

    @property
    def lengths(self) -> dict[str, int]:
        """The lengths of the texts in code points, by the articles' ids."""
        return {article.id: len(article.text) for article in self.articles}

    @cached_property
    def _about(self) -> dict[str, object]:
        return {
            "articles": [
                {"id": article.id, "source": _declared(article.source), "sha256": article.sha256}
                for article in self.articles
            ],
            "corrections": [asdict(correction) for correction in self.corrections],
            "judged": [(each.one, each.other, each.same) for each in self.judged],
            "marked": self.marked,
        }

    def key(self, versions: str) -> str:
        """Return a name for the answer by all that it depends on."""
        return sha256(json.dumps([_SCHEMA, installed("newsread"), versions, self._about]).encode()).hexdigest()

    def to_json(self, missing: Mapping[str, Analysis]) -> dict[str, object]:
        """Return it as a request, with the texts, and the analyses that are `missing` in the cache."""
        articles = [
            {
                "text": article.text,
                **about,
                **({"analysis": missing[article.id].to_json()} if article.id in missing else {}),
            }
            for article, about in zip(self.articles, cast("list[dict[str, Any]]", self._about["articles"]), strict=True)
        ]
        return {**self._about, "articles": articles}


class CollectingProcess:
    """The parent's handle of the collecting process."""

    def __init__(self, folder: Path, command: Sequence[str] = COMMAND) -> None:
        self._folder = folder
        self._versions = Cache(folder)
        self._kept = CollectionCache(folder)
        self._child = Child(command, "these articles")

    def cached(self, question: Question) -> Collection | None:
        """Return the collection if it was made before, else None."""
        return self._kept.read(question.key(self._versions.versions), question.lengths)

    def collect(self, question: Question, missing: Mapping[str, Analysis]) -> Collection:
        """Return what the articles share, looked for now. This blocks, and raises, as `Child.ask` does."""
        request = {
            **question.to_json(missing),
            "cache": str(self._folder),
            "key": question.key(self._versions.versions),
        }
        head, number = self._child.ask(request, _head)
        lines = [self._child.ask({"line": line}, lambda answer: answer) for line in range(number)]
        try:
            return from_lines(head, lines, question.lengths)
        except ValueError as error:
            raise TextNotAnalysed(f"What these articles share could not be read: {error}.") from error

    def close(self) -> None:
        """End the process for good; a `collect` that waits in another thread raises."""
        self._child.close()


def _head(answer: object) -> tuple[object, int]:
    match answer:
        case {"head": head, "lines": int(number)}:
            return head, number
    raise ValueError("not the head of a collection")


class _Desk:
    """The child's end: collects, and keeps the lines until they are asked for."""

    def __init__(self) -> None:
        self._collector = Collector()
        self._lines: list[object] = []

    def answer(self, request: Mapping[str, Any]) -> object:
        if "line" in request:
            return self._lines[request["line"]]
        cache = Cache(Path(request["cache"]))
        marked = [Marked(*each) for each in request["marked"]]
        documents = [_document(each, cache, marked) for each in request["articles"]]
        corrections = [Correction(**each) for each in request["corrections"]]
        judged = [Judged(Place(*one), Place(*other), same) for one, other, same in request["judged"]]
        head, *self._lines = to_lines(self._collector.collect(documents, corrections, judged))
        CollectionCache(Path(request["cache"])).write(request["key"], [head, *self._lines])
        return {"head": head, "lines": len(self._lines)}


def _declared(source: Source) -> dict[str, object]:
    """Return the source for the other process, which does not ask what of it was guessed."""
    return {name: value for name, value in asdict(source).items() if name != GUESSED}


def _document(about: Mapping[str, Any], cache: Cache, marked: Sequence[Marked]) -> Document:
    article = Article(about["id"], Path(about["id"]), about["text"], Source(**about["source"]))
    inline = about.get("analysis")
    analysis = Analysis.from_json(inline, len(article.text)) if inline else cache.read(article)
    if analysis is None:
        raise FileNotFoundError(f"the analysis of {article.id} has gone from the cache")
    return Document(article, analysis, tuple(mark for mark in marked if mark.article == article.id))


def main() -> None:
    """Be the child."""
    with answers() as pipe:
        write(pipe, {"ready": "collecting"})
        serve(pipe, _Desk().answer)


if __name__ == "__main__":
    main()
