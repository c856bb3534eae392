"""What the articles that are read name, for the keys that light it and walk along it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from newsread.app.actions import key_of
from newsread.app.desk import Desk
from newsread.app.lit import Lighting, Stop
from newsread.app.spots import Spot
from newsread.app.telling_lines import name_of
from newsread.articles.article import Article

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection


class Names:
    """Lights what is named, in as many of the articles as is known of. No step waits for anything."""

    def __init__(self, desk: Desk, articles: Callable[[], Sequence[Article]]) -> None:
        """`articles` gives what is read now, in its order; nothing while what the machine finds is hidden."""
        self.lighting = Lighting()
        self._desk, self._articles = desk, articles

    @property
    def _known(self) -> "tuple[Collection, list[str]] | None":
        articles = self._desk.sharing.known(self._articles())
        shared = self._desk.sharing.of(*articles) if articles else None
        return (shared, [article.id for article in articles]) if shared else None

    @property
    def why_none(self) -> str:
        """Why a step led nowhere."""
        if self._known:
            return "nobody and nothing is named here"
        if not self._articles():
            return f"what the machine finds is hidden: {key_of('suggestions')} shows it"
        return self._desk.sharing.problem or "names are still being looked for …"

    def choose(self, spot: Spot) -> Stop | None:
        """Light what a sentence names first, again what it names next; None where that is nothing."""
        known = self._known
        return self.lighting.choose(*known, _here(spot)) if known else None

    def point(self, article: str, offset: int) -> Stop | None:
        """Light what is named at a place of an article; None where nothing is."""
        known = self._known
        return self.lighting.point(*known, article, offset) if known else None

    def walk(self, spot: Spot, direction: int) -> Stop | None:
        """Go on to where what is lit is named next, or before; None where nothing is named."""
        known = self._known
        return self.lighting.walk(*known, _here(spot), direction) if known else None

    def walk_along(self, entity: str, spot: Spot) -> Stop | None:
        """Go on to where an entity is named next; in the sentence itself, if it was not lit before."""
        known = self._known
        return self.lighting.walk_along(*known, entity, _here(spot)) if known else None

    def follow(self) -> None:
        """Hold on to what is lit, now that something else is known."""
        if known := self._known:
            self.lighting.follow(*known)

    def line(self) -> Content | None:
        """Return in one line what is lit; None while nothing is."""
        lit = self.lighting.lit
        if lit is None:
            return None
        outlets = {article.id: name_of(article) for article in self._articles()}
        return lit.line(lambda article: outlets.get(article, article))


def _here(spot: Spot) -> Stop:
    """Return the sentence as a span; of an article without sentences its beginning."""
    return Stop(spot.article.id, *(spot.span if spot.article.sentences else (0, 0)))
