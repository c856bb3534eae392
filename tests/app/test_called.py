"""What articles are called: by their key and a name that is short, and alike wherever they are told of."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsread.app.called import called, name_of
from newsread.articles.article import Article
from newsread.articles.sources import Source


def article(name: str, outlet: str | None = None, title: str | None = None) -> Article:
    return Article(name, Path(name), "It was said so by the court on Monday, and denied.", Source(outlet, title))


def test_articles_are_called_by_their_key_and_outlet_or_else_the_first_words_of_their_heading() -> None:
    every = [
        article("002.txt", "The Moscow Times"),
        article("001.txt", title="Chinese nationals were captured in Donetsk, Kyiv says"),
        article("003.txt"),
        article("004.txt", "The Moscow Times"),
    ]
    assert called(every) == {
        "002.txt": "1 The Moscow Times",
        "001.txt": "2 Chinese nationals were…",
        "003.txt": "3 It was said so by the court…",
        "004.txt": "4 The Moscow Times",
    }


@given(st.text(min_size=1).filter(str.strip))
def test_a_name_is_short_and_on_one_line(outlet: str) -> None:
    name = name_of(article("a.txt", outlet))
    assert len(name) <= 29
    assert name.splitlines() == [name]
