"""What is told of an article under its list: what is wrong with it, or else where it comes from."""

from textual.content import Content
from textual.widgets import Static

from newsread.app.bars import plain
from newsread.app.desk import Desk
from newsread.articles.article import Article, Unreadable


class ArticleAbout(Static):
    """Two lines about an article; a problem may take more."""

    DEFAULT_CSS = """
    ArticleAbout {
        height: 2; padding: 0 1; background: $surface; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis;
        &.whole { height: auto; min-height: 2; max-height: 7; text-wrap: wrap; }
    }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="about")
        self._desk = desk

    def show(self, article_id: str) -> None:
        """Tell of an article that has been read; of none where its id is empty."""
        if not article_id:
            self.update("", layout=False)
            return
        article = self._desk.workspace.article(article_id)
        problem = self._problem(article_id, article)
        self.set_class(bool(problem), "whole")
        if problem:
            self.update(plain(problem, "$warning"))
        elif isinstance(article, Article):
            source = article.source
            byline = plain(source.marked("byline", source.byline), "$quiet" if "byline" in source.guessed else "")
            facts = [fact for fact in (plain(article_id), byline, plain(source.url or "")) if fact.plain]
            self.update(Content("\n").join([plain(article.heading), Content(" · ").join(facts)]), layout=False)

    def _problem(self, article_id: str, article: Article | Unreadable) -> str | None:
        """Return what is wrong with the article or its tags, as a sentence."""
        if isinstance(article, Unreadable):
            return article.reason
        if problem := self._desk.not_saved or self._desk.notebook.problems.get(article_id):
            return problem
        return f"{article_id}: {article.notice}" if article.notice else None
