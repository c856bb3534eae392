"""The claims list as it is gathered, filtered, sorted and searched; what a row looks like is told elsewhere.

Pure, but that `rows_of` looks whether there is a file where an article cannot be read.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID

from newsread.annotations.anchoring.folding import differ_in_layout_only
from newsread.annotations.anchoring.placing import Hold, Placement
from newsread.annotations.decisions import Decided, Outcome
from newsread.annotations.groups import Group, Groups, Link, Words
from newsread.annotations.records import DECIDED, SAID, Aspect, Mark, Record, Slot, Verdict
from newsread.annotations.sentence_states import PlacedClaim, placement
from newsread.annotations.shared_claims import Shared, shared_claims, shared_while_waiting
from newsread.annotations.state import Claim
from newsread.app.widgets.search import Searched, finder
from newsread.articles.article import Article, Unreadable


@dataclass(frozen=True)
class ClaimRow:
    """A claim of which something stands, and where its words are now."""

    claim: Claim
    said: tuple[Record, ...]
    """What stands, content first; it is never empty."""
    last: Record
    """Of what stands, what was said last."""
    article: Article | Unreadable
    place: Placement | None
    """Where its words stand; None where the article cannot be read."""
    number: int
    """The article's, in the order of the workspace."""
    named: str
    """The article's file and outlet, for the search."""
    is_own: bool
    """Whether it is the reader's, and not another annotator's."""
    is_missing: bool = False
    """Whether there is no such file as its article's."""
    differing: Shared | None = None
    """The claims on the same words, where annotators differ on them; with one row of those only."""
    group: Group | None = None
    """What the reader has confirmed to be one claim with it, in other articles."""
    parted: tuple[str, ...] = ()
    """The articles in which words that were confirmed to be one claim with it are not found any more."""

    @property
    def words(self) -> str:
        """The words that were recorded."""
        return self.claim.anchor.quote

    @property
    def start(self) -> int:
        """Where it is listed among the claims of its article, and where to look for it: in code points of the text."""
        if self.suggested:
            return self.suggested[0]
        if self.place and self.place.candidates:
            return self.place.candidates[0][0]
        return self.claim.anchor.start

    @property
    def suggested(self) -> tuple[int, int] | None:
        """The one place where its words are or may be, half-open in code points; None for several places or none."""
        if self.place is None or self.place.span:
            return self.place.span if self.place else None
        return self.place.candidates[0] if len(self.place.candidates) == 1 else None

    @property
    def has_same_words(self) -> bool:
        """Whether the place that is suggested has the very words that were recorded, be it in another layout."""
        if not (isinstance(self.article, Article) and self.place and self.place.span):
            return False
        return differ_in_layout_only(self.words, self.article.text[slice(*self.place.span)])

    @property
    def is_certain(self) -> bool:
        """Whether nobody needs to look where its words are."""
        return self.place is not None and self.place.certain

    @property
    def surroundings_changed(self) -> bool:
        """Whether its words are found, but what is beside their sentence has changed since anybody looked at it."""
        return self.place is not None and self.place.surroundings_changed

    @property
    def can_be_placed(self) -> bool:
        """Whether a person can say where its words are: they are not found for certain, or need to be confirmed."""
        return self.surroundings_changed or not self.is_certain

    @property
    def waits(self) -> bool:
        """Whether the reader is to say something of its place: where it is, or that it is still meant as it is."""
        return self.is_own and (not self.is_settled or self.surroundings_changed)

    @property
    def is_settled(self) -> bool:
        """Whether nobody needs to look again: its place is certain, or a person has said that the words are gone."""
        gone = isinstance(self.article, Article) and self.claim.missing_in == self.article.sha256
        return self.is_certain or gone

    @property
    def decisions(self) -> tuple[Record, ...]:
        """What was decided on its words, by whomever; of a row where annotators do not differ, on the claim itself."""
        claims = [placed.claim for placed in self.differing.claims] if self.differing else [self.claim]
        return tuple(record for claim in claims for slot in DECIDED.values() if (record := claim.standing(slot)))

    @cached_property
    def questions(self) -> tuple[Outcome, ...]:
        """How it stands with each aspect on which verdicts or decisions are not all the same."""
        if self.differing is None:
            return ()
        return tuple(each for aspect in Aspect if (each := Outcome(self.differing, aspect)).is_in_question)

    @property
    def is_undecided(self) -> bool:
        """Whether verdicts or decisions on its words differ, and no decision holds on those that are there now."""
        return any(each.is_open for each in self.questions)

    @property
    def is_decided(self) -> bool:
        """Whether a decision on its words holds: it is on all the verdicts that are there now, and none contradicts it.

        Of a row where annotators do not differ, only the reader's own claims count.
        """
        if self.differing is None:
            return self.is_own and bool(self.decisions)
        outcomes = [Outcome(self.differing, aspect) for aspect in Aspect]
        return not self.is_in_conflict and any(each.decisions and not each.is_open for each in outcomes)

    @property
    def is_in_conflict(self) -> bool:
        """Whether decisions contradict each other, or one annotator's verdicts from two machines do."""
        return any(each.is_contradicted or each.is_apart for each in self.questions)

    @property
    def article_problem(self) -> str:
        """Why there is no text to look into, and the way out; empty where there is one."""
        if isinstance(self.article, Article):
            return ""
        if self.is_missing:
            return f"its article is missing: put {self.article.id} back, or give its file that name again"
        return self.article.reason

    @cached_property
    def filters(self) -> frozenset[str]:
        """The names of the filters that it passes."""
        return frozenset(each.name for each in FILTERS if each.holds(self))

    @cached_property
    def searched(self) -> Searched:
        """All that a search looks into."""
        return Searched("\n".join((self.words, *(record.note for record in self.said), self.named, self.claim.by)))


