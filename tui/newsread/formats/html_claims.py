"""The claims of one article in an HTML report, and their confirmed groups. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from newsread.annotations.fields import instant_to_json
from newsread.annotations.groups import Groups, Link, Words
from newsread.annotations.records import Aspect, Evidence
from newsread.formats.snapshot import CONTRADICTED, Annotation, Marking, Part
from newsread.text.web_addresses import is_web_address
from newsread.text.wording import GIVEN_ON_OTHER_WORDS


@dataclass(frozen=True, order=True)
class Member:
    """That an annotator has confirmed words to tell the same claim as words of other articles."""

    group: int
    """The group's number in the report."""
    by: str


@dataclass(frozen=True)
class Numbered:
    """One group."""

    member: Member
    id: UUID
    words: tuple[Words, ...]
    """All of them, those in articles that are not in the report, too; none where the answers are not in it."""
    last: datetime | None
    """When they were last confirmed to be one."""


class NumberedGroups:
    """The groups of all annotators, by name and age."""

    def __init__(self, links: Iterable[Link]) -> None:
        by_annotator: defaultdict[str, list[Link]] = defaultdict(list)
        for link in links:
            by_annotator[link.record.by].append(link)
        self._links = by_annotator
        self._groups = {by: Groups(by_annotator[by]) for by in sorted(by_annotator)}
        self._numbers: dict[tuple[str, UUID], int] = {}
        self._words: defaultdict[str, list[tuple[Member, Words]]] = defaultdict(list)
        for by, groups in self._groups.items():
            for group in groups.every:
                member = self._member(by, group.id)
                for words in group.words:
                    self._words[words.article].append((member, words))

    def _member(self, by: str, group: UUID) -> Member:
        return Member(self._numbers.setdefault((by, group), len(self._numbers) + 1), by)

    def of_article(self, article: str) -> list[tuple[Member, Words]]:
        """Return the words of an article that are in groups."""
        return self._words.get(article, [])

    def of(self, said: Annotation | Marking) -> Member | None:
        """Return of which group the words are, of which somebody says something.

        A group that is known only by what is said of its words, since its answers are not in the export, gets a number
        when it is first met.
        """
        if said.group is None:
            return None
        groups = self._groups.get(said.by)
        group = groups.of(Words(said.article, said.start, said.end)) if groups else None
        return self._member(said.by, group.id if group else said.group)

    @property
    def every(self) -> Iterator[Numbered]:
        """Give the groups by number."""
        known = {(by, group.id): group for by, groups in self._groups.items() for group in groups.every}
        last = {by: _last(groups, self._links[by]) for by, groups in self._groups.items()}
        for (by, group_id), number in self._numbers.items():
            group = known.get((by, group_id))
            words = group.words if group else ()
            yield Numbered(Member(number, by), group_id, words, last[by].get(group_id) if group else None)


def _last(groups: Groups, links: Iterable[Link]) -> dict[UUID, datetime]:
    group_of = {words: group.id for group in groups.every for words in group.words}
    return {group_of[link.one]: link.record.at for link in links if link.same and link.one in group_of}


