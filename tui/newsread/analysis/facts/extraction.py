"""Facts: the numbers, dates and durations that articles give, by what they count."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from newsread.analysis.document import Document
from newsread.analysis.facts.dates import clock_times, exact_dates, relative_dates
from newsread.analysis.facts.days import date_in_words, day_named, day_of_publication
from newsread.analysis.facts.numbers import Number, approximator_before, numbers, ordinals_in_time
from newsread.analysis.facts.units import Unit, currency_before, unit_after
from newsread.analysis.result import Token

_TRANSPARENT = frozenset((
    "ADJ", "ADP", "ADV", "CCONJ", "DET", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "X",
))  # fmt: skip
"""Parts of speech that name no event: what hangs on them is said of what they hang on."""
_LIGHT = frozenset(("be", "become", "come"))
"""Verbs that only say when something is: what is dated is their subject."""
_PHASES = frozenset(("anniversary", "beginning", "course", "end", "eve", "onset", "outbreak", "start"))
"""Nouns for a part of what follows them: the start of the invasion."""
_WHEN = frozenset(("after", "before", "during", "following", "since", "until"))
"""What stands before an event to say when another one was."""
_TIME = frozenset((
    "second", "minute", "hour", "day", "night", "morning", "afternoon", "evening", "week", "weekend", "fortnight",
    "month", "quarter", "season", "year", "decade", "century", "time", "today", "yesterday", "tomorrow", "tonight",
    "ago", "spring", "summer", "fall", "autumn", "winter",
))  # fmt: skip
_DEEPEST = 40
"""Steps that are gone up in a parse; a sound one is never so deep."""


class SentenceParse:
    """How the words of one sentence hang together. Tokens are numbers in the document's analysis."""

    def __init__(self, document: Document, start: int, end: int) -> None:
        self._document = document
        self._span = document.numbers(start, end)
        self._children: dict[int, list[int]] = {}
        for number in self._span:
            if self[number].head != number:
                self._children.setdefault(self[number].head, []).append(number)

    def __getitem__(self, number: int) -> Token:
        return self._document.tokens[number]

    def at(self, position: int) -> int | None:
        """Return the token that begins at a code point of the text, or None."""
        return next(iter(self._document.numbers(position, position + 1)), None)

    def before(self, number: int) -> Token | None:
        """Return the token before another one of the sentence."""
        return self[number - 1] if number > self._span.start else None

    def head_of(self, start: int, end: int) -> int | None:
        """Return the token on which a stretch of the text hangs: the last one whose own head is outside of it."""
        inside = self._document.numbers(start, end)
        outside = [number for number in inside if self[number].head not in inside or self[number].head == number]
        return outside[-1] if outside else None

    def child(self, number: int, *deps: str) -> int | None:
        """Return the first token that hangs on another one in one of these ways."""
        return next((child for child in self._children.get(number, ()) if self[child].dep in deps), None)

    def of(self, number: int) -> int | None:
        """Return the noun after *of* that hangs on a token: the *war* in `years of war`."""
        for child in self._children.get(number, ()):
            if child > number and self[child].lemma == "of":
                return self.child(child, "pobj")
        return None

    def noun_after(self, number: int) -> int | None:
        """Return the noun that a token stands before and belongs to: the *soldiers* in `six Chinese soldiers`."""
        token = self[number]
        while token.dep == "conj" and token.head < number and self[token.head].pos == "NUM":
            number, token = token.head, self[token.head]
        belongs = token.dep in ("nummod", "quantmod", "compound", "amod", "nmod", "det", "poss", "advmod", "npadvmod")
        noun = token.head if belongs and token.head > number else None
        return noun if noun is not None and self[noun].pos in ("NOUN", "PROPN") else None

    def event(self, number: int) -> str:
        """Return the lemma of what a time or a measure is said of: the nearest verb or common noun above it."""
        dated = self._dated_noun(number)
        if dated is not None:
            return self[dated].lemma
        verb_follows = number + 1 in self._span and self[number + 1].pos in ("VERB", "AUX")
        for _ in range(_DEEPEST):
            head = self[number].head
            token = self[head]
            if head == number or head not in self._span:
                break
            if token.pos == "NOUN" and token.lemma in _PHASES:
                whole = self.of(head)
                return token.lemma if whole is None else self[whole].lemma
            if verb_follows and token.dep in ("nsubj", "nsubjpass"):  # the court on Tuesday ruled
                number = head
                continue
            names_it = token.pos not in _TRANSPARENT and token.lemma not in _TIME and not token.lemma[:1].isdigit()
            if names_it and not self._measures(number, head):
                return self._subject(head) if token.lemma in _LIGHT else token.lemma
            number = head
        return ""

    def is_to_come(self, number: int) -> bool:
        """Whether the clause of a token tells what will be."""
        for _ in range(_DEEPEST):
            if self[number].pos in ("VERB", "AUX") or self[number].head == number:
                break
            number = self[number].head
        return any(self[child].lemma in ("will", "shall") for child in self._children.get(number, ()))

    def _dated_noun(self, number: int) -> int | None:
        """Return the noun that a date stands right behind if it says when: `since the invasion in May 2022`.

        Parsers like to hang such a date on the verb.
        """
        preposition = self[number].head
        noun = preposition - 1
        if self[preposition].pos != "ADP" or noun not in self._span or preposition > number:
            return None
        says_when = self[noun].pos == "NOUN" and self[self[noun].head].lemma in _WHEN
        return noun if says_when else None

    def _measures(self, number: int, clause: int) -> bool:
        """Whether a token says how far a clause lies from the one above it: `hours after he confirmed it`."""
        mark = self.child(clause, "mark")
        return mark == number + 1 and self[mark].lemma in ("after", "before") and self[clause].dep == "advcl"

    def _subject(self, verb: int) -> str:
        subject = self.child(verb, "nsubj", "nsubjpass")
        if subject is not None and self[subject].pos == "PRON" and self[verb].dep == "relcl":
            subject = self[verb].head
        if subject is None:
            subject = self.child(verb, "attr")
        named = subject is not None and self[subject].pos in ("NOUN", "PROPN")
        return self[subject if subject is not None and named else verb].lemma


