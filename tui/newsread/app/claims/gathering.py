"""All claims of the workspace as rows: gathered behind the screens, then kept up to date article by article."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from newsread.annotations.groups import Groups, Link
from newsread.annotations.state import Claim
from newsread.app.claims.rows import ClaimRow, counts, grouped, rows_of
from newsread.app.session.session import Desk
from newsread.articles.article import Article, Unreadable

_Said = tuple[Sequence[Claim], Sequence[Claim]]
"""What the reader said of an article, and what the others did."""


@dataclass(frozen=True)
class _Linking:
    """What the reader has answered on counterparts, and what follows from it."""

    answered: tuple[Claim, ...] = ()
    texts: tuple[Article | Unreadable, ...] = ()
    """The articles as they were when it was worked out."""
    links: tuple[Link, ...] = ()
    groups: Groups = field(default_factory=Groups)

    def articles_unlike(self, other: "_Linking") -> set[str]:
        """Return the articles in which anything is linked or grouped otherwise than there."""
        if self is other:
            return set()
        changed = set(self.links) ^ set(other.links)
        relinked = {words.article for link in changed for words in (link.one, link.other)}
        return relinked | self.groups.articles_unlike(other.groups)


def _articles_of(claim: Claim) -> set[str]:
    return {claim.article, *(record.linked.article for record in claim.answers if record.linked)}


class Gathering:
    """The rows of all claims. Everything but the long work in `gather` is done where the screens run."""

    def __init__(self, desk: Desk) -> None:
        self.rows: Sequence[ClaimRow] = ()
        """By place."""
        self.counts: Counter[str] = Counter()
        """How many of them pass each filter, by its name."""
        self.is_done = False
        self._desk = desk
        self._numbers = {article_id: number for number, article_id in enumerate(desk.workspace.ids)}
        self._by_article: dict[str, Sequence[ClaimRow]] = {}
        self._changed: set[str] = set()
        self._linking = _Linking()
        self._turn: object = None  # tells the last gathering from those that it overtook

    @property
    def goes_on(self) -> bool:
        """Whether they are being gathered."""
        return self._turn is not None and not self.is_done

    def forget(self) -> None:
        """Let everything be gathered anew; what is being gathered is given up."""
        self._turn, self.is_done = None, False

    def note_change(self, article_id: str) -> None:
        """Know that something else is said of an article now; `take_in_changes` looks what it is."""
        self._changed.add(article_id)

    async def gather(self) -> bool:
        """Gather all claims, and return whether it came to an end before it was overtaken or given up."""
        self._turn = turn = object()
        self._changed.clear()
        notebook, others = self._desk.notebook, self._desk.others.notebooks
        await asyncio.to_thread(notebook.read_all)
        linking = await asyncio.to_thread(self._linking_now, self._desk.workspace.links)
        article_ids = {*notebook.articles, *(each for other in others.values() for each in other.articles)}
        said = {article_id: self._said_of(article_id) for article_id in article_ids if self._is_listed(article_id)}
        by_article = await asyncio.to_thread(self._rows_of_all, said, linking, turn)
        if turn is not self._turn:
            return False
        self._by_article, self._linking, self.is_done = by_article, linking, True
        self.counts = counts(row for rows in by_article.values() for row in rows)
        self._put_in_order()
        self.take_in_changes()
        return True

    def take_in_changes(self) -> None:
        """Work out anew the rows of the articles of which something was said since."""
        linking = self._linking_now() if self._changed else self._linking
        relinked = linking.articles_unlike(self._linking) & self._by_article.keys()
        changed, self._changed = {*filter(self._is_listed, self._changed), *relinked}, set()
        self._linking = linking
        for article_id in changed:
            before = self._by_article.pop(article_id, ())
            rows = self._rows_of(article_id, self._said_of(article_id), linking, before)
            if rows:
                self._by_article[article_id] = rows
            self.counts.update(counts(rows))
            self.counts.subtract(counts(before))
        if changed:
            self._put_in_order()

    def _linking_now(self, links_of: Callable[[Sequence[Claim]], tuple[Link, ...]] | None = None) -> "_Linking":
        """Return what the reader has linked; what was linked before is looked for anew only if anything has changed.

        It is looked for in the texts in memory, among which all are by the time of the first gathering.
        """
        answered = self._desk.notebook.answered
        articles = {article for claim in answered for article in _articles_of(claim)}
        texts = tuple(self._desk.workspace.article(article) for article in sorted(articles) if self._is_listed(article))
        if answered == self._linking.answered and texts == self._linking.texts:
            return self._linking
        links = links_of(answered) if links_of else self._desk.links()
        return _Linking(answered, texts, links, Groups(links))

    def _rows_of_all(
        self, said: Mapping[str, _Said], linking: "_Linking", turn: object
    ) -> dict[str, Sequence[ClaimRow]]:
        by_article: dict[str, Sequence[ClaimRow]] = {}
        for article_id, of_article in said.items():
            if turn is not self._turn:
                break  # nobody waits for it any more
            if rows := self._rows_of(article_id, of_article, linking):
                by_article[article_id] = rows
            for row in rows:  # now, so that the screen need not wait for it later
                _ = row.filters, row.searched.in_small_letters
        return by_article

    def _rows_of(
        self, article_id: str, said: _Said, linking: "_Linking", before: Sequence[ClaimRow] = ()
    ) -> Sequence[ClaimRow]:
        article = self._desk.workspace.article(article_id)
        rows = rows_of(article, self._number(article_id), *said, {row.claim.id: row for row in before})
        return grouped(rows, linking.links, linking.groups) if linking.answered else rows

    def _put_in_order(self) -> None:
        in_order = sorted(self._by_article, key=lambda article_id: (self._number(article_id), article_id))
        self.rows = [row for article_id in in_order for row in self._by_article[article_id]]

    def _number(self, article_id: str) -> int:
        """Return the article's number in the workspace; what is missing there comes last."""
        return self._numbers.get(article_id, len(self._numbers))

    def _is_listed(self, article_id: str) -> bool:
        return article_id in self._numbers or not self._desk.workspace.place.only

    def _said_of(self, article_id: str) -> _Said:
        others = self._desk.others.notebooks.values()
        return self._desk.notebook.claims(article_id), [each for other in others for each in other.claims(article_id)]
