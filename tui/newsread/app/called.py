"""What the articles that are read are called, wherever they are told of: their number, which is a key, and a name.

Pure.
"""

from collections.abc import Mapping, Sequence

from newsread.articles.article import Article

_MOST_OF_NAME = 28
"""Characters; a longer outlet or heading is cut behind a word."""


def called(articles: Sequence[Article]) -> Mapping[str, str]:
    """Return what each of these articles is called, by its id: `1 The Moscow Times`."""
    return {article.id: numbered(number, name_of(article)) for number, article in enumerate(articles)}


def name_of(article: Article) -> str:
    """Return what an article is called without its number: its outlet, or else the first words of its heading."""
    return _shortened(" ".join((article.source.outlet or article.heading).split()))


def numbered(number: int, name: str) -> str:
    """Return a name behind the key that goes to the article with this number, counted from 0."""
    return f"{number + 1} {name}"


def _shortened(name: str) -> str:
    if len(name) <= _MOST_OF_NAME:
        return name
    words = name[:_MOST_OF_NAME].rpartition(" ")[0] or name[: _MOST_OF_NAME - 1]
    return f"{words.rstrip(' ,;:–—-')}…"
