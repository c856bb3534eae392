"""Whether everything that was recorded is sound: what is wrong with the files of tags, and the way out of it.

Pure: the files were read before.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from newsread.annotations.anchoring.placing import Hold, place
from newsread.annotations.groups import Lookup
from newsread.annotations.ids import uuid7
from newsread.annotations.records import BadRecord, Record
from newsread.annotations.sentence_states import placement
from newsread.annotations.state import Claim, fold
from newsread.annotations.store.annotation_files import HEAD_NAMES, Said, TagFile, TagFolder, same_name, understood
from newsread.annotations.store.record_tables import VARIANTS, others_of
from newsread.annotations.store.repair import unmendable
from newsread.annotations.workspace_records import WorkspaceRecord
from newsread.articles.article import Article, Unreadable
from newsread.followed import ANNOTATIONS
from newsread.rooted import OutsideRootError
from newsread.text.wording import count_of, quoted

_AHEAD = timedelta(days=1)
"""So far ahead a clock may be: one that shows another zone's time is no news."""


class Kind(StrEnum):
    """What sort of thing was found."""

    MISPLACED = "misplaced"
    UNREADABLE = "unreadable"
    DAMAGED = "damaged"
    NEWER = "newer version"
    HEAD = "head"
    RECORD = "record"
    ANNOTATOR = "annotator"
    REFERENCE = "reference"
    VARIANTS = "variants"
    WORDS = "words"
    MOVED = "waiting for a place"
    SURROUNDINGS = "surroundings changed"
    ARTICLE = "article"
    CONFLICT = "conflict"
    ORIGINAL = "original"
    CLOCK = "clock"
    LAYOUT = "layout"
    LEFTOVER = "leftover"
    WAITING = "waiting"

    @property
    def is_remark(self) -> bool:
        """Whether it is worth knowing but nothing is wrong."""
        return self in {Kind.CLOCK, Kind.LAYOUT, Kind.LEFTOVER, Kind.WAITING}


@dataclass(frozen=True)
class Finding:
    """One thing that was found in one file."""

    file: Path
    kind: Kind
    says: str
    """A sentence: what is wrong, and the way out. It may repeat what a hostile file says."""
    record: UUID | None = None


@dataclass(frozen=True)
class Verification:
    """What was checked, and what was found."""

    records: int
    files: int
    annotators: int
    problems: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    originals: int = 0
    """How many of the files that articles were made from were compared with the hashes that the articles give."""


def verify(
    folders: Sequence[TagFolder],
    article_of: Lookup,
    now: datetime,
    only: Container[str] | None = None,
    strays: Iterable[Path | OutsideRootError] = (),
) -> Verification:
    """Check the files of all annotators, or those of some articles only, by their present ids.

    References are followed into all files. `strays` are what lies beside the annotators' folders; they count only where
    all is checked.
    """
    said = {file.path: understood(file) for folder in folders for file in folder.files}
    there = {record for by_key in said.values() for key in by_key if (record := uuid7(key))}
    checked: list[TagFile] = []
    findings = list(map(_of_stray, strays)) if only is None else []
    for folder in folders:
        mine = _Mine.of(folder, said)
        for file in folder.files:
            article = folder.renamed.get(file.article, file.article)
            if only is None or article in only:
                checked.append(file)
                text = article_of(article, "")
                findings += _of_file(file, said[file.path], mine, there, now)
                findings += _of_form(file, text)
                findings += _of_article(file, article, said[file.path], mine, text)
                findings += _of_links(file, mine, article_of)
        if only is None:
            findings += _of_folder(folder)
    return Verification(
        records=sum(len(file.documents) for file in checked),
        files=len(checked),
        annotators=len({file.annotator for file in checked}),
        problems=tuple(finding for finding in findings if not finding.kind.is_remark),
        remarks=tuple(finding for finding in findings if finding.kind.is_remark),
    )


