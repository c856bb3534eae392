"""What a merge has done, for people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TextIO

from newsread.annotations.merge import Contradiction, Merged, Taken
from newsread.annotations.store.journal import OF_NO_ARTICLE
from newsread.text.printable import printable
from newsread.text.wording import count_of, quoted
from newsread.workspace.workspace import Workspace

_MOST_SHOWN = 20
"""How many contradictions, and how many renamed articles, are shown in words; the others are counted."""
_WORDS = 60
"""How much is shown of a quote or a note, in characters."""


def print_merged(workspace: Workspace, merged: Merged, own: str, out: TextIO) -> None:
    """Print who has how many new records here, how many were here already, and what contradicts each other.

    `own` is who merged. Nothing is printed where there was nothing that could be taken.
    """
    taken = [each for each in merged.taken if each.article != OF_NO_ARTICLE]
    if taken:
        out.writelines(f"{line}\n" for line in _lines(workspace, taken, own))


def _lines(workspace: Workspace, taken: Sequence[Taken], own: str) -> Iterator[str]:
    name = printable(workspace.place.name)
    if any(each.is_news for each in taken):
        yield f"Merged into {name}:"
    else:
        yield f"Nothing new for {name}:"
    yield ""
    by_annotator = {by: list(group) for by, group in groupby(taken, lambda each: each.annotator)}
    width = max(map(len, by_annotator))
    for annotator, theirs in by_annotator.items():
        yield f"  {printable(annotator):<{width}}  {_counted(theirs, is_own=annotator == own)}"
    yield from _articles_not_here(workspace, taken)
    yield from _given_apart(workspace, taken)
    yield from _contradictions(taken)


def _articles_not_here(workspace: Workspace, taken: Iterable[Taken]) -> Iterator[str]:
    """Yield which articles with new records have another name here, and how many are not here at all."""
    missing = [each for each in taken if each.new and not workspace.has(each.article)]
    present: dict[str, str] = {}
    for by in {each.annotator for each in missing}:
        present |= workspace.renamed(by)
    renamed = sorted({(each.article, present[each.article]) for each in missing if each.article in present})
    absent = {each.article for each in missing} - present.keys()
    if renamed:
        yield ""
        have = "has" if len(renamed) == 1 else "have"
        yield f"{count_of(len(renamed), 'article')} of these {have} another name here:"
        yield from (f"  {printable(former)} is {printable(now)}" for former, now in renamed[:_MOST_SHOWN])
    if len(renamed) > _MOST_SHOWN:
        yield f"  and {len(renamed) - _MOST_SHOWN:,} more"
    if absent:
        yield ""
        yield (
            f"{count_of(len(absent), 'article')} of these cannot be found here under that name. The tags are kept, "
            f"and shown once {'it is' if len(absent) == 1 else 'they are'} here."
        )


def _given_apart(workspace: Workspace, taken: Iterable[Taken]) -> Iterator[str]:
    """Yield which verdicts of one annotator, of which any is new here, contradict each other: those of two machines."""
    new = {record for each in taken for record in each.new}
    found = [
        records
        for by in sorted({each.annotator for each in taken if each.new})
        for records in workspace.given_apart(by)
        if new & {record.id for record in records}
    ]
    if not found:
        return
    yield ""
    yield (
        f"{count_of(len(found), 'claim')} with verdicts of one annotator that were given on two machines and "
        "contradict each other. A new verdict by the annotator settles it (C, filter “in conflict”):"
    )
    for records in found[:_MOST_SHOWN]:
        first = records[0]
        verdicts = " and ".join(str(record.verdict or "withdrawn") for record in records)
        yield f"  {printable(first.by)}: {verdicts}, {printable(quoted(first.anchor.quote, _WORDS))}"
    if len(found) > _MOST_SHOWN:
        yield f"  and {len(found) - _MOST_SHOWN:,} more"


def _counted(taken: Sequence[Taken], *, is_own: bool) -> str:
    new = sum(len(each.new) for each in taken)
    known = sum(each.known for each in taken)
    articles = sum(bool(each.new) for each in taken)
    said = []
    if new:
        said.append(f"{count_of(new, 'new record')} on {count_of(articles, 'article')}")
    if known:
        said.append(f"{known:,} here already")
    if contradictions := sum(len(each.contradictions) for each in taken):
        said.append(count_of(contradictions, "contradiction"))
    if new and is_own:
        said.append("your own: undo leaves them alone")
    return " · ".join(said) or "no records"


def _contradictions(taken: Iterable[Taken]) -> Iterator[str]:
    found = [(each, contradiction) for each in taken for contradiction in each.contradictions]
    if not found:
        return
    yield ""
    yield f"{count_of(len(found), 'record')} had one id and different contents. All are kept; the first counts:"
    for each, contradiction in found[:_MOST_SHOWN]:
        yield ""
        yield f"  {printable(each.annotator)}, {printable(each.article)}, {contradiction.id}"
        yield from _versions(contradiction)
    if len(found) > _MOST_SHOWN:
        yield ""
        yield f"  and {len(found) - _MOST_SHOWN:,} more"


def _versions(contradiction: Contradiction) -> Iterator[str]:
    told = [_in_words(record) for record in contradiction.records]
    for words in told:
        same = " (they differ in what is not shown here)" if told.count(words) > 1 else ""
        yield f"    {words}{same}"


def _in_words(record: Mapping[str, object]) -> str:
    """Return what a record says, shortly. It may hold anything."""
    aspect = record.get("aspect")
    what = [record.get("action"), record.get("verdict") or record.get("mark"), aspect and f"({aspect})"]
    said = " ".join(_cut(each) for each in what if each)
    anchor = record.get("anchor")
    quote = anchor.get("quote") if isinstance(anchor, Mapping) else None
    return f"{said} {printable(quoted(str(quote or ''), _WORDS))}" + (
        f": {_cut(note)}" if (note := record.get("note")) else ""
    )


def _cut(value: object) -> str:
    line = printable(" ".join(str(value).split()))
    return line if len(line) <= _WORDS else f"{line[: _WORDS - 1].rstrip()}…"
