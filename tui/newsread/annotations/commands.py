"""What a person says: the new record that it makes, given what stands already. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from newsread.annotations.anchoring.anchor import Anchor
from newsread.annotations.answers import Linked, Naming
from newsread.annotations.checks import check_members, check_types, coerce
from newsread.annotations.fields import instant
from newsread.annotations.lineage import last_ones
from newsread.annotations.records import DECIDED, About, Action, Aspect, Evidence, Mark, Record, Slot, Verdict
from newsread.annotations.state import Claim, fold
from newsread.errors import NewsreadError
from newsread.text.wording import count_of, quoted

T = TypeVar("T")

_MOST_OF_REASON = 60
"""Characters that are shown of a reason that is kept."""


@dataclass(frozen=True)
class Entry:
    """What every new record has: its id and time, who speaks, and of which words."""

    id: UUID
    at: datetime
    by: str
    article: str
    anchor: Anchor


@dataclass(frozen=True)
class Judgement:
    """What a person says of a claim.

    `note` and `evidence` replace what was there, empty ones remove it; None leaves them as they are, also when the
    verdict changes: see `kept_in_words`.

    The stored word of a verdict or an aspect becomes the member that it names. Raises NewsreadError for anything else,
    and for a reason or evidence of another type.
    """

    verdict: Verdict
    aspect: Aspect = Aspect.CONTENT
    note: str | None = None
    evidence: tuple[Evidence, ...] | None = None
    inherited_from: UUID | None = None
    """The record that a person spreads from another article; None for a verdict given on these very words."""

    def __post_init__(self) -> None:
        coerce(self, {"verdict": Verdict, "aspect": Aspect})
        check_types(self, _TYPES)
        check_members("evidence", self.evidence or (), Evidence)


_NO = type(None)
_TYPES: dict[str, tuple[type, ...]] = {
    "note": (str, _NO),
    "evidence": (tuple, _NO),
    "inherited_from": (UUID, _NO),
}


def tag(claims: Iterable[Claim], entry: Entry, judgement: Judgement, *, again: bool = False) -> Record | None:
    """Return the record that gives this verdict, or None when it would say nothing new.

    `claims` are the annotator's claims of the article. The very same words at the very same place revise
    their claim, any other span makes a new one. To repeat a verdict on a claim that was marked since settles
    the mark, and so is new; so is to give by hand what was only spread here, but not the other way round. `again`
    asks for the record in any case. Where verdicts on the words were given without having seen each other and differ,
    one of them given once more is new, too: it follows them all, and settles it. What was noted with a mark before
    there was a verdict becomes the first verdict's reason.
    """
    claims = [*claims]
    claim = _claim_of(claims, entry)
    standing = claim.standing(Slot(judgement.aspect)) if claim else None
    marked = claim.standing(Slot.MARK) if claim and judgement.aspect is Aspect.CONTENT else None
    noted = marked.note if marked and not standing else ""
    record = _record(
        entry,
        claim,
        Action.TAG,
        verdict=judgement.verdict,
        aspect=judgement.aspect,
        note=_given(judgement.note, standing.note if standing else noted),
        evidence=_given(judgement.evidence, standing.evidence if standing else ()),
        inherited_from=judgement.inherited_from,
    )
    settles = judgement.aspect is Aspect.CONTENT and claim is not None and claim.live_mark is not None
    settles |= standing is not None and standing.inherited_from is not None and judgement.inherited_from is None
    settles |= _differ(claims, entry, Slot(judgement.aspect))
    return record if again or settles or not _repeats(record, standing) else None


def kept_in_words(record: Record, judgement: Judgement) -> str:
    """Return which reason and how much evidence the record of a judgement keeps from before, as text for people.

    It is empty where nothing was kept, and still needs `printable`.
    """
    kept = []
    if record.note and judgement.note is None:
        kept.append(f"reason kept: {quoted(record.note, _MOST_OF_REASON)}")
    if record.evidence and judgement.evidence is None:
        kept.append(f"{count_of(len(record.evidence), 'piece', 'pieces')} of evidence kept")
    return ", ".join(kept)


def mark(claims: Iterable[Claim], entry: Entry, set_mark: Mark, note: str | None = None) -> Record | None:
    """Return the record that sets this mark, or None when it would say nothing new.

    A note on the mark before it stays, unless another is given: it is a remark on the words, not a reason
    for that mark.
    """
    claim = _claim_of(claims, entry)
    standing = claim.standing(Slot.MARK) if claim else None
    kept = _given(note, standing.note if standing else "")
    record = _record(entry, claim, Action.MARK, mark=set_mark, note=kept)
    return None if _repeats(record, standing) else record


def withdraw(claims: Iterable[Claim], entry: Entry, slot: About) -> Record | None:
    """Return the record that takes back what stands in the slot, or None when nothing stands there."""
    claim = _claim_of(claims, entry)
    standing = claim.standing(slot) if claim else None
    if standing is None:
        return None
    if standing.action is Action.DECIDE:
        return _record(entry, claim, Action.DECIDE, aspect=standing.aspect, judged=standing.judged)
    taken_back = {name: getattr(standing, name) for name in ("aspect", "mark", "linked", "naming")}
    return _record(entry, claim, Action.WITHDRAW, **taken_back)


def answer(claims: Iterable[Claim], entry: Entry, said: Linked | Naming) -> Record | None:
    """Return the record of an answer to a suggestion, or None when it would say nothing new.

    Raises NewsreadError for words of the same article.
    """
    if isinstance(said, Linked) and said.article == entry.article:
        raise NewsreadError("A counterpart stands in another article: these words are of the same one.")
    claim = _claim_of(claims, entry)
    standing = claim.standing(said.about) if claim else None
    if standing and said in {standing.linked, standing.naming}:
        return None
    if isinstance(said, Linked):
        return _record(entry, claim, Action.LINK, linked=said)
    return _record(entry, claim, Action.NAME, naming=said)


def annotate(claims: Iterable[Claim], entry: Entry, note: str) -> Record | None:
    """Return the record that puts a note on what was said last of these words, or None when it stands there.

    That is the verdict, or a mark where there is no verdict or one that was set after it. Where nothing
    stands, the note is kept with the mark *seen*. An empty note takes the old one away.
    """
    claim = _claim_of(claims, entry)
    last = claim.said_last if claim else None
    if last is None:
        return mark(claims, entry, Mark.SEEN, note) if note else None
    if note == last.note:
        return None
    return replace(last, id=entry.id, at=instant(entry.at), anchor=entry.anchor, note=note, undoes=None)


def support(claims: Iterable[Claim], entry: Entry, slot: About, evidence: tuple[Evidence, ...]) -> Record | None:
    """Return the record that puts this evidence, and no other, under the verdict in the slot.

    None when it stands there already, or no verdict does: evidence belongs to a verdict.
    """
    claim = _claim_of(claims, entry)
    standing = claim.standing(slot) if claim else None
    if standing is None or standing.verdict is None or standing.evidence == evidence:
        return None
    return replace(standing, id=entry.id, at=instant(entry.at), anchor=entry.anchor, evidence=evidence, undoes=None)


def decide(claims: Iterable[Claim], entry: Entry, judgement: Judgement, judged: Sequence[UUID]) -> Record | None:
    """Return the record of a decision on the verdicts that were `judged`, or None when it would say nothing new.

    As with `tag`, it is new where decisions of this annotator were made without having seen each other and differ.
    """
    claims = [*claims]
    claim = _claim_of(claims, entry)
    standing = claim.standing(DECIDED[judgement.aspect]) if claim else None
    record = _record(
        entry,
        claim,
        Action.DECIDE,
        verdict=judgement.verdict,
        aspect=judgement.aspect,
        note=judgement.note or "",
        evidence=judgement.evidence or (),
        judged=tuple(sorted(judged)),
    )
    repeats = standing is not None and standing.judged == record.judged and _repeats(record, standing)
    return None if repeats and not _differ(claims, entry, DECIDED[judgement.aspect]) else record


def reanchor(claim: Claim, entry: Entry) -> Record | None:
    """Return the record that says where the claim's words stand now: at the entry's anchor. None when it is theirs."""
    if entry.anchor == claim.anchor and not claim.missing_in:
        return None
    return _record(entry, claim, Action.REANCHOR)


def orphan(claim: Claim, entry: Entry, missing_in: str) -> Record | None:
    """Return the record that says that the claim's words are not in the text with this hash; None when that stands."""
    if claim.missing_in == missing_in:
        return None
    return _record(replace(entry, anchor=claim.anchor), claim, Action.REANCHOR, missing_in=missing_in)


