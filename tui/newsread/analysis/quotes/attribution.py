"""Who is given as the speaker of a quotation, by the grammar of the words around it.

The rules follow the ways in which English news attributes speech, the surest first: a clause right after the
quotation (“…,” she said; “…,” said X), a verb that governs it, “according to X”, a verb right before it, a colon; and
for a quotation that stands alone the speaker of what stands before. They are kin to the rules that Pareti (2015,
"Attribution: A Computational Approach") describes for the PARC corpus.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsread.analysis.clauses import SUBJECTS, Clauses, is_pronoun
from newsread.analysis.document import Document
from newsread.analysis.quotes.cues import NAMING, OF_DOCUMENTS, REPORTING, SPEAKING
from newsread.analysis.quotes.quotation import Quote, Span, Speaker
from newsread.analysis.quotes.speakers import Speakers
from newsread.articles.sentences import Sentence

_ENDS_INSIDE = frozenset(",?!…—–-")
_NEAREST = 6
"""Words between a verb and the quotation that it leads to: *told reporters in Kyiv: “…”*."""
_WIDEST = 40
"""Words from a quotation's end to the verb that says who said it."""
_FEWEST_WORDS_OF_A_STATEMENT, _FEWEST_WORDS_OF_A_CLAUSE = 5, 3
_WIDEST_SPACE = 12
_GOING_ON = frozenset(["add", "conclude", "continue", "emphasize", "note", "reiterate", "stress"])
_NOUNS = frozenset(["PROPN", "NOUN", "PRON"])
_ADJUNCTS = frozenset(["in", "at", "on", "during", "after", "before", "since", "until"])


class Attribution(NamedTuple):
    """Who says something, and the word that says so."""

    speaker: Speaker
    cue: Span | None


