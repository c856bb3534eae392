"""A citation says the words and their source, and brings nothing along that a program would act upon."""

from pathlib import Path
from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st

from newsread.app.reader.outside import citation
from newsread.articles.article import Article
from newsread.articles.sources import Source

WHOLE = Source("The Daily", "Two Men “Captured”", "Ann Lee", "2025-04-08", "https://daily.example/two?a=1")


def of(text: str, source: Source = WHOLE) -> str:
    return citation(Article("one.txt", Path("one.txt"), text, source), 0, len(text))


def test_it_gives_the_words_and_all_that_is_known_of_their_source() -> None:
    assert of("Ukraine captured two men.") == (
        "“Ukraine captured two men.” — The Daily, ‘Two Men “Captured”’, Ann Lee, 8 Apr 2025, "
        "https://daily.example/two?a=1, one.txt"
    )


def test_what_is_unknown_is_left_out() -> None:
    assert of("Two men.", Source()) == "“Two men.” — one.txt"


def test_a_long_sentence_is_not_cut() -> None:
    words = " ".join(["word"] * 500)
    assert words in of(words)


def test_words_keep_their_code_points_but_for_what_would_be_acted_upon() -> None:
    kept = "北京 e\u0301 👨\U0001f3fb\u200d🚒 אבג soft\u00adhyphen"
    assert kept in of(kept)
    assert of("a\x1b]52;c;eA==\x07b\x9bc\u202ed\ud800e", Source()) == "“a]52;c;eA==bcde” — one.txt"


def test_line_breaks_and_tabs_become_spaces() -> None:
    assert of("Two\r\n\tmen\u2028came.", Source()) == "“Two men came.” — one.txt"


SCRIPTS = [
    "Kyiv",
    "两名",
    "中",
    "。",
    "Z\u0351\u036b",
    "e\u0301",
    "i\u0306",
    "שָׁלוֹם",
    "قال",
    "\u200f",
    "\u200e",
    "हिन्दी",
]
SCRIPTS += [
    "👨\u200d👩\u200d👧",
    "👍🏽",
    "🇺🇦",
    "❤\ufe0f",
    "in\u00adter",
    "\u200d",
    "\u200c",
    "\u2060",
    "\ufeff",
    "ﬁ",
    "Å",
    "“",
    "’",
]
SPACES = [" ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u3000", "\u2028", "\x85"]
OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BEFORE, BEHIND = "Before it. ", " And after."


def copied(words: str) -> str:
    """What is copied of words that stand among others."""
    text = f"{BEFORE}{words}{BEHIND}"
    article = Article("one.txt", Path("one.txt"), text, Source())
    return citation(article, len(BEFORE), len(text) - len(BEHIND)).removesuffix(" — one.txt")


def unmarked(line: str, words: str) -> str:
    """What is copied without the quotation marks that were put around it, if any were."""
    return line if line == words else line[1:-1]


def without_space(text: str) -> str:
    return "".join(each for each in text if not each.isspace())


@given(st.lists(st.sampled_from(SCRIPTS), min_size=1, max_size=30).map("".join))
def test_words_of_any_script_are_copied_code_point_by_code_point(words: str) -> None:
    assert unmarked(copied(words), words) == words


@given(st.lists(st.sampled_from(SCRIPTS + SPACES), min_size=1, max_size=40).map("".join))
def test_of_white_space_only_it_is_kept_that_there_was_some(words: str) -> None:
    folded = " ".join(words.split())
    assert unmarked(copied(words), folded) == folded


@given(st.text(min_size=1, max_size=60))
def test_nothing_is_left_out_of_any_words_but_white_space_and_what_would_be_acted_upon(words: str) -> None:
    harmless = "".join(each for each in words if category(each) not in {"Cc", "Cs"} and each not in OVERRIDES)
    line = copied(words)
    assert unmarked(without_space(line), without_space(harmless)) == without_space(harmless)
    assert len(line.splitlines()) == 1
