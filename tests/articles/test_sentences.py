"""Sentences: where they begin and end, whatever the text."""

from itertools import pairwise
from pathlib import Path
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.articles.sentences import Sentence, paragraphs, sentences

SEEDS = Path(__file__).parents[2] / "seeds"
LONGEST = 2_000


def split(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        # Abbreviations, initials, numbers
        ["He lives in the U.S.", "The minister left."],
        ["U.S. President Donald Trump met Gen. Mark A. Milley at 5 p.m. Tuesday.", "They spoke."],
        ["It began at 9 a.m.", "In Kyiv, sirens sounded."],
        ["Mr. Smith and Dr. J. K. Jones met Lt. Col. The Hon. He Wei.", "It was late."],
        ["It rose 3.5 percent to $1.2 billion in Jan. 2024.", "Prices fell in Dec.", "The bank waited."],
        ["No. 5 is next.", "Will he come?", "No.", "The minister stays."],
        ["Acme Inc. Chief Bob Hu resigned.", "He joined Foo Ltd.", "The board agreed."],
        ["Many tools, e.g. The Hague's, failed vs. The State.", "See p. 5 and Fig. 2."],
        ["John Smith Jr. said so.", "St. Petersburg fell.", "On Main St.", "The shop closed."],
        ["It is 5.", "Then it was 6."],
        ["He posted on X.", "Ukraine denied it."],
        ["The E.U. and U.N. agreed.", "Both signed."],
        # Quotation marks and brackets
        ['"Why now?" Zelensky asked.', "“Stop!” he said."],
        ["“Why now?” President Volodymyr Zelensky asked.", "“Go!”", "The minister left."],
        ["“One came.", "Two came.", "Three came,” he said.", "“Four.”", "‘Five.’", "Six."],
        ["(It was late.)", "Then it rained (he said so).", "[It did.]", "So."],
        ["It is so.[1]", "See [the report.](https://a.example/b)", "**Bold.**", "Next."],
        # Ellipses and other marks
        ["He waited… and left…", "Then he came.", "He waited ... and left ...", "“So,” he said."],
        ["Is it?!", "Yes!", "12 people came.", "$5 was paid."],
        ["He left.", "https://a.example/b is the link."],
        ["The talks failed. — AP"],
        ["他说。", "她说！", "真的吗？"],
    ],
)
def test_marks_end_sentences_only_where_a_reader_would_stop(parts: list[str]) -> None:
    glue = "" if parts[0].startswith("他") else " "
    assert split(glue.join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["A heading without a full stop", "Text follows it."],
        ["- one", "* two.", "Three.", "• four", "1. five", "12) six. and more", "2. Seven.", "Eight."],
        ["# Heading", "Text."],
        ["> A quoted line.", "> Another line."],
        ["date 2025-04-09", "“We have news.”"],
    ],
)
def test_each_line_is_its_own_paragraph(parts: list[str]) -> None:
    lines = "\n".join(parts).replace("* two.\nThree.", "* two. Three.").replace("Seven.\nEight.", "Seven. Eight.")
    assert split(lines.replace("09\n“", "09 “")) == parts
    assert split(lines.replace("\n", "\r\n")) == parts


WRAPPED = fill(
    "Ukrainian troops have captured two Chinese nationals who were fighting in the ranks of the Russian "
    "military, President Volodymyr Zelensky said on Tuesday. He added that more would follow, and that "
    "Beijing had been asked for an answer by the minister, who expects none.",
    width=70,
)


@pytest.mark.parametrize("prefix", ["", "> "])
def test_a_sentence_goes_on_over_the_lines_of_wrapped_text(prefix: str) -> None:
    text = "\n".join(prefix + line for line in WRAPPED.splitlines())
    assert [" ".join(sentence.split(f"\n{prefix}")) for sentence in split(text)] == [
        prefix + " ".join(WRAPPED.split()).partition(" He")[0],
        " ".join(WRAPPED.split()).partition("Tuesday. ")[2],
    ]


