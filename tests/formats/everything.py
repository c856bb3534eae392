"""A snapshot of everything that can be said of words: two people, three articles, of which one is missing."""

from datetime import date
from pathlib import Path

from tests.annotations.saying import ELSEWHERE, FIRST, SECOND, TEXT, THIRD, Reader, linked

from newsread.annotations.answers import Naming, Renaming
from newsread.annotations.groups import links
from newsread.annotations.records import Aspect, Evidence, Mark, Record, Slot, Verdict
from newsread.articles.article import Article
from newsread.articles.sources import Source
from newsread.formats.snapshot import Snapshot
from newsread.formats.snapshots import snapshot

NOTE = 'He "denies" it,\nsays the 👨🏻‍🚒: </script> ]]> \x1b[31m'
SOURCES = (
    Evidence(url="https://example.org/ä b", quote="“No.”", accessed=date(2026, 11, 20)),
    Evidence(url="https://example.org/1"),
    Evidence(article="002.txt", start=0, end=3, quote="Two", accessed=date(2026, 11, 21)),
    Evidence(article="gone/ä.txt", start=5, end=7),
)
THERE = (0, 33)
"""The first sentence of the other article."""


def everything() -> Snapshot:
    """Return it, with what was withdrawn."""
    first = Article(
        "001.txt", Path("a"), TEXT, Source("The Daily", "Two men", "By A", "2025-04-08", "https://a.example/1")
    )
    second = Article("002.txt", Path("b"), ELSEWHERE, Source())
    both = {each.id: each for each in (first, second)}
    readers = [*_here(), _there(), _in_a_text_that_has_changed(), _in_a_missing_article()]
    claims = [claim for reader in readers for claim in reader.claims]
    answers = links(claims, lambda name, _: both.get(name))
    return snapshot("Captured", [*both.values()], claims, links=answers, withdrawn=True)


def _here() -> tuple[Reader, Reader]:
    ana, ben = Reader("ana"), Reader("ben")
    ana.mark(SECOND, Mark.SEEN)
    first = _given(ana.tag(SECOND, Verdict.DISPUTED, note=NOTE, evidence=SOURCES))
    ana.tag(SECOND, Verdict.VERIFIED, Aspect.STATEMENT, note="verified")
    ana.mark(THIRD, Mark.TO_CHECK, "ask")
    other = _given(ben.tag(SECOND, Verdict.UNVERIFIABLE))
    ana.decide(SECOND, Verdict.DISPUTED, [first.id, other.id])
    ben.decide(THIRD, Verdict.VERIFIED, [])
    ben.tag(FIRST, Verdict.VERIFIED)
    ben.undo()
    ben.mark(THIRD, Mark.NOT_A_CLAIM)
    ana.tag(FIRST, Verdict.VERIFIED)
    ana.answer(FIRST, linked("Two soldiers were taken prisoner.", method="words 1"))
    ana.answer(SECOND, linked("Nobody has confirmed it.", same=False))
    ana.answer(FIRST, Naming(Renaming.MERGE, ("Zelensky", "Zelenskyy")))
    ana.answer(FIRST, Naming(Renaming.RETYPE, ("Kyiv Independent",), "ORG"))
    taken_back = Naming(Renaming.IGNORE, ("Monday",))
    ana.answer(FIRST, taken_back)
    ana.withdraw(FIRST, taken_back.about)
    ben.withdraw(SECOND, Slot.STATEMENT)
    return ana, ben


def _there() -> Reader:
    ana, source = Reader("ana", "002.txt", ELSEWHERE), Reader("ana")
    ana.spread(THERE, _given(source.tag(FIRST, Verdict.VERIFIED)))
    return ana


def _in_a_text_that_has_changed() -> Reader:
    before = "The minister knew. " + ELSEWHERE + " That was all."
    cleo = Reader("cleo", "002.txt", before)
    cleo.tag((0, 18), Verdict.DISPUTED)
    cleo.tag((len(before) - 14, len(before)), Verdict.VERIFIED)
    cleo.text = ELSEWHERE
    cleo.reanchor((0, 18), (34, 57))
    return cleo


def _in_a_missing_article() -> Reader:
    ana = Reader("ana", "gone/ä.txt")
    ana.tag(FIRST, Verdict.UNVERIFIABLE)
    return ana


def _given(record: Record | None) -> Record:
    assert record
    return record
