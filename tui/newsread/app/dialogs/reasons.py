"""Reasons and evidence: what they belong to, what may be taken for evidence, and how they are kept."""

from collections.abc import Callable, Sequence

from textual.app import App

from newsread.analysis.alignment.counterparts import Place
from newsread.annotations.records import Aspect, Evidence, Record
from newsread.app.dialogs.base import ReasonEditor
from newsread.app.dialogs.evidence import EvidenceEditor, EvidenceSentence, evidence_sentences
from newsread.app.reader.claim_bar import in_words
from newsread.app.session.drafts import Draft, DraftOf
from newsread.app.session.relations import Relation
from newsread.app.session.session import Desk
from newsread.app.session.spots import Spot
from newsread.articles.article import Article

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
    draft = _draft_on(app, desk, "evidence", verdict)
    app.push_screen(EvidenceEditor(verdict, words, keep, at_hand, desk.called, draft))


def ask_for_reason(app: App[None], desk: Desk, said: Record, words: str, keep: Callable[[str | None], None]) -> None:
    """Let a person write why they said something; `keep` is given the text, or None where it is left as it was."""
    draft = _draft_on(app, desk, "reason", said)
    app.push_screen(ReasonEditor(in_words(said).plain, words, said.note, draft), keep)


def _draft_on(app: App[None], desk: Desk, what: str, said: Record) -> Draft:
    """Return the draft of what is typed on what was said; each aspect has its own."""
    of = DraftOf.claim(said.article, said.anchor.quote, said.anchor.start, f"{what} {said.aspect or Aspect.CONTENT}")
    return Draft(app, desk.drafts, of)


def first_reason(app: App[None], desk: Desk, spot: Spot) -> Draft:
    """Return the draft of a reason on words of which nothing was said yet."""
    of = DraftOf.claim(spot.article.id, spot.words, spot.span[0], f"reason {Aspect.CONTENT}")
    return Draft(app, desk.drafts, of)


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
