"""Evidence for a verdict: which one it belongs to, what may be taken for it, and how it is kept."""

from collections.abc import Sequence

from textual.app import App

from newsread.analysis.counterparts import Place
from newsread.app.desk import Desk
from newsread.app.evidence import EvidenceSentence, evidence_sentences
from newsread.app.evidence_dialog import EvidenceEditor
from newsread.app.relations import Relation
from newsread.articles.article import Article
from newsread.tags.records import Evidence, Record

NO_VERDICT = "evidence belongs to a verdict: give one first"


def with_verdict(said: Sequence[Record | None]) -> Record | None:
    """Return the record that evidence goes to, the latest verdict among what stands; None where there is none."""
    return max((record for record in said if record and record.verdict), key=lambda record: record.id, default=None)


def ask_for_evidence(
    app: App[None], desk: Desk, verdict: Record, span: tuple[int, int], articles: Sequence[Article]
) -> None:
    """Let a person give a verdict its evidence. `span` is where its claim stands, `articles` what is at hand."""
    standing = verdict

    def keep(evidence: tuple[Evidence, ...]) -> None:
        nonlocal standing
        if record := desk.notebook.give_evidence(standing, evidence):
            standing = record
            desk.keep(record)

    def at_hand() -> Sequence[EvidenceSentence]:
        return evidence_sentences(articles, verdict.article, _known(desk, articles, verdict.article, span))

    words = desk.words_of(verdict)
    app.push_screen(EvidenceEditor(verdict, words, keep, at_hand, desk.called))


def _known(desk: Desk, articles: Sequence[Article], own: str, span: tuple[int, int]) -> list[EvidenceSentence]:
    """Return the counterparts of the sentences that a span has words of, as far as they are known."""
    by_id = {article.id: article for article in articles}
    article = by_id.get(own)
    shared = desk.suggestions.of(article) if article else None
    if article is None or shared is None:
        return []
    start, end = span
    places = (Place(own, each.start, each.end) for each in article.sentences if each.start < end and start < each.end)
    return [
        EvidenceSentence(by_id[found.to.article], found.to.start, found.to.end, Relation.of(found.band))
        for place in places
        for found in shared.counterparts_of(place)
        if found.to.article in by_id and desk.suggestions.of(by_id[found.to.article])
    ]
