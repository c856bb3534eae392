"""What articles are called: by their key and a name that is short, and alike wherever they are told of."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsread.app.widgets.article_names import Calls, called, name_of
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


def test_what_is_read_is_called_as_its_pane_another_article_by_its_name_and_one_that_is_not_there_by_its_id() -> None:
    one, two, three = article("1.txt", "The Daily"), article("2.txt", "The Wire"), article("3.txt", "The Post")
    calls = Calls({each.id: each for each in (one, two, three)}.get)
    assert calls("2.txt") == "The Wire"
    read, others = [one, two], [three]
    calls.begin(read)
    assert [calls(each) for each in ("1.txt", "2.txt", "3.txt", "4.txt")] == [
        "1 The Daily",
        "2 The Wire",
        "The Post",
        "4.txt",
    ]
    read[1] = article("2.txt", "The Wire Service")
    assert calls("2.txt") == "2 The Wire Service"
    calls.begin(others)
    calls.end(read)  # of a reader that was left for another
    assert (calls("3.txt"), calls("1.txt")) == ("1 The Post", "The Daily")
    calls.end(others)
    assert calls("3.txt") == "The Post"


@given(st.text(min_size=1).filter(str.strip))
def test_a_name_is_short_and_on_one_line(outlet: str) -> None:
    name = name_of(article("a.txt", outlet))
    assert len(name) <= 29
    assert name.splitlines() == [name]
