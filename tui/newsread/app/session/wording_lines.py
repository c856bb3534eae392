"""What is told of a claim over all articles, in words: who says it, where else it stands, and how tellings differ."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from itertools import product
from typing import TYPE_CHECKING

from textual.content import Content

from newsread.app.actions.keys import key_of
from newsread.app.session.claim_parts import WHOLE, WHOLE_SENTENCE
from newsread.app.session.differences import Kind, Passage, Stretch, Word, are_alike
from newsread.app.session.relations import Relation
from newsread.app.session.spots import Spot
from newsread.app.session.wordings import Speaker, Telling, Tellings
from newsread.app.widgets.bars import plain
from newsread.articles.article import Article
from newsread.text.wording import count_of

if TYPE_CHECKING:
    from newsread.analysis.alignment.independence import Independence


_SEPARATOR = " · "
_MOST_SHARED = 5
"""Shared words between two differences that are shown; of more only the nearest."""
_NEAREST = 2
_STYLES = {Relation.CONFIRMED: "bold", Relation.SAME: "", Relation.RELATED: "$quiet"}
_LEAST_RUN = 2
"""Numbers that follow each other and still stand one by one."""
_STANDS_OUT = "bold underline"
REJECTED_BY_YOU = f"{Relation.REJECTED.in_words} by you"
"""Said of an article whose counterpart the reader has rejected: it is not offered again, nor listed as not found."""
NOTHING_SOUGHT = "not a claim: nothing is sought"
"""Said of a sentence that the reader has marked so: no article misses it."""
_NOTHING = "–"
"""Stands for words that one telling has not."""


class _Where(Enum):
    """How the articles are told in which a claim was found, or was not."""

    NAMED = auto()
    """`▸ same: 2 The Wire, 3 The Post`; a bare number is a name."""
    NUMBERED = auto()
    """`▸ same 2 3`: the numbers are the keys that go there."""
    BARE = auto()
    """`▸ 2 3`."""
    COUNTED = auto()
    """`▸ in 2`."""


class _Length(Enum):
    """At what length it is told who says a claim, and how many texts tell it."""

    FULL = auto()
    LONG = auto()
    SHORT = auto()
    SHORTEST = auto()


_FORMS = (
    (_Where.NAMED, _Length.FULL),
    (_Where.NAMED, _Length.LONG),
    (_Where.NAMED, _Length.SHORT),
    (_Where.NUMBERED, _Length.LONG),
    (_Where.NUMBERED, _Length.SHORT),
    (_Where.BARE, _Length.SHORTEST),
    (_Where.COUNTED, _Length.SHORTEST),
)
"""Every one tells who says it, where it was found and where not, and in how many texts, in fewer words each."""


def told_lines(spot: Spot, tellings: Tellings, found: Mapping[str, Telling], waiting: str) -> list[Content]:
    """Return who says a sentence and where else it is told: at length, and in ever fewer words for less room.

    `waiting` says why the machine tells nothing of it yet.
    """
    independence = tellings.independence(spot, found)
    speaker = tellings.speaker(spot)
    missing = tellings.missing(spot, found)
    rejected = tellings.rejected(spot)
    lines: list[Content] = []
    for where, length in _FORMS:
        parts = [_said_by(speaker, length)] if speaker else []
        parts += _listed(found, tellings, where)
        if rejected:
            sign = REJECTED_BY_YOU if where is _Where.NAMED else Relation.REJECTED.in_words
            sign = Relation.REJECTED.glyph if where in _WITHOUT_WORDS else sign
            parts.append(plain(_where(sign, rejected, tellings, where), "$quiet"))
        if missing:
            parts.append(plain(_where("not found", missing, tellings, where), "$quiet"))
        if tellings.known and tellings.is_no_claim(spot):
            parts.append(plain(NOTHING_SOUGHT, "$quiet"))
        if independence:
            parts.append(plain(_texts(independence, length), "$quiet"))
        parts += [plain(waiting, "$quiet")] if waiting and not tellings.known else []
        if (line := Content(_SEPARATOR).join(parts)).plain not in {each.plain for each in lines}:
            lines.append(line)
    return lines


_WITHOUT_WORDS = frozenset({_Where.BARE, _Where.COUNTED})


def _said_by(speaker: Speaker, length: _Length) -> Content:
    """Return who says it, and, as that is a guess of the machine, always that it is one."""
    match length:
        case _Length.SHORT:
            return Content.assemble(plain(f"by {speaker.short}"), plain(" (guessed)", "$quiet"))
        case _Length.SHORTEST:
            return Content.assemble(plain(f"by {speaker.short}"), plain("?", "$quiet"))
    how = "direct" if speaker.direct else "reported, guessed"
    return Content.assemble(plain(f"said by {speaker.name}"), plain(f" ({how})", "$quiet"))


def _texts(independence: "Independence", length: _Length) -> str:
    if length is _Length.FULL:
        return independence.in_words()
    return count_of(independence.texts, "independent text" if length is _Length.LONG else "text")


def _listed(found: Mapping[str, Telling], tellings: Tellings, where: _Where) -> Iterator[Content]:
    """Yield which articles stand how to the claim, or how many do; first to these words, then to their sentence."""
    for (relation, style), of_words in product(_STYLES.items(), (True, False)):
        every = [each for each in found.values() if each.relation is relation and (each.sentence is None) is of_words]
        if every:
            how = relation.glyph if where in _WITHOUT_WORDS else relation.in_words
            whole = "" if of_words else f"{WHOLE_SENTENCE if where in _WITHOUT_WORDS else WHOLE} "
            yield plain(whole + _where(how, [each.spot.article for each in every], tellings, where), style)


def _where(how: str, articles: Sequence[Article], tellings: Tellings, where: _Where) -> str:
    """Return how a claim stands in some articles."""
    match where:
        case _Where.NAMED:
            return f"{how}: {', '.join(map(tellings.name_of, articles))}"
        case _Where.COUNTED:
            return f"{how} in {len(articles)}"
    return f"{how} {_numbers(map(tellings.number_of, articles))}"


def _numbers(numbers: Iterable[int]) -> str:
    """Return ascending numbers: `2 3 7–9`; of more than two that follow each other the first and the last."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return " ".join(f"{run[0]}–{run[-1]}" if len(run) > _LEAST_RUN else " ".join(map(str, run)) for run in runs)