_SPECIAL = re.compile('[&<>"\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_NEVER = re.compile("[\x00\ud800-\udfff]")
"""What no HTML can hold: NUL, and the halves of a pair that have no other half."""


def in_element(text: str) -> str:
    """Return text as the content of an element.

    Control characters, and those that turn the direction of text around, stand in elements of their own, in which they
    do nothing and are shown by their numbers. Each such `span` has its code point in `data-code`, in hexadecimal; in
    the place of what HTML cannot hold at all is U+FFFD.
    """
    return _SPECIAL.sub(_shown, text)


def in_attribute(text: str) -> str:
    """Return text as the value of an attribute in double quotation marks; U+FFFD is for what HTML cannot hold."""
    return _SPECIAL.sub(lambda found: _ENTITIES.get(found[0]) or _kept(found[0]), text)


def _shown(found: re.Match[str]) -> str:
    sign = found[0]
    if entity := _ENTITIES.get(sign):
        return entity
    if sign == "\r" and found.string.startswith("\n", found.end()):
        return "&#13;"  # as it stands, the two would become one
    return f'<span class="sign" data-code="{ord(sign):04X}">{_kept(sign)}</span>'


def _kept(sign: str) -> str:
    return "&#13;" if sign == "\r" else _NEVER.sub("\ufffd", sign)


CONFIRMED = "≡"
"""The sign of a confirmed group."""

MIXED = "mixed"
"""The kind of a claim of which different things are said."""


@dataclass(frozen=True)
class Line:
    """One thing that is said of a claim."""

    by: str
    kind: str
    """Its name in the stylesheet."""
    rank: int
    """What has the least rank of all that is said of a claim gives the claim its kind."""
    says: str
    """In signs and words."""
    facts: str
    """What the filters ask for, as attributes."""
    rest: str
    """When it was said and why, as HTML."""


@dataclass(frozen=True)
class ShownClaim:
    """Words of an article, and all that anybody says of them."""

    number: int
    """In the report."""
    start: int
    end: int
    quote: str
    found: bool
    gone: bool
    surroundings_changed: bool
    lines: tuple[Line, ...]
    members: tuple[Member, ...]
    """The groups that the words are in."""

    @property
    def kind(self) -> str:
        """What is said of it, as its name in the stylesheet: a decision before a verdict, and content before mark."""
        first = min(line.rank for line in self.lines)
        kinds = {line.kind for line in self.lines if line.rank == first}
        return kinds.pop() if len(kinds) == 1 else MIXED

    @property
    def says(self) -> str:
        """Return all that is said of it, in signs and words."""
        counted = Counter(line.says for line in self.lines)
        return " · ".join(says if number == 1 else f"{says} ×{number}" for says, number in counted.items())


class _Place(NamedTuple):
    """By what claims are told apart, in the order in which they are shown: those that are found by place first."""

    lost: bool
    start: int
    back_from_end: int
    """The longer of two that begin together comes first."""
    quote: str
    gone: bool
    surroundings_changed: bool = False


def claims_of(part: Part, groups: NumberedGroups, before: int) -> Iterator[ShownClaim]:
    """Give the claims of an article, numbered behind those before it.

    Words that are in a group without anybody saying more of them are claims, too.
    """
    lines: defaultdict[_Place, list[Line]] = defaultdict(list)
    members: defaultdict[_Place, set[Member]] = defaultdict(set)
    placed: defaultdict[Member, list[tuple[int, int]]] = defaultdict(list)
    for said in part.said:
        place = _Place(not said.found, said.start, -said.end, said.quote, said.gone, said.surroundings_changed)
        lines[place].append(_marking(said) if isinstance(said, Marking) else _annotation(said))
        if member := groups.of(said):
            members[place].add(member)
            placed[member].append((said.start, said.end))
    for member, words in groups.of_article(part.article.id) if part.text is not None else ():
        if not any(start < words.end and words.start < end for start, end in placed[member]):
            members[_Place(False, words.start, -words.end, words.quote, False)].add(member)
    for number, place in enumerate(sorted(lines.keys() | members.keys()), before + 1):
        in_groups = tuple(sorted(members[place]))
        yield ShownClaim(
            number,
            place.start,
            -place.back_from_end,
            place.quote,
            not place.lost,
            place.gone,
            place.surroundings_changed,
            (*lines[place], *map(_member, in_groups)),
            in_groups,
        )


def card(claim: ShownClaim, article: str) -> Iterator[str]:
    """Give what the list of claims shows of one; `article` is the id of its column."""
    words = f'<span class="number">{claim.number}</span> <q>{in_element(claim.quote)}</q>'
    yield f'<li class="claim {claim.kind}" id="c{claim.number}" data-article="{article}"'
    yield f' data-start="{claim.start}" data-end="{claim.end}">\n<p class="quote" dir="auto">'
    yield f'<a href="#w{claim.number}">{words}</a></p>\n' if claim.found else f"{words}</p>\n"
    if not claim.found:
        lost = "are no longer in the article" if claim.gone else "are not found for certain in the article as it is now"
        yield f'<p class="problem">These words {lost}; they stood at {claim.start:,} to {claim.end:,}.</p>\n'
    if claim.surroundings_changed:
        yield '<p class="problem">The text beside these words has changed since.</p>\n'
    yield "<ul>\n"
    for line in claim.lines:
        yield f'<li class="saying" data-by="{in_attribute(line.by)}" data-kind="{line.kind}" data-rank="{line.rank}"'
        yield f' data-says="{in_attribute(line.says)}"{line.facts}><p>'
        yield f'<strong class="tag {line.kind}">{in_element(line.says)}</strong> '
        yield f'<bdi class="by">{in_element(line.by)}</bdi>{line.rest}</li>\n'
    yield "</ul>\n</li>\n"


def time_of(at: datetime) -> str:
    """Return a time as HTML, in UTC: for people to the minute, for programs to the millisecond."""
    return f'<time datetime="{instant_to_json(at)}">{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC</time>'


def publication(published: str) -> str:
    """Return when an article was published as HTML: a time like `time_of`, in its own zone; all else as it stands."""
    try:
        at = datetime.fromisoformat(published) if "T" in published else None
    except ValueError:
        at = None
    if at is None:
        return f"<bdi>{in_element(published)}</bdi>"
    zone = at.tzname() or ""  # UTC, or UTC+01:00
    shown = f"{at.replace(tzinfo=None).isoformat(' ', 'minutes')} {zone.removeprefix('UTC') or zone}".rstrip()
    return f'<time datetime="{in_attribute(published)}">{shown}</time>'


def link_to(url: str) -> str:
    """Return a web address as a link, and anything else that stands for one as text."""
    if not (is_web_address(url) and url.isprintable() and " " not in url):
        return f"<bdi>{in_element(url)}</bdi>"
    return f'<a href="{in_attribute(url)}" target="_blank" rel="noopener noreferrer">{in_element(url)}</a>'


def _annotation(said: Annotation) -> Line:
    rank, kind, verdict = 1, str(said.verdict), f"{said.verdict.glyph} {said.verdict}" if said.verdict else "withdrawn"
    if said.aspect is Aspect.STATEMENT:
        rank, verdict = 3, f"statement: {verdict}"
    if said.judged is not None:
        rank, verdict = rank - 1, f"decided: {verdict}"
    if said.verdict is None:
        rank, kind = 5, "withdrawn"
    told = []
    if said.inherited_from:
        told.append("given as in another article")
    if said.said_of:
        told.append(f"{GIVEN_ON_OTHER_WORDS}: <q>{in_element(said.said_of)}</q>")
    if said.conflicts:
        told.append(CONTRADICTED)
    facts = f' data-verdict="{kind}" data-aspect="{said.aspect}"'
    rest = "".join([_when(said, told), _note(said.note), _list_of(said.evidence)])
    return Line(said.by, kind, rank, verdict, facts, rest)


def _marking(said: Marking) -> Line:
    says = f"{said.mark.glyph} {said.mark}"
    return Line(said.by, "marked", 4, says, f' data-mark="{said.mark}"', _when(said, []) + _note(said.note))


def _member(member: Member) -> Line:
    group = f' · <a href="#g{member.group}">its words</a></p>'
    says = f"{CONFIRMED}\N{NO-BREAK SPACE}group\N{NO-BREAK SPACE}{member.group}"
    return Line(member.by, "confirmed", 6, says, f' data-group="{member.group}"', group)


def _when(said: Annotation | Marking, told: list[str]) -> str:
    return "".join(f" · {each}" for each in [time_of(said.at), *told]) + "</p>"


def _note(note: str) -> str:
    return f'\n<p class="note" dir="auto">{in_element(note)}</p>' if note else ""


def _list_of(evidence: tuple[Evidence, ...]) -> str:
    items = "".join(f"\n<li>Evidence: {_piece(piece)}</li>" for piece in evidence)
    return f'\n<ul class="evidence">{items}\n</ul>' if items else ""


def _piece(piece: Evidence) -> str:
    where = (
        link_to(piece.url)
        if piece.url
        else f"<bdi>{in_element(piece.article or '')}</bdi>, {piece.start} to {piece.end}"
    )
    quote = f": <q>{in_element(piece.quote)}</q>" if piece.quote else ""
    accessed = f" (accessed {piece.accessed})" if piece.accessed else ""
    return f"{where}{quote}{accessed}"
