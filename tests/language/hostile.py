"""Texts that no newspaper prints, and what must be true of whatever is found in them."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from hypothesis import strategies as st

from newsread.analysis.alignment.counterparts import Place, counterparts
from newsread.analysis.alignment.duplicates import copies, texts
from newsread.analysis.document import Document
from newsread.analysis.entities.entity import Mention, entities
from newsread.analysis.facts.extraction import facts, table
from newsread.analysis.quotes.extraction import quotes, quotes_of, variants
from newsread.analysis.quotes.quotation import Quote
from newsread.analysis.result import Analysis, Entity, Token
from newsread.articles.article import Article
from newsread.articles.sources import Source

Analyse = Callable[[str, Sequence[int]], Analysis]
"""Takes a text and where its sentences begin, as the pipeline does."""
Bounds = tuple[int, int]

ODD = (
    "\x00", "\x1b[31m", "\x07", "\x7f", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\t",  # controls
    "\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u061c",  # direction
    "\ud800", "\udfff", "\udc80", "\ud83d",  # half a pair
    "\u200b", "\u200d", "\ufeff", "\u00ad", "\ufffd", "\uffff", "\U0010ffff", "\ufe0f", "\u0301",
    "\u00a0", "\u202f", "\u3000", "\u2003",  # white space
    "👨🏻‍🚒", "👨‍👩‍👧‍👦", "🇺🇦", "🏳️‍🌈", "👍🏿",
    "東京都", "北京说。", "Київ", "заявив", "الرئيس", "ירושלים", "नमस्ते", "ประเทศไทย",
    "ǆ", "İ", "ß", "ﬁ", "Å", "²", "٣", "½",
    "\r\n", "\r", "\n", "\n\n", "\r\n\r\n", " ",
    '"', "“", "”", "‘", "’", "'", "«", "»", "„", "‹", "›", "「", "」", "``", "''",
    ".", "…", "?!", ",", ";", ":", "—", "-", "(", ")", "[", "]", "/", "\\", "#", "@", ">", "*", "_", "|", "%", "$", "€",
)  # fmt: skip
NEWS = (
    " said ", " he said, ", "according to ", " told ", " that ", "it ", "She ", "were captured ",
    "Zelensky", "Angela Merkel ", "President ", "Mr. ", "Kursk region", "the U.S. ", "Chinese ",
    "two soldiers ", "up to 12,000 ", "1,000,000,000,000,000,000,000", "30 percent ", "€5bn", "dozens of ", "half of ",
    "two-thirds of ", "5-3", "April 8, 2025", "2025-02-30", "0000-00-00", "last fall ", "in its third year ",
    "Tuesday ", "8.49pm", "years ago", "Related article: ", "Photo: ", "http://t.co/a", "@V_Zelenskiy_official",
    "- ", "1. ", "By ", "#",
)  # fmt: skip
"""Words that the rules look for, in no order that makes sense."""

_runs = st.builds(lambda unit, times: unit * times, st.sampled_from(ODD + NEWS) | st.characters(), st.integers(2, 300))
_any_text = st.text(st.characters())
hostile = st.lists(_any_text | st.sampled_from(ODD) | st.sampled_from(NEWS) | _runs, max_size=30).map("".join)
"""Pieces of odd signs, of news, of any code points at all, and long runs of one of them."""

MEGABYTE = 1_000_000
_SIGNS = (
    "a", "7", "-", '"', "“", "'", "(", "東", "👨‍👩‍👧‍👦", "e\u0301", "\u202e", "\x00", "\ud800", "\u00a0", "\r\n", "http://a.b/",
)  # fmt: skip
_SPACED = ('"a," said ', "two Words and ")
"""Shorter, for the model takes its time for every word."""
endless_lines = {repr(sign): (sign * MEGABYTE)[:MEGABYTE] for sign in _SIGNS} | {
    repr(sign): (sign * MEGABYTE)[: MEGABYTE // 10] for sign in _SPACED
}
"""By the sign, or signs, that each repeats without an end."""


def by_rule(text: str, starts: Sequence[int], *, chained: bool = False) -> Analysis:
    """Analyse a text without a model: words by their form, grammar by turns, each sentence flat or one long chain."""
    words = [found.span() for found in re.finditer(r"\w+|[^\w\s]", text)]
    begins = sorted({0, *starts})
    tokens: list[Token] = []
    sentence, root = -1, 0
    for number, (start, end) in enumerate(words):
        while sentence + 1 < len(begins) and begins[sentence + 1] <= start:
            sentence, root = sentence + 1, number
        word = text[start:end]
        pos, tag, dep = _GRAMMAR[number % len(_GRAMMAR)] if word[0].isalpha() else ("PUNCT", ".", "punct")
        head = max(root, number - 1) if chained else root
        tokens.append(Token(start, end, word.lower(), pos, tag, "ROOT" if number == root else dep, head))
    names = [span for span in words if text[span[0]].isupper()]
    labelled = (Entity(*span, _LABELS[number % len(_LABELS)]) for number, span in enumerate(names))
    return Analysis("by rule", tuple(labelled), tuple(tokens))


_LABELS = ("PERSON", "GPE", "ORG", "DATE", "CARDINAL", "NORP", "FAC")
_GRAMMAR = (
    ("PROPN", "NNP", "nsubj"), ("VERB", "VBD", "ccomp"), ("NOUN", "NNS", "dobj"), ("PRON", "PRP", "nsubj"),
    ("ADP", "IN", "prep"), ("NUM", "CD", "nummod"), ("NOUN", "NN", "pobj"), ("VERB", "VBN", "acl"),
    ("SCONJ", "IN", "mark"), ("AUX", "VBD", "aux"), ("VERB", "VBD", "conj"), ("NOUN", "NN", "compound"),
    ("PROPN", "NNP", "appos"), ("ADJ", "JJ", "amod"),
)  # fmt: skip


def check(text: str, analyse: Analyse) -> None:
    """Run everything over a text and a second article that repeats it; raise if anything is not as it must be."""
    documents = [
        _document("a.txt", text, analyse),
        _document("b.txt", f"A mayor said so on Tuesday.\n\n{text}", analyse),
    ]
    found = entities(documents)
    said = {document.id: quotes(document, found.of_article[document.id]) for document in documents}
    told = [fact for document in documents for fact in facts(document)]
    for document in documents:
        _check_analysis(document)
        _check_mentions(document, found.of_article[document.id])
        _check_quotes(document, said[document.id])
        counted = [fact for fact in told if fact.article == document.id]
        _in_order([(fact.start, fact.end) for fact in counted], len(document.text))
        assert all(fact.text == document.text[fact.start : fact.end] for fact in counted)
    assert all(row.line() for row in table(told))
    several = variants(said, {document.id: document.text for document in documents})
    assert all(len(group) > 1 for group in several)
    _check_copies(documents)
    _check_counterparts(documents)


def _document(name: str, text: str, analyse: Analyse) -> Document:
    article = Article(name, Path(name), text, Source(published="2025-04-08"))
    return Document(article, analyse(text, [sentence.start for sentence in article.sentences]))


def _check_analysis(document: Document) -> None:
    _in_order([(start, end) for start, end, _ in document.sentences], len(document.text))
    _in_order([(start, end) for start, end, *_ in document.tokens], len(document.text))
    read = Analysis.from_json(json.loads(json.dumps(document.analysis.to_json())), len(document.text))
    assert read == document.analysis


def _check_mentions(document: Document, mentions: Sequence[Mention]) -> None:
    _in_order([(mention.start, mention.end) for mention in mentions], len(document.text))
    assert all(mention.label for mention in mentions)


def _check_quotes(document: Document, found: Sequence[Quote]) -> None:
    length = len(document.text)
    assert [quote.start for quote in found] == sorted(quote.start for quote in found)
    for quote in found:
        _in_order([(quote.start, quote.end)], length)
        if quote.speaker:
            _in_order([(quote.speaker.start, quote.speaker.end)], length)
        if quote.cue:
            _in_order([(quote.cue.start, quote.cue.end)], length)
    _in_order([(quote.start, quote.end) for quote in found if quote.direct], length)
    assert len(quotes_of(found, document.sentences)) == len(document.sentences)


def _check_copies(documents: Sequence[Document]) -> None:
    found = copies(documents)
    assert len(texts([document.id for document in documents], found)) == len(documents) - len(found)
    one, other = documents
    for copy in found:
        assert 0 < copy.containment <= 1
        _in_order([passage.one for passage in copy.passages], len(one.text))
        for passage in copy.passages:
            _in_order([passage.other], len(other.text))


def _check_counterparts(documents: Sequence[Document]) -> None:
    places = {
        Place(document.id, start, end)
        for document in documents
        for start, end, may_claim in document.sentences
        if may_claim
    }
    found = counterparts(documents)
    assert all({each.of, each.to} <= places and each.of.article != each.to.article for each in found)
    assert len({(each.of, each.to.article) for each in found}) == len(found)


def _in_order(spans: Iterable[Bounds], length: int) -> None:
    """Raise unless the spans lie in a text of this length, one after the other, and none is empty."""
    before = 0
    for start, end in spans:
        assert before <= start < end <= length, (before, start, end, length)
        before = end
