"""What the machine finds in the articles, as a page that a person reads."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from textwrap import TextWrapper
from typing import NamedTuple, TextIO

from newsread.analysis.alignment.counterparts import Band, Counterpart
from newsread.analysis.alignment.counterparts import Place as SentencePlace
from newsread.analysis.alignment.independence import Place, independence
from newsread.analysis.collection import Collection
from newsread.analysis.entities.entity import NamedEntity
from newsread.analysis.entities.types import type_in_words
from newsread.analysis.facts.extraction import table
from newsread.analysis.quotes.extraction import quotes_of
from newsread.articles.article import Article
from newsread.cli.output.inspection import Inspected
from newsread.text.printable import printable
from newsread.text.wording import count_of, quoted

_MOST_CLAIMS, _MOST_NAMES, _MOST_QUOTATIONS, _MOST_FACTS = 6, 12, 6, 12
_MOST_OF_WORDS = 120
_MOST_COPIES = 12
_MOST_IN_A_ROW = 8
"""So many articles, forms or numbers stand one after the other."""
_UNBROKEN = "\N{NO-BREAK SPACE}"
"""Between two words that stay on one line, where it is shown as a space."""


def print_summary(inspected: Inspected, out: TextIO) -> None:
    """Print what the articles are, what they share, and who and what is in them.

    On a terminal it is wrapped to its width; elsewhere each thing stands on one line. Articles go by their numbers.
    """
    width = shutil.get_terminal_size().columns if out.isatty() else 1_000_000
    for line in _page(inspected):
        first, deeper = " " * line.indent, " " * line.deeper
        wrapper = TextWrapper(width, initial_indent=first, subsequent_indent=deeper, break_on_hyphens=False)
        wrapped = "\n".join(wrapper.wrap(printable(line.text)))
        out.write(wrapped.replace(_UNBROKEN, " ") + "\n")


class _Line(NamedTuple):
    """A line with text from outside."""

    indent: int
    """How deep it stands, in cells."""
    text: str
    deeper: int = 4
    """How deep it goes on where it is wrapped."""


def _page(inspected: Inspected) -> Iterator[_Line]:
    summary = _Summary(inspected)
    yield from summary.articles()
    if inspected.collection:
        parts = (
            ("Told by most", summary.claims()),
            ("Named most", summary.names()),
            ("Quoted in several", summary.quotations()),
            ("Numbers and dates", summary.facts()),
        )
        for heading, lines in parts:
            first = next(lines, None)
            if first:
                yield _Line(0, "")
                yield _Line(0, heading)
                yield _Line(2, first)
                yield from (_Line(2, line) for line in lines)
        yield _Line(0, "")
        says = "The machine suggests, by what the words have in common; it does not know what is true."
        yield _Line(0, says, deeper=0)


class _Summary:
    """What is told of the articles, which go by the numbers of their places in the list."""

    def __init__(self, inspected: Inspected) -> None:
        self._inspected = inspected
        self._articles = {article.id: article for article in inspected.articles}
        self._numbers = {article.id: str(number) for number, article in enumerate(inspected.articles, 1)}

    @property
    def _found(self) -> Collection:
        found = self._inspected.collection
        assert found is not None  # noqa: S101 - it is told of only where there is one
        return found

    def _several(self, articles: Iterable[str]) -> str:
        return _first(self._numbers[article] for article in articles)

    # The articles

    def articles(self) -> Iterator[_Line]:
        found = self._inspected.collection
        texts = f", {count_of(len(found.texts), 'text')}" if found else ""
        yield _Line(0, f"{count_of(len(self._articles), 'article')}{texts}")
        yield _Line(0, "")
        wide = len(str(len(self._articles)))
        column = wide + 4  # in which all that is said of an article stands
        for article in self._articles.values():
            yield _Line(2, f"{self._numbers[article.id]:>{wide}}  {self._source(article)}", column)
            yield _Line(column, article.heading, column)
            yield _Line(column, self._size(article), column)
            if found and article.id in found.not_english:
                relied = "not in English: names, quotations and numbers are hardly to be relied on"
                yield _Line(column, relied, column)
        copies = found.copies if found else ()
        for copy in copies[:_MOST_COPIES]:
            one, other = map(self._numbers.get, copy.articles)
            share = round(copy.containment * 100)
            stands = f"{share} % of the shorter one stands in the other."
            yield _Line(2, f"{one} and {other} share running text: {stands}")
        if left := len(copies[_MOST_COPIES:]):
            yield _Line(2, f"… and so do {count_of(left, 'other pair')}.")

    def _source(self, article: Article) -> str:
        source = article.source
        outlet = source.outlet or "unknown outlet"
        return " · ".join(
            filter(
                None,
                (outlet, *(source.marked(name, getattr(source, name)) for name in ("byline", "published")), article.id),
            )
        )

    def _size(self, article: Article) -> str:
        sentences = self._inspected.sentences(article)
        claims = sum(sentence.claim for sentence in sentences)
        told = f"{count_of(article.words, 'word')}, {count_of(claims, 'possible claim')} in {len(sentences)} sentences"
        return told if article.id in self._inspected.analysed else f"{told}; not analysed"

    # What they share

    def claims(self) -> Iterator[str]:
        """Yield the sentences that most articles tell, each once, with what stands behind them."""
        of: dict[SentencePlace, list[Counterpart]] = {}
        for each in self._found.counterparts:
            if each.band is Band.SAME:
                of.setdefault(each.of, []).append(each)
        told: set[SentencePlace] = set()
        for place in islice(self._widest(of, told), _MOST_CLAIMS):
            places = [place, *(each.to for each in of[place])]
            told.update(places)
            articles = sorted({each.article for each in places}, key=list(self._articles).index)
            yield f"{quoted(self._words(place), _MOST_OF_WORDS)} {self._several(articles)}: {self._behind(places)}"

    @staticmethod
    def _widest(of: dict[SentencePlace, list[Counterpart]], told: set[SentencePlace]) -> Iterator[SentencePlace]:
        for place in sorted(of, key=lambda place: -len(of[place])):
            if told.isdisjoint((place, *(each.to for each in of[place]))):
                yield place

    def _behind(self, places: Sequence[SentencePlace]) -> str:
        """Say how many outlets, texts and speakers a claim rests on."""
        standing = [
            Place(each.article, self._articles[each.article].source.outlet, self._speaker(each)) for each in places
        ]
        return independence(standing, self._found.texts).in_words()

    def _speaker(self, place: SentencePlace) -> str | None:
        article = self._articles[place.article]
        sentences = [sentence for sentence in article.sentences if sentence.start == place.start]
        [quote] = quotes_of(self._found.quotes[place.article], sentences) or (None,)
        return quote.speaker.entity or None if quote and quote.speaker else None

    def names(self) -> Iterator[str]:
        for entity in self._found.entities[:_MOST_NAMES]:
            others = _first(form for form in entity.forms if form != entity.name)
            also = f"; also {others}" if others else ""
            yield f"{entity.name} ({type_in_words(entity.label)}) {self._times(entity)}{also}"

    def _times(self, entity: NamedEntity) -> str:
        of_articles = (f"{self._numbers[article]}{_UNBROKEN}({number})" for article, number in entity.mentions.items())
        return f"{count_of(sum(entity.mentions.values()), 'time')}, in {_first(of_articles)}"

    def quotations(self) -> Iterator[str]:
        widest = sorted(self._found.variants, key=len, reverse=True)
        for group in widest[:_MOST_QUOTATIONS]:
            article, quote = group[0]
            ids = (quote.speaker.entity for _, quote in group if quote.speaker)
            speaker = next((self._found.entity[each].name for each in ids if each in self._found.entity), "")
            words = self._articles[article].text[quote.start : quote.end]
            by = f" {speaker}," if speaker else ""
            several = self._several(dict.fromkeys(article for article, _ in group))
            yield f"{quoted(words, _MOST_OF_WORDS)}{by} in {several}"

    def facts(self) -> Iterator[str]:
        rows = table(fact for article in self._found.articles for fact in self._found.facts[article])
        widest = sorted(rows, key=lambda row: -len({each for telling in row.tellings for each in telling.articles}))
        for row in widest[:_MOST_FACTS]:
            left = len(row.tellings) - _MOST_IN_A_ROW
            more = f" · … and {left} more" if left > 0 else ""
            yield replace(row, tellings=row.tellings[:_MOST_IN_A_ROW]).line(self._numbers.__getitem__) + more

    def _words(self, place: SentencePlace) -> str:
        return self._articles[place.article].text[place.start : place.end]


def _first(things: Iterable[str]) -> str:
    """Return things in a row; of many the first, and how many more there are."""
    every = list(things)
    left = len(every) - _MOST_IN_A_ROW
    return ", ".join([*every[:_MOST_IN_A_ROW], f"… and {left} more"] if left > 0 else every)