def following(record: Record, claims: Iterable[Claim]) -> Record:
    """Return a new record with the names of those that it follows; see `lineage`.

    They are the last ones of its claim, and of whatever other claims the annotator has on the very same words.
    """
    claims = list(claims)
    own = [claim for claim in claims if claim.id == record.claim]
    places = {(claim.article, _words(claim.anchor)) for claim in own} | {(record.article, _words(record.anchor))}
    same = [claim for claim in claims if claim in own or (claim.article, _words(claim.anchor)) in places]
    return replace(record, follows=last_ones(each for claim in same for each in claim.history))


def rebound(record: Record, records: Sequence[Record]) -> Record:
    """Return the record as one of the claim that exactly its words have already among `records`.

    A record that made a new claim may find, when it comes to the disk, that another window of the same annotator
    has made one of the same words meanwhile. All others come back as they are.
    """
    if record.claim != record.id:
        return record
    start, words = record.anchor.start, _words(record.anchor)
    there = (other for other in records if other.anchor.start == start and _words(other.anchor) == words)
    same = {other.claim for other in there if other.by == record.by} - {record.id}
    claims = fold(other for other in records if other.claim in same).values()
    known = _claim_of(claims, Entry(record.id, record.at, record.by, record.article, record.anchor))
    return replace(record, claim=known.id) if known else record


