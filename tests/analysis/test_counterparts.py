"""The same claim in another article, in small texts that the model reads."""

import re
import string
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsread.analysis.alignment.counterparts import CONFIRMED, Band, Counterpart, Judged, Place, counterparts
from newsread.analysis.document import Document
from newsread.analysis.result import Analysis, Token
from newsread.analysis.runtime.pipeline import Pipeline
from newsread.articles.article import Article
from newsread.articles.sources import Source

FIRE = (
    "Twelve horses died when a barn burned down near Alton on Monday night.\n\n"
    "Firefighters needed six hours to put out the flames.\n\n"
    "The sheriff has not said what started the blaze."
)
FIRE_TOLD_AGAIN = (
    "The mayor opened a new library in the centre of the town last week.\n\n"
    "A barn near Alton burned down on Monday night, and twelve horses died.\n\n"
    "Six hours passed until firefighters put the flames out."
)
ELECTION = (
    "Voters in Norland chose a new parliament on Sunday.\n\n"
    "The Liberal Party won forty seats, two more than before.\n\n"
    "Turnout was lower than at any election since the war."
)


@pytest.fixture(scope="module")
def read() -> Callable[..., list[Document]]:
    pipeline = Pipeline()

    def documents(*texts: str) -> list[Document]:
        articles = [
            Article(id=f"{number}.txt", file=Path("x"), text=text, source=Source()) for number, text in enumerate(texts)
        ]
        return [Document(each, pipeline.analyse(each.text, [s.start for s in each.sentences])) for each in articles]

    return documents


def place(document: Document, beginning: str) -> Place:
    start, end, _ = next(s for s in document.sentences if document.text.startswith(beginning, s.start))
    return Place(document.id, start, end)


def answer(documents: Sequence[Document], of: Place, *judged: Judged) -> Counterpart | None:
    return next((each for each in counterparts(documents, judged) if each.of == of), None)


def test_the_same_claim_is_found_in_other_words(read: Callable[..., list[Document]]) -> None:
    one, other = documents = read(FIRE, FIRE_TOLD_AGAIN)
    for first, second in (("Twelve horses", "A barn"), ("Firefighters", "Six hours")):
        here, there = place(one, first), place(other, second)
        found = answer(documents, here)
        assert found is not None
        assert (found.to, found.band) == (there, Band.SAME)
        back = answer(documents, there)
        assert back is not None
        assert back.to == here


def test_a_claim_that_only_one_article_makes_has_none(read: Callable[..., list[Document]]) -> None:
    one, other = documents = read(FIRE, FIRE_TOLD_AGAIN)
    assert answer(documents, place(one, "The sheriff")) is None
    assert answer(documents, place(other, "The mayor")) is None


def test_a_sentence_that_a_long_one_contains_tells_the_same(read: Callable[..., list[Document]]) -> None:
    one, other = documents = read(
        "Twelve horses died near Alton on Monday night.\n\nThe sheriff has not said what started the blaze.",
        "The mayor opened a new library in the centre of the town last week.\n\n"
        "Twelve horses died near Alton on Monday night, and two neighbours who had tried to free them"
        " were taken to a hospital with burns.",
    )
    here, there = place(one, "Twelve"), place(other, "Twelve")
    for of, to in ((here, there), (there, here)):
        found = answer(documents, of)
        assert found is not None
        assert (found.to, found.band) == (to, Band.SAME)


def test_of_equal_sentences_the_first_is_given(read: Callable[..., list[Document]]) -> None:
    sentence = "Twelve horses died near Alton on Monday night."
    one, other = documents = read(sentence, "\n\n".join([sentence, FIRE, sentence]))
    found = answer(documents, place(one, "Twelve"))
    assert found is not None
    assert found.to == place(other, "Twelve")
    assert found.to.start == 0


def test_the_reasons_are_words_of_the_sentence_in_its_order(read: Callable[..., list[Document]]) -> None:
    one, _ = documents = read(FIRE, FIRE_TOLD_AGAIN)
    found = answer(documents, place(one, "Twelve horses"))
    assert found is not None
    assert {"horses", "barn", "Alton"} <= set(found.why)
    places = [one.text.index(reason.partition("/")[0]) for reason in found.why]
    assert places == sorted(places)
    assert len(found.why) <= 6


