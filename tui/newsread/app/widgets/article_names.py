"""What articles are called wherever they are told of: by name and, while they are read, by their number, a key.

Pure.
"""

from collections.abc import Callable, Mapping, Sequence

from newsread.articles.article import Article

_MOST_OF_NAME = 28
"""Characters; a longer outlet or heading is cut behind a word."""


class Calls:
    """Tells what any article is called now, by its id."""

    def __init__(self, in_memory: Callable[[str], Article | None]) -> None:
        self._in_memory = in_memory
        self._read: Sequence[Article] = ()

    def begin(self, articles: Sequence[Article]) -> None:
        """Call these, which are read now, by number and name. What becomes of the list is followed."""
        self._read = articles

    def end(self, articles: Sequence[Article]) -> None:
        """Call these by name alone, as they are read no more, unless others are by now."""
        if self._read is articles:
            self._read = ()

    def __call__(self, article_id: str) -> str:
        """Return number and name of an article that is read, the name of another, and the id of one not there."""
        for number, article in enumerate(self._read):
            if article.id == article_id:
                return numbered(number, name_of(article))
        known = self._in_memory(article_id)
        return name_of(known) if known else article_id


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
