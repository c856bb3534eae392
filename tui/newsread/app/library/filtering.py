"""Looks which articles the library lists, in a thread and piece by piece, however many there are."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence

from newsread.annotations.sentence_states import Progress, Standings
from newsread.app.library.rows import Choice, Facts
from newsread.app.session.session import Desk
from newsread.app.widgets.patterns import PatternSearch
from newsread.articles.article import Article

_PIECE = 0.1
"""Seconds of work after which what is known so far is shown."""
_MOST_LETTERS = 1_000_000
"""Code points in which a regular expression is looked for at a time."""


class Sifting:
    """Knows of each article what it was asked for once, until that changes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._numbers = {article_id: number for number, article_id in enumerate(desk.workspace.ids)}
        self._facts: dict[str, Facts] = {}
        self._changes = 0

    def forget(self, article_id: str | None = None) -> None:
        """Look at an article anew, or at all of them."""
        self._changes += 1
        if article_id is None:
            self._facts.clear()
        else:
            self._facts.pop(article_id, None)

    async def listed(self, choice: Choice) -> AsyncIterator[tuple[list[str], bool]]:
        """Yield which articles are listed as far as that is known, in their order, and whether it is known of all.

        Raises BadPatternError where a regular expression is sought that cannot be used.
        """
        ids, passed, at = self._desk.workspace.ids, list[Facts](), 0
        patterns = PatternSearch()
        try:
            while at < len(ids):
                more, at = await asyncio.to_thread(self._sift, ids, at, choice)
                if more and choice.pattern:
                    more = await asyncio.to_thread(_having, more, choice.pattern, patterns)
                passed += more
                if more or at >= len(ids):
                    yield [facts.id for facts in choice.sorted(passed)], at >= len(ids)
        finally:
            patterns.close()  # what was asked for something else is not waited for

    def _sift(self, ids: Sequence[str], at: int, choice: Choice) -> tuple[list[Facts], int]:
        """Return what is listed of the articles from one number on, and the number of the first not looked at."""
        passed: list[Facts] = []
        until, letters = time.monotonic() + _PIECE, 0
        while at < len(ids) and time.monotonic() < until and letters < _MOST_LETTERS:
            facts = self._facts.get(ids[at]) or self._look_at(ids[at])
            if choice.holds(facts):
                passed.append(facts)
                letters += len(facts.text) if choice.pattern else 0
            at += 1
        return passed, at

    def _look_at(self, article_id: str) -> Facts:
        changes = self._changes
        article = self._desk.workspace.article(article_id)
        progress: Progress | None = None
        if isinstance(article, Article):
            # Not those of the desk, which belong to the thread of the screens.
            standings = Standings(article.sentences, article.text, article.sha256)
            standings.update(self._desk.notebook.claims(article_id))
            progress = Progress.of(article.sentences, standings)
        facts = Facts.of(article_id, self._numbers[article_id], article, progress)
        if changes == self._changes:  # else it may be out of date
            self._facts[article_id] = facts
        return facts


def _having(every: list[Facts], pattern: str, patterns: PatternSearch) -> list[Facts]:
    """Return those in whose head or text a regular expression holds."""
    found = patterns.holds(pattern, [text for facts in every for text in (facts.head, facts.text)])
    return [facts for facts, *holds in zip(every, found[::2], found[1::2], strict=True) if any(holds)]
