"""What the reader screen knows of who tells what: the machine's suggestions while they are shown, and the answers."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from newsread.app.actions import key_of
from newsread.app.desk import Desk
from newsread.app.spots import Spot
from newsread.app.telling_lines import all_tellings, difference_line, nearest, told_lines
from newsread.app.tellings import Tellings
from newsread.articles.article import Article
from newsread.tags.groups import links
from newsread.tags.state import Claim

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection as Shared


class Comparing:
    """Keeps the tellings of the articles that are read until something about them changes."""

    def __init__(self, desk: Desk, articles: Callable[[], Sequence[Article]], *, suggestions: bool) -> None:
        self._desk, self._articles = desk, articles
        self._suggestions = suggestions
        self._answered: tuple[Claim, ...] = ()
        self._tellings: Tellings | None = None

    @property
    def suggestions(self) -> bool:
        """Whether the machine's suggestions are shown. What the reader confirmed always is."""
        return self._suggestions

    def show_suggestions(self, *, shown: bool) -> None:
        """Show the machine's suggestions, or hide them."""
        self._suggestions = shown
        self.forget()

    def shared(self, *articles: Article) -> "Shared | None":
        """Return what the articles share; None while that is unknown, or hidden."""
        return self._desk.sharing.of(*articles) if self._suggestions else None

    @property
    def tellings(self) -> Tellings:
        """Who tells what, as far as it is known."""
        if self._tellings is None:
            articles = self._articles()
            by_id = {article.id: article for article in articles}
            by_text = {article.sha256: article for article in articles}
            self._answered = self._desk.notebook.answered
            answers = links(self._answered, lambda name, sha256: by_id.get(name) or by_text.get(sha256))
            self._tellings = Tellings(articles, self.shared(*articles), answers)
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
        """Why the machine tells nothing."""
        if not self._suggestions:
            return f"suggestions hidden · {key_of('suggestions')} shows them"
        if problem := self._desk.sharing.problem or self._desk.no_analysis:
            return problem
        return "what the articles share is being looked for …" if len(self._articles()) > 1 else ""

    def difference(self, spot: Spot, shown: Collection[int]) -> Content | None:
        """Return in what words the nearest telling differs from a sentence; None where there is none, or hidden.

        `shown` are the numbers of the articles on the screen.
        """
        if not self._suggestions or not spot.article.sentences:
            return None
        telling = nearest(spot, self.tellings.of(spot), self._articles(), shown)
        return difference_line(spot, telling, self.tellings) if telling else None

    def in_full(self, spot: Spot) -> Content:
        """Return all tellings of a sentence under each other."""
        if not spot.article.sentences:
            return Content("")
        numbers = {article.id: number for number, article in enumerate(self._articles(), 1)}
        return all_tellings(spot, self.tellings.of(spot), self.tellings, numbers)
