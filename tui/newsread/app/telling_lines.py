"""What is told of a claim over all articles, in words: who says it, where else it stands, and how tellings differ."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from textual.content import Content

from newsread.app.bars import plain
from newsread.app.difference import Kind, Passage, Stretch, Word, are_alike
from newsread.app.keys import key_of
from newsread.app.relations import Relation
from newsread.app.spots import Spot
from newsread.app.tellings import Speaker, Telling, Tellings
from newsread.articles.article import Article
from newsread.wording import count_of

_SEPARATOR = " · "
_MOST_SHARED = 5
"""Shared words between two differences that are shown; of more only the nearest."""
_NEAREST = 2
_STYLES = {Relation.CONFIRMED: "bold", Relation.SAME: "", Relation.RELATED: "$quiet"}
_STANDS_OUT = "bold underline"
_LENGTHS = ((True, True, True), (True, True, False), (False, True, False), (False, False, False))
"""Whether it is told at length how many texts they are, which articles tell the claim, and which do not."""
REJECTED_BY_YOU = f"{Relation.REJECTED.in_words} by you"
"""Said of an article whose counterpart the reader has rejected: it is not offered again, nor missing."""
_NOTHING = "–"
"""Stands for words that one telling has not."""


def told_lines(spot: Spot, tellings: Tellings, found: Mapping[str, Telling], waiting: str) -> list[Content]:
    """Return who says a sentence and where else it is told: at length, and in ever fewer words for less room.

    `waiting` says why the machine tells nothing of it yet.
    """
    independence = tellings.independence(spot, found)
    speaker = tellings.speaker(spot)
    missing = tellings.missing(spot, found)
    rejected = tellings.rejected(spot)
    lines: list[Content] = []
    for at_length, with_names, with_missing in _LENGTHS:
        parts = [_said_by(speaker)] if speaker else []
        parts += _listed(found, tellings, with_names=with_names)
        for how, articles in ((REJECTED_BY_YOU, rejected), ("missing", missing)):
            parts += [plain(_where(how, articles, tellings, with_names=with_missing), "$quiet")] if articles else []
        if independence:
            told = independence.in_words() if at_length else count_of(independence.texts, "independent text")
            parts.append(plain(told, "$quiet"))
        parts += [plain(waiting, "$quiet")] if waiting and not tellings.known else []
        lines.append(Content(_SEPARATOR).join(parts))
    return lines


def _said_by(speaker: Speaker) -> Content:
    how = "direct" if speaker.direct else "reported, a guess"
    return Content.assemble(plain(f"said by {speaker.name}"), plain(f" ({how})", "$quiet"))


def _listed(found: Mapping[str, Telling], tellings: Tellings, *, with_names: bool) -> Iterator[Content]:
    """Yield which articles stand how to the claim, or how many do."""
    for relation, style in _STYLES.items():
        articles = [each.spot.article for each in found.values() if each.relation is relation]
        if articles:
            yield plain(_where(relation.in_words, articles, tellings, with_names=with_names), style)


def _where(how: str, articles: Sequence[Article], tellings: Tellings, *, with_names: bool) -> str:
    """Return how a claim stands in some articles: `▸ same: 2 The Wire`, or `▸ same in 1`; a bare number is a name."""
    return f"{how}: {', '.join(map(tellings.name_of, articles))}" if with_names else f"{how} in {len(articles)}"


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


def all_tellings(spot: Spot, found: Mapping[str, Telling], tellings: Tellings) -> Content:
    """Return all tellings of a claim under each other, article by article."""
    lines = [_heading(tellings.name_of(spot.article), "this sentence", ""), _on_one_line(spot.words)]
    for telling in found.values():
        why = f"why: {', '.join(telling.why)}" if telling.why else ""
        told = telling.relation.in_words
        lines += [_heading(tellings.name_of(telling.spot.article), told, why), _in_full(spot, telling, tellings)]
    if rejected := tellings.rejected(spot):
        lines.append(plain(f"{REJECTED_BY_YOU}: {', '.join(map(tellings.name_of, rejected))}", "$quiet"))
    if missing := tellings.missing(spot, found):
        lines.append(plain(f"missing: {', '.join(map(tellings.name_of, missing))}", "$quiet"))
    elif not found and not rejected:
        lines.append(plain("no other telling is known", "$quiet"))
    hint = f"in [brackets]: not so in this sentence · {key_of('tellings')} or {key_of('stop')} hides"
    hint += f" · {key_of('tellings down')} {key_of('tellings up')} scroll"
    return Content("\n").join([*lines, plain(hint, "$quiet")])


def _heading(name: str, told: str, why: str) -> Content:
    reason = plain(f"{_SEPARATOR}{why}" if why else "", "$quiet")
    return Content.assemble(plain(f"{name}{_SEPARATOR}{told}", "bold"), reason)


def _in_full(spot: Spot, telling: Telling, tellings: Tellings) -> Content:
    """Return the words of a telling, those that the sentence has not in brackets, if that is not nearly all of them."""
    there = tellings.passage(telling.spot)
    if not tellings.known:
        return _on_one_line(there.words)
    stretches = tellings.difference(spot, telling.spot)
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
