"""Dimming all but the claims that all articles tell, or only one."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsread.annotations.state import Claim
from newsread.app.session.reported_by import Reach, Told, reach
from newsread.app.session.session import Desk
from newsread.app.session.wordings import Tellings
from newsread.articles.article import Article

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection


class _Found(NamedTuple):
    """How widely claims are told, and all that this goes by."""

    shared: "Collection"
    articles: tuple[Article, ...]
    answered: tuple[Claim, ...]
    reach: Reach


class Dimming:
    """Knows which claims stay bright, as long as a reader wants to see them only."""

    def __init__(self, desk: Desk, articles: Callable[[], Sequence[Article]]) -> None:
        """`articles` gives what is read now."""
        self.kept: Told | None = None
        """What stays bright; None while nothing is dim."""
        self._desk, self._read = desk, articles
        self._found: _Found | None = None

    def reach(self, shared: "Collection", articles: Sequence[Article]) -> Reach:
        """Return how widely the claims of these articles are told; asked for again and again it is found once."""
        answered, found = self._desk.notebook.answered, self._found
        if not found or found.shared is not shared or (found.articles, found.answered) != (tuple(articles), answered):
            tellings = Tellings(articles, shared, self._desk.links(articles), self._desk.is_no_claim)
            self._found = found = _Found(shared, tuple(articles), answered, reach(tellings))
        return found.reach

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
