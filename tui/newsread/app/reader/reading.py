"""What is read, and where: from it a reader is taken up as it was left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsread.app.reader.changed_text import same_sentence
from newsread.app.reader.panel_rows import View
from newsread.app.reader.scroll_link import Sync
from newsread.app.session.spots import Spot
from newsread.articles.article import Article, Unreadable


@dataclass(frozen=True)
class Reading:
    """What is read, and where: from it a reader is taken up as it was left."""

    articles: Sequence[Article]
    active: int = 0
    """The number of the article with the cursor."""
    cursors: Mapping[int, int] = field(default_factory=dict)
    """The sentence that the cursor stands on, by the articles' numbers; where there is none, one to read."""
    entities: bool = True
    """Whether the colours of entities are shown."""
    sync: Sync = Sync.CLAIM
    """How the other panes move along."""
    suggestions: bool = True
    """Whether the machine's suggestions are shown."""
    panes: int | None = None
    """How many panes the reader wishes to see; None for as many as can be read with ease."""
    first: int | None = None
    """The number of the article in the first pane; None where that follows from the cursor."""
    tops: Mapping[int, int] = field(default_factory=dict)
    """With which code point each pane begins, by the articles' numbers; where there is none, it follows the cursor."""
    panel: View = View.NAMES
    """What the panel shows."""
    panel_shown: bool = False
    """Whether it stands beside the texts."""
    sought: str = ""
    """What is sought in the texts; empty where nothing is."""
    tellings: bool = False
    """Whether all tellings of the claim are shown under each other."""
    size: tuple[int, int] = (0, 0)
    """Width and height of the screen in cells: in one of another size the panes cannot stand as they were left."""

    @property
    def spot(self) -> Spot | None:
        """The sentence under the cursor, once one was."""
        sentence = self.cursors.get(self.active)
        return None if sentence is None else Spot(self.articles[self.active], sentence)

    def at(self, article: Article, sentence: int) -> "Reading":
        """Return the same with the cursor on a sentence of one of the articles."""
        number = [each.id for each in self.articles].index(article.id)
        return replace(self, active=number, cursors={**self.cursors, number: sentence}, tops={})

    def with_texts(self, article_now: Callable[[str], Article | Unreadable]) -> "Reading":
        """Return the same in the texts that the articles have now; what cannot be read any more stays as it was."""
        found = [article_now(article.id) for article in self.articles]
        articles = [
            now if isinstance(now, Article) else before for before, now in zip(self.articles, found, strict=True)
        ]
        cursors = {
            number: same_sentence(Spot(self.articles[number], sentence), articles[number])
            for number, sentence in self.cursors.items()
        }
        tops = {number: top for number, top in self.tops.items() if articles[number] == self.articles[number]}
        return replace(self, articles=articles, cursors=cursors, tops=tops)
