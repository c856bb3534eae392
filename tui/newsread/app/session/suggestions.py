"""What the machine suggests of several articles, as long as the reader wants to see it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsread.app.actions.keys import key_of
from newsread.app.session.findings import Sharing
from newsread.articles.article import Article

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection
    from newsread.analysis.entities.entity import Correction


class Suggestions:
    """The one way from the screens to what was found: hidden, there is nothing.

    What the reader confirmed is not asked for here, and stays in sight.
    """

    def __init__(self, sharing: Sharing) -> None:
        self.shown = True
        """Whether the reader wants to see them."""
        self._sharing = sharing

    def of(self, *articles: Article) -> "Collection | None":
        """Return what the articles share; None while that is unknown, or hidden."""
        return self._sharing.of(*articles) if self.shown else None

    def known(self, articles: Sequence[Article]) -> list[Article]:
        """Return those of some articles of which it is known what they share; none while that is hidden."""
        return self._sharing.known(articles) if self.shown else []

    @property
    def corrections(self) -> "Sequence[Correction]":
        """What the reader said of names, as far as it is taken in."""
        return self._sharing.corrections

    @property
    def problem(self) -> str | None:
        """Why nothing is looked for, as a sentence; None while all is well, or nobody wants to see it."""
        return self._sharing.problem if self.shown else None

    def why_none(self, waiting: str) -> str:
        """Return why there is nothing; `waiting` says so of what is still being looked for."""
        if not self.shown:
            return f"suggestions hidden · {key_of('suggestions')} shows them"
        return self.problem or waiting