@dataclass(frozen=True)
class _Mine:
    """What one annotator's records say together."""

    claim_of: Mapping[UUID, UUID | None]
    """The claim of every record that is there; None of what cannot be understood."""
    claims: Mapping[str, Sequence[Claim]]
    """The claims by the article's id as the path of their last record says it."""

    @classmethod
    def of(cls, folder: TagFolder, said: Mapping[Path, Mapping[str, Said]]) -> "_Mine":
        claim_of: dict[UUID, UUID | None] = {}
        own: list[Record] = []
        for file in folder.files:
            for key, what in said[file.path].items():
                if record_id := uuid7(key):
                    claim_of[record_id] = what.claim if isinstance(what, Record) else None
                if isinstance(what, Record):
                    own.append(what)
        claims: dict[str, list[Claim]] = {}
        for claim in fold(own).values():
            claims.setdefault(claim.article, []).append(claim)
        return cls(claim_of, claims)


def _of_stray(path: Path | OutsideRootError) -> Finding:
    if isinstance(path, OutsideRootError):
        return _of_outside_link(path)
    if path.name == ANNOTATIONS:
        says = "It is a file where the folder of the annotators' folders should be: move it elsewhere."
    else:
        says = "It is a file where an annotator's folder should be: move it elsewhere, or into the folder it is from."
    return Finding(path, Kind.MISPLACED, says)


def _of_outside_link(link: OutsideRootError) -> Finding:
    return Finding(Path(link.filename), Kind.MISPLACED, str(link))


def _of_folder(folder: TagFolder) -> Iterator[Finding]:
    yield from map(_of_outside_link, folder.links)
    for path in folder.misplaced:
        says = "It is a folder where a file of tags should be, and has none in it: move it elsewhere."
        yield Finding(path, Kind.MISPLACED, says)
    for path, problem in sorted(folder.unread.items()):
        says = (
            f"Records lie in it on the way into their files, and {problem}: none of it is read; bring back a whole "
            "copy of it, or remove it if nothing of what was tagged is missed."
        )
        yield Finding(path, Kind.UNREADABLE, says)
    for path, cause in folder.closed.items():
        yield Finding(path, Kind.UNREADABLE, f"It cannot be opened: {cause}; make it readable and verify again.")
    for path in folder.leftovers:
        if path.suffix == ".tmp":
            what = "It is what is left of a write that was interrupted; nothing needs it any more."
        else:
            what = "It is the copy of a damaged file; newsread does not need it any more, but perhaps you do."
        yield Finding(path, Kind.LEFTOVER, what)


def _of_file(
    file: TagFile, said: Mapping[str, Said], mine: _Mine, there: Container[UUID], now: datetime
) -> Iterator[Finding]:
    if file.unreadable:
        yield Finding(file.path, Kind.UNREADABLE, file.why_closed("verify"))
    if file.newer:
        says = "It was written by a newer version of newsread: use that version to verify it."
        yield Finding(file.path, Kind.NEWER, says)
        return
    for what in said.values():
        if isinstance(what, BadRecord):
            says = f"{str(what).rstrip('.')}; if a newer newsread wrote it, use that one."
            yield Finding(file.path, Kind.RECORD, says)
            continue
        for kind, says in _of_record(what, file, mine, there, now):
            yield Finding(file.path, kind, f"Record {what.id} {says}", what.id)


