"""What a number or a date is said of, read from the parse of its sentence."""

from newsread.analysis.document import Document
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
