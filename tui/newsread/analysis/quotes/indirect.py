"""Indirect quotations: the clauses that a report gives as said, a guess by grammar alone.

Only a finite clause under a verb of reporting, or a sentence with “according to” at its edge, is taken; what is denied,
asked, supposed or wished is not. So much is missed, but what is found mostly was said.
"""

from collections.abc import Iterator

from newsread.analysis.clauses import SUBJECTS, Clauses
from newsread.analysis.document import Document
from newsread.analysis.quotes.attribution import Attribution, Attributions
from newsread.analysis.quotes.cues import OF_DOCUMENTS, REPORTING, SOURCES
from newsread.analysis.quotes.quotation import Quote

_SUPPOSING = frozenset(
    ["can", "could", "may", "might", "must", "should", "would", "will", "shall", "'d", "’d", "wo", "ca"]
)
_CONDITIONS = frozenset(["if", "whether", "unless"])
_QUESTIONS = frozenset(["how", "if", "what", "when", "where", "whether", "which", "who", "whom", "whose", "why"])
_LEFT_OUT_AT_EDGES = frozenset(["that", ",", ";", ":", "-", "–", "—", "(", "[", "."])
_FEWEST_WORDS = 3
_THIRD_PERSON = frozenset(["he", "she", "they"])
_READER_AND_WRITER = frozenset(["i", "we", "you"])
_APART = frozenset(["although", "but", "despite", "though", "while", "without"])
"""Words after a comma with which the report's own voice comes back."""


