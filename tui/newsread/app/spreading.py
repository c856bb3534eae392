"""Spreading: a verdict that a person gives to the confirmed counterparts of its claim too, one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content

from newsread.app.bars import plain
from newsread.app.claim_bar import in_words
from newsread.app.desk import Desk
from newsread.app.keys import key_of
from newsread.app.spots import Spot, sentence_at
from newsread.articles.article import Article
from newsread.tags.groups import Groups, Words
from newsread.tags.log import in_short
from newsread.tags.records import Aspect, Record
from newsread.tags.sayings import Judgement
from newsread.tags.standing import Standing
from newsread.wording import count_of


@dataclass(frozen=True)
class Target:
    """Words of another article that the reader confirmed to tell the same claim."""

    article: Article
    span: tuple[int, int]
    """Half-open, in code points of the article's text."""
    said: Record | None
    """The verdict that stands there on the same aspect."""

    @property
    def words(self) -> str:
        """The words."""
        return self.article.text[slice(*self.span)]


class Spreading:
    """The last verdict on a sentence, and where it may be given too."""

    def __init__(self, desk: Desk, spot: Spot, standing: Standing) -> None:
        verdicts = [record for record in (standing.content, standing.statement) if record]
        self.verdict = max(verdicts, key=lambda record: record.id, default=None)
        self._desk = desk
        self.targets = [*self._targets(spot)] if self.verdict else []

    @property
    def refusal(self) -> str:
        """Why there is nothing to spread, and the way out; empty where there is."""
        if not self.verdict:
            return "no verdict here to give to counterparts"
        if not self.targets and not self._desk.has_read_linked:
            return "what you confirmed is still being read …"
        return "" if self.targets else f"no counterpart of this is confirmed yet: {key_of('counterparts')} lists them"

    @property
    def without_reason(self) -> str:
        """How many verdicts were spread from this one and have no reason, though it has one now; empty if none."""
        if self.verdict is None or not self.verdict.note:
            return ""
        left = sum(self._was_spread(each.said) for each in self.targets if each.said and not each.said.note)
        have = count_of(left, "spread verdict has none", "spread verdicts have none")
        return f"{have}: {key_of('spread')} gives it, in the reader" if left else ""

    def _was_spread(self, said: Record) -> bool:
        source = self._desk.notebook.record(said.inherited_from) if said.inherited_from else None
        return source is not None and self.verdict is not None and source.claim == self.verdict.claim

    def _targets(self, spot: Spot) -> Iterable[Target]:
        here = Words(spot.article.id, *spot.span)
        group = Groups(self._desk.links([spot.article])).of(here)
        article_of = self._desk.workspace.in_memory([spot.article])
        for words in group.words if group else ():
            article = article_of(words.article, "")
            if isinstance(article, Article) and article.id != spot.article.id:
                yield Target(article, (words.start, words.end), self._said(article, words.start))

    def _said(self, article: Article, start: int) -> Record | None:
        standing = self._desk.standings(article)[sentence_at(article, start)]
        is_statement = self.verdict is not None and self.verdict.aspect is Aspect.STATEMENT
        return standing.statement if is_statement else standing.content

    def spread(self, targets: Sequence[Target]) -> Content:
        """Give the verdict there, with its reason and evidence, and return what is to be told of it."""
        source = self.verdict
        if source is None or source.verdict is None or source.aspect is None:
            return plain("")
        judgement = Judgement(
            source.verdict, source.aspect, source.note or None, source.evidence or None, inherited_from=source.id
        )
        given = []
        for target in targets:
            again = target.said is not None and target.said.verdict is not source.verdict
            record = self._desk.notebook.judge(target.article, *target.span, judgement, again=again)
            if record:
                self._desk.keep(record)
                given.append(in_short(target.article.id))
        if not given:
            return plain("that is what they have already")
        where = f"{count_of(len(given), 'article')}: {', '.join(given)}"
        return Content.assemble(in_words(source), plain(f" from {in_short(source.article)} given also in {where}"))