def _named(article: Article | Unreadable) -> str:
    outlet = article.source.outlet if isinstance(article, Article) else None
    return f"{article.id}\n{outlet or ''}"


# Filters: one small value each. A further one is one more line.


class Filter(NamedTuple):
    """Some of the claims."""

    name: str
    """What it is called, on the screen too."""
    holds: Callable[[ClaimRow], bool]


def _of_verdict(verdict: Verdict) -> Filter:
    return Filter(f"{verdict.glyph} {verdict}", lambda row: any(record.verdict is verdict for record in row.said))


ALL = Filter("all", lambda _: True)
TO_CHECK = Filter(
    f"{Mark.TO_CHECK.glyph} {Mark.TO_CHECK}", lambda row: any(record.mark is Mark.TO_CHECK for record in row.said)
)
NO_REASON = Filter("reason missing", lambda row: any(record.verdict and not record.note for record in row.said))
DIFFER = Filter("annotators differ", lambda row: row.is_undecided)
MOVED = Filter("moved text", lambda row: row.waits or (row.is_own and bool(row.parted)))
OWN = Filter("mine", lambda row: row.is_own)
GROUPED = Filter("in confirmed groups", lambda row: row.group is not None)
DECIDED_ON = Filter("decided", lambda row: row.is_decided)
CONFLICTS = Filter("in conflict", lambda row: row.is_in_conflict)

FILTERS: tuple[Filter, ...] = (
    *(ALL, *map(_of_verdict, Verdict), TO_CHECK),
    *(NO_REASON, DIFFER, MOVED, OWN, GROUPED, CONFLICTS, DECIDED_ON),
)
"""In the order in which they are shown; a verdict on the statement and a decision count as the others do."""


def counts(rows: Iterable[ClaimRow]) -> Counter[str]:
    """Return how many rows pass each filter, by its name."""
    return Counter(chain.from_iterable(row.filters for row in rows))


# Orders


class Order(NamedTuple):
    """A way to sort the claims."""

    name: str
    key: Callable[[ClaimRow], Any] | None
    """None for the order in which they are gathered, which also parts what is equal."""
    latest_first: bool = False


_RANK = {said: rank for rank, said in enumerate((*Verdict, Mark.TO_CHECK, Mark.NOT_A_CLAIM, Mark.SEEN))}


def _rank(row: ClaimRow) -> int:
    return min([_RANK[said] for record in row.said if (said := record.verdict or record.mark)], default=len(_RANK))


ORDERS: tuple[Order, ...] = (
    Order("place", None),
    Order("time", lambda row: row.last.id.int, latest_first=True),
    Order("verdict", _rank),
    Order("annotator", lambda row: row.claim.by),
)