def _of_form(file: TagFile, article: Article | Unreadable | None) -> Iterator[Finding]:
    """Check whether the file is whole, its head, its layout and the table of variants; say what repair would do."""
    left = tuple(unmendable(file, article))
    if file.damage:
        yield Finding(file.path, Kind.DAMAGED, _damage(file, left))
    if file.newer:
        return
    sound = not (file.damage or file.unreadable)
    if any(map(file.contradicts, HEAD_NAMES)):
        says = (
            f"Its head says that it is by {quoted(str(file.head.get('annotator')))} on "
            f"{quoted(str(file.head.get('article')))}, its place that it is by {quoted(file.annotator)} on "
            f"{quoted(file.article)}: newsread repair puts the head right, for its records agree with the place."
        )
        yield from (Finding(file.path, Kind.HEAD, each) for each in left or (says,))
    elif sound and not file.head_is_right:
        says = "Its head does not say article and annotator: newsread repair puts it right."
        yield Finding(file.path, Kind.HEAD, says)
    if sound and not file.own_layout:
        says = (
            "Git has put it together from the lines of two versions, with all records of both; the next record that is "
            "saved in it, or newsread repair, brings the lines into order."
            if file.is_union
            else "Another program has written it in a layout of its own; newsread repair makes it one record a line."
        )
        yield Finding(file.path, Kind.LAYOUT, says)
    if file.waiting:
        says = (
            f"{count_of(file.waiting, 'record')} of it {'waits' if file.waiting == 1 else 'wait'} in the folder "
            ".pending to be put into it: the next tag does that, or newsread repair."
        )
        yield Finding(file.path, Kind.WAITING, says)
    for key, document in file.tables.get(VARIANTS, {}).items():
        others = others_of(document)
        if others and key in file.documents:
            says = (
                f"Record {uuid7(key) or key} is there in {len(others) + 1} versions that contradict each other: keep "
                "the right one in the table “_default” of the file, which is what counts, and none in “variants”."
            )
            yield Finding(file.path, Kind.VARIANTS, says, uuid7(key))
        else:
            says = f"What stands of record {uuid7(key) or key} in the table “variants” is not a variant of any record."
            yield Finding(file.path, Kind.VARIANTS, f"{says[:-1]}: put it right in an editor.", uuid7(key))


def _damage(file: TagFile, left: Sequence[str]) -> str:
    """Say what has happened to the file, what could be saved of it, and the way out."""
    what = f"It was damaged ({file.damage})"
    if left:
        return f"{what}: {count_of(file.saved, 'record')} could be saved. {' '.join(left)}"
    if not file.saved:
        way_out = "put back a copy from a backup, or let newsread repair begin the file anew"
        return f"{what}, and nothing in it could be saved: {way_out}."
    saved = f"{count_of(file.saved, 'record')} could be saved"
    marks = " It has the marks of a git conflict in it." if file.conflicted else ""
    return (
        f"{what}: {saved}; newsread repair brings them into order and keeps what is there now beside the file.{marks}"
    )


def _of_record(
    record: Record | WorkspaceRecord, file: TagFile, mine: _Mine, there: Container[UUID], now: datetime
) -> Iterator[tuple[Kind, str]]:
    """Check one record by itself and what it refers to; each sentence goes on from its name."""
    if not same_name(record.by, file.annotator):
        yield (
            Kind.ANNOTATOR,
            f"is by {quoted(record.by)} but lies in {file.annotator}'s folder: move it back to theirs.",
        )
    ahead = timedelta(milliseconds=(record.id.int >> 80) - now.timestamp() * 1000)
    if ahead > _AHEAD:
        yield (
            Kind.CLOCK,
            f"was made by a clock that was {ahead.days:,} days ahead: it counts as later than all said today.",
        )
    if isinstance(record, Record):
        yield from ((Kind.REFERENCE, says) for says in _of_references(record, mine, there))


def _of_references(record: Record, mine: _Mine, there: Container[UUID]) -> Iterator[str]:
    bring = "bring back the file that has it"
    edited = "one of the two was changed by hand; bring back an older copy of the file"
    if record.claim not in mine.claim_of:
        yield f"is of a claim whose first record, {record.claim}, is not there: {bring}."
    elif mine.claim_of[record.claim] not in {None, record.claim}:
        yield f"is of a claim whose first record, {record.claim}, is itself of another claim: {edited}."
    if record.undoes and record.undoes not in mine.claim_of:
        yield f"undoes record {record.undoes}, which is not there: {bring}."
    elif record.undoes and mine.claim_of[record.undoes] not in {None, record.claim}:
        yield f"undoes record {record.undoes}, which is of another claim: {edited}."
    if record.inherited_from and record.inherited_from not in there:
        yield f"was given as record {record.inherited_from} was, which is not there: {bring}."
    for judged in record.judged:
        if judged not in there:
            way_out = "merge the tags of whoever said it, or a backup"
            yield f"decides on record {judged}, which is not there: {way_out}."


