import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotations.saying import FIRST, SECOND, THIRD, Reader
from tests.formats.everything import everything
from tests.formats.sample import article

from newsread.annotations.records import Aspect, Evidence, Mark, Record, Verdict
from newsread.articles.sources import Source
from newsread.formats.claimreview_format import FORMAT
from newsread.formats.snapshot import Snapshot
from newsread.formats.snapshots import snapshot

LONG = "He said on Tuesday that two men, who had come from far away to the east of the country, were captured there."


def written(now: Snapshot) -> str:
    file = io.BytesIO()
    FORMAT.write(now, file)
    return file.getvalue().decode()


def drafts(*readers: Reader, source: Source | None = None) -> list[Any]:
    text = readers[0].text
    claims = [claim for reader in readers for claim in reader.claims]
    found: list[Any] = json.loads(written(snapshot("w", [article(text=text, source=source)], claims)))["@graph"]
    return found


def given_verdict(record: Record | None) -> Record:
    assert record
    return record


def test_a_verdict_becomes_a_draft_that_tells_what_it_lacks() -> None:
    ana = Reader()
    evidence = (Evidence(url="https://example.org/a", quote="No."), Evidence(article="002.txt", start=1, end=2))
    record = given_verdict(ana.tag(SECOND, Verdict.VERIFIED, note="He wrote it.", evidence=evidence))
    source = Source("The Daily", "Two men", "By A", "2025-04-08", "https://example.org/1")
    [draft] = drafts(ana, source=source)
    assert draft == {
        "@type": "ClaimReview",
        "missing": ["url: the address of the page on which this check is published"],
        "identifier": f"urn:uuid:{record.id}",
        "claimReviewed": "He said so on Tuesday.",
        "author": {"@type": "Person", "name": "ana"},
        "dateCreated": "2026-11-21T12:00:00.000Z",
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Verified",
            "ratingValue": 5,
            "bestRating": 5,
            "worstRating": 1,
            "ratingExplanation": "He wrote it.",
        },
        "itemReviewed": {
            "@type": "Claim",
            "text": "He said so on Tuesday.",
            "appearance": {
                "@type": "NewsArticle",
                "identifier": "001.txt",
                "headline": "Two men",
                "publisher": {"@type": "Organization", "name": "The Daily"},
                "creditText": "By A",
                "datePublished": "2025-04-08",
                "url": "https://example.org/1",
            },
        },
        "citation": [
            {"@type": "CreativeWork", "url": "https://example.org/a", "text": "No."},
            {"@type": "CreativeWork", "identifier": "002.txt"},
        ],
    }


@pytest.mark.parametrize("verdict", [Verdict.DISPUTED, Verdict.UNVERIFIABLE])
def test_only_verified_has_a_number(verdict: Verdict) -> None:
    ana = Reader()
    ana.tag(FIRST, verdict)
    assert drafts(ana)[0]["reviewRating"] == {"@type": "Rating", "alternateName": verdict.capitalize()}


def test_verdicts_that_agree_on_the_same_words_are_one_draft() -> None:
    ana, ben = Reader("ana"), Reader("ben")
    ana.tag(FIRST, Verdict.DISPUTED, note="No.")
    ben.tag(FIRST, Verdict.DISPUTED, note="Never.")
    [draft] = drafts(ana, ben)
    assert [author["name"] for author in draft["author"]] == ["ana", "ben"]
    assert len(draft["identifier"]) == 2
    assert draft["reviewRating"]["ratingExplanation"] == "No.\n\nNever."


def test_where_annotators_differ_a_decision_is_missing() -> None:
    ana, ben = Reader("ana"), Reader("ben")
    ana.tag(FIRST, Verdict.DISPUTED, note="No.")
    ben.tag(FIRST, Verdict.VERIFIED)
    [draft] = drafts(ana, ben)
    assert "reviewRating" not in draft
    assert draft["missing"][1:] == [
        "reviewRating: a decision, since annotators differ: ana says disputed (No.); ben says verified"
    ]


def test_a_decision_stands_for_the_verdicts_that_it_is_on() -> None:
    ana, ben = Reader("ana"), Reader("ben")
    first = given_verdict(ana.tag(FIRST, Verdict.DISPUTED))
    wider = given_verdict(ben.tag((0, 45), Verdict.VERIFIED))
    ben.tag(FIRST, Verdict.UNVERIFIABLE)  # on the words that were decided on
    ana.tag(THIRD, Verdict.VERIFIED)
    ana.decide(FIRST, Verdict.VERIFIED, [first.id, wider.id])
    decided, other = drafts(ana, ben)
    assert (decided["reviewRating"]["alternateName"], decided["author"]["name"]) == ("Verified", "ana")
    assert other["claimReviewed"] == "Nobody else has confirmed it."


def test_what_is_no_verdict_on_the_content_has_no_draft() -> None:
    ana = Reader()
    ana.tag(FIRST, Verdict.VERIFIED, Aspect.STATEMENT)
    ana.mark(SECOND, Mark.TO_CHECK)
    ana.tag(THIRD, Verdict.VERIFIED)
    ana.undo()
    assert drafts(ana) == []


def test_a_long_claim_is_begun_and_its_summary_is_missing() -> None:
    ana = Reader(text=LONG)
    ana.tag((0, len(LONG)), Verdict.VERIFIED)
    [draft] = drafts(ana)
    assert draft["claimReviewed"] == "He said on Tuesday that two men, who had come from far away to the east…"
    assert draft["itemReviewed"]["text"] == LONG
    assert "claimReviewed: the claim in less than 75 characters; this is how its words begin" in draft["missing"]


def test_words_that_are_not_found_are_told() -> None:
    graph = json.loads(written(everything()))["@graph"]
    lost = [draft for draft in graph if any(each.startswith("itemReviewed:") for each in draft["missing"])]
    assert {draft["itemReviewed"]["appearance"]["identifier"] for draft in lost} == {"002.txt", "gone/ä.txt"}


def test_what_is_missing_is_no_term_of_the_vocabulary() -> None:
    context = json.loads(written(snapshot("w", [], [])))["@context"]
    assert context == ["https://schema.org", {"missing": None}]


def test_no_text_ends_the_script_that_a_draft_is_put_into() -> None:
    ana = Reader(text="</script><script>")
    ana.tag((0, 17), Verdict.DISPUTED, note="<!-- </SCRIPT>")
    text = written(snapshot("w", [article(text=ana.text)], ana.claims))
    assert "<" not in text
    assert json.loads(text)["@graph"][0]["itemReviewed"]["text"] == ana.text


@given(st.text(min_size=1, max_size=200), st.text(max_size=30))
def test_every_draft_is_json_with_a_claim_that_is_short_enough(text: str, note: str) -> None:
    ana = Reader(text=text)
    ana.tag((0, len(text)), Verdict.DISPUTED, note=note)
    [draft] = drafts(ana)
    assert len(draft["claimReviewed"]) < 75
    assert draft["claimReviewed"] or not text.strip()
    assert draft["itemReviewed"]["text"] == text
    assert draft["reviewRating"].get("ratingExplanation", "") == note