class Choice(NamedTuple):
    """Which claims are listed, and in what order."""

    filter: Filter = ALL
    order: Order = ORDERS[0]
    sought: str = ""

    def of_all(self) -> "Choice":
        """Return the choice of all claims in the same order."""
        return Choice(order=self.order)

    @classmethod
    def named(cls, filter_: str, order: str, sought: str) -> "Choice":
        """Return the choice with these names; for a name that there is not, what is chosen at first."""
        return cls(
            next((each for each in FILTERS if each.name == filter_), ALL),
            next((each for each in ORDERS if each.name == order), ORDERS[0]),
            sought,
        )


def listed(rows: Iterable[ClaimRow], chosen: Filter, order: Order, sought: str = "") -> list[ClaimRow]:
    """Return the rows that pass the filter and have the words, in this order; `rows` come by place."""
    passed: Iterable[ClaimRow] = (row for row in rows if chosen.name in row.filters)
    if sought:
        finds = finder(sought)
        passed = (row for row in passed if finds(row.searched))
    if order.key is None:
        return list(passed)
    return sorted(passed, key=order.key, reverse=order.latest_first)


# Gathering


def rows_of(
    article: Article | Unreadable,
    number: int,
    own: Iterable[Claim],
    others: Iterable[Claim] = (),
    known: Mapping[UUID, ClaimRow] | None = None,
) -> tuple[ClaimRow, ...]:
    """Return the rows of an article's claims, by place.

    Withdrawn claims are left out. To look for words that have moved takes its time: what is `known` of a claim that
    still holds on to the same words in the same text is taken from there.
    """
    named, known = _named(article), known or {}
    missing = isinstance(article, Unreadable) and not article.file.exists()
    rows = [
        ClaimRow(
            claim, said, _last(claim, said), article, _place(claim, article, known), number, named, is_own, missing
        )
        for claims, is_own in ((own, True), (others, False))
        for claim in claims
        if (said := _said(claim))
    ]
    if differing := _differing(rows):
        rows = [replace(row, differing=differing.get(row.claim.id)) for row in rows]
    return tuple(sorted(rows, key=lambda row: (row.start, row.claim.anchor.end, row.claim.id)))


def _said(claim: Claim) -> tuple[Record, ...]:
    """Return what stands of the claim or, where nothing is said of it, with what it was confirmed to be one."""
    said = tuple([record for slot in SAID if slot in claim.last and (record := claim.standing(slot))])
    return said or tuple([record for record in claim.answers if record.linked and record.linked.same])


def grouped(rows: Sequence[ClaimRow], links: Sequence[Link], groups: Groups) -> Sequence[ClaimRow]:
    """Return the rows with what the reader has linked them to: `groups` are those of the `links`."""
    held = {link.record.id for link in links}
    return [replace(row, group=_group(row, groups), parted=_parted(row, held)) if row.is_own else row for row in rows]


def _parted(row: ClaimRow, held: Container[UUID]) -> tuple[str, ...]:
    if not row.is_certain:
        return ()  # its own words are to be found first
    answers = (record for record in row.claim.answers if record.linked and record.linked.same)
    return tuple(record.linked.article for record in answers if record.linked and record.id not in held)


def _group(row: ClaimRow, groups: Groups) -> Group | None:
    if not (row.is_own and row.is_certain and row.place and row.place.span):
        return None
    return groups.of(Words(row.claim.article, *row.place.span))


def _last(claim: Claim, said: Sequence[Record]) -> Record:
    return said[0] if len(said) == 1 else claim.said_last or said[-1]


def _place(claim: Claim, article: Article | Unreadable, known: Mapping[UUID, ClaimRow]) -> Placement | None:
    if isinstance(article, Unreadable):
        return None
    if (row := known.get(claim.id)) and row.article is article:
        before = row.claim
        if (before.anchor, before.missing_in) == (claim.anchor, claim.missing_in):
            return row.place
    return placement(claim, article.text, article.sha256)