class Attributions:
    """Finds who says what in one document."""

    def __init__(self, document: Document, clauses: Clauses, speakers: Speakers, quoted: Sequence[Span]) -> None:
        self._document = document
        self._clauses = clauses
        self._speakers = speakers
        self._quoted = quoted
        self._quote_starts = [span.start for span in quoted]
        self._sentence_starts = [sentence.start for sentence in document.sentences]

    def is_quoted(self, place: int) -> bool:
        """Whether a place lies in a direct quotation."""
        return self.quotation_at(place) is not None

    def quotation_at(self, place: int) -> Span | None:
        """Return the direct quotation that a place lies in."""
        number = bisect_right(self._quote_starts, place) - 1
        if number >= 0 and place < self._quoted[number].end:
            return self._quoted[number]
        return None

    def direct(self) -> Iterator[Quote]:
        """Yield the quotations with their speakers, in the order of the text."""
        before: Quote | None = None
        for span in self._quoted:
            found = self._beside(span) or self._alone(span, before)
            before = Quote(span.start, span.end, True, found and found.speaker, found and found.cue)
            yield before

    def of_verb(self, verb: int, subject: int | None = None) -> Attribution | None:
        """Return who says what a verb says, None where its subject is not told or is itself quoted."""
        head = self._subject(verb) if subject is None else subject
        if head is None or self.is_quoted(self._document.tokens[head].start):
            return None
        if verb > head:
            head = self._after_dateline(head, verb)
        return Attribution(self._speakers.named(head), self._cue(verb))

    def _subject(self, verb: int) -> int | None:
        """Return the head of who says something; of who said the clause before, for one who goes on: “…, adding …”."""
        token = self._document.tokens[verb]
        if token.tag == "VBG" and token.dep == "advcl" and token.lemma in _GOING_ON:
            for below, above in self._clauses.ancestors(verb):
                if self._document.tokens[below].dep == "ccomp" and self._document.tokens[above].lemma in REPORTING:
                    return self._clauses.subject(above)
        return self._clauses.subject(verb)

    def _after_dateline(self, head: int, verb: int) -> int:
        """Return the subject that follows a dateline taken for it: KYIV, Ukraine — President Zelensky said."""
        tokens, text = self._document.tokens, self._document.text
        if not text[tokens[head].start : tokens[head].end].isupper() or verb - head > _WIDEST:
            return head
        dash = next((n for n in range(verb - 1, head, -1) if self._clauses.word(n) in {"—", "–", "--", "-"}), None)
        if dash is None or (
            head and tokens[head - 1].end > tokens[head].start - 2 and tokens[head - 1].dep != "compound"
        ):
            return head
        nouns = (n for n in range(dash + 1, verb) if tokens[n].dep not in {"compound", "amod", "det", "poss", "case"})
        return next((n for n in nouns if tokens[n].pos in {"PROPN", "NOUN", "PRON"}), head)

    def according(self, first: int, last: int) -> tuple[int, Attribution] | None:
        """Return the first “according to X” among the words of a stretch, with the number of its first word."""
        tokens = self._document.tokens
        for number in range(first, min(last, len(tokens) - 2)):
            if self._clauses.word(number) != "according" or self._clauses.word(number + 1) != "to":
                continue
            if self.is_quoted(tokens[number].start):
                continue
            head = next(self._clauses.children(number + 1, "pobj"), None)
            if head is None:
                head = number + 2
            speaker = self._speakers.named(head)
            return number, Attribution(speaker, Span(tokens[number].start, tokens[number + 1].end))
        return None

    # One quotation.

    def _beside(self, span: Span) -> Attribution | None:
        return (
            self._right_after(span)
            or self._governing(span)
            or self._according_to(span)
            or self._right_before(span)
            or self._before_a_colon(span)
        )

    def _right_after(self, span: Span) -> Attribution | None:
        """Find “…,” she said; “…?” said X."""
        text, tokens = self._document.text, self._document.tokens
        inner = text[max(span.start, span.end - _WIDEST_SPACE) : span.end].rstrip("\"“”„‟«»‹›＂'‘’`´ \n\t」』")[-1:]
        following = text[span.end : span.end + 1]
        if inner not in _ENDS_INSIDE and following != ",":
            return None
        region = self._outside_after(span)
        if region and tokens[region.start].tag in {"IN", "WRB"}:  # “…,” as the crowd cheered
            return None
        comma = inner == "," or following == ","
        for number in region:
            token = tokens[number]
            if not self._clauses.is_verb(number) and token.lemma not in SPEAKING:
                continue
            says = token.lemma in SPEAKING and token.pos in {"VERB", "AUX", "NOUN", "PROPN"}
            if not says and not (comma and self._may_speak(number, span)):
                continue
            if number == region.start and not says:
                return None
            if token.tag == "VBG" and number == region.start:  # “…,” adding that
                continue
            subject = self._subject_in(number, region)
            if subject is not None:
                return self.of_verb(number, subject)
        if region and self._clauses.word(region.start) == "according":
            found = self.according(region.start, region.stop)
            return found and found[1]
        return None

    def _may_speak(self, verb: int, span: Span) -> bool:
        """Whether a verb that is none of speaking may stand with a quotation: “…,” he smiled."""
        token = self._document.tokens[verb]
        main = token.pos == "VERB" and token.dep not in {"acl", "relcl", "advcl"}
        return main and self._clauses.is_finite(verb) and self._is_statement(span)

    def _is_statement(self, span: Span) -> bool:
        """Whether a quotation says something, as a title or a single word does not."""
        words = self._document.numbers(span.start, min(span.end, span.start + _WIDEST * 20))
        fewest = _FEWEST_WORDS_OF_A_CLAUSE if any(map(self._clauses.is_finite, words)) else _FEWEST_WORDS_OF_A_STATEMENT
        return self._words(span) >= fewest

    def _words(self, span: Span) -> int:
        return sum(token.pos not in {"PUNCT", "SYM"} for token in self._document.words(*span))

    def _subject_in(self, verb: int, region: range) -> int | None:
        """Return the head of a verb's subject among the words after a quotation, also where the parse went wrong."""
        own = self._clauses.own_subject(verb)
        if own is not None and own in region:
            return own
        beside = self._after_inversion(verb, region) if verb == region.start else self._before_verb(verb, region)
        if beside is not None or verb == region.start:
            return beside
        shared = self._clauses.subject(verb)
        return shared if shared is not None and shared in region else None

    def _after_inversion(self, verb: int, region: range) -> int | None:
        """Return the head of X in “…,” said X."""
        tokens = self._document.tokens
        for number in range(verb + 1, min(verb + _NEAREST, region.stop)):
            if tokens[number].pos in _NOUNS:
                return self._top(number, verb, region)
            if tokens[number].pos not in {"ADJ", "ADV", "DET", "NUM"}:
                return None
        return None

    def _before_verb(self, verb: int, region: range) -> int | None:
        """Return the noun right before a verb: “…,” the minister posted."""
        tokens = self._document.tokens
        before = (
            n for n in range(verb - 1, region.start - 1, -1) if tokens[n].pos not in {"ADV", "AUX", "PART", "PUNCT"}
        )
        number = next(before, None)
        return number if number is not None and tokens[number].pos in _NOUNS else None

    def _top(self, number: int, verb: int, region: range) -> int:
        """Return the head of the noun phrase that a word begins."""
        tokens = self._document.tokens
        for below, above in self._clauses.ancestors(number):
            if above == verb or above not in region or tokens[below].dep not in {"compound", "amod", "nmod", "poss"}:
                return below
            number = above
        return number

    def _governing(self, span: Span) -> Attribution | None:
        """Find the nearest verb up the tree that says or names: labelled it a “…”; said it had “…”."""
        best: tuple[int, int] | None = None
        tokens = self._document.tokens
        words = self._document.numbers(span.start, span.end)
        for number in words:
            if tokens[number].head in words or tokens[number].pos == "PUNCT":
                continue
            for steps, (below, above) in enumerate(self._clauses.ancestors(number)):
                if best and steps >= best[0]:
                    break
                if above in words or self.is_quoted(tokens[above].start) or tokens[above].pos not in {"VERB", "AUX"}:
                    continue
                denied = next(self._clauses.children(above, "neg"), None) is not None
                if not denied and self._leads_to(above, below, words):
                    if self.of_verb(above):
                        best = steps, above
                    break
        return self.of_verb(best[1]) if best else None

    def _leads_to(self, verb: int, below: int, words: range) -> bool:
        """Whether what depends on a verb by the word `below`, with the quoted `words`, is what the verb says."""
        tokens = self._document.tokens
        lemma, dep = tokens[verb].lemma, tokens[below].dep
        if dep in SUBJECTS or dep in {"npadvmod", "advmod", "relcl", "csubj"}:
            return False
        if dep == "prep" and lemma not in NAMING:
            return False
        if dep == "prep" and self._clauses.word(below) in _ADJUNCTS:
            return False
        if lemma in NAMING:
            return True
        if dep == "dobj" and (below not in words or lemma == "read"):  # maintaining a “…” partnership
            return False
        return lemma in SPEAKING and dep not in {"advcl"}

    def _according_to(self, span: Span) -> Attribution | None:
        sentence = self._sentence(span.start)
        if sentence is None:
            return None
        words = self._document.numbers(sentence.start, max(sentence.end, span.end))
        found = self.according(words.start, min(words.stop, words.start + 4 * _WIDEST))
        return found and found[1]

    def _right_before(self, span: Span) -> Attribution | None:
        """Find X said: “…”; told reporters “…”."""
        tokens, text = self._document.tokens, self._document.text
        region = self._outside_before(span)
        words = self._words(span)
        nearest = _NEAREST if words < _FEWEST_WORDS_OF_A_STATEMENT else 2 * _NEAREST
        for number in reversed(region):
            if region.stop - number > nearest and text[span.start - 2 : span.start - 1] not in {",", ":"}:
                break
            if tokens[number].pos not in {"VERB", "AUX", "NOUN"} or tokens[number].lemma not in SPEAKING:
                continue
            if tokens[number].pos == "NOUN" and not self._clauses.is_verb(number):
                continue
            if (
                words < _FEWEST_WORDS_OF_A_STATEMENT
                and tokens[region.stop - 1].pos != "PUNCT"
                and number < region.stop - 1
            ):
                break
            found = self.of_verb(number)
            if found:
                return found
        return None

    def _before_a_colon(self, span: Span) -> Attribution | None:
        """Find X: “…”; and the subject of any sentence that a colon ends before the quotation."""
        tokens, text = self._document.tokens, self._document.text
        if not text[max(0, span.start - _WIDEST_SPACE) : span.start].rstrip().endswith(":"):
            return None
        region = self._outside_before(span)
        if not region:
            return None
        for number in region:
            token = tokens[number]
            if token.dep in SUBJECTS and tokens[token.head].dep == "ROOT" and not self.is_quoted(token.start):
                if self._speakers.mention_at(token.start) or is_pronoun(token):
                    return Attribution(self._speakers.named(number), None)
                return None
        first, last = tokens[region.start].start, tokens[region.stop - 1].end
        verbs = any(self._clauses.is_finite(number) for number in region if self._clauses.is_verb(number))
        names = self._speakers.mentions_in(first, last)
        if names and not verbs and not text[first : names[0].start].strip():
            return Attribution(self._speakers.of_mention(names[0]), None)
        return None

    def _alone(self, span: Span, before: Quote | None) -> Attribution | None:
        """Find the speaker of the sentence before, for a quotation that is whole sentences."""
        previous = self._sentence_before(span.start)
        if previous is None or not self._is_whole(span):
            return None
        if before and before.speaker and before.end > previous.start:
            return Attribution(before.speaker, before.cue)
        same_paragraph = "\n" not in self._document.text[previous.end : span.start]
        return self._main_speaker(previous) or (self._subject_of(previous) if same_paragraph else None)

    def _main_speaker(self, sentence: Sentence) -> Attribution | None:
        """Return who speaks in a sentence that reports: the subject of its main verb of saying."""
        tokens = self._document.tokens
        words = self._document.numbers(sentence.start, sentence.end)
        for number in words:
            token = tokens[number]
            main = token.dep == "ROOT" or (token.dep == "conj" and tokens[token.head].dep == "ROOT")
            if main and token.lemma in REPORTING - OF_DOCUMENTS and not self.is_quoted(token.start):
                found = self.of_verb(number)
                if found:
                    return found
        return None

    def _subject_of(self, sentence: Sentence) -> Attribution | None:
        """Return the person that a sentence is about."""
        tokens = self._document.tokens
        for number in self._document.numbers(sentence.start, sentence.end):
            token = tokens[number]
            if token.dep == "nsubj" and tokens[token.head].dep == "ROOT" and not self.is_quoted(token.start):
                mention = self._speakers.mention_at(token.start)
                if (mention and mention.label == "PERSON") or self._clauses.word(number) in {"he", "she"}:
                    return Attribution(self._speakers.named(number), None)
                return None
        return None

    # The surroundings of a quotation.

    def _outside_after(self, span: Span) -> range:
        """Return the numbers of the words after a quotation in its sentence, up to another quotation."""
        words = self._document.numbers(span.end, span.end + _WIDEST * 20)
        number = bisect_right(self._sentence_starts, span.end - 1)
        sentences = self._document.sentences
        end = sentences[number - 1].end if number else 0
        if end <= span.end and number < len(sentences):  # “…?” he asked.
            following = sentences[number]
            if "\n" not in self._document.text[span.end : following.start]:
                end = following.end
        place = bisect_left(self._quote_starts, span.end)
        if place < len(self._quote_starts):
            end = min(end, self._quote_starts[place])
        words = self._document.numbers(span.end, end)
        first = words.start
        while first < words.stop and self._document.tokens[first].pos in {"PUNCT", "SYM"}:
            first += 1
        return range(first, min(words.stop, first + _WIDEST))

    def _outside_before(self, span: Span) -> range:
        """Return the numbers of the words before a quotation in its sentence, after the one before."""
        sentence = self._sentence(span.start)
        if sentence is None:
            return range(0)
        start = sentence.start
        gap = self._document.text[max(0, start - _WIDEST_SPACE) : start]
        place = bisect_left(self._quote_starts, span.start)
        if start == span.start and gap.rstrip().endswith(":"):  # a line that ends with a colon leads to the next
            before = self._sentence_before(start)
            start = before.start if before else start
        if place:
            start = max(start, self._quoted[place - 1].end)
        words = self._document.numbers(start, span.start)
        return range(max(words.start, words.stop - _WIDEST), words.stop)

    def _is_whole(self, span: Span) -> bool:
        """Whether a quotation begins and ends where sentences do."""
        first = self._sentence(span.start)
        last = self._sentence(span.end - 1)
        text = self._document.text
        if first is None or last is None:
            return False
        return not text[first.start : span.start].strip("-–—*> ") and not text[span.end : last.end].strip(".?!…\"'”’ ")

    def _sentence(self, place: int) -> Sentence | None:
        number = bisect_right(self._sentence_starts, place) - 1
        return self._document.sentences[number] if number >= 0 else None

    def _sentence_before(self, place: int) -> Sentence | None:
        number = bisect_right(self._sentence_starts, place) - 2
        return self._document.sentences[number] if number >= 0 else None

    def _cue(self, verb: int) -> Span:
        token = self._document.tokens[verb]
        following = verb + 1
        if token.lemma == "call" and following < len(self._document.tokens) and self._clauses.word(following) == "for":
            return Span(token.start, self._document.tokens[following].end)
        return Span(token.start, token.end)
