"""Dimming all but the claims that all articles tell, or only one."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from newsread.app.desk import Desk
from newsread.app.told import Reach, Told, reach
from newsread.articles.article import Article

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection


class Dimming:
    """Knows which claims stay bright, as long as a reader wants to see them only."""

    def __init__(self, desk: Desk, articles: Callable[[], Sequence[Article]]) -> None:
        """`articles` gives what is read now."""
        self.kept: Told | None = None
        """What stays bright; None while nothing is dim."""
        self._desk, self._read = desk, articles
        self._reach: tuple[Collection, tuple[Article, ...], Reach] | None = None

    def reach(self, shared: "Collection", articles: Sequence[Article]) -> Reach:
        """Return how widely the claims of these articles are told; asked for again and again it is found once."""
        if self._reach is None or self._reach[0] is not shared or self._reach[1] != tuple(articles):
            self._reach = shared, tuple(articles), reach(shared, articles)
        return self._reach[2]

    def of(self, article: Article) -> Callable[[int], bool]:
        """Return which sentences of an article are to be dim, by their numbers."""
        articles = self._desk.suggestions.known(self._read()) if self.kept else []
        shared = self._desk.suggestions.of(*articles) if article in articles else None
        if self.kept is None or shared is None:
            return lambda _: False
        bright = self.reach(shared, articles).numbers[self.kept][article.id]
        return lambda number: number not in bright

    def turn(self, told: Told) -> None:
        """Keep bright what is told so, or everything again."""
        self.kept = None if self.kept is told else told

    def end(self) -> bool:
        """Dim nothing; whether anything was dim."""
        was, self.kept = self.kept, None
        return was is not None
