"""What the articles that are read name, for the keys that light it and walk along it."""

from collections.abc import Callable, Sequence

from textual.content import Content

from newsread.app.actions.keys import key_of
from newsread.app.reader.highlighted_entity import Known, Lighting, Stop
from newsread.app.session.session import Desk
from newsread.app.session.spots import Spot
from newsread.app.widgets.article_names import called
from newsread.articles.article import Article


class Names:
    """Lights what is named, in as many of the articles as is known of. No step waits for anything."""

    def __init__(self, desk: Desk, articles: Callable[[], Sequence[Article]]) -> None:
        """`articles` gives what is read now, in its order."""
        self.lighting = Lighting()
        self._desk, self._articles = desk, articles

    @property
    def _known(self) -> Known | None:
        read = self._articles()
        articles = self._desk.suggestions.known(read)
        shared = self._desk.suggestions.of(*articles) if articles else None
        return Known(shared, [each.id for each in read], [each.id for each in articles]) if shared else None

    @property
    def why_none(self) -> str:
        """Why a step led nowhere."""
        if self._known:
            return "nobody and nothing is named here"
        if not self._desk.suggestions.shown:
            return f"what the machine finds is hidden: {key_of('suggestions')} shows it"
        return self._desk.suggestions.problem or "names are still being looked for …"

    def choose(self, spot: Spot) -> Stop | None:
        """Light what a sentence names first, again what it names next; None where that is nothing."""
        known = self._known
        return self.lighting.choose(known, _here(spot)) if known else None

    def point(self, article: str, offset: int) -> Stop | None:
        """Light what is named at a place of an article; None where nothing is."""
        known = self._known
        return self.lighting.point(known, article, offset) if known else None

    def walk(self, spot: Spot, direction: int) -> Stop | None:
        """Go on to where what is lit is named next, or before; None where nothing is named."""
        known = self._known
        return self.lighting.walk(known, _here(spot), direction) if known else None

    def walk_along(self, entity: str, spot: Spot) -> Stop | None:
        """Go on to where an entity is named next; in the sentence itself, if it was not lit before."""
        known = self._known
        return self.lighting.walk_along(known, entity, _here(spot)) if known else None

    def follow(self) -> None:
        """Hold on to what is lit, as far as it is known now."""
        if known := self._known:
            self.lighting.follow(known)
        else:
            self.lighting.end()

    def line(self) -> Content | None:
        """Return in one line what is lit; None while nothing is."""
        lit = self.lighting.lit
        if lit is None:
            return None
        names = called(self._articles())
        return lit.line(lambda article: names.get(article, article))


def _here(spot: Spot) -> Stop:
    """Return the sentence as a span; of an article without sentences its beginning."""
    return Stop(spot.article.id, *(spot.span if spot.article.sentences else (0, 0)))
