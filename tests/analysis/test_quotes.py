"""Quotations with who says them, in small texts that the model reads."""

import string
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsread.analysis.document import Document
from newsread.analysis.entities.entity import Mention
from newsread.analysis.quotes.extraction import Quote, direct_quotes, quotes, quotes_of, variants
from newsread.analysis.quotes.quotation import Speaker
from newsread.analysis.quotes.quotation_marks import marked
from newsread.analysis.result import Analysis, Token
from newsread.analysis.runtime.pipeline import Pipeline
from newsread.articles.article import Article
from newsread.articles.sources import Source

NAMES = {
    "Olena Petrenko": "PERSON",
    "Petrenko": "PERSON",
    "Mark Howe": "PERSON",
    "Howe": "PERSON",
    "Mary Smith": "PERSON",
    "Smith": "PERSON",
    "John Brown": "PERSON",
    "Brown": "PERSON",
    "Dana Petrenko": "PERSON",
    "NATO": "ORG",
    "Reuters": "ORG",
}


@pytest.fixture(scope="module")
def read() -> Callable[[str], Document]:
    pipeline = Pipeline()

    def document(text: str) -> Document:
        article = Article(id="a.txt", file=Path("a.txt"), text=text, source=Source())
        return Document(article, pipeline.analyse(text, [sentence.start for sentence in article.sentences]))

    return document


def mentions(text: str) -> list[Mention]:
    """Return the names above wherever they stand; a person's id is the surname."""
    found: list[Mention] = []
    for name in sorted(NAMES, key=len, reverse=True):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not any(mention.start < end and start < mention.end for mention in found):
                found.append(Mention(start, end, NAMES[name], name.rsplit(maxsplit=1)[-1]))
            start = text.find(name, end)
    return sorted(found)


def told(document: Document, *, direct: bool) -> list[tuple[str, str | None, str | None]]:
    """Return each quotation's words, its speaker's entity or words, and its cue."""
    text = document.text
    return [
        (
            text[quote.start : quote.end],
            quote.speaker and (quote.speaker.entity or text[quote.speaker.start : quote.speaker.end]),
            quote.cue and text[slice(*quote.cue)],
        )
        for quote in quotes(document, mentions(text))
        if quote.direct is direct
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("“We will rebuild the bridge,” Petrenko said on Tuesday.", "Petrenko", "said"),
        ("“We will rebuild the bridge,” said Olena Petrenko, the mayor.", "Petrenko", "said"),
        ("“Will you rebuild the bridge?” asked Petrenko.", "Petrenko", "asked"),
        ("“We will rebuild the bridge,” the engineers wrote in a letter.", "the engineers", "wrote"),
        ("Petrenko told Reuters: “We will rebuild the bridge.”", "Petrenko", "told"),
        ("NATO called the bridge a “decisive link” for the region.", "NATO", "called"),
        ("Petrenko said the bridge was “beyond all repair” after the flood.", "Petrenko", "said"),
        ("The bridge is “beyond all repair,” according to Petrenko.", "Petrenko", "according to"),
        ("Olena Petrenko: “We will rebuild the bridge.”", "Petrenko", None),
        ("The road leads over the “bridge of sighs” to the old market.", None, None),
    ],
)
def test_the_speaker_of_a_direct_quotation(
    read: Callable[[str], Document], text: str, speaker: str | None, cue: str | None
) -> None:
    [(_, *found)] = told(read(text), direct=True)
    assert found == [speaker, cue]


def test_a_quotation_that_the_cue_splits_has_one_speaker(read: Callable[[str], Document]) -> None:
    document = read("“The bridge is gone,” Petrenko said, “and we will rebuild it.”")
    assert told(document, direct=True) == [
        ("“The bridge is gone,”", "Petrenko", "said"),
        ("“and we will rebuild it.”", "Petrenko", "said"),
    ]


def test_a_quotation_that_stands_alone_goes_on_with_the_speaker_before(read: Callable[[str], Document]) -> None:
    document = read("“The bridge is gone,” Petrenko said. “We will rebuild it.”")
    assert [speaker for _, speaker, _ in told(document, direct=True)] == ["Petrenko", "Petrenko"]


def test_a_pronoun_is_the_one_who_spoke_and_not_who_was_spoken_of(read: Callable[[str], Document]) -> None:
    document = read("Petrenko said that Howe had lied about the bridge. “It fell down in May,” she added.")
    assert told(document, direct=True) == [("“It fell down in May,”", "Petrenko", "added")]