def test_a_reason_names_both_words_where_they_differ(read: Callable[..., list[Document]]) -> None:
    documents = read(
        "Police detained two Alton farmers on suspicion of arson.",
        "The detention of two Alton farmers on suspicion of arson came late.",
    )
    first, *_ = counterparts(documents)
    assert "detained/detention" in first.why


def test_names_stay_whole_in_the_reasons(read: Callable[..., list[Document]]) -> None:
    documents = read("Maria Olsen won the race in Bergen.", "The race in Bergen was won by Maria Olsen.")
    first, *_ = counterparts(documents)
    assert "Maria Olsen" in first.why


def test_a_reason_names_a_word_once_where_both_have_it(read: Callable[..., list[Document]]) -> None:
    documents = read(
        "The Alton shooting of two farmers shocked the county on Monday.",
        "A man was shooting at two Alton farmers on Monday, and the county was shocked.",
    )
    found = counterparts(documents)
    assert found
    for each in found:
        for one, _, other in (reason.partition("/") for reason in each.why):
            assert one.casefold() != other.casefold()


@pytest.mark.parametrize("wordless", ['"', "...", "***", "“ ”", "— — —"])
def test_what_has_no_word_has_no_counterpart(read: Callable[..., list[Document]], wordless: str) -> None:
    documents = read(f"{FIRE}\n\n{wordless}\n\n{wordless}", f"{FIRE_TOLD_AGAIN}\n\n{wordless}")
    found = counterparts(documents)
    texts = {document.id: document.text for document in documents}
    assert found
    for each in found:
        assert each.why
        assert all(wordless != texts[end.article][end.start : end.end] for end in (each.of, each.to))


def test_nothing_is_suggested_without_a_reason(read: Callable[..., list[Document]]) -> None:
    assert not counterparts(read("It did.", "It did."))


def test_furniture_of_a_page_has_no_counterpart(read: Callable[..., list[Document]]) -> None:
    documents = read("Barn burns down near Alton\n\n" + FIRE, "Barn burns down near Alton\n\n" + FIRE)
    claims = {Place(d.id, s.start, s.end) for d in documents for s in d.sentences if s.claim}
    found = counterparts(documents)
    assert {each.of for each in found} == claims
    assert {each.to for each in found} <= claims


def test_articles_of_several_events_are_kept_apart(read: Callable[..., list[Document]]) -> None:
    documents = read(FIRE, ELECTION, FIRE_TOLD_AGAIN, ELECTION)
    assert {(each.of.article, each.to.article) for each in counterparts(documents)} == {
        ("0.txt", "2.txt"),
        ("2.txt", "0.txt"),
        ("1.txt", "3.txt"),
        ("3.txt", "1.txt"),
    }


def test_other_events_do_not_change_what_is_found_of_one(read: Callable[..., list[Document]]) -> None:
    alone = counterparts(read(FIRE, FIRE_TOLD_AGAIN))
    among_others = counterparts(read(FIRE, FIRE_TOLD_AGAIN, ELECTION))
    assert among_others[: len(alone)] == alone


def test_what_a_reader_rejected_never_comes_again(read: Callable[..., list[Document]]) -> None:
    one, other = documents = read(FIRE, FIRE_TOLD_AGAIN)
    here, there = place(one, "Twelve horses"), place(other, "A barn")
    for judged in (Judged(here, there, same=False), Judged(there, here, same=False)):
        for each in counterparts(documents, [judged]):
            assert {each.of, each.to} != {here, there}


def test_what_a_reader_named_is_given_both_ways(read: Callable[..., list[Document]]) -> None:
    one, other = documents = read(FIRE, FIRE_TOLD_AGAIN)
    here, there = place(one, "The sheriff"), place(other, "The mayor")
    judged = Judged(here, there, same=True)
    assert answer(documents, here, judged) == Counterpart(here, there, Band.SAME, CONFIRMED)
    assert answer(documents, there, judged) == Counterpart(there, here, Band.SAME, CONFIRMED)


