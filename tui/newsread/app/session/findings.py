"""What the articles share, looked for behind the screens; and again when the reader has told the machine otherwise."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from textual.app import App

from newsread.analysis.result import AnalysisUnavailable, TextNotAnalysed
from newsread.analysis.runtime.analyst import Analyst
from newsread.annotations.notebook import Notebook
from newsread.annotations.records import Action, Mark, Record
from newsread.articles.article import Article
from newsread.workspace.workspace import Workspace

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection
    from newsread.analysis.entities.entity import Correction
    from newsread.analysis.runtime.collecting import Question


MOST_AT_ONCE = 100
"""In a workspace of more articles only those that are read side by side are compared."""
_PAUSE = 0.3
"""Seconds to wait for what the reader says next, before it is worked on."""


@dataclass(frozen=True)
class _Answer:
    """What was asked, and what was found."""

    question: "Question"
    collection: "Collection"

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Those that were asked of, by their ids."""
        return {article.id: article for article in self.question.articles}

    def has(self, article: Article) -> bool:
        """Whether it is of this article as it is now."""
        return self.articles.get(article.id) == article


class Sharing:
    """Has, sooner or later, what some articles share. No key ever waits for it."""

    def __init__(
        self,
        owner: App[None],
        workspace: Workspace,
        notebook: Callable[[], Notebook],
        analyst: Analyst,
        found: Callable[[], object],
    ) -> None:
        """`found` runs where the screens run, whenever something else is known."""
        self.problem: str | None = None
        """Why nothing is looked for, as a sentence; None while all is well."""
        self._owner, self._found = owner, found
        self._workspace, self._notebook, self._analyst = workspace, notebook, analyst
        self._wanted: tuple[str, ...] = ()
        self._answer: _Answer | None = None
        """One thing, set at once by the thread that looks, so that no screen ever sees half of it."""
        self._lock = Lock()
        self._running = self._again = self._closed = False

    def of(self, *articles: Article) -> "Collection | None":
        """Return what is known, if these articles are in it as they are now; None until then."""
        answer = self._answer
        return answer.collection if answer and all(map(answer.has, articles)) else None

    def known(self, articles: Sequence[Article]) -> list[Article]:
        """Return those of some articles that are in what is known, as they are now."""
        answer = self._answer
        return list(filter(answer.has, articles)) if answer else []

    @property
    def corrections(self) -> "Sequence[Correction]":
        """What the reader said of names, as far as it is taken in."""
        return self._answer.question.corrections if self._answer else ()

    def want(self, article_ids: Sequence[str]) -> None:
        """Look for what these articles share, or all of the workspace where they are not too many."""
        every = self._workspace.ids
        self._wanted = tuple(every if len(every) <= MOST_AT_ONCE else article_ids)
        self.look_again()

    def take_in(self, record: Record) -> None:
        """Look again, if what was said tells the machine anything."""
        answers = record.linked or record.naming or record.mark is Mark.NOT_A_CLAIM or record.undoes
        if answers or record.action is Action.WITHDRAW or self._may_be_another_claim(record):
            self.look_again()

    def _may_be_another_claim(self, record: Record) -> bool:
        """Whether something was said of what makes no claim, or of what the reader and not the machine decided."""
        answer, here = self._answer, record.anchor
        article = answer.articles.get(record.article) if answer else None
        if answer is None or article is None or self._running:  # what is being asked now may be out of date already
            return True
        decided = {(mark.start, mark.end) for mark in answer.question.marked if mark.article == record.article}
        on = (each for each in article.sentences if each.start < here.end and here.start < each.end)
        return any(not each.claim or (each.start, each.end) in decided for each in on)

    def look_again(self) -> None:
        """Look whether a reader's answers, marks or an article's text make another question of it."""
        with self._lock:
            self._again = bool(self._wanted)
            if self._again and not self._running and not self._closed:
                self._running = True
                self._owner.run_worker(self._run, thread=True, group="sharing", exit_on_error=False)

    def close(self) -> None:
        """Begin nothing more."""
        self._closed = True

    def _run(self) -> None:
        while self._goes_on():
            time.sleep(_PAUSE if self._answer else 0)
            try:
                self._look()
            except AnalysisUnavailable as error:
                self.problem = str(error)
            except Exception as fault:  # whatever it is, the next answer must not find the thread gone
                self.problem = f"What the articles share is not known: {type(fault).__name__}: {fault}"
            if not self._closed:
                self._owner.call_later(self._found)

    def _goes_on(self) -> bool:
        with self._lock:
            self._running = self._again and not self._closed
            self._again = False
            return self._running

    def _look(self) -> None:
        question = self._workspace.question(self._notebook(), list(filter(self._is_analysed, self._articles())))
        if question.articles and (self._answer is None or question != self._answer.question):
            self._answer = _Answer(question, self._analyst.collect(question))
        self.problem = None

    def _articles(self) -> list[Article]:
        found = map(self._workspace.article, self._wanted)
        return [article for article in found if isinstance(article, Article)]

    def _is_analysed(self, article: Article) -> bool:
        if self._closed:
            return False
        try:
            self._analyst.analyse(article)
        except TextNotAnalysed:
            return False  # its own screen says why
        return True
