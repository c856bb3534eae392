"""A citation says the words and their source, and brings nothing along that a program would act upon."""

from pathlib import Path

from newsread.app.citation import citation
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
