"""What a sentence says, as the words that are compared with those of other sentences."""

from dataclasses import dataclass

from newsread.analysis.alignment.wordnet import Word, tells_of_an_event
from newsread.analysis.document import Document
from newsread.analysis.result import Token

_CONTENT = {"NOUN": "n", "PROPN": "", "VERB": "v", "ADJ": "a", "ADV": "r", "NUM": ""}
"""The parts of speech that say what a sentence is about, in the terms of Universal Dependencies and of WordNet.

Names are akin to nothing but themselves: China is no porcelain."""

_EMPTY = frozenset(
    """
    a all also an and any as at be both but by do each few for from have here how if in into it just much
    no not now of off on one only or other out over own same so some still such than that the then there these this
    those to too up very what when where which while who why with
    """.split()  # noqa: SIM905 - a list of words is read as words
)
"""Words that say nothing alone, whatever part of speech the model takes them for."""

LIGHT_VERBS = frozenset({"accord", "add", "be", "do", "get", "go", "have", "make", "report", "say", "take", "tell"})
"""Verbs that every report is full of: that two sentences share one says nothing of what happened."""


@dataclass(frozen=True)
class Terms:
    """The words of one sentence, as they are compared."""

    letters: str
    """The sentence in lower case, its white space made single blanks."""
    lemmas: tuple[str, ...]
    """The lemmas of all its words in lower case, in order."""
    content: tuple[Word, ...]
    """Its content words, each once, in order."""
    events: tuple[Word, ...]
    """Those of them that tell what happens: verbs and the nouns made from verbs."""
    spans: tuple[tuple[int, int], ...]
    """Where each of `content` first stands, half-open in code points of the article's text."""


def terms_of(document: Document, start: int, end: int) -> Terms:
    """Return what the text in a span, half-open in code points, says in words."""
    tokens = document.words(start, end)
    found: dict[str, tuple[Word, tuple[int, int]]] = {}
    for token in tokens:
        if word := _content_word(document.text, token):
            found.setdefault(word.lemma, (word, (token.start, token.end)))
    content = tuple(word for word, _ in found.values())
    return Terms(
        " ".join(document.text[start:end].lower().split()),
        tuple(token.lemma.lower() for token in tokens if token.pos != "PUNCT"),
        content,
        tuple(word for word in content if word.lemma not in LIGHT_VERBS and tells_of_an_event(word)),
        tuple(span for _, span in found.values()),
    )


def _content_word(text: str, token: Token) -> Word | None:
    lemma = token.lemma.lower()
    if token.pos not in _CONTENT or lemma in _EMPTY or text[token.start : token.end].lower() in _EMPTY:
        return None
    return Word(lemma, _CONTENT[token.pos]) if any(map(str.isalnum, lemma)) else None
