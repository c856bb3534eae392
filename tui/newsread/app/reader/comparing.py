"""What the reader screen knows of who tells what: the machine's suggestions while they are shown, and the answers."""

from collections.abc import Callable, Collection, Sequence

from textual.content import Content

from newsread.annotations.state import Claim
from newsread.app.session.session import Desk
from newsread.app.session.spots import Spot
from newsread.app.session.wording_lines import all_tellings, difference_line, nearest, told_lines
from newsread.app.session.wordings import Tellings
from newsread.articles.article import Article


class Comparing:
    """Keeps the tellings of the articles that are read until something about them changes."""

    def __init__(self, desk: Desk, articles: Callable[[], Sequence[Article]]) -> None:
        self._desk, self._articles = desk, articles
        self._answered: tuple[Claim, ...] = ()
        self._tellings: Tellings | None = None

    @property
    def tellings(self) -> Tellings:
        """Who tells what, as far as it is known."""
        if self._tellings is None:
            articles = self._articles()
            self._answered = self._desk.notebook.answered
            shared, links = self._desk.suggestions.of(*articles), self._desk.links(articles)
            self._tellings = Tellings(articles, shared, links, self._desk.is_no_claim)
        return self._tellings

    def forget(self) -> None:
        """Work it out anew: what the articles share, or a text, is another."""
        self._tellings = None

    def look_at_answers(self) -> bool:
        """Forget if the reader has answered something else; return whether they have."""
        changed = self._tellings is not None and self._answered != self._desk.notebook.answered
        if changed:
            self.forget()
        return changed

    # What it tells of a sentence

    def told(self, spot: Spot) -> Sequence[Content]:
        """Return who says a sentence, and where else it is told, at length and in fewer words."""
        if not spot.article.sentences:
            return ()
        return told_lines(spot, self.tellings, self.tellings.of(spot), self._waiting)

    @property
    def _waiting(self) -> str:
        """Why the machine tells nothing; the whole of what is wrong has a line of its own."""
        if self._desk.suggestions.problem:
            return "what the articles share is not known"
        waiting = "what the articles share is being looked for …" if len(self._articles()) > 1 else ""
        return self._desk.suggestions.why_none(self._desk.no_analysis or waiting)

    def difference(self, spot: Spot, shown: Collection[int]) -> Content | None:
        """Return in what words the nearest telling differs from a sentence; None where there is none, or hidden.

        `shown` are the numbers of the articles on the screen.
        """
        if not self._desk.suggestions.shown or not spot.article.sentences:
            return None
        telling = nearest(spot, self.tellings.of(spot), self._articles(), shown)
        return difference_line(spot, telling, self.tellings) if telling else None

    def in_full(self, spot: Spot, said: Callable[[Spot], Sequence[Content]]) -> Content:
        """Return all tellings of a sentence under each other, each with what is `said` of it."""
        if not spot.article.sentences:
            return Content("")
        return all_tellings(spot, self.tellings.of(spot), self.tellings, said)
