"""What other annotators said here. Of a blind second reading nothing of it is known, nor even read."""

from collections.abc import Iterable, Mapping

from newsread.annotations.notebook import Notebook
from newsread.annotations.sentence_states import Standings
from newsread.annotations.state import Claim
from newsread.articles.article import Article
from newsread.workspace.workspace import Workspace


class Others:
    """The other annotators' notebooks, while they are shown. `read` and `look_again` block, in any thread."""

    def __init__(self, workspace: Workspace) -> None:
        self.shown = False
        self._workspace = workspace
        self._standings: dict[str, tuple[Article, Mapping[str, Standings]]] = {}
        """With the article as it was when they were worked out: its text may have changed since."""
        self._unsettled: dict[str, int] = {}
        """How many claims are not found for certain, of the articles in which there are such."""
        self.notebooks: Mapping[str, Notebook] = {}
        """By the annotator's name; empty while they are hidden."""

    def read(self, reader: str) -> Mapping[str, Notebook]:
        """Return what everybody but the reader said, to be taken with `show` where the screens run."""
        notebooks: dict[str, Notebook] = {}
        for name in self._workspace.annotators():
            if name != reader:
                notebooks[name] = self.notebooks.get(name) or self._workspace.notebook(name)
                notebooks[name].follow(self._workspace.renamed(name))
                notebooks[name].read_all()
        for notebook in notebooks.values():
            self._find(notebook, notebook.articles)
        return notebooks

    def find(self, article_ids: Iterable[str]) -> None:
        """Look for their words in these articles; found here, in any thread, they are known where the screens run."""
        for notebook in [*self.notebooks.values()]:
            self._find(notebook, article_ids)

    def _find(self, notebook: Notebook, article_ids: Iterable[str]) -> None:
        for article_id in article_ids:
            if isinstance(article := self._workspace.article(article_id), Article):
                self._workspace.placed(article, notebook.claims(article_id))

    def show(self, notebooks: Mapping[str, Notebook]) -> None:
        """Show what was read, unless it was hidden meanwhile."""
        if self.shown:
            self.notebooks = notebooks
            self._forget()

    def hide(self) -> None:
        """Forget it all."""
        self.shown = False
        self.notebooks = {}
        self._forget()

    def _forget(self) -> None:
        self._standings.clear()
        self._unsettled.clear()

    @property
    def unsettled(self) -> int:
        """How many of their claims are not found for certain, in the articles whose standings were asked for."""
        return sum(self._unsettled.values())

    def has_newcomers(self, reader: str) -> bool:
        """Whether others have come or gone since it was read."""
        return self.shown and {*self._workspace.annotators()} - {reader} != self.notebooks.keys()

    def look_again(self, *, thoroughly: bool) -> list[str]:
        """Take in what they have said since, and return the articles that it is of."""
        return [
            article_id
            for notebook in self.notebooks.values()
            for article_id in notebook.look_again(thoroughly=thoroughly)
        ]

    def changed(self, article_id: str) -> None:
        """Let the standings of an article be worked out again."""
        self._standings.pop(article_id, None)
        self._unsettled.pop(article_id, None)

    def standings(self, article: Article) -> Mapping[str, Standings]:
        """Return where each of them stands with each sentence of an article, by name."""
        of, standings = self._standings.get(article.id, (None, {}))
        if of != article:
            standings = {name: _standings(article, each.claims(article.id)) for name, each in self.notebooks.items()}
            self._standings[article.id] = article, standings
            self._unsettled.pop(article.id, None)
            if unsettled := sum(each.unsettled for each in standings.values()):
                self._unsettled[article.id] = unsettled
        return standings


def _standings(article: Article, claims: Iterable[Claim]) -> Standings:
    standings = Standings(article.sentences, article.text, article.sha256)
    standings.update(claims)
    return standings
