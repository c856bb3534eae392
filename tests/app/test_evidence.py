"""What a verdict rests on: web addresses and sentences of other articles, added and removed."""

from datetime import date
from pathlib import Path

import pytest
from tests.app.conftest import Open
from tests.app.driving import FakeAnalyst, Session
from textual.widgets import Input

from newsread.analysis.alignment.counterparts import Band, Counterpart, Place
from newsread.annotations.records import Evidence
from newsread.app.claims.screen import Claims
from newsread.app.dialogs.evidence import (
    EvidenceEditor,
    EvidenceSentence,
    NoEvidence,
    SentenceDialog,
    evidence_sentences,
    web_evidence,
)
from newsread.app.reader.screen import Reader
from newsread.articles.article import Article
from newsread.articles.sources import Source

TODAY = date(2026, 2, 3)


def test_an_address_a_quotation_and_a_day_make_evidence() -> None:
    evidence = web_evidence(" https://kyiv.example/a ", " two men ", "2026-02-01", TODAY)
    assert evidence == Evidence(url="https://kyiv.example/a", quote="two men", accessed=date(2026, 2, 1))
    assert web_evidence("http://a.example", "", "", TODAY) == Evidence(url="http://a.example")


@pytest.mark.parametrize(
    ("address", "accessed", "told"),
    [
        ("", "", "Type or paste a web address"),
        ("kyiv.example", "", "is not a web address"),
        ("https://", "", "is not a web address"),
        ("ftp://kyiv.example", "", "is not a web address"),
        ("https://a.example and https://b.example", "", "is not a web address"),
        ("https://a.example/\x1b[31m", "", "is not a web address"),
        ("https://a.example", "yesterday", "“yesterday” is not a date: write it as 2026-02-03"),
        ("https://a.example", "2026-02-04", "is still to come"),
    ],
)
def test_what_is_no_evidence_is_told_in_one_sentence(address: str, accessed: str, told: str) -> None:
    with pytest.raises(NoEvidence, match=r"\.$") as caught:
        web_evidence(address, "", accessed, TODAY)
    assert told in str(caught.value)


def test_sentences_known_to_tell_the_claim_come_first_and_its_own_article_does_not() -> None:
    one, two = (Article(name, Path(name), text, Source()) for name, text in (("1", "A b."), ("2", "C d. E f.")))
    known = EvidenceSentence(two, 5, 9)
    assert evidence_sentences([one, two], "1", [known]) == [known, EvidenceSentence(two, 0, 4)]
    page = Article("3", Path("3"), "Two Men Captured\n\nBoth are alive.", Source())
    assert [each.words for each in evidence_sentences([page], "1", [])] == ["Both are alive.", "Two Men Captured"]
    assert known.evidence == Evidence(article="2", start=5, end=9, quote="E f.")


async def opened(session: Session) -> EvidenceEditor:
    await session.press("e")
    await session.until(lambda: isinstance(session.app.screen, EvidenceEditor))
    screen = session.app.screen
    assert isinstance(screen, EvidenceEditor)
    return screen


async def left(session: Session) -> None:
    await session.press("escape")
    await session.until(lambda: isinstance(session.app.screen, Reader))


def evidence(session: Session) -> tuple[Evidence, ...]:
    return session.records()[-1].evidence