def _differing(rows: Sequence[ClaimRow]) -> dict[UUID, Shared]:
    """Return on which words verdicts or decisions differ, by the claim that stands for all: the reader's own, if any.

    What waits for its place is among them: it is compared where it may stand, or in the text that it was made on.
    """
    if all(row.is_own for row in rows) and not _may_be_apart(rows):
        return {}
    own = {row.claim.id for row in rows if row.is_own}
    with_place = [row for row in rows if row.place]
    found = [PlacedClaim(row.claim, *span) for row in with_place if row.is_certain and (span := row.suggested)]
    waiting = [row for row in with_place if not row.is_settled]
    suggested = [PlacedClaim(row.claim, *row.suggested) for row in waiting if row.suggested]
    every = (*shared_claims(found), *shared_while_waiting(found, suggested, [row.claim for row in waiting]))
    return {
        min(shared.claims, key=lambda each: (each.claim.id not in own, each.claim.id)).claim.id: shared
        for shared in reversed(every)  # of one claim that is in two of them, what has its certain place counts
        if any(Outcome(shared, aspect).is_in_question for aspect in Aspect)
    }


def confirmed_together(row: ClaimRow, rows: Iterable[ClaimRow]) -> list[ClaimRow]:
    """Return the claims that are confirmed with one: it first, and those that wait for the same words in the same way.

    Of several that would come to one place without having had one, only the first is confirmed.
    """
    places = {_suggested_place(row): row.claim.anchor.start}
    together = [row]
    for each in rows:
        alike = each.waits and each.claim is not row.claim and _is_alike(each, row)
        place = _suggested_place(each) if alike else None
        if place and places.setdefault(place, each.claim.anchor.start) == each.claim.anchor.start:
            together.append(each)
    return together


def _suggested_place(row: ClaimRow) -> tuple[str, tuple[int, int]] | None:
    return (row.article.id, row.suggested) if row.suggested else None


def _is_alike(one: ClaimRow, other: ClaimRow) -> bool:
    """Whether two claims wait for the same reason, had the same words, and have the same words now."""
    if one.surroundings_changed is not other.surroundings_changed:
        return False
    return differ_in_layout_only(one.words, other.words) and differ_in_layout_only(_now(one), _now(other))


def _now(row: ClaimRow) -> str:
    """Return the words at the place that is suggested, or nothing."""
    return row.article.text[slice(*row.suggested)] if isinstance(row.article, Article) and row.suggested else ""


def _may_be_apart(rows: Sequence[ClaimRow]) -> bool:
    """Whether the reader may have verdicts that were made apart; told from less than what it takes to find them."""
    slots = (*map(Slot, Aspect), *DECIDED.values())
    places = Counter((row.claim.anchor.start, row.claim.anchor.end) for row in rows)
    return len(places) < len(rows) or any(row.claim.made_apart(slot) for row in rows for slot in slots)


def decided_of(rows: Iterable[ClaimRow]) -> Decided:
    """Return how far it has come with the decisions on these claims, each aspect for itself."""
    return Decided.of(each for row in rows for each in row.questions)


def votes_of(outcome: Outcome) -> str:
    """Return the verdicts side by side, a sign each in the order of the annotators: `✓✗✓`.

    Those that one annotator gave apart are in brackets: `(✓✗)✓`.
    """
    return "".join(
        signs if len(records) == 1 else f"({signs})"
        for records in outcome.votes.values()
        if (signs := "".join(record.verdict.glyph if record.verdict else "∅" for record in records))
    )


def question_in_words(row: ClaimRow) -> str:
    """Return how it stands with what is to be decided on the row: `✓✗✓ open`; empty where nothing is."""
    return ", ".join(f"{votes_of(each)} {_state(each)}".lstrip() for each in row.questions)


def _state(outcome: Outcome) -> str:
    if outcome.is_contradicted:
        return "decisions differ"
    if not outcome.is_open:
        return "decided"
    return "two verdicts" if outcome.is_apart else "open"


def place_in_words(row: ClaimRow) -> str:
    """Return what is to be known of where the row's words are; empty where that is certain."""
    if row.place is None:
        return "article missing" if row.is_missing else "article cannot be read"
    if row.parted:
        return f"its counterpart in {', '.join(row.parted)} is lost"
    if row.surroundings_changed:
        return "surroundings changed"
    if row.is_settled:
        return "" if row.is_certain else "no longer in the text"
    return _place_to_confirm(row, row.place.hold)


def _place_to_confirm(row: ClaimRow, hold: Hold) -> str:
    if row.has_same_words:
        return "its sentence changed"
    if hold is Hold.AMBIGUOUS and row.suggested:
        return "may be elsewhere"
    return _PLACES.get(hold, "")


_PLACES = {
    Hold.FUZZY: "its words changed",
    Hold.AMBIGUOUS: "several places fit",
    Hold.ORPHAN: "words not found",
}