class Reports:
    """The reports of speech in one document."""

    def __init__(self, document: Document, clauses: Clauses, attributions: Attributions) -> None:
        self._document = document
        self._clauses = clauses
        self._attributions = attributions

    def found(self) -> Iterator[Quote]:
        """Yield the indirect quotations in the order of the text; none lies in another."""
        done = 0
        for sentence in self._document.sentences:
            if self._document.text[sentence.end - 1] == "?":
                continue
            words = self._document.numbers(sentence.start, sentence.end)
            found = (*self._under_verbs(words), *self._beside_according_to(words))
            for quote in sorted(found, key=lambda quote: quote.start):
                if quote.start >= done:
                    done = quote.end
                    yield quote

    def _under_verbs(self, words: range) -> Iterator[Quote]:
        for verb in words:
            token = self._document.tokens[verb]
            if token.lemma not in REPORTING or not self._clauses.is_verb(verb):
                continue
            if self._attributions.is_quoted(token.start) or not self._asserts(verb):
                continue
            content = self._content(verb, words)
            if content and self._is_a_source(verb):
                yield from self._quote(*content, self._attributions.of_verb(verb))

    def _beside_according_to(self, words: range) -> Iterator[Quote]:
        found = self._attributions.according(words.start, words.stop)
        if found is None:
            return
        start, attribution = found
        if start - words.start <= 1:
            comma = next(
                (number for number in range(start, words.stop) if self._clauses.word(number) == ","), words.stop
            )
            first, last = comma + 1, words.stop - 1
        else:
            end = max(start + 1, self._clauses.reach(start)[1])
            while end + 1 < words.stop and self._document.tokens[end].end < attribution.speaker.end:
                end += 1
            rest = range(end + 1, words.stop)
            if any(self._document.tokens[number].pos != "PUNCT" for number in rest):
                return  # inside of the sentence it may tell of a part only
            first, last = words.start, start - 1
        if any(self._clauses.is_finite(number) for number in range(first, last + 1)):
            yield from self._quote(first, last, attribution)

    def _content(self, verb: int, words: range) -> tuple[int, int] | None:
        """Return the numbers of the first and the last word of what a verb reports."""
        for clause in self._clauses.children(verb, "ccomp"):
            if not self._is_statement(clause):
                continue
            first, last = self._clauses.reach(clause)
            if clause > verb:
                first, last = max(first, verb + 1), max([last, *self._relatives(verb, last)])
            else:
                subject = next(self._clauses.children(verb, *sorted(SUBJECTS)), verb)
                last = min(last, self._clauses.reach(subject)[0] - 1 if subject < verb else verb - 1)
                if self._attributions.is_quoted(self._document.tokens[max(last, 0)].end - 1):
                    continue  # the verb says the quotation before it
                if any(self._clauses.word(number) == ";" for number in range(max(last, 0), verb)):  # another clause's
                    continue
            if self._clauses.word(first) not in _QUESTIONS:
                return max(first, words.start), min(last, words.stop - 1)
        return self._content_above(verb, words)

    def _content_above(self, verb: int, words: range) -> tuple[int, int] | None:
        """Return what is reported where the parse hangs the verb under it, as in “It rains, he said”."""
        token = self._document.tokens[verb]
        above = token.head
        if token.dep != "parataxis" or above >= verb or not self._clauses.is_finite(above):
            return None
        if self._attributions.is_quoted(self._document.tokens[above].start):
            return None
        first, last = self._clauses.reach(verb)
        start, end = self._clauses.reach(above)
        return (max(start, words.start), first - 1) if last >= end - 1 else None

    def _is_statement(self, clause: int) -> bool:
        """Whether a clause is finite, has a subject of its own and is told in the report's voice."""
        subject = next(self._clauses.children(clause, *sorted(SUBJECTS), "expl"), None)
        quoted = self._attributions.is_quoted(self._document.tokens[clause].start)
        return subject is not None and not quoted and self._clauses.is_finite(clause)

    def _relatives(self, verb: int, last: int) -> Iterator[int]:
        """Yield the ends of relative clauses that the parse took for the verb's: no verb has any."""
        for child in self._clauses.children(verb, "advcl"):
            first, end = self._clauses.reach(child)
            subjects = self._clauses.children(child, "nsubj")
            if last < first <= last + 2 and any(self._document.tokens[subject].tag == "WDT" for subject in subjects):
                yield end

    def _asserts(self, verb: int) -> bool:
        """Whether the verb says that something was said: not denied, supposed, wished or asked."""
        for child in self._clauses.children(verb):
            dep, word = self._document.tokens[child].dep, self._clauses.word(child)
            supposed = dep == "aux" and word in _SUPPOSING
            if dep == "neg" or supposed or (dep in {"mark", "advmod"} and word in _CONDITIONS):
                return False
        return self._document.tokens[verb].tag != "VB"

    def _is_a_source(self, verb: int) -> bool:
        """Whether a verb's subject is one who speaks, where the verb may say what a fact suggests."""
        subject = self._clauses.subject(verb)
        if subject is None:
            return False
        token, word = self._document.tokens[subject], self._clauses.word(subject)
        if self._document.tokens[verb].lemma in OF_DOCUMENTS:
            return token.pos == "PROPN" or token.lemma in SOURCES or word in _THIRD_PERSON
        return token.tag not in {"EX", "DT"} and word not in _READER_AND_WRITER

    def _quote(self, first: int, last: int, attribution: Attribution | None) -> Iterator[Quote]:
        """Yield the quotation of the words from `first` to `last`, trimmed to what is reported."""
        if attribution is None:
            return
        tokens, text = self._document.tokens, self._document.text
        last = self._without_comment(first, last)
        label = next((n for n in range(first, min(first + 3, last)) if self._clauses.word(n) == ":"), None)
        if label is not None and text[tokens[first].start : tokens[label].start].isupper():  # BREAKING:
            first = label + 1
        while first < last and self._clauses.word(first) in _LEFT_OUT_AT_EDGES:
            first += 1
        while first < last and self._clauses.word(last) in _LEFT_OUT_AT_EDGES:
            last -= 1
        if last - first + 1 < _FEWEST_WORDS:
            return
        start, end = tokens[first].start, tokens[last].end
        inner = self._attributions.quotation_at(tokens[last].start)
        if inner and inner.start >= start:
            end = max(end, inner.end)
        yield Quote(start, end, False, attribution.speaker, attribution.cue)

    def _without_comment(self, first: int, last: int) -> int:
        """Return the last word before the report's own voice comes back: “…, though …”, “…, pointing to …”."""
        tokens = self._document.tokens
        for number in range(first + _FEWEST_WORDS, last):
            before, token = tokens[number], tokens[number + 1]
            if self._document.text[before.end - 1] not in ",”\"'’" or self._attributions.is_quoted(token.start):
                continue
            participle = token.tag == "VBG" and token.dep == "advcl" and first <= token.head < number
            if before.pos == "PUNCT" and (participle or self._clauses.word(number + 1) in _APART):
                return number
        return last
