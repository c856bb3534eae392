"""What formats have in common that show labels in a text: all that has a label is read back as it was said."""

import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from tests.annotations.saying import ELSEWHERE, Reader, Step
from tests.formats.sample import article

from newsread.annotations.groups import links
from newsread.errors import NewsreadError
from newsread.formats import Format, Told
from newsread.formats.snapshot import Annotation, Marking, Part, Snapshot
from newsread.formats.snapshots import snapshot

FIREMEN = "👨🏻\u200d🚒 firemen drive firetrucks"


def told(chosen: Format, content: bytes) -> list[Told]:
    """Return what a file of the format says."""
    assert chosen.read
    return [said for said in chosen.read(content) if isinstance(said, Told)]


def refusal(chosen: Format, content: bytes) -> str:
    """Return the sentence that refuses a file; empty where it is read."""
    try:
        told(chosen, content)
    except NewsreadError as error:
        return str(error)
    return ""


def spoken(text: str, talk: Sequence[tuple[int, Step]]) -> Snapshot:
    """Return what stands when this was said by one of three: ana or ben of the first article, or ana of the second."""
    readers = [Reader("ana", text=text), Reader("ben", text=text), Reader("ana", "002.txt", ELSEWHERE)]
    for who, step in talk:
        with suppress(NewsreadError):  # words of one article are no counterparts
            step(readers[who])
    both = [article(text=text), article("002.txt", ELSEWHERE)]
    claims = [claim for reader in readers for claim in reader.claims]
    answers = links(claims, lambda name, _: {each.id: each for each in both}.get(name))
    return snapshot("w", both, claims, links=answers, withdrawn=True)


def is_read_back(chosen: Format, now: Snapshot) -> None:
    """Assert that what is written is read back: exactly what has a label, and all that is told of it."""
    file = io.BytesIO()
    chosen.write(now, file)
    expected = [_as_told(said, part) for part in now.parts for said in part.said if _has_label(said)]
    assert sorted(told(chosen, file.getvalue()), key=str) == sorted(expected, key=str)


def _has_label(said: Annotation | Marking) -> bool:
    return said.found and (isinstance(said, Marking) or said.verdict is not None)


def _as_told(said: Annotation | Marking, part: Part) -> Told:
    common = Told(
        said.start,
        said.end,
        article=part.article.id,
        text=part.text,
        sha256=part.article.sha256 or "",
        quote=said.quote,
        note=said.note,
        by=said.by,
        at=said.at,
        id=said.id,
        claim=said.claim,
        group=said.group,
    )
    if isinstance(said, Marking):
        return replace(common, mark=said.mark)
    return replace(
        common,
        verdict=said.verdict,
        aspect=said.aspect,
        evidence=said.evidence,
        inherited_from=said.inherited_from,
        judged=said.judged,
    )