def test_a_list_inside_wrapped_text_begins_new_paragraphs() -> None:
    text = WRAPPED + "\n- an item that is wrapped over two lines because it is long enough\n  for that\n- two"
    assert split(text)[2:] == [
        "- an item that is wrapped over two lines because it is long enough\n  for that",
        "- two",
    ]


def test_a_line_that_goes_on_in_lower_case_is_joined() -> None:
    assert split("The minister said that he\nwould come. He came.") == [
        "The minister said that he\nwould come.",
        "He came.",
    ]


def test_headlines_of_one_length_are_not_taken_for_wrapped_text() -> None:
    headlines = [
        "Troops capture two soldiers in Donetsk",
        "Beijing denies that it sent any troops",
        "Nato awaits",
    ]
    assert split("\n".join(headlines)) == headlines


def test_a_byline_under_a_headline_stays_a_line() -> None:
    assert split("Troops capture two\nby Ann Lee") == ["Troops capture two", "by Ann Lee"]


def test_a_sentence_never_crosses_a_paragraph() -> None:
    for file in SEEDS.glob("*.txt"):
        text = file.read_text(encoding="utf-8")
        blocks = list(paragraphs(text))
        assert all(any(a <= start and end <= b for a, b in blocks) for start, end, _ in sentences(text))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("000_86c94117e85d88e9.txt", 23),
        ("001_ffa6c65ca41ad220.txt", 28),
        ("002_31d392bba4db21f5.txt", 42),
        ("003_cbc7281236b936f0.txt", 22),
        ("004_5a403f3d41f83f85.txt", 26),
    ],
)
def test_the_sample_has_as_many_sentences_as_a_person_counts(name: str, expected: int) -> None:
    assert len(split((SEEDS / name).read_text(encoding="utf-8"))) == expected


def test_the_furniture_of_the_sample_is_what_a_person_takes_for_it() -> None:
    furniture = {
        file.name[:3]: [text[start:end] for start, end, claim in sentences(text) if not claim]
        for file in SEEDS.glob("*.txt")
        for text in [file.read_text(encoding="utf-8")]
    }
    assert {name: len(passed_by) for name, passed_by in furniture.items()} == {
        "000": 7,
        "001": 5,
        "002": 6,
        "003": 1,
        "004": 12,
    }
    assert furniture["004"][1:3] == [
        "The Power Within: The Kyiv Independent’s first-ever magazine.",
        "Be among the first to get it.",
    ]


def check(text: str) -> None:
    found: list[Sentence] = list(sentences(text))
    for sentence in found:
        words = text[sentence.start : sentence.end]
        assert 0 < len(words) <= LONGEST
        assert words == words.strip()
    assert all(first.end <= second.start for first, second in pairwise(found))
    covered = sum(len("".join(text[start:end].split())) for start, end, _ in found)
    assert covered == len("".join(text.split()))


SIGNS = "“”\"'.…?!。 \t\n\u2028\x85\x00\ud800"
PIECES = ["\r\n", "\n\n", "- ", "> ", "# ", "1.", "U.S.", "Mr.", "The ", "a ", "[a](b)", "https://a.example"]
NEWSLIKE = st.lists(st.sampled_from([*SIGNS, *PIECES, "Zelensky said", "date 2025-04-09 "]), max_size=60)


@given(
    st.one_of(
        NEWSLIKE.map("".join),
        st.text(max_size=300),
        st.text(st.characters(categories=["Cc", "Cs", "Zs", "Po"])),
    )
)
def test_sentences_are_ordered_and_cover_every_character(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a ",
        ".",
        '"',
        '."',
        '. "',
        "Mr. ",
        "U.S. ",
        "[a](",
        ".](",
        "a\n",
        "> ",
        "@a ",
        "5 ",
        "By A ",
        "He ran. ",
    ],
)
def test_a_long_hostile_line_is_cut_like_any_other(unit: str) -> None:
    check(unit * (200_000 // len(unit)))


def test_a_stretch_without_an_end_is_cut_between_words() -> None:
    text = "captured " * 1_000
    assert all(word == "captured" for sentence in split(text) for word in sentence.split())
