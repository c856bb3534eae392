"""Workspaces made at random: two articles, two annotators, everything that can be said; and what stands in them."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from tests.annotations.saying import ELSEWHERE, TEXT, Reader, Step, linked, steps

from newsread.annotations.records import Aspect, Evidence, Mark, Verdict
from newsread.annotations.store.journal import Journal
from newsread.errors import NewsreadError
from newsread.formats import Field, Loss
from newsread.formats.snapshot import Annotation, Marking, Snapshot
from newsread.place import Place
from newsread.workspace.workspace import Workspace

WITH_SIGNS = (
    "👨🏻\u200d🚒 firemen drive\nfiretrucks.\n\n“Ça va?” <b>&amp;</b> =1+1 ]]></script>\t"
    "\u202e\u05e1\u05d5\u05e3 \u05e7\u05e8\u05d0 e\u0301 and so on, and so on."
)
NOTES = [
    "",
    "because",
    'line one\nline “two”; it\'s "three"',
    "👨🏻‍🚒 </script> ]]> =1+1",
    "'=2",
    "- no",
    "8 Apr 2025",
    "'1984",
]
OVERLAPPING = [(0, 22), (5, 40), (8, 15), (23, 45), (46, 75), (9, 16)]

_said = st.one_of(
    steps,
    st.builds(
        lambda span, verdict, aspect, note: lambda reader: reader.tag(span, verdict, aspect, note=note),
        st.sampled_from(OVERLAPPING),
        st.sampled_from(Verdict),
        st.sampled_from(Aspect),
        st.sampled_from(NOTES),
    ),
    st.builds(
        lambda span, mark, note: lambda reader: reader.mark(span, mark, note),
        st.sampled_from(OVERLAPPING),
        st.sampled_from(Mark),
        st.sampled_from(NOTES),
    ),
    st.builds(
        lambda span, quote: lambda reader: reader.support(span, Evidence(url="https://example.org/ä", quote=quote)),
        st.sampled_from(OVERLAPPING),
        st.sampled_from(NOTES),
    ),
    st.builds(
        lambda span, same: lambda reader: reader.answer(span, linked("The minister denied it.", same=same)),
        st.sampled_from(OVERLAPPING),
        st.booleans(),
    ),
)
talks: st.SearchStrategy[list[tuple[int, Step]]] = st.lists(st.tuples(st.integers(0, 2), _said), max_size=14)
"""What is said, each by one of three: ana or ben of the first article, or ana of the second."""
texts = st.sampled_from([TEXT, WITH_SIGNS])


@dataclass(frozen=True)
class Made:
    """A workspace on the disk."""

    place: Place

    @property
    def workspace(self) -> Workspace:
        """Opened anew."""
        return Workspace(self.place)


def empty(folder: Path, text: str) -> Made:
    """Make a workspace in which nothing is said."""
    place = Place(folder / "seeds", folder / "annotations")
    place.articles.mkdir(parents=True)
    (place.articles / "001.txt").write_bytes(text.encode())
    (place.articles / "002.txt").write_bytes(ELSEWHERE.encode())
    (place.articles / "sources.toml").write_text('["001.txt"]\ntitle = "=Two men"\nurl = "https://example.org/1"\n')
    return Made(place)


def made(folder: Path, text: str, talk: Sequence[tuple[int, Step]]) -> Made:
    """Make a workspace in which this is said."""
    result = empty(folder, text)
    readers = [Reader("ana", "001.txt", text), Reader("ben", "001.txt", text), Reader("ana", "002.txt", ELSEWHERE)]
    for who, step in talk:
        with suppress(NewsreadError):  # words of one article are no counterparts
            step(readers[who])
    for reader in readers:
        journal = Journal(result.place.annotations, reader.by)
        for record in reader.records:
            journal.append(reader.article, record)
    return result


_FIELDS_OF: dict[str, Field] = {
    "quote": Field.QUOTE,
    "prefix": Field.CONTEXT,
    "suffix": Field.CONTEXT,
    "by": Field.ANNOTATOR,
    "at": Field.TIME,
    "id": Field.ID,
    "claim": Field.CLAIM,
    "note": Field.NOTE,
    "evidence": Field.EVIDENCE,
    "inherited_from": Field.SPREAD,
    "said_of": Field.OTHER_WORDS,
    "history": Field.HISTORY,
}
"""The attributes of what is said, each with the field of the loss report that tells of it."""
_WHOLE = {
    Field.STATEMENT: lambda said: isinstance(said, Annotation) and said.aspect is Aspect.STATEMENT,
    Field.DECISION: lambda said: isinstance(said, Annotation) and said.judged is not None,
    Field.WITHDRAWN: lambda said: isinstance(said, Annotation) and said.verdict is None and said.judged is None,
    Field.MARK: lambda said: isinstance(said, Marking),
    Field.NOT_FOUND: lambda said: not said.found,
}
"""What a format may leave out altogether."""


def standing(snapshot: Snapshot, losses: Iterable[Loss] = (), of: Snapshot | None = None) -> list[Mapping[str, Any]]:
    """Return all that stands, but for what is lost; `of` is the snapshot that says of which annotations that is so."""
    losses = tuple(losses)
    lost_of = {said.id: _lost_fields(said, losses) for part in (of or snapshot).parts for said in part.said}
    told: list[Mapping[str, Any]] = []
    for part in snapshot.parts:
        for said in part.said:
            lost = lost_of.get(said.id, _lost_fields(said, losses))
            if any(_WHOLE[each](said) for each in lost & _WHOLE.keys()):
                continue
            values = {each.name: getattr(said, each.name) for each in fields(said)}
            told.append(
                {name: value for name, value in values.items() if _FIELDS_OF.get(name) not in lost and name != "group"}
            )
    return told


def _lost_fields(said: Annotation | Marking, losses: Iterable[Loss]) -> set[Field]:
    return {loss.field for loss in losses if loss.of(said) and not loss.read_back}


def grouped(snapshot: Snapshot) -> set[frozenset[tuple[str, int, int, str]]]:
    """Return the groups of which claims of several articles are told, each as the places of those.

    They have other ids when they were made anew.
    """
    groups: dict[object, set[tuple[str, int, int, str]]] = {}
    for part in snapshot.parts:
        for said in part.said:
            if said.group:
                groups.setdefault((said.by, said.group), set()).add((said.article, said.start, said.end, said.by))
    return {frozenset(places) for places in groups.values() if len({article for article, *_ in places}) > 1}