async def test_an_address_with_quotation_and_date_is_kept_with_the_claim_just_tagged(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        editor = await opened(session)
        await session.shows("Evidence · ✓ verified", "Ukraine captured two men.", str(date.today()))
        await session.type("https://kyiv.example/a")
        await session.press("tab")
        await session.type("two men")
        await session.press("enter")
        await session.shows("https://kyiv.example/a “two men”")
        assert [field.value for field in editor.query(Input)][:2] == ["", ""]
        await session.type("https://kyiv.example/b")
        await session.press("enter")
        await left(session)
        await session.saved()
        assert evidence(session) == (
            Evidence(url="https://kyiv.example/a", quote="two men", accessed=date.today()),
            Evidence(url="https://kyiv.example/b", accessed=date.today()),
        )
        assert [record.anchor.quote for record in session.records()] == ["Ukraine captured two men."] * 3
        assert session.at == ("one.txt", 2)
        assert "2 pieces of evidence" in session.claim


async def test_what_is_no_address_is_told_and_not_kept(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await opened(session)
        await session.type("kyiv.example")
        await session.press("enter")
        await session.shows("is not a web address")
        await left(session)
        await session.saved()
        assert len(session.records()) == 1


async def test_what_was_typed_and_not_added_is_a_draft_until_it_is_added_or_discarded(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await opened(session)
        await session.press("tab")
        await session.type("two men were seen")
        await left(session)
        await session.shows("kept as a draft")
        editor = await opened(session)
        await session.shows("draft restored", "two men were seen")
        await session.type("https://a.example")
        await session.press("enter")
        await session.shows("https://a.example “two men were seen”")
        await session.type("not this")
        await left(session)
        editor = await opened(session)
        assert "discard draft" in session.screen
        await session.press("ctrl+t")
        assert [field.value for field in editor.query(Input)][:2] == ["", ""]
        assert "draft restored" not in session.screen
        await left(session)
        editor = await opened(session)
        assert [field.value for field in editor.query(Input)][:2] == ["", ""]
        await left(session)
        await session.saved()
        assert [each.quote for each in evidence(session)] == ["two men were seen"]


async def test_the_list_of_sentences_leaves_the_upper_half_to_the_texts(open_app: Open) -> None:
    async with open_app(160, 40) as session:
        await session.open_reader()
        await session.press("v")
        await opened(session)
        await session.press("ctrl+s")
        await session.shows("Which sentence is evidence?")
        lines = session.screen.split("\n")
        top = next(number for number, line in enumerate(lines) if "Which sentence is evidence?" in line)
        assert top > len(lines) / 2
        assert "Ukraine captured two men." in "\n".join(lines[:top])


async def test_a_piece_is_removed_and_undo_brings_it_back(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await opened(session)
        for address in ("https://a.example", "https://b.example"):
            await session.type(address)
            await session.press("enter")
        await session.press("up", "ctrl+r")
        await session.until(lambda: "a.example" not in session.screen)
        await left(session)
        await session.saved()
        assert [each.url for each in evidence(session)] == ["https://b.example"]
        await session.press("z")
        assert session.below == (
            "undone: the evidence of ✓ verified on “Ukraine captured two men.” · its former evidence is back"
        )
        await session.saved()
        assert [each.url for each in evidence(session)] == ["https://a.example", "https://b.example"]


async def test_a_sentence_of_another_article_is_found_by_its_words(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v")
        await opened(session)
        await session.press("ctrl+s")
        await session.until(lambda: isinstance(session.app.screen, SentenceDialog))
        assert "Nobody confirmed it." not in session.screen.split("Which sentence is evidence?")[1]
        await session.type("beijing")
        await session.shows("1 of 6 sentences")
        await session.press("enter")
        await session.until(lambda: isinstance(session.app.screen, EvidenceEditor))
        await left(session)
        await session.saved()
        [piece] = evidence(session)
        assert (piece.article, piece.quote) == ("two.txt", "Beijing denied the report.")
        article = session.app.desk.workspace.article("two.txt")
        assert isinstance(article, Article)
        assert article.text[piece.start : piece.end] == piece.quote


async def test_counterparts_are_offered_first(open_app: Open, analyst: FakeAnalyst) -> None:
    analyst.counterparts = (Counterpart(Place("one.txt", 18, 43), Place("two.txt", 37, 60), Band.RELATED, ("men",)),)
    analyst.go_on.set()
    async with open_app() as session:
        await session.open_reader()
        await session.until(session.app.desk.sharing.of)
        await session.press("v")
        await opened(session)
        await session.press("ctrl+s")
        await session.until(lambda: isinstance(session.app.screen, SentenceDialog))
        await session.shows("▹ related")
        await session.press("enter")
        await session.until(lambda: isinstance(session.app.screen, EvidenceEditor))
        await left(session)
        await session.saved()
        assert [each.quote for each in evidence(session)] == ["It knew of no such men."]


async def test_without_a_verdict_there_is_nothing_to_give_evidence_for(open_app: Open) -> None:
    async with open_app(200) as session:
        await session.open_reader()
        assert "evidence" not in session.keys
        await session.press("t", "e")
        assert session.below == "evidence belongs to a verdict: give one first"
        assert isinstance(session.app.screen, Reader)


async def test_evidence_is_given_in_the_claims_list_too(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "C")
        await session.until(lambda: isinstance(session.app.screen, Claims) and session.rows._count)
        await opened(session)
        await session.type("https://a.example")
        await session.press("enter")
        await session.press("escape")
        await session.until(lambda: isinstance(session.app.screen, Claims))
        await session.saved()
        assert [each.url for each in evidence(session)] == ["https://a.example"]
        await session.shows("evidence: https://a.example")


async def test_a_verdict_without_a_reason_is_kept_and_listed_as_such(open_app: Open) -> None:
    async with open_app() as session:
        await session.open_reader()
        await session.press("v", "C")
        await session.until(lambda: isinstance(session.app.screen, Claims) and session.rows._count)
        await session.press("6")
        assert session.rows._count == 1
        await session.shows("Ukraine captured two men.")