@dataclass(frozen=True)
class Fact:
    """A number, a date or a duration at one place of an article, half-open in code points."""

    what: str
    """The lemma of what is counted, measured or dated: *soldier*, *war*, *invasion*; "" where the text gives none."""
    value: float | str | None
    """A number, an ISO date (`2025-04-08`, `2025-W15`, `2025-04`, `2024-fall`), a range `20-30`, a fraction `2/3`;
    None where the text, with its day of publication, does not give it."""
    unit: str
    """*kilometer*, *percent*, *$*, *year*; "" for things that are counted, and for dates."""
    approximator: str
    """What makes the value less exact or bounds it: *up to*, *around*, *late*; "" where nothing does."""
    text: str
    article: str
    """The article's id."""
    start: int
    end: int
    assumption: str = ""
    """What a date was resolved by that its own words do not say; "" where they say it all."""
    is_date: bool = False
    """Whether it is a date, rather than a number or a duration."""


@dataclass(frozen=True)
class Telling:
    """One value, and the articles that give it."""

    fact: Fact
    """The first fact that gives it."""
    articles: tuple[str, ...]
    counted: tuple[str, ...] = ()
    """Those of the articles that give a date only by their own day of publication, as *Tuesday* does."""

    @property
    def in_words(self) -> str:
        """What is told, as the text has it; a date that was counted as what it was counted to: `8 April 2025`."""
        if self.counted or self.fact.assumption:
            return f"{self.fact.approximator} {date_in_words(str(self.fact.value))}".lstrip()
        words = " ".join(self.fact.text.split())
        return f"{words}, day unknown" if self.fact.is_date and self.fact.value is None else words

    def told_by(self, name: Callable[[str], str] = str) -> str:
        """Return who gives it, and by which assumption: `1, counted from its publication; 5`."""
        ids = (self.counted, tuple(article for article in self.articles if article not in self.counted))
        its = "its" if len(self.counted) == 1 else "their"
        ways = (f", counted from {its} publication", "")
        groups = [(each, way) for each, way in zip(ids, ways, strict=True) if each]
        groups.sort(key=lambda group: self.articles.index(group[0][0]))
        return "; ".join(", ".join(map(name, each)) + way for each, way in groups)


@dataclass(frozen=True)
class Row:
    """All that is told in numbers of one thing."""

    what: str
    tellings: tuple[Telling, ...]

    def line(self, name: Callable[[str], str] = str) -> str:
        """Return it in one line: `soldier: six (003) · up to 12,000 (003, 004)`. `name` shortens an article's id."""
        tellings = (f"{telling.in_words} ({telling.told_by(name)})" for telling in self.tellings)
        return f"{self.what or '?'}: {' · '.join(tellings)}"


def table(facts: Iterable[Fact]) -> tuple[Row, ...]:
    """Return the facts by what they count, in the order of their first mention; equal values are one telling."""
    rows: dict[str, dict[object, list[Fact]]] = {}
    for fact in facts:
        same = fact.value if fact.value is not None else fact.text.casefold()
        rows.setdefault(fact.what, {}).setdefault((same, fact.unit, fact.approximator), []).append(fact)
    return tuple(Row(what, tuple(map(_telling, values.values()))) for what, values in rows.items())


