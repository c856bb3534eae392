"""Documents whose names a test gives itself, as a model would have found them."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from newsread.analysis.document import Document
from newsread.analysis.entities.entity import Correction, Mention, entities
from newsread.analysis.result import Analysis, Entity, Token
from newsread.articles.article import Article
from newsread.articles.sources import Source

_WORD = re.compile(r"\w+(?:\.\w\.)*|[^\w\s]")


def document(text: str, *names: tuple[str, str], article: str = "a.txt") -> Document:
    """Return a document in which a model found these (form, label), each at its next place in the text."""
    found, end = [], 0
    for form, label in names:
        start = text.index(form, end)
        end = start + len(form)
        found.append(Entity(start, end, label))
    tokens = tuple(_token(number, word) for number, word in enumerate(_WORD.finditer(text)))
    analysis = Analysis("by hand", tuple(found), tokens)
    return Document(Article(id=article, file=Path(article), text=text, source=Source()), analysis)


def _token(number: int, word: re.Match[str]) -> Token:
    pos = "PROPN" if word[0][0].isupper() else "NOUN"
    return Token(*word.span(), word[0].lower(), pos, "NN", "dep", number)


def named(documents: Document | Sequence[Document], corrections: Iterable[Correction] = ()) -> list[tuple[str, str]]:
    """Return the (form, label) of all mentions, in the order of the texts."""
    several = [documents] if isinstance(documents, Document) else documents
    found = entities(several, tuple(corrections))
    return [(_form(one, mention), mention.label) for one in several for mention in found.of_article[one.id]]


def ids(documents: Sequence[Document], corrections: Iterable[Correction] = ()) -> dict[str, str]:
    """Return the id of every form that names something; of a form that names several, the last."""
    found = entities(documents, tuple(corrections))
    return {_form(one, mention): mention.entity for one in documents for mention in found.of_article[one.id]}


def _form(one: Document, mention: Mention) -> str:
    return one.text[mention.start : mention.end]
