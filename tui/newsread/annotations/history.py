"""The log: what was done to each claim, change by change, and how a person says it. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from newsread.annotations.anchoring.placing import Hold
from newsread.annotations.answers import Renaming
from newsread.annotations.records import About, Action, Aspect, Evidence, Record, Slot
from newsread.annotations.sentence_states import placement
from newsread.annotations.state import Claim
from newsread.articles.article import Article, Unreadable
from newsread.text.wording import count_of, quoted

MOST_OF_WORDS = 300
"""How many characters of a claim's words are told."""

_STANDING_FIRST = (Slot.DECIDED_CONTENT, Slot.CONTENT, Slot.DECIDED_STATEMENT, Slot.STATEMENT, Slot.MARK)
"""What a claim is counted as: the first of these in which something stands."""

# What was done


@dataclass(frozen=True)
class Change:
    """One record of a claim, beside what it changed."""

    record: Record
    before: Record | None
    """What stood instead: in the same slot or, before the first verdict on the content, the mark."""
    words_before: str
    """The words that the claim was of; empty where the record begins it."""
    takes_back: "Change | None"
    """What it undoes or, if `redone`, does again: never itself an undoing one."""
    redone: bool
    judged: tuple[Record, ...]
    """The verdicts that a decision is on, as far as they are known."""
    inherited_from: Record | None = None
    """The verdict on words of another article that was spread to these, if it is known."""


@dataclass(frozen=True)
class ClaimLog:
    """A claim with the changes that are told of it, oldest first."""

    claim: Claim
    start: int
    """Where the words stand now, half-open in code points; if they are not found for certain, where they stood."""
    end: int
    hold: Hold | None
    """How the claim holds on to its words; None when there is no such article that can be read."""
    changes: tuple[Change, ...]
    layout_changed: bool = False
    """Whether the words were found again by the program with other spaces, quotation marks, dashes or code points."""
    surroundings_changed: bool = False
    """Whether what is beside their sentence has changed, and nobody has confirmed them since."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be known of the place beside the changes, each in a few words."""
        return (
            *(["re-anchored: layout changed"] if self.layout_changed else ()),
            *(["surroundings changed"] if self.surroundings_changed else ()),
        )

    @property
    def place(self) -> tuple[str, int, int, str]:
        """The article and which of its words: what claims of several annotators can have in common."""
        return self.claim.article, self.start, self.end, self.claim.anchor.quote


def log(
    claims: Iterable[Claim],
    article_of: Callable[[str], Article | Unreadable | None],
    *,
    since: datetime | None = None,
    by: str | None = None,
    record_of: Callable[[UUID], Record | None] = lambda _: None,
) -> list[ClaimLog]:
    """Return the changes of the claims: all, or those made since then, or by this annotator.

    `article_of` returns an article as it is now, if there is one; `record_of` a record of another claim. Claims without
    such a change are left out. The others go by article and place; with `since` the claim changed last comes last.
    """
    every = list(claims)
    known = {record.id: record for claim in every for record in claim.history}

    def find(record_id: UUID) -> Record | None:
        return known.get(record_id) or record_of(record_id)

    logs: list[ClaimLog] = []
    for claim in every:
        if since and all(record.at < since for record in claim.history):
            continue
        told = tuple(
            change
            for change in _changes(claim, find)
            if (since is None or change.record.at >= since) and by in {None, change.record.by}
        )
        if told:
            logs.append(_log_of(claim, article_of(claim.article), told))
    if since:
        return sorted(logs, key=lambda each: (each.changes[-1].record.at, each.changes[-1].record.id))
    return sorted(logs, key=lambda each: (*each.place[:3], each.claim.id))


def _log_of(claim: Claim, article: Article | Unreadable | None, told: tuple[Change, ...]) -> ClaimLog:
    recorded = claim.anchor.start, claim.anchor.end
    if not isinstance(article, Article):
        return ClaimLog(claim, *recorded, None, told)
    held = placement(claim, article.text, article.sha256)
    start, end = held.span if held.certain and held.span else recorded
    return ClaimLog(claim, start, end, held.hold, told, held.layout_changed, held.surroundings_changed)


