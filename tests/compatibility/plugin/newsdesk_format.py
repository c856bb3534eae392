"""A format of another package, written against newsread 0.1: a line for each verdict.

It uses every name of `newsread.formats.__all__`, and no other of newsread's.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import TextIO

from newsread.formats import (
    Field,
    Format,
    Loss,
    Lost,
    Offsets,
    Snapshot,
    Told,
    as_utf8,
    format_named,
    format_names,
    format_of_file,
)

_MARKS = Loss(Field.MARK)
_REASONS = Loss(Field.NOTE, "cut to ten characters", of=lambda said: len(said.note) > 10)


def _head(snapshot: Snapshot) -> Iterator[object]:
    own = format_of_file(PurePath("a.desk"))
    yield {
        "workspace": snapshot.workspace,
        "formats": sorted(format_names()),
        "endings": [format_named(name).ending for name in ("json", "csv", "cas")],
        "own": own is FORMAT,
        "lost": str(Lost(Field.MARK, "left out", len(snapshot.marks))),
        "links": len(snapshot.links),
        "articles": [[article.id, article.heading] for article in snapshot.articles],
    }


def _write(snapshot: Snapshot, file: TextIO) -> None:
    for line in _head(snapshot):
        file.write(f"{json.dumps(line, ensure_ascii=False)}\n")
    for part in snapshot.parts:
        for said in part.annotations:
            row = {
                "article": part.article.id,
                "start": said.start,
                "end": said.end,
                "quote": said.quote,
                "verdict": said.verdict,
                "aspect": said.aspect,
                "by": said.by,
                "note": said.note[:10],
                "evidence": [each.url for each in said.evidence],
                "found": said.found,
                "decided": said.judged is not None,
            }
            file.write(f"{json.dumps(row, ensure_ascii=False)}\n")


def _read(content: bytes) -> Iterable[Told]:
    for line in content.decode().splitlines()[1:]:
        row = json.loads(line)
        yield Told(row["start"], row["end"], article=row["article"], quote=row["quote"], note=row["note"], by=row["by"])


FORMAT = Format(
    name="desk",
    ending=".desk",
    tells="lines for the news desk",
    offsets=Offsets.CODE_POINTS,
    write=as_utf8(_write),
    losses=(_MARKS, _REASONS),
    read=_read,
)