def test_a_pronoun_is_nobody_named_after_somebody_without_a_name(read: Callable[[str], Document]) -> None:
    document = read("Mark Howe met Petrenko in May. A witness ran to the bridge. “It fell down at once,” he said.")
    assert told(document, direct=True) == [("“It fell down at once,”", "he", "said")]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Mary Smith met John Brown. “I am glad,” Brown said. “So am I,” she said.", ["Brown", "Smith"]),
        ("John Brown met Mary Smith. “I am glad,” Smith said. “So am I,” he said.", ["Smith", "Brown"]),
        ("Ms. Petrenko met Howe in May. “I am glad,” he said. “So am I,” she said.", ["Howe", "Petrenko"]),
        ("Spokeswoman Dana Petrenko thanked Howe. “It was hard,” she said. “It was,” he said.", ["Petrenko", "Howe"]),
        ("Petrenko, the army's spokesman, thanked Howe. “It was hard,” she said.", ["Howe"]),
        ("Petrenko said she and her son were well. Howe thanked Petrenko. “It fell,” he said.", ["Howe"]),
        ("Mark Howe drove home. A woman ran to the bridge. “It fell,” he said.", ["Howe"]),
        ("Mark Howe drove home. “It fell,” she said.", ["she"]),
    ],
)
def test_a_pronoun_is_nobody_of_another_gender(read: Callable[[str], Document], text: str, speakers: list[str]) -> None:
    assert [speaker for _, speaker, _ in told(read(text), direct=True)] == speakers


def test_a_pronoun_that_may_be_either_of_two_is_left_open(read: Callable[[str], Document]) -> None:
    for text in (
        "Petrenko met Howe on Tuesday. “It fell,” she said.",
        "Howe met Petrenko in May. “It fell,” she said.",
    ):
        assert told(read(text), direct=True) == [("“It fell,”", "she", "said")]
    known = "Howe met Olena Petrenko in May. “It fell,” she said."
    assert told(read(known), direct=True) == [("“It fell,”", "Petrenko", "said")]


def test_of_a_text_in_another_language_the_marks_alone_are_read(read: Callable[[str], Document]) -> None:
    document = read("„Wir bauen die Brücke neu“, sagte Petrenko. «Olena Petrenko said no.»")
    assert [(quote.direct, quote.speaker, quote.cue) for quote in direct_quotes(document)] == [(True, None, None)] * 2


def test_names_inside_a_quotation_are_no_one_that_a_pronoun_means(read: Callable[[str], Document]) -> None:
    document = read("“Howe built it and Howe broke it,” Petrenko said.\n\n“It fell down in May,” she added.")
    assert told(document, direct=True)[1][1] == "Petrenko"


def test_an_office_is_the_one_who_holds_it(read: Callable[[str], Document]) -> None:
    document = read("Mayor Olena Petrenko met Mark Howe on Tuesday. “The bridge is gone,” the mayor said.")
    assert told(document, direct=True) == [("“The bridge is gone,”", "Petrenko", "said")]


def test_the_name_under_a_post_is_its_speaker(read: Callable[[str], Document]) -> None:
    post = "We will rebuild it. Trust me.\n— Olena Petrenko (@petrenko) May 3, 2025"
    text = f"The bridge fell in May, police said.\n\n{post}"
    assert told(read(text), direct=True) == [("We will rebuild it. Trust me.", "Petrenko", None)]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Petrenko said that the bridge had fallen down.", "the bridge had fallen down", "Petrenko"),
        ("Petrenko said the bridge had fallen down.", "the bridge had fallen down", "Petrenko"),
        ("The bridge has fallen down, Petrenko said on Tuesday.", "The bridge has fallen down", "Petrenko"),
        ("According to Petrenko, the bridge has fallen down.", "the bridge has fallen down", "Petrenko"),
        ("The bridge has fallen down, according to Petrenko.", "The bridge has fallen down", "Petrenko"),
        ("KYIV — Olena Petrenko said the bridge had fallen down.", "the bridge had fallen down", "Petrenko"),
        (
            "Petrenko said the bridge had fallen down, pointing to the floods in May.",
            "the bridge had fallen down",
            "Petrenko",
        ),
    ],
)
def test_what_is_reported_is_guessed(read: Callable[[str], Document], text: str, content: str, speaker: str) -> None:
    assert [row[:2] for row in told(read(text), direct=False)] == [(content, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Petrenko did not say that the bridge had fallen down.",
        "Petrenko could say that the bridge had fallen down.",
        "If Petrenko says that the bridge fell down, we will know.",
        "Did Petrenko say that the bridge had fallen down?",
        "Petrenko said how the bridge had fallen down.",
        "The flood suggests that the bridge was weak.",
        "“The bridge has fallen down,” Petrenko said.",
        "Petrenko called for a new bridge.",
        "The bridge fell down; engineers say little.",
    ],
)
def test_what_is_denied_supposed_or_asked_is_not_reported(read: Callable[[str], Document], text: str) -> None:
    assert told(read(text), direct=False) == []