def _changes(claim: Claim, find: Callable[[UUID], Record | None]) -> Iterator[Change]:
    last: dict[About, Record] = {}
    earlier: dict[UUID, Change] = {}
    words = ""
    for record in claim.history:
        undone = earlier.get(record.undoes) if record.undoes else None
        change = Change(
            record=record,
            before=_before(record, last),
            words_before=words,
            takes_back=(undone.takes_back or undone) if undone else None,
            redone=undone is not None and undone.takes_back is not None and not undone.redone,
            judged=tuple(filter(None, map(find, record.judged))),
            inherited_from=find(record.inherited_from) if record.inherited_from else None,
        )
        yield change
        earlier[record.id], last[record.slot], words = change, record, record.anchor.quote


def _before(record: Record, last: Mapping[About, Record]) -> Record | None:
    """Return what stands in the record's slot so far or, where no verdict does, the mark."""
    slots: tuple[About, ...] = (Slot.CONTENT, Slot.MARK) if record.slot is Slot.CONTENT else (record.slot,)
    return next((before for slot in slots if (before := last.get(slot)) and before.stands), None)


def same_words(logs: Iterable[ClaimLog]) -> list[tuple[ClaimLog, ...]]:
    """Put claims of exactly the same words together; each stands where the last of them stood."""
    together: dict[tuple[str, int, int, str], tuple[ClaimLog, ...]] = {}
    for each in logs:
        together[each.place] = (*together.pop(each.place, ()), each)
    return list(together.values())


def in_turn(logs: Iterable[ClaimLog]) -> list[Change]:
    """Return the changes of several claims in one order: that of time."""
    return sorted(chain.from_iterable(each.changes for each in logs), key=lambda change: change.record.id)


# How it is said

Called = Callable[[str], str]
"""Returns what an article is called that is told of, by its id."""


class Phrase(NamedTuple):
    """Some words, which still need `printable`, and in what tone: a verdict's own word, "mark", or none."""

    text: str
    tone: str = ""


def deed(change: Change, called: Called | None = None) -> list[Phrase]:
    """Return what was done, as "✓ verified → ✗ disputed", "withdrew ! to check" or "undid: wrote the reason of …".

    Other articles are called by their ids, or as `called` tells.
    """
    if change.takes_back:
        return [Phrase("redid: " if change.redone else "undid: "), *_done(change.takes_back, called)]
    if change.record.undoes:
        return [Phrase("undid what is not recorded here")]
    return _done(change, called)


def _done(change: Change, called: Called | None) -> list[Phrase]:
    record = change.record
    aspect = [Phrase("statement: ")] if record.aspect is Aspect.STATEMENT else []
    match record.action:
        case Action.REANCHOR:
            return [Phrase(_found_again(change))]
        case Action.WITHDRAW:
            return [*aspect, Phrase("withdrew "), _said(change.before or record, called)]
        case Action.DECIDE:
            return [*aspect, *_decided(change)]
        case Action.LINK | Action.NAME:
            return [Phrase(answer_in_words(record, called))]
    return [*aspect, *(_reasoned(change) or _changed(change)), *_inherited(change, called)]


def _inherited(change: Change, called: Called | None) -> Iterator[Phrase]:
    """Say from where the verdict was spread, where that has not been said."""
    if change.before and change.before.inherited_from == change.record.inherited_from:
        return
    if source := change.inherited_from:
        yield Phrase(f" as of {(called or in_short)(source.article)} {quoted(source.anchor.quote)}")
    elif change.record.inherited_from:
        yield Phrase(" as of words that are not known here")


def in_short(article_id: str) -> str:
    """Return a name for an article that fits into a margin: `003` of `inner/003_cbc7281236b936f0.txt`."""
    name = article_id.rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    number = stem.partition("_")[0]
    return number if number.isdigit() else stem


