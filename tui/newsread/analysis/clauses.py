"""The grammar of a document as a tree: what depends on a word, how far its words reach, who does what a verb says."""

from collections.abc import Iterator
from functools import cached_property

from newsread.analysis.document import Document
from newsread.analysis.result import Token

SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_FINITE = frozenset(["VBD", "VBP", "VBZ", "MD"])
_SHARES_A_SUBJECT = frozenset(["conj", "xcomp", "advcl", "pcomp", "prep", "ccomp"])
_FURTHEST = 60
"""Steps up the tree at most; no sentence that a person reads nests so deep."""


class Clauses:
    """The words of a document, known by their numbers, and what depends on what."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.tokens = document.tokens

    def word(self, number: int) -> str:
        """Return a word as it stands, in lower case."""
        token = self.tokens[number]
        return self.text[token.start : token.end].lower()

    @cached_property
    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self.tokens]
        for number, token in enumerate(self.tokens):
            if token.head != number:
                children[token.head].append(number)
        return children

    def children(self, number: int, *deps: str) -> Iterator[int]:
        """Yield the words that depend on a word, in the order of the text; all, or those of some relations."""
        for child in self._children[number]:
            if not deps or self.tokens[child].dep in deps:
                yield child

    def ancestors(self, number: int) -> Iterator[tuple[int, int]]:
        """Yield (word below, word) for each word up the tree from a word."""
        for _ in range(_FURTHEST):
            head = self.tokens[number].head
            if head == number:
                return
            yield number, head
            number = head

    @cached_property
    def _edges(self) -> list[tuple[int, int]]:
        edges = [(number, number) for number in range(len(self.tokens))]
        order = [number for number, token in enumerate(self.tokens) if token.head == number]
        for number in order:  # grows while it is walked: every word after its head
            order += self._children[number]
        for number in reversed(order):
            head = self.tokens[number].head
            first, last = edges[number]
            edges[head] = min(edges[head][0], first), max(edges[head][1], last)
        return edges

    def reach(self, number: int) -> tuple[int, int]:
        """Return the numbers of the first and the last word that depend on a word, itself included."""
        return self._edges[number]

    def is_verb(self, number: int) -> bool:
        """Whether a word is a form of a verb."""
        return self.tokens[number].tag.startswith("VB")

    def is_finite(self, number: int) -> bool:
        """Whether a verb has a tense or an auxiliary that has one."""
        return self.tokens[number].tag in _FINITE or any(
            self.tokens[child].tag in _FINITE for child in self.children(number, "aux", "auxpass")
        )

    def own_subject(self, number: int) -> int | None:
        """Return the head of a verb's own subject; of a passive one's agent, if it is told."""
        subject = next(self.children(number, *sorted(SUBJECTS)), None)
        if subject is not None and self.tokens[subject].dep == "nsubj":
            return subject
        if subject is not None or any(self.children(number, "auxpass")):
            for by in self.children(number, "agent"):
                return next(self.children(by, "pobj"), None)
        return None

    def subject(self, number: int) -> int | None:
        """Return the head of the one who does what a verb says: its own subject, or that of the verb above it."""
        for _ in range(_FURTHEST):
            found = self.own_subject(number)
            token = self.tokens[number]
            if found is not None or token.head == number:
                return found
            if any(self.children(number, "auxpass")):  # nobody is told
                return None
            if token.dep in {"acl", "relcl"}:
                return self._owner(token.head)
            if token.dep not in _SHARES_A_SUBJECT or (token.dep == "ccomp" and self.is_finite(number)):
                return None
            number = token.head
            passive = next(self.children(number, "nsubjpass"), None)
            if passive is not None:  # was quoted as saying
                return passive
        return None

    def _owner(self, noun: int) -> int:
        """Return whose a statement is; the noun itself where it is nobody's."""
        return next(self.children(noun, "poss"), noun)

    def noun_phrase(self, head: int) -> tuple[int, int]:
        """Return the numbers of the first and the last word of a noun with what belongs to it before any comma."""
        first = last = head
        while first > 0 and self._belongs_before(first - 1, head):
            first -= 1
        for child in self.children(head, "prep"):
            reach = self.reach(child)
            words = range(reach[0], reach[1] + 1)
            if reach[0] == last + 1 and not any(self.tokens[number].pos == "PUNCT" for number in words):
                last = reach[1]
        return first, last

    def _belongs_before(self, number: int, head: int) -> bool:
        if self.tokens[number].pos in {"PUNCT", "VERB", "AUX", "ADP", "CCONJ", "SCONJ"} and self.word(number) != "-":
            return False
        return any(above == head for _, above in self.ancestors(number))


def is_pronoun(token: Token) -> bool:
    """Whether a word is a personal pronoun."""
    return token.tag == "PRP"