def test_a_sentence_inside_a_quotation_knows_it(read: Callable[[str], Document]) -> None:
    document = read("“The bridge is gone. We will rebuild it,” Petrenko said. The river is high.")
    found = quotes(document, mentions(document.text))
    assert quotes_of(found, document.sentences) == (found[0], found[0], None)


def groups(*texts: str, speaker: bool = True) -> list[list[str]]:
    articles = dict(zip(string.ascii_letters, texts, strict=False))
    said = Speaker(0, 1, "x") if speaker else None
    found = {
        name: [Quote(span.start, span.end, True, said, None) for span in marked(text)]
        for name, text in articles.items()
    }
    return [[article for article, _ in group] for group in variants(found, articles)]


def test_one_quotation_is_known_in_other_words_and_cut_short() -> None:
    fuller = "“This war in Europe is a clear signal that he intends to do anything but end the war,” she wrote."
    assert groups("“a clear signal that he is going to do anything but end the war,”", fuller) == [["a", "b"]]
    assert groups("“We need an answer to this. An answer from all who want peace,”", "“all who want peace”") == [
        ["a", "b"]
    ]
    assert groups("a “decisive enabler” of it", "“Decisive enabler”, they said") == [["a", "b"]]


def test_quotations_that_share_a_few_words_are_two() -> None:
    assert groups("“It was a mess,” he said.", "“It was a pirate ship,” she said.") == []
    assert groups("“It was a mess,” he said. “It was a mess,” he said.") == []
    assert groups("the “Titanic” sailed", "on the “Titanic”", speaker=False) == []


TAGS = ["VBD", "VBZ", "VBG", "VB", "NN", "NNS", "NNP", "PRP", "WP", "WDT", "IN", ".", "DT"]
DEPS = ["nsubj", "nsubjpass", "ccomp", "ROOT", "conj", "advcl", "dobj", "punct", "prep", "pobj", "parataxis", "relcl"]
PARTS = ["VERB", "NOUN", "PROPN", "PRON", "PUNCT", "ADP", "AUX"]
WORDS = [
    "say",
    "Mark",
    "Howe",
    "he",
    "according",
    "to",
    "it",
    "they",
    ",",
    ".",
    "“",
    "”",
    '"',
    ":",
    "I",
    "president",
    "\n",
]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return a document whose grammar makes no sense, with heads in circles."""
    words = draw(st.lists(st.sampled_from(WORDS), max_size=30))
    text = " ".join(words)
    tokens, start = [], 0
    for word in words:
        if word.strip():
            row = (draw(st.sampled_from(PARTS)), draw(st.sampled_from(TAGS)), draw(st.sampled_from(DEPS)))
            tokens.append(Token(start, start + len(word), word.lower(), *row, draw(st.integers(0, 30))))
        start += len(word) + 1
    tokens = [token._replace(head=token.head % len(tokens)) for token in tokens]
    return Document(Article(id="a", file=Path("a"), text=text, source=Source()), Analysis("m", (), tuple(tokens)))


@given(documents())
def test_no_grammar_is_too_odd(document: Document) -> None:
    check(document)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(st.sampled_from("\"'“”‘’„«»`,. \n\u2028aIs—(@)😀\x00شあ「") | st.characters(codec="utf-8"), max_size=120)
)
def test_no_text_is_too_odd(read: Callable[[str], Document], text: str) -> None:
    check(read(text))


def check(document: Document) -> None:
    found = quotes(document, mentions(document.text))
    assert list(found) == sorted(found, key=lambda quote: (quote.start, -quote.end))
    for quote in found:
        for span in (quote, quote.speaker, quote.cue):
            assert span is None or 0 <= span.start < span.end <= len(document.text)
    assert len(quotes_of(found, document.sentences)) == len(document.sentences)
    variants({"a": found, "b": found}, {"a": document.text, "b": document.text})
