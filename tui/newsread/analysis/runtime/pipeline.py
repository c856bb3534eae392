"""The language pipeline: spaCy's model over given sentences. Only this module imports spaCy."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.util import get_model_meta, is_compatible_version

from newsread.analysis.result import MODEL_PACKAGE, Analysis, AnalysisUnavailable, Entity, Token
from newsread.articles.sentences import paragraphs

_LONGEST_PIECE = 2_000
"""In code points. Longer than most paragraphs; the tokenizer's time grows with the square of odd input."""
_BATCH = 32
"""Pieces that spaCy holds in memory at once."""
_LONG_WORD = re.compile(r"\S{300}")
"""No language that parts its words by white space has such a one. It stays one token: the tokenizer would take it apart
sign by sign, in a time that grows with its square."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


class Pipeline:
    """The small English model, loaded.

    Raises AnalysisUnavailable where there is no model, or one that this spaCy cannot run.
    """

    def __init__(self) -> None:
        folder = _model_folder()
        meta = get_model_meta(folder)
        # Asked here because spaCy itself only warns, and then fails in odd ways.
        if not is_compatible_version(spacy.__version__, meta["spacy_version"]):
            raise AnalysisUnavailable(
                f"the language model needs spaCy {meta['spacy_version']}, installed is {spacy.__version__}"
            )
        self._nlp = spacy.load(folder)
        self._nlp.tokenizer.token_match = _LONG_WORD.match
        self.model = f"{meta['lang']}_{meta['name']}-{meta['version']}"

    def analyse(self, text: str, starts: Sequence[int]) -> Analysis:
        """Find the words and entities of a text whose sentences begin at `starts`, in ascending order."""
        entities: list[Entity] = []
        tokens: list[Token] = []
        text = _LONE_SURROGATE.sub(_REPLACEMENT, text)  # spaCy raises at them; the places stay
        # The zone frees the words spaCy has met for the first time, or memory grows with every article.
        with self._nlp.memory_zone():
            pieces = ((self._piece(text, span, starts), span[0]) for span in _pieces(text, starts))
            for doc, offset in self._nlp.pipe(pieces, as_tuples=True, batch_size=_BATCH):
                found = (_entity(text, offset + ent.start_char, offset + ent.end_char, ent.label_) for ent in doc.ents)
                entities += filter(None, found)
                tokens += _tokens(doc, offset, len(tokens))
        return Analysis(self.model, tuple(entities), tuple(tokens))

    def _piece(self, text: str, span: tuple[int, int], starts: Sequence[int]) -> Doc:
        """Tokenise a piece of the text; no entity will reach over the start of a sentence in it."""
        doc = self._nlp.make_doc(text[slice(*span)])
        sentence = None
        for token in doc:
            before, sentence = sentence, bisect_right(starts, span[0] + token.idx)
            token.is_sent_start = sentence != before
        return doc


def _model_folder() -> Path:
    """Return the folder with the model's data inside its package, without importing the package."""
    package = find_spec(MODEL_PACKAGE)
    for folder in (package and package.submodule_search_locations) or ():
        for config in Path(folder).glob(f"{MODEL_PACKAGE}-*/config.cfg"):
            return config.parent
    raise AnalysisUnavailable("the language model is not installed")


def _pieces(text: str, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs; one that is too long in pieces, parted where a sentence starts if that can be."""
    for first, end in paragraphs(text):
        start = first
        while end - start > _LONGEST_PIECE:
            limit = start + _LONGEST_PIECE
            begun = bisect_right(starts, limit)
            cut = starts[begun - 1] if begun and starts[begun - 1] > start else limit
            yield start, cut
            start = cut
        yield start, end


def _tokens(doc: Doc, offset: int, before: int) -> Iterator[Token]:
    """Yield the words and signs of a piece, counted on from the number of those before."""
    words = [token for token in doc if not token.is_space]
    number = {token.i: before + place for place, token in enumerate(words)}
    for token in words:
        start = offset + token.idx
        head = token.head
        while head.i not in number and head.head is not head:  # white space depends on words, and seldom is their head
            head = head.head
        yield Token(
            start,
            start + len(token),
            token.lemma_,
            token.pos_,
            token.tag_,
            token.dep_,
            number.get(head.i, number[token.i]),
        )


def _entity(text: str, start: int, end: int, label: str) -> Entity | None:
    """Return an entity without white space at its edges, where spaCy lets some of Unicode's stand."""
    found = text[start:end]
    start = end - len(found.lstrip())
    end = start + len(found.strip())
    return Entity(start, end, label) if start < end else None
