"""Which articles the library lists, and in what order. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from newsread.annotations.sentence_states import Progress
from newsread.app.library.library_lines import progress_in_words
from newsread.app.reader.finding import pattern_in
from newsread.app.widgets.search import Searched, minds_capitals
from newsread.articles.article import Article, Unreadable


@dataclass(frozen=True)
class Facts:
    """What the library goes by with an article."""

    id: str
    number: int
    """Its place in the workspace."""
    title: str
    outlet: str = ""
    published: str = ""
    progress: Progress | None = None
    """How far its reader is; None where it cannot be read."""
    text: str = ""

    @classmethod
    def of(cls, article_id: str, number: int, article: Article | Unreadable, progress: Progress | None) -> "Facts":
        """Return the facts of an article that was read, or that could not be."""
        if isinstance(article, Unreadable):
            return cls(article_id, number, article_id)
        source = article.source
        published = source.published or ""
        return cls(article_id, number, article.heading, source.outlet or "", published, progress, article.text)

    @property
    def head(self) -> str:
        """What is searched before its text is: file, title, outlet, and how far its reader is."""
        progress = progress_in_words(self.progress) if self.progress else "cannot be read"
        return "\n".join((self.id, self.title, self.outlet, progress))


class Shown(NamedTuple):
    """Some of the articles, by how far their reader is."""

    name: str
    holds: Callable[[Progress], bool]


class Order(NamedTuple):
    """A way to sort articles; what is alike stands in the workspace's order."""

    name: str
    key: Callable[[Facts], Any]


ALL = Shown("all", lambda _: True)
SHOWN: tuple[Shown, ...] = (
    ALL,
    Shown("untagged", lambda progress: progress.unseen > 0),
    Shown("to check", lambda progress: progress.to_check > 0),
    Shown("done", lambda progress: progress.unseen == 0),
)
"""In the order in which one key goes through them; *untagged* are those with claims of which nothing was said."""

PLACE = Order("place", lambda facts: facts.number)
ORDERS: tuple[Order, ...] = (
    PLACE,
    Order("title", lambda facts: facts.title.casefold()),
    Order("outlet", lambda facts: (not facts.outlet, facts.outlet.casefold())),
    Order("date", lambda facts: (not facts.published, facts.published)),
    Order("progress", lambda facts: -facts.progress.unseen if facts.progress else 1),
)
"""By date the oldest come first, by progress those with the most left; what is unknown comes last."""


@dataclass(frozen=True)
class Choice:
    """What is listed, and in what order."""

    sought: str = ""
    shown: Shown = ALL
    order: Order = PLACE

    @classmethod
    def named(cls, sought: str, shown: str, order: str) -> "Choice":
        """Return the choice with these names; for a name that there is not, what is chosen at first."""
        return cls(
            sought,
            next((each for each in SHOWN if each.name == shown), ALL),
            next((each for each in ORDERS if each.name == order), PLACE),
        )

    @property
    def pattern(self) -> str:
        """The regular expression that is sought; empty where words are, or nothing."""
        return pattern_in(self.sought) or ""

    @property
    def is_narrow(self) -> bool:
        """Whether not every article is listed."""
        return bool(self.sought) or self.shown is not ALL

    @property
    def is_plain(self) -> bool:
        """Whether all are listed as they stand in the workspace, so that nothing need be known of them."""
        return not self.is_narrow and self.order is PLACE

    def holds(self, facts: Facts) -> bool:
        """Whether an article is listed: it has all the words, each in its head or in its text.

        A regular expression is not looked for here, as that may take long.
        """
        if self.shown is not ALL and not (facts.progress and self.shown.holds(facts.progress)):
            return False
        words = self.sought.split()
        if not words or pattern_in(self.sought) is not None:
            return True
        capitals = minds_capitals(self.sought)

        def seen(text: str) -> str:
            return Searched(text).letter_for_letter if capitals else Searched(text).letter_for_small_letter

        head = seen(facts.head)
        missing = [word for word in map(seen, words) if word not in head]
        if missing:
            text = seen(facts.text)
            return all(word in text for word in missing)
        return True

    def sorted(self, every: Iterable[Facts]) -> list[Facts]:
        """Return the articles in the chosen order."""
        by_place = sorted(every, key=PLACE.key)
        return by_place if self.order is PLACE else sorted(by_place, key=self.order.key)

    def in_words(self, listed: int, count: int, *, done: bool) -> str:
        """Return how many articles are listed of how many, and by what; `done` says whether all were looked at."""
        articles = f"{count:,} article{'' if count == 1 else 's'}"
        told = [f"{listed:,}{'' if done else ' …'} of {articles}" if self.is_narrow else articles]
        told += [f"“{self.sought}”"] if self.sought else []
        told += [self.shown.name] if self.shown is not ALL else []
        told += [f"by {self.order.name}"] if self.order is not PLACE else []
        return " · ".join(told)