def _telling(told: Sequence[Fact]) -> Telling:
    articles = tuple(dict.fromkeys(fact.article for fact in told))
    outright = {fact.article for fact in told if not fact.assumption}
    return Telling(told[0], articles, tuple(article for article in articles if article not in outright))


def facts(document: Document) -> tuple[Fact, ...]:
    """Return the facts of an article's claims, in the order of the text."""
    published = day_of_publication(document.article.source.published)
    return tuple(
        fact
        for sentence in document.sentences
        if sentence.claim
        for fact in _Facts(document, sentence.start, sentence.end, published).found()
    )


_AGE = re.compile(r"[ -]+old\b")
_AGO = re.compile(r" ago\b")
_LATER = re.compile(r" (?:later|earlier)\b")
_VAGUE_TIME = re.compile(
    r"(?<![\w-])(?:minute|hour|day|week|month|year|decade)s(?= (?:after|before|later|earlier|ago)\b)", re.IGNORECASE
)
_MORE_DATES = re.compile(
    r"(?<![\w-])(?:(?:the )?(?:spring|summer|fall|autumn|winter)(?: of)? \d{4}|(?:early|late|mid)[ -](?:1[89]|20)\d\d"
    r"|(?:(?:early|late|mid)[ -])?(?:the )?(?:1[89]|20)\d0s"
    r"|tonight|an? (?:day|week|month|year) ago)(?![\w-])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NUMBERED = re.compile(r"\b(?:Nos?\.?|[Nn]umber|[Pp]age|[Cc]hapter|[Aa]rticle|[Ss]ection|[Rr]oute|[Rr]oom) ?\Z")
_ADDRESS = re.compile(r"://|www\.|\.com\b|pic\.twitter", re.IGNORECASE)
_JOINED = re.compile(r"\s?-\s?(?=[^\W\d_])")
"""Between a number and the noun of a compound: the hyphen of a 12-member panel."""
_OLDEST = 120


class _Facts:
    """The facts of one sentence."""

    def __init__(self, document: Document, start: int, end: int, published: date | None) -> None:
        self._text = document.text
        self._article = document.id
        self._start, self._end = start, end
        self._parse = SentenceParse(document, start, end)
        self._published = published
        self._taken: list[tuple[int, int]] = []
        self._counted_last = ""

    def found(self) -> list[Fact]:
        """Return them in order. What is read as a date is not read as a number again."""
        found = [*self._dates()]
        sentence = self._text[self._start : self._end]
        self._taken += [(self._start + start, self._start + end) for start, end in clock_times(sentence)]
        found += [*self._durations(), *self._amounts()]
        return sorted(found, key=lambda fact: fact.start)

    def _take(self, start: int, end: int) -> bool:
        """Take a stretch of the text, unless some of it is taken."""
        free = all(end <= first or last <= start for first, last in self._taken)
        if free:
            self._taken.append((start, end))
        return free

    def _fact(self, what: str, value: float | str | None, start: int, end: int, unit: str = "") -> Fact:
        return Fact(what, value, unit, "", self._text[start:end], self._article, start, end)

    def _dates(self) -> Iterator[Fact]:
        sentence = self._text[self._start : self._end]
        more = (found.span() for found in _MORE_DATES.finditer(sentence))
        for start, end in (*exact_dates(sentence), *more, *relative_dates(sentence)):
            if self._take(self._start + start, self._start + end):
                yield self._date(self._start + start, self._start + end, sentence[start:end])

    def _date(self, start: int, end: int, words: str) -> Fact:
        head = self._parse.head_of(start, end)
        ahead = head is not None and self._parse.is_to_come(head)
        day = day_named(words, self._published, ahead=ahead)
        what = "" if head is None else self._parse.event(head)
        fact = replace(self._fact(what, day.value, start, end), approximator=day.part, is_date=True)
        if not (day.relative and self._published):
            return fact
        return replace(fact, assumption=f"{fact.text}, taken from the publication date {self._published.isoformat()}")

    def _durations(self) -> Iterator[Fact]:
        for number in ordinals_in_time(self._text, self._start, self._end):
            unit = unit_after(self._text, number.end, self._end)
            if unit and self._take(number.start, unit.end):
                yield self._measure(number, number.start, unit.end, unit.name)

    def _amounts(self) -> Iterator[Fact]:
        for number in numbers(self._text, self._start, self._end):
            fact = self._amount(number) if self._is_no_name(number) else None
            if fact and self._take(fact.start, fact.end):
                yield fact
        for found in _VAGUE_TIME.finditer(self._text, self._start, self._end):
            if self._take(*found.span()):
                yield self._measure(Number(*found.span(), None), *found.span(), found.group().lower()[:-1])

    def _is_no_name(self, number: Number) -> bool:
        """Whether a number counts: it is no part of an address, and numbers nothing (Article 5)."""
        before = self._text[max(self._start, number.start - 80) : number.start]
        after = self._text[number.end : min(self._end, number.end + 80)]
        word = (before.split(" ")[-1]) + self._text[number.start : number.end] + after.split(" ")[0]
        return not _ADDRESS.search(word) and not _NUMBERED.search(before)

    def _amount(self, number: Number) -> Fact | None:
        currency = currency_before(self._text, self._start, number.start)
        if currency:
            return self._measure(number, currency.start, number.end, currency.name)
        unit = unit_after(self._text, number.end, self._end)
        if unit:
            return self._measured(number, unit)
        if _YEAR.fullmatch(self._text, number.start, number.end) and not self._counts_many(number):
            return self._date(number.start, number.end, self._text[number.start : number.end])
        return self._counted(number)

    def _measured(self, number: Number, unit: Unit) -> Fact:
        name, end = unit.name, unit.end
        if unit.lasts:
            old, ago, later = (form.match(self._text, end, self._end) for form in (_AGE, _AGO, _LATER))
            if old:
                return replace(self._measure(number, number.start, old.end(), name), what="age")
            if ago:
                counted = self._date(number.start, ago.end(), f"{number.value} {name} ago")
                return self._approximated(counted)
            end = later.end() if later else end
        return self._measure(number, number.start, end, name)

    def _measure(self, number: Number, start: int, end: int, unit: str) -> Fact:
        """Return the fact of a number with a unit: it measures what the unit belongs to."""
        head = self._parse.head_of(start, end)
        what = ""
        if head is not None:
            noun = self._parse.of(head)
            noun = self._parse.noun_after(head) if noun is None else noun
            what = self._parse.event(head) if noun is None else self._noun(noun)
        return self._approximated(self._fact(what, number.value, start, end, unit))

    def _counted(self, number: Number) -> Fact | None:
        """Return the fact of a number without a unit, None where it counts nothing that the sentence names."""
        head = self._parse.head_of(number.start, number.end)
        if head is None:
            return None
        if self._is_age(number, head):
            return self._fact("age", number.value, number.start, number.end, "year")
        what = self._what(number, head)
        if what is None:
            return None
        self._counted_last = what
        return self._approximated(self._fact(what, number.value, number.start, number.end))

    def _what(self, number: Number, head: int) -> str | None:
        joined = _JOINED.match(self._text, number.end, self._end)
        if joined:
            member = self._parse.at(joined.end())
            return None if member is None else self._parse[member].lemma
        if isinstance(number.value, str) and "-" in number.value and not self._counts_many(number):
            return None  # a score
        noun = self._parse.noun_after(head)
        return self._of_whole(number, head) if noun is None else self._noun(noun)

    def _of_whole(self, number: Number, head: int) -> str | None:
        """Return what a number before no noun counts: half *of them*, the two *captured*, six were *killed*."""
        if self._text[number.start : number.end].lower() == "one":
            return None
        whole = self._parse.of(head)
        if whole is not None:
            return self._noun(whole)
        if self._parse[head].dep not in ("nsubj", "nsubjpass", "dobj"):
            return None
        named = self._parse.child(head, "acl", "amod")
        if named != head + 1:
            return self._parse.event(head)
        return self._text[self._parse[named].start : self._parse[named].end].lower()

    def _noun(self, noun: int) -> str:
        """Return the lemma of a noun, "" for a number; *them* are the ones that the sentence counted last."""
        if self._parse[noun].pos in ("PRON", "DET"):
            return self._counted_last
        return "" if self._parse[noun].pos == "NUM" else self._parse[noun].lemma

    def _counts_many(self, number: Number) -> bool:
        head = self._parse.head_of(number.start, number.end)
        noun = None if head is None else self._parse.noun_after(head)
        return noun is not None and self._parse[noun].tag in ("NNS", "NNPS")

    def _is_age(self, number: Number, head: int) -> bool:
        """Whether a number between commas after a name is an age: `Mr. Jackman, 40, has …`."""
        comma, name = self._parse.before(head), None if head < 2 else self._parse.before(head - 1)
        return (
            isinstance(number.value, int)
            and 0 < number.value < _OLDEST
            and comma is not None
            and self._text[comma.start : comma.end] == ","
            and name is not None
            and name.pos == "PROPN"
            and self._text[number.end : number.end + 1] in (",", ".", ";")
        )

    def _approximated(self, fact: Fact) -> Fact:
        """Return a fact together with the approximator before it."""
        start, approximator = approximator_before(self._text, fact.start)
        first = self._parse.at(start)
        preposition = first is not None and self._parse[first].dep == "prep" and " " not in approximator
        if not approximator or preposition or start < self._start:  # they spoke about two soldiers
            return fact
        return replace(fact, start=start, text=self._text[start : fact.end], approximator=approximator)
