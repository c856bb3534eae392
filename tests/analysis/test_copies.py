"""Copies: what makes two articles one text, and what does not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.analysis.alignment.duplicates import Copy, copies, texts
from newsread.analysis.alignment.independence import Place, independence
from newsread.analysis.document import Document
from newsread.analysis.result import Analysis
from newsread.articles.article import Article
from newsread.articles.sources import Source

STORM = (
    "A storm tore the roof from the old town hall of Varde early in the morning and blocked the road to the coast. "
    "Nobody was hurt, but forty families had to leave their homes beside the river before the water came."
)
REPAIRS = (
    "The council met in the school and voted to rent three empty houses for those who cannot return this year. "
    "Repairs will take until autumn, and the state pays for half of what the insurance leaves open."
)
ELECTION = (
    "Voters in the northern province chose a new governor after a campaign about fishing rights and cheap housing. "
    "The winner, a teacher, had never held an office and led by less than a thousand ballots in the end."
)
SPEECH = (
    "“We will build this hall again, stone by stone, with the hands that we have and the money that we can find, "
    "and whoever says that it cannot be done has never seen what this town did after the great flood of my youth.”"
)


def document(name: str, text: str) -> Document:
    return Document(Article(name, Path(name), text, Source()), Analysis("m", ()))


def found(*text: str) -> tuple[Copy, ...]:
    return copies([document(str(number), text) for number, text in enumerate(text)])


def test_articles_with_the_same_running_text_are_copies() -> None:
    one, other = f"{STORM}\n{REPAIRS}", f"{ELECTION}\n{STORM}"
    (copy,) = found(one, SPEECH, other)
    assert copy.articles == ("0", "2")
    assert 0.4 < copy.containment < 0.6
    (passage,) = copy.passages
    assert one[slice(*passage.one)] == other[slice(*passage.other)] == STORM.rstrip(".")


def test_case_and_the_shape_of_marks_make_no_difference() -> None:
    (copy,) = found("The town's " + STORM, "THE TOWN’S " + STORM.upper().replace(",", " –"))
    assert copy.containment == 1.0


def test_a_quotation_that_both_carry_makes_no_copy() -> None:
    assert not found(f"{STORM} {SPEECH} said the mayor.", f"{ELECTION} {SPEECH} said the mayor.")
    straight = SPEECH.translate({ord("“"): '"', ord("”"): '"'})
    assert not found(f"{STORM}\n{SPEECH}", f"{ELECTION}\n{straight}")


def test_a_quotation_inside_running_text_that_is_shared_belongs_to_the_passage() -> None:
    text = f"{STORM} {SPEECH} said the mayor. {REPAIRS}"
    (copy,) = found(text, f"{ELECTION} {text}")
    assert [text[slice(*passage.one)] for passage in copy.passages] == [text.rstrip(".")]


def test_furniture_of_the_page_makes_no_copy_and_interrupts_a_passage() -> None:
    furniture = "© 2025 The Example Times Company. All rights reserved."
    assert not found(f"{STORM}\n{furniture}", f"{ELECTION}\n{furniture}")
    text = f"{STORM}\n\nADVERTISING\n\n{REPAIRS}"
    (copy,) = found(text, text)
    assert [text[slice(*passage.one)] for passage in copy.passages] == [STORM.rstrip("."), REPAIRS.rstrip(".")]


def test_a_sentence_is_too_little_to_be_a_copy() -> None:
    sentence = "The harbour master said so on Monday."
    assert not found(f"{sentence} The ferry waits.", f"{sentence} Nobody believed it.")


@pytest.mark.parametrize(
    "text",
    [
        "The harbour master said so.",
        "It rains.",
        "The ferry to Varde left the harbour at noon with twelve passengers and has not come back since then.",
        SPEECH,
        "***",
    ],
)
def test_equal_articles_are_one_text_however_short(text: str) -> None:
    (copy,) = found(text, text)
    assert copy.containment == 1.0
    assert copy.passages


def test_short_articles_of_the_same_words_are_one_text() -> None:
    assert found("The harbour master said so.", "The  harbour master\nsaid so!")
    lead = "The harbour master said on Monday:"
    assert not found(f"{lead} “The ferry will not leave.”", f"{lead} “I know of no ferry at all.”")


def test_copies_of_copies_are_one_text() -> None:
    pairs = [Copy(("a", "c"), 0.5, ()), Copy(("c", "d"), 0.5, ())]
    assert texts(["a", "b", "c", "d"], pairs) == (("a", "c", "d"), ("b",))
    assert texts(["a", "b"], pairs) == (("a",), ("b",))
    assert texts([], []) == ()


def test_a_text_that_hundreds_print_is_one_text() -> None:
    articles = [document(str(number), f"{STORM} {REPAIRS}") for number in range(200)]
    (group,) = texts([article.id for article in articles], copies(articles))
    assert len(group) == 200


@given(st.lists(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("ab \n.“”\"'’")), max_size=80), max_size=4))
def test_any_text_gives_spans_inside_of_it(parts: list[str]) -> None:
    articles = [document(str(number), "".join(parts[number:]) * 5) for number in range(len(parts))]
    for copy in copies(articles):
        one, other = (articles[int(name)].text for name in copy.articles)
        assert 0.3 <= copy.containment <= 1
        for passage in copy.passages:
            assert 0 <= passage.one.start < passage.one.end <= len(one)
            assert 0 <= passage.other.start < passage.other.end <= len(other)


def test_the_sources_behind_a_claim_are_counted() -> None:
    places = [Place("a", "Post", "mayor"), Place("b", "Times", "mayor"), Place("c", "Mail", "mayor")]
    assert independence(places, [("a", "c"), ("b",)]).in_words() == "3 outlets, 2 independent texts, 1 speaker"


def test_unknown_outlets_and_speakers_are_said_to_be_unknown() -> None:
    places = [Place("a", "Post", "mayor"), Place("b"), Place("b", None, "police"), Place("c", "Post")]
    told = independence(places, [("a",), ("b",), ("c",)]).in_words()
    assert told == "1 outlet and 1 unknown outlet, 3 independent texts, 2 speakers; 2 of the texts without one"
    assert independence([Place("a")], []).in_words() == "1 unknown outlet, 1 independent text"
