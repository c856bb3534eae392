"""Spreading: a verdict that a person gives to the confirmed counterparts of its claim too, one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content

from newsread.app.bars import plain
from newsread.app.claim_bar import in_words
from newsread.app.counterpart_rows import answers_on
from newsread.app.desk import Desk
from newsread.app.keys import key_of
from newsread.app.parts import groups_with, sentence_of
from newsread.app.spots import Spot, sentence_at
from newsread.articles.article import Article
from newsread.tags.groups import Groups, Words
from newsread.tags.records import Aspect, Evidence, Record
from newsread.tags.sayings import Judgement
from newsread.tags.standing import Standing
from newsread.wording import count_of, same_words


@dataclass(frozen=True)
class Target:
    """Words of another article that the reader confirmed to tell the same claim."""

    article: Article
    span: tuple[int, int]
    """Half-open, in code points of the article's text."""
    said: Record | None
    """The verdict that stands there on the same aspect."""
    is_of_sentence: bool = False
    """Whether that was confirmed for the whole sentence, while the verdict is on a part of its words."""

    @property
    def words(self) -> str:
        """The words."""
        return self.article.text[slice(*self.span)]

    def is_in(self, piece: Evidence) -> bool:
        """Whether a piece of evidence has words of these, which nothing is to rest on themselves."""
        if piece.article != self.article.id or piece.start is None or piece.end is None:
            return False
        if not piece.quote or same_words(piece.quote, self.article.text[piece.start : piece.end]):
            return piece.start < self.span[1] and self.span[0] < piece.end
        mine, theirs = (" ".join(words.split()) for words in (self.words, piece.quote))  # its place is of another text
        return mine in theirs or theirs in mine


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

    def evidence_for(self, target: Target) -> tuple[Evidence, ...]:
        """Return the evidence that is given along: all but the words themselves that get the verdict."""
        evidence = self.verdict.evidence if self.verdict else ()
        return tuple(piece for piece in evidence if not target.is_in(piece))

    def left_out(self, target: Target) -> int:
        """Return how many pieces of evidence are not given along."""
        return len(self.verdict.evidence) - len(self.evidence_for(target)) if self.verdict else 0

    def _was_spread(self, said: Record) -> bool:
        source = self._desk.notebook.record(said.inherited_from) if said.inherited_from else None
        return source is not None and self.verdict is not None and source.claim == self.verdict.claim

    def _targets(self, spot: Spot) -> Iterable[Target]:
        links = self._desk.links([spot.article])
        article_of = self._desk.workspace.in_memory([spot.article])
        offered: set[Words] = set()
        every = [(words, group) for group in groups_with(spot, Groups(links)) for words in group.words]
        for words, group in every:
            article = article_of(words.article, "")
            if not isinstance(article, Article) or article.id == spot.article.id or words in offered:
                continue
            sentence = sentence_of(spot, group)
            if sentence and any(not link.same for link in answers_on(spot, words, links)):
                continue  # confirmed for the sentence, but rejected for these words of it
            offered.add(words)
            yield Target(article, (words.start, words.end), self._said(article, words.start), sentence is not None)

    def _said(self, article: Article, start: int) -> Record | None:
        standing = self._desk.standings(article)[sentence_at(article, start)]
        is_statement = self.verdict is not None and self.verdict.aspect is Aspect.STATEMENT
        return standing.statement if is_statement else standing.content

    def spread(self, targets: Sequence[Target]) -> Content:
        """Give the verdict there, with its reason and evidence, and return what is to be told of it."""
        source = self.verdict
        if source is None or source.verdict is None or source.aspect is None:
            return plain("")
        given = []
        for target in targets:
            evidence = self.evidence_for(target) or None
            judgement = Judgement(source.verdict, source.aspect, source.note or None, evidence, source.id)
            again = target.said is not None and target.said.verdict is not source.verdict
            record = self._desk.notebook.judge(target.article, *target.span, judgement, again=again)
            if record:
                self._desk.keep(record)
                given.append(self._desk.called(target.article.id))
        if not given:
            return plain("that is what they have already")
        where = f"{count_of(len(given), 'article')}: {', '.join(given)}"
        return Content.assemble(
            in_words(source), plain(f" from {self._desk.called(source.article)} given also in {where}")
        )