# Records against texts


def _of_article(
    file: TagFile,
    article_id: str,
    said: Mapping[str, Said],
    mine: _Mine,
    article: Article | Unreadable | None,
) -> Iterator[Finding]:
    made = [what for what in said.values() if isinstance(what, Record)]
    if file.newer or not made:
        return
    if article is None:
        says = (
            f"The article {article_id} is not there, nor is its text under another name: put it back, or name with "
            "newsread renamed the article that it is now, and its annotations are shown again."
        )
        yield Finding(file.path, Kind.ARTICLE, says)
    elif isinstance(article, Unreadable):
        says = f"The article {article_id} cannot be read, so that no words could be checked: {article.reason}"
        yield Finding(file.path, Kind.ARTICLE, says)
    else:
        for record in made:
            yield from _of_words(file.path, record, article)
        for claim in mine.claims.get(file.article, ()):
            yield from _of_place(file.path, claim, article)


def _of_words(path: Path, record: Record, article: Article) -> Iterator[Finding]:
    """Check a record that was made of this very text."""
    anchor = record.anchor
    if anchor.sha256 == article.sha256 and not article.text.startswith(anchor.quote, anchor.start):
        says = (
            f"Record {record.id} says {quoted(anchor.quote)} where its text, from {anchor.start} to {anchor.end}, has "
            f"{quoted(article.text[anchor.start : anchor.end])}: it was changed by hand; bring back an older copy of "
            "the file."
        )
        yield Finding(path, Kind.WORDS, says, record.id)


def _of_place(path: Path, claim: Claim, article: Article) -> Iterator[Finding]:
    """Check a claim that was made of an earlier text."""
    if article.sha256 in {claim.anchor.sha256, claim.missing_in} or not claim.says_anything:
        return
    found = placement(claim, article.text, article.sha256)
    if not found.certain:
        says = (
            f"The article has changed, and {quoted(claim.anchor.quote)} {_WHERE[found.hold]} (C, filter “moved text”)."
        )
        yield Finding(path, Kind.MOVED, says, claim.history[-1].id)
    elif found.surroundings_changed:
        says = (
            f"The text beside {quoted(claim.anchor.quote)} has changed since it was tagged: confirm it in the claims "
            "list (C, filter “moved text”)."
        )
        yield Finding(path, Kind.SURROUNDINGS, says, claim.history[-1].id)


def _of_links(file: TagFile, mine: _Mine, article_of: Lookup) -> Iterator[Finding]:
    """Check what the claims of a file were answered to be one with, or not, in other articles."""
    for record in (record for claim in mine.claims.get(file.article, ()) for record in claim.answers):
        if (linked := record.linked) is None:
            continue
        words = f"{quoted(linked.anchor.quote)}, with which a claim was compared,"
        article = article_of(linked.article, linked.anchor.sha256)
        if not isinstance(article, Article):
            says = f"The article {linked.article} is not there or cannot be read, so that {words} cannot be shown."
            yield Finding(file.path, Kind.ARTICLE, says, record.id)
        elif not place(linked.anchor, article.text, article.sha256).certain:
            says = f"The article {article.id} has changed, and {words} is not found for certain in it: compare anew."
            yield Finding(file.path, Kind.MOVED, says, record.id)


_WHERE = {
    Hold.FUZZY: "is probably elsewhere or in other words: confirm it in the claims list",
    Hold.AMBIGUOUS: "is not found for certain in it: choose its place in the claims list",
    Hold.ORPHAN: "is not found in it: choose its place, or confirm that it is gone, in the claims list",
}