def nearest(
    spot: Spot, found: Mapping[str, Telling], articles: Sequence[Article], shown: Collection[int]
) -> Telling | None:
    """Return the telling to lay a sentence beside: one that tells the same before one that is only related.

    Of these one in a pane that is `shown`, by its number, and the nearest.
    """
    numbers = {article.id: number for number, article in enumerate(articles)}

    def rank(telling: Telling) -> tuple[bool, bool, int]:
        number = numbers[telling.spot.article.id]
        return not telling.tells_the_same, number not in shown, abs(number - numbers[spot.article.id])

    return min(found.values(), key=rank, default=None)


def difference_line(spot: Spot, telling: Telling, tellings: Tellings) -> Content:
    """Return in what words another telling differs from the sentence: [ours / theirs], or its own words."""
    spot = telling.sentence or spot
    here, there = tellings.passage(spot), tellings.passage(telling.spot)
    stretches = tellings.difference(spot, telling.spot)
    name = plain(f"{tellings.name_of(telling.spot.article)}: ", "$quiet")
    if all(stretch.shared for stretch in stretches):
        return Content.assemble(name, plain("word for word the same", "$quiet"))
    if not are_alike(stretches):
        others = [word for stretch in stretches if not stretch.shared for word in stretch.other]
        return Content.assemble(name, plain("in other words: ", "$quiet"), _words(there, (0, len(there.words)), others))
    return Content.assemble(name, Content(" ").join(_pieces(here, there, stretches)))


def _pieces(here: Passage, there: Passage, stretches: Sequence[Stretch]) -> Iterator[Content]:
    for number, stretch in enumerate(stretches):
        if stretch.shared:
            yield _shared(here, stretch.one, first=number == 0, last=number == len(stretches) - 1)
        else:
            one, other = _differing(here, stretch.one), _differing(there, stretch.other)
            yield Content.assemble(plain("[", "$quiet"), one, plain(" / ", "$quiet"), other, plain("]", "$quiet"))


def _shared(told: Passage, words: Sequence[Word], *, first: bool, last: bool) -> Content:
    """Return shared words, of many only those next to what differs."""
    if first and len(words) > _NEAREST:
        shown = f"… {_between(told, words[-_NEAREST:])}"
    elif last and len(words) > _NEAREST:
        shown = f"{_between(told, words[:_NEAREST])} …"
    elif len(words) > _MOST_SHARED:
        shown = f"{_between(told, words[:_NEAREST])} … {_between(told, words[-_NEAREST:])}"
    else:
        shown = _between(told, words)
    return plain(shown, "$quiet")