def answer_in_words(record: Record, called: Called | None = None) -> str:
    """Return the answer to a suggestion of the machine, which still needs `printable`."""
    if linked := record.linked:
        deed = "confirmed as the same claim" if linked.same else "rejected as a counterpart"
        return f"{deed}: {_called(linked.article, called)} {quoted(linked.anchor.quote, MOST_OF_WORDS)}"
    if naming := record.naming:
        forms = " and ".join(quoted(form, MOST_OF_WORDS) for form in naming.forms)
        return _NAMED[naming.kind].format(forms=forms, label=naming.label)
    return "what had been said"


_NAMED = {
    Renaming.MERGE: "names: {forms} are one",
    Renaming.SPLIT: "names: {forms} stands for itself",
    Renaming.RETYPE: "names: {forms} is of the type {label}",
    Renaming.IGNORE: "names: {forms} is none",
}


def _decided(change: Change) -> list[Phrase]:
    record = change.record
    if record.verdict is None:
        return [Phrase("took back the decision "), _said(change.before or record)]
    if change.before and change.before.judged == record.judged and (reasoned := _reasoned(change)):
        return reasoned
    return [Phrase("decided "), *_changed(change), *_judged(change)]


def _judged(change: Change) -> Iterator[Phrase]:
    """Say whose verdicts a decision is on."""
    unknown = len(change.record.judged) - len(change.judged)
    parts = [[Phrase(f"{each.by}’s "), _glyph(each)] for each in change.judged]
    parts += [[Phrase(count_of(unknown, "verdict") + " not known here")]] if unknown else []
    for number, part in enumerate(parts):
        yield Phrase(", on " if number == 0 else " and " if number == len(parts) - 1 else ", ")
        yield from part


def _changed(change: Change) -> list[Phrase]:
    """Say the verdict or the mark, and what it was before."""
    now = _said(change.record)
    if not change.before:
        return [now]
    before = _said(change.before)
    return [now, Phrase(" again")] if before == now else [before, Phrase(" → "), now]


def _reasoned(change: Change) -> list[Phrase]:
    """Say what became of reason and evidence, where the verdict or the mark stayed as it was; else nothing."""
    record, before = change.record, change.before
    if not before or not _same(record, before):
        return []
    deeds: list[tuple[str, str]] = []
    if record.note != before.note:
        deed = "wrote the reason" if not before.note else "changed the reason" if record.note else "removed the reason"
        deeds.append((deed, "of"))
    if set(record.evidence) - set(before.evidence):
        deeds.append(("added evidence", "to"))
    if set(before.evidence) - set(record.evidence):
        deeds.append(("removed evidence", "from"))
    if not deeds:
        return []
    (first, preposition), *others = deeds
    the = "the decision " if record.action is Action.DECIDE else ""
    and_more = "".join(f", {other}" for other, _ in others)
    return [Phrase(f"{first} {preposition} {the}"), _said(record), *([Phrase(and_more)] if and_more else [])]


def _same(record: Record, before: Record) -> bool:
    what, stood = ((each.verdict, each.mark, each.linked, each.naming) for each in (record, before))
    return what == stood


def _found_again(change: Change) -> str:
    record = change.record
    if record.missing_in:
        return "the words are not in the text any more"
    if change.words_before in {"", record.anchor.quote}:
        return f"found the words again: {quoted(record.anchor.quote, MOST_OF_WORDS)}"
    were, are = (quoted(words, MOST_OF_WORDS) for words in (change.words_before, record.anchor.quote))
    return f"placed on other words: were {were}, are {are}"


def _said(record: Record, called: Called | None = None) -> Phrase:
    """Return a verdict or a mark with its sign."""
    if said := record.verdict or record.mark:
        return Phrase(f"{said.glyph} {said}", _tone(record))
    return Phrase(answer_in_words(record, called))


