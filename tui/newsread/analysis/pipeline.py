"""The language pipeline: spaCy's entity recogniser over given sentences. Only this module imports spaCy."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.util import get_model_meta, is_compatible_version

from newsread.analysis.result import MODEL_PACKAGE, Analysis, AnalysisUnavailable, Entity
from newsread.articles.sentences import paragraphs

_RECOGNISER = "ner"
_LONGEST_PIECE = 2_000
"""In code points. Longer than most paragraphs; the tokenizer's time grows with the square of odd input."""
_BATCH = 16
"""Pieces that spaCy holds in memory at once."""


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
        others = [name for name in meta["components"] if name != _RECOGNISER]
        self._nlp = spacy.load(folder, exclude=others)
        self.model = f"{meta['lang']}_{meta['name']}-{meta['version']}"

    def analyse(self, text: str, starts: Sequence[int]) -> Analysis:
        """Find the entities of a text whose sentences begin at `starts`, in ascending order."""
        # The zone frees the words spaCy has met for the first time, or memory grows with every article.
        with self._nlp.memory_zone():
            pieces = ((self._piece(text, span, starts), span[0]) for span in _pieces(text, starts))
            entities = tuple(
                entity
                for doc, offset in self._nlp.pipe(pieces, as_tuples=True, batch_size=_BATCH)
                for span in doc.ents
                if (entity := _entity(text, offset + span.start_char, offset + span.end_char, span.label_))
            )
        return Analysis(self.model, entities)

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


def _entity(text: str, start: int, end: int, label: str) -> Entity | None:
    """Return an entity without white space at its edges, where spaCy lets some of Unicode's stand."""
    found = text[start:end]
    start = end - len(found.lstrip())
    end = start + len(found.strip())
    return Entity(start, end, label) if start < end else None