def _between(told: Passage, words: Sequence[Word]) -> str:
    return " ".join(told.words[words[0].start : words[-1].end].split())


def _differing(told: Passage, words: Sequence[Word]) -> Content:
    return _words(told, (words[0].start, words[-1].end), words) if words else plain(_NOTHING, "$quiet")


def _words(told: Passage, span: tuple[int, int], words: Sequence[Word]) -> Content:
    """Return a stretch of a telling on one line, with what stands out of these words."""
    parts: list[Content] = []
    at, end = span
    for word in (each for each in words if each.kind is not Kind.PLAIN):
        parts += [
            _on_one_line(told.words[at : word.start]),
            _on_one_line(told.words[word.start : word.end], _STANDS_OUT),
        ]
        at = word.end
    return Content.assemble(*parts, _on_one_line(told.words[at:end]))


def _on_one_line(words: str, style: str = "") -> Content:
    return plain("".join(" " if letter.isspace() else letter for letter in words), style)


def all_tellings(
    spot: Spot,
    found: Mapping[str, Telling],
    tellings: Tellings,
    said: Callable[[Spot], Sequence[Content]] = lambda _: (),
) -> Content:
    """Return all tellings of a claim under each other, article by article, each with what is `said` of it."""
    lines = [_heading(spot, tellings, "this sentence"), _on_one_line(spot.words), *said(spot)]
    for telling in found.values():
        told = f"{telling.relation.in_words}{f' {WHOLE}' if telling.sentence else ''}"
        heading = _heading(telling.spot, tellings, told, telling.why)
        lines += [heading, _in_full(spot, telling, tellings), *said(telling.spot)]
    if rejected := tellings.rejected(spot):
        lines.append(plain(f"{REJECTED_BY_YOU}: {', '.join(map(tellings.name_of, rejected))}", "$quiet"))
    if missing := tellings.missing(spot, found):
        lines.append(plain(f"not found: {', '.join(map(tellings.name_of, missing))}", "$quiet"))
    elif not found and not rejected:
        lines.append(plain(NOTHING_SOUGHT if tellings.is_no_claim(spot) else "no other telling is known", "$quiet"))
    if independence := tellings.independence(spot, found):
        lines.append(plain(f"independence: {independence.in_words()}", "$quiet"))
    hint = f"in [brackets]: not so in this sentence · {key_of('tellings')} or {key_of('stop')} hides"
    hint += f" · {key_of('tellings down')} {key_of('tellings up')} scroll"
    return Content("\n").join([*lines, plain(hint, "$quiet")])


def _heading(spot: Spot, tellings: Tellings, told: str, why: Sequence[str] = ()) -> Content:
    """Return what stands over a telling: whose it is, how it stands to the claim, why, and whether it is a copy."""
    reason = plain(f"{_SEPARATOR}why: {', '.join(why)}" if why else "", "$quiet")
    copies = plain(_copies(spot, tellings), "$quiet")
    return Content.assemble(plain(f"{tellings.name_of(spot.article)}{_SEPARATOR}{told}", "bold"), reason, copies)


def _copies(spot: Spot, tellings: Tellings) -> str:
    """Return which articles are one text with that of a telling, as far as that is known."""
    if not tellings.known:
        return ""
    copies = tellings.copies_of(spot.article)
    numbers = _numbers(map(tellings.number_of, copies))
    return f"{_SEPARATOR}{f'one text with {numbers}' if copies else 'a text of its own'}"


def _in_full(spot: Spot, telling: Telling, tellings: Tellings) -> Content:
    """Return the words of a telling, those that the sentence has not in brackets, if that is not nearly all of them."""
    there = tellings.passage(telling.spot)
    if not tellings.known:
        return _on_one_line(there.words)
    stretches = tellings.difference(telling.sentence or spot, telling.spot)
    if not are_alike(stretches):
        others = [word for stretch in stretches if not stretch.shared for word in stretch.other]
        return _words(there, (0, len(there.words)), others)
    parts: list[Content] = []
    at = 0
    for words in (stretch.other for stretch in stretches if not stretch.shared and stretch.other):
        start, end = words[0].start, words[-1].end
        parts += [_on_one_line(there.words[at:start]), plain("[", "$quiet"), _words(there, (start, end), words)]
        parts.append(plain("]", "$quiet"))
        at = end
    return Content.assemble(*parts, _on_one_line(there.words[at:]))
