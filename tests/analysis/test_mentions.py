"""Mentions: what a model finds is mended, and what it missed is found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.named import document, named

from newsread.analysis.document import Document
from newsread.analysis.entities.entity import entities
from newsread.analysis.result import Analysis, Entity


@pytest.mark.parametrize(
    ("text", "found", "label", "wanted"),
    [
        ("He flew to the United States.", "the United States", "GPE", [("United States", "GPE")]),
        ("North Korea’s troops left.", "North Korea’s", "GPE", [("North Korea", "GPE")]),
        ("Then President Joe Biden spoke.", "President Joe Biden", "PERSON", [("Joe Biden", "PERSON")]),
        ("Then Sgt. D. Sgro spoke.", "Sgt. D. Sgro", "PERSON", [("D. Sgro", "PERSON")]),
        ("He told The New York Times.", "The New York Times", "ORG", [("The New York Times", "ORG")]),
        ("He eats at Macy's often.", "Macy's", "ORG", [("Macy's", "ORG")]),
        ("It was read by Lovell / Haise.", "Lovell / Haise", "PERSON", [("Lovell", "PERSON"), ("Haise", "PERSON")]),
        ("A fire in Banstead, England.", "Banstead, England", "WORK_OF_ART", [("Banstead", "GPE"), ("England", "GPE")]),
        ("He left China’s Foreign Ministry.", "China’s Foreign Ministry", "ORG",
         [("China", "GPE"), ("Foreign Ministry", "ORG")]),
        ("It was on X.", "X.", "NORP", []),
        ("The aid was built with AI help.", "AI", "ORG", []),
    ],
)  # fmt: skip
def test_a_mention_is_mended(text: str, found: str, label: str, wanted: list[tuple[str, str]]) -> None:
    assert named(document(text, (found, label))) == wanted


@pytest.mark.parametrize("label", ["PRODUCT", "PERSON", "ORG", "FAC"])
def test_a_region_is_one_place_whatever_the_model_says(label: str) -> None:
    text = "They fought in the Kursk region. They withdrew from Kursk."
    assert named(document(text, ("Kursk", label), ("Kursk", label))) == [("Kursk region", "GPE"), ("Kursk", "GPE")]


def test_a_region_of_the_world_has_no_government() -> None:
    assert named(document("Ships left the Asia-Pacific region.")) == [("Asia-Pacific region", "LOC")]


def test_a_demonym_is_found_everywhere_and_is_never_a_place() -> None:
    assert named(document("North Koreans met Ukrainian troops.", ("Ukrainian", "GPE"))) == [
        ("North Koreans", "NORP"),
        ("Ukrainian", "NORP"),
    ]


def test_a_full_name_says_who_a_surname_is_in_every_article() -> None:
    full = document("Andrii Sybiha spoke.", ("Andrii Sybiha", "PERSON"), article="a.txt")
    bare = document("On Monday Sybiha wrote to him, and Sybiha waited.", ("Sybiha", "ORG"), article="b.txt")
    assert named([full, bare])[1:] == [("Monday", "DATE"), ("Sybiha", "PERSON"), ("Sybiha", "PERSON")]


def test_a_title_says_that_a_name_is_a_person() -> None:
    assert named(document("Judge Bodiford spoke.", ("Bodiford", "ORG"))) == [("Bodiford", "PERSON")]
    assert named(document("The Biden administration spoke.", ("Biden", "ORG"))) == [("Biden", "PERSON")]


def test_a_name_is_not_found_inside_another_or_in_an_address() -> None:
    text = "We met Donald Trump. He owns Trump Tower. See https://x.org/Trump and @Trump there."
    assert named(document(text, ("Donald Trump", "PERSON"))) == [("Donald Trump", "PERSON")]


def test_names_that_a_page_glued_together_are_found() -> None:
    text = "Tim Roth wrote in The Kyiv Independent today.\nThe Kyiv IndependentTim Roth"
    names = [("Tim Roth", "PERSON"), ("The Kyiv Independent", "ORG"), ("The Kyiv IndependentTim Roth", "ORG")]
    found = [form for form, _ in named(document(text, *names))]
    assert found == ["Tim Roth", "The Kyiv Independent", "today", "The Kyiv Independent", "Tim Roth"]


def test_the_capitals_of_a_headline_make_no_name() -> None:
    text = "Diplomatic Tensions and Future Relations\nThe talks in Kyiv failed, and all tensions stayed."
    assert named(document(text, ("Diplomatic Tensions", "ORG"), ("Kyiv", "GPE"))) == [("Kyiv", "GPE")]


def test_a_byline_keeps_its_people_and_its_paper() -> None:
    text = "By Ann Miles and David Pierson New York Times\n\nHe told The New York Times so."
    names = [("Ann Miles", "PERSON"), ("David Pierson New York Times", "PERSON"), ("The New York Times", "ORG")]
    assert named(document(text, *names))[:3] == [
        ("Ann Miles", "PERSON"),
        ("David Pierson", "PERSON"),
        ("New York Times", "ORG"),
    ]


@pytest.mark.parametrize(
    "date",
    [
        *("2025-04-09", "Apr. 8", "April 8, 2025", "8 April 2025", "5th of May", "Tuesday, April 8", "May 5 2010"),
        *("late March", "last fall", "last month", "next Monday", "early April 2025", "Wednesday", "2 weeks"),
        "more than three years",
    ],
)
def test_a_date_is_found_in_every_form(date: str) -> None:
    assert named(document(f"They came on {date} and went.")) == [(date, "DATE")]


@pytest.mark.parametrize("not_a_date", ["They may 8 times go", "The march went on", "In version 2025.04.09 of it"])
def test_what_only_looks_like_a_date_is_none(not_a_date: str) -> None:
    assert named(document(not_a_date)) == []


def test_two_months_are_two_dates() -> None:
    assert named(document("It rained in January and February.", ("January and February", "DATE"))) == [
        ("January", "DATE"),
        ("February", "DATE"),
    ]


@pytest.mark.parametrize(
    ("amount", "label"),
    [
        ("around 1,300 square kilometers", "QUANTITY"),
        ("more than $35,000", "MONEY"),
        ("110 billion euros", "MONEY"),
        ("nearly 20 percent", "PERCENT"),
        ("8.49pm", "TIME"),
        ("3:35 PM", "TIME"),
        ("5:30 p.m.", "TIME"),
        ("about 30 hours", "TIME"),
    ],
)
def test_an_amount_has_its_unit_and_its_approximator(amount: str, label: str) -> None:
    assert named(document(f"It took {amount} then.")) == [(amount, label)]


def test_a_number_takes_the_approximator_before_it_and_nothing_else() -> None:
    text = "Up to 12,000 came, an additional 3,000 stayed, a few hundred left."
    names = [("12,000", "CARDINAL"), ("an additional 3,000", "CARDINAL"), ("a few hundred", "CARDINAL")]
    assert [form for form, _ in named(document(text, *names))] == ["Up to 12,000", "3,000", "a few hundred"]


_LETTERS = st.characters() | st.sampled_from("\ud800\x00\u202e“”'’/@. \nKuA1")
_PIECES = [
    "the ",
    "Kursk",
    " region",
    "’s ",
    "President ",
    "\n",
    "April ",
    "8, ",
    "$",
    "The ",
    "Times",
    "(",
    "IMF)",
    "\ud800",
]
_TEXTS = st.text(_LETTERS, max_size=300) | st.lists(st.sampled_from(_PIECES)).map("".join)
_SPANS = st.tuples(st.integers(0, 300), st.integers(1, 40), st.sampled_from(["ORG", "PERSON", "DATE", "GPE"]))


@settings(max_examples=200)
@given(
    _TEXTS,
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40), st.sampled_from(["ORG", "PERSON", "DATE", "GPE"]))),
)
def test_no_text_raises_and_all_spans_lie_inside(text: str, spans: list[tuple[int, int, str]]) -> None:
    one = document(text)
    found, end = [], 0
    for start, length, label in sorted(spans):
        if start >= end and start + length <= len(text):
            end = start + length
            found.append(Entity(start, end, label))
    analysis = Analysis("by hand", tuple(found), tuple(one.tokens))
    before = 0
    for mention in entities([Document(one.article, analysis)]).of_article[one.id]:
        assert before <= mention.start < mention.end <= len(text)
        before = mention.end