def _glyph(record: Record) -> Phrase:
    return Phrase(record.verdict.glyph if record.verdict else "withdrawal", _tone(record))


def _tone(record: Record) -> str:
    return str(record.verdict) if record.verdict else "mark" if record.mark else ""


def reasons(change: Change, called: Called | None = None) -> list[str]:
    """Return the reason and the evidence that came with a change, each as a line that still needs `printable`."""
    record, before = change.record, change.before
    if record.undoes:
        return []
    stayed = before if before and _same(record, before) else None
    lines = []
    if record.note and (stayed is None or stayed.note != record.note):
        lines.append(f"because: {_on_one_line(record.note)}")
    known = stayed.evidence if stayed else ()
    lines += [f"evidence: {evidence_in_words(each, called)}" for each in record.evidence if each not in known]
    lines += [f"no more evidence: {evidence_in_words(each, called)}" for each in known if each not in record.evidence]
    return lines


def evidence_in_words(evidence: Evidence, called: Called | None = None) -> str:
    """Return where a piece of evidence is found and what it says, as a line that still needs `printable`.

    Only where the words of an article are not known it is said where they stand.
    """
    where = evidence.url or _called(evidence.article or "", called)
    if not evidence.url and not evidence.quote:
        where = f"{where} {span(evidence.start or 0, evidence.end or 0)}"
    words = f" {quoted(evidence.quote, MOST_OF_WORDS)}" if evidence.quote else ""
    looked_at = f", looked at {evidence.accessed.isoformat()}" if evidence.accessed else ""
    return f"{_on_one_line(where)}{words}{looked_at}"


def _called(article_id: str, called: Called | None) -> str:
    return called(article_id) if called else article_id


def span(start: int, end: int) -> str:
    """Return a place as it is shown: 23–45."""
    return f"{start}–{end}"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def summary(logs: Sequence[ClaimLog]) -> list[Phrase]:
    """Return in one line what stands of the claims now, and how many changes by whom are told of them.

    A claim is one annotator's: the same words judged by two are two claims.
    """
    stands = Counter(_stands(each.claim) for each in logs)
    phrases = [Phrase(f"{count_of(len(logs), 'claim')}: ")]
    for number, (phrase, count) in enumerate(stands.most_common()):
        phrases += [Phrase(f"{', ' if number else ''}{count:,} "), phrase]
    makers = Counter(change.record.by for each in logs for change in each.changes).most_common()
    by = [f"{count_of(count, 'change')} by {name}" for name, count in makers[:1]]
    by += [f"{count:,} by {name}" for name, count in makers[1:]]
    return [*phrases, Phrase(f"; {', '.join(by)}")]


def _stands(claim: Claim) -> Phrase:
    record = next((record for slot in _STANDING_FIRST if (record := claim.standing(slot))), None)
    if record is None:
        return Phrase("answer to a suggestion" if claim.answers else "withdrawn")
    what, tone = _said(record)
    decided = "decided " if record.action is Action.DECIDE else ""
    statement = "statement " if record.aspect is Aspect.STATEMENT else ""
    return Phrase(f"{decided}{statement}{what}", tone)


# Since when

_SPAN = re.compile(r"([0-9]+)\s*([mhdw])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def moment(when: str, now: datetime) -> datetime:
    """Return the time that a person means: today, yesterday, an ISO date or time, or a span before now like 5m or 3d.

    Days begin at midnight of this machine's zone, in which a time without a zone is read. Raises ValueError for what
    is none of these.
    """
    word = when.strip().lower()
    try:
        if word in {"today", "yesterday"}:
            day = now.astimezone().date() - timedelta(days=word == "yesterday")
            return datetime.combine(day, time()).astimezone()
        if found := _SPAN.fullmatch(word):
            return now - int(found[1]) * _UNITS[found[2]]
        given = datetime.fromisoformat(when.strip())
        return given if given.tzinfo else given.astimezone()
    except (ValueError, OverflowError, OSError) as fault:
        raise ValueError(f"{when!r} is no time") from fault