def test_the_last_of_two_judgements_holds(read: Callable[..., list[Document]]) -> None:
    one, other = documents = read(FIRE, FIRE_TOLD_AGAIN)
    here, there, another = place(one, "The sheriff"), place(other, "The mayor"), place(other, "Six hours")
    confirmed, rejected = Judged(here, there, same=True), Judged(there, here, same=False)
    assert answer(documents, here, confirmed, rejected) is None
    assert answer(documents, here, rejected, confirmed) is not None
    found = answer(documents, here, Judged(here, another, same=True), confirmed)
    assert found is not None
    assert found.to == there


def test_a_judged_part_of_a_sentence_means_the_sentence(read: Callable[..., list[Document]]) -> None:
    one, other = documents = read(FIRE, FIRE_TOLD_AGAIN)
    here, there = place(one, "The sheriff"), place(other, "The mayor")
    part = Judged(here._replace(start=here.start + 4), there._replace(end=there.end + 5), same=True)
    assert answer(documents, here, part) == Counterpart(here, there, Band.SAME, CONFIRMED)


@pytest.mark.parametrize(
    "other",
    [Place("1.txt", 0, 0), Place("1.txt", 10_000, 10_001), Place("gone.txt", 0, 9), Place("0.txt", 0, 5)],
    ids=["empty", "after the end", "no such article", "the same article"],
)
def test_a_judgement_of_nothing_changes_nothing(read: Callable[..., list[Document]], other: Place) -> None:
    documents = read(FIRE, FIRE_TOLD_AGAIN)
    here = place(documents[0], "Twelve horses")
    assert counterparts(documents, [Judged(here, other, same=True)]) == counterparts(documents)


@pytest.mark.parametrize("texts", [[], [""], ["", ""], [FIRE], ["…", "…"], ["It did.", "It did."]])
def test_little_or_nothing_to_compare_is_no_failure(read: Callable[..., list[Document]], texts: Sequence[str]) -> None:
    for each in counterparts(read(*texts)):
        assert each.of.article != each.to.article


ODD = (
    st.characters(codec=None)
    | st.sampled_from("\"“”'’«»\u202e\u200b\x00\ud800 \n.,")
    | st.sampled_from(string.ascii_letters)
)


def tokenised(number: int, text: str) -> Document:
    """Return a document with made-up grammar, as good as what a model makes of odd text."""
    parts = ("NOUN", "VERB", "PROPN", "ADJ", "PUNCT", "X")
    tokens = tuple(
        Token(*word.span(), word[0], parts[len(word[0]) % len(parts)], "XX", "dep", place)
        for place, word in enumerate(re.finditer(r"\w+|[^\w\s]", text))
    )
    article = Article(id=f"{number}.txt", file=Path("x"), text=text, source=Source())
    return Document(article, Analysis("by hand", (), tokens))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(ODD, max_size=200) | st.sampled_from([FIRE, ELECTION]), max_size=4))
def test_any_text_gives_spans_inside_it_and_one_answer_a_question(texts: list[str]) -> None:
    documents = [tokenised(number, text) for number, text in enumerate(texts)]
    found = counterparts(documents)
    assert found == counterparts(documents)
    sentences = {Place(d.id, s.start, s.end) for d in documents for s in d.sentences if s.claim}
    assert {each.of for each in found} | {each.to for each in found} <= sentences
    questions = [(each.of.article, each.of.start, each.to.article) for each in found]
    assert all(before < after for before, after in pairwise(questions))
    assert all(each.of.article != each.to.article for each in found)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["a" * 1_000_000, '"' * 300_000, "word " * 100_000, "字" * 200_000])
def test_a_megabyte_without_sense_is_compared(text: str) -> None:
    documents = [tokenised(number, text) for number in range(2)]
    assert len(counterparts(documents)) <= 2 * len(documents[0].sentences)