def _claim_of(claims: Iterable[Claim], entry: Entry) -> Claim | None:
    """Find the claim of exactly these words at this place; of several, made by a merge, the latest."""
    return max(_on_same_words(claims, entry), key=lambda claim: claim.history[-1].id, default=None)


def _on_same_words(claims: Iterable[Claim], entry: Entry) -> Iterator[Claim]:
    words = _words(entry.anchor)
    return (claim for claim in claims if claim.article == entry.article and _words(claim.anchor) == words)


def _differ(claims: Iterable[Claim], entry: Entry, slot: Slot) -> bool:
    """Whether the annotator gave several verdicts on exactly these words without having seen each other, which differ.

    They are in one claim, or in several that a merge brought together.
    """
    same = [*_on_same_words(claims, entry)]
    standing = [record for claim in same if (record := claim.standing(slot))]
    return any(claim.made_apart(slot) for claim in same) or len({record.verdict for record in standing}) > 1


def _words(anchor: Anchor) -> tuple[int, int, str]:
    return anchor.start, anchor.end, anchor.quote


def _record(entry: Entry, claim: Claim | None, action: Action, **said: Any) -> Record:
    return Record(
        id=entry.id,
        article=entry.article,
        claim=claim.id if claim else entry.id,
        at=instant(entry.at),
        by=entry.by,
        action=action,
        anchor=entry.anchor,
        **said,
    )


def _repeats(record: Record, standing: Record | None) -> bool:
    """Whether the record says only what stands already, and of the same words."""
    return standing is not None and (
        (record.verdict, record.mark, record.note, record.evidence, record.anchor.quote)
        == (standing.verdict, standing.mark, standing.note, standing.evidence, standing.anchor.quote)
    )


def _given(new: T | None, old: T) -> T:
    return old if new is None else new
