import io
from datetime import timedelta, timezone
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st
from tests.annotations.saying import ELSEWHERE, FIRST, SECOND, Reader, linked
from tests.formats.sample import article, claims, taken

from newsread.annotations.groups import links
from newsread.annotations.records import Evidence, Mark, Verdict
from newsread.articles.sources import Source
from newsread.formats import markdown_format
from newsread.formats.markdown_format import write
from newsread.formats.snapshot import Snapshot
from newsread.formats.snapshots import snapshot
from newsread.text.printable import printable

THERE = timezone(timedelta(hours=2), "CEST")


def written(now: Snapshot) -> str:
    file = io.StringIO()
    write(now, file, THERE)
    return file.getvalue()


def of(note: str = "", evidence: Evidence | None = None, source: Source | None = None) -> str:
    """The report of one verdict."""
    reader = Reader()
    reader.tag(SECOND, Verdict.VERIFIED, note=note, evidence=(evidence,) if evidence else ())
    return written(snapshot("w", [article(source=source)], reader.claims))


def test_a_report_reads_like_this() -> None:
    other = article("002.txt", "Nothing happened.", Source())
    whole = snapshot("Captured", [article(), other], claims())
    assert written(whole) == (
        """\
# Captured

2026-11-21 14:00 CEST · ana, ben

2 articles · ✓ 1 verified · ✗ 1 disputed · ? 1 unverifiable · ! 1 to check

A verdict is on the content: is it so? One after “statement” is on the statement: was it said?

## Two men

The Daily · 2025-04-08 · By A · 001.txt

> He said so on Tuesday.

- **✗ disputed** · ana, 2026-11-21 14:00 CEST

  He denies it.
  - Evidence: <https://example.org/a>: “No.”
- **statement: ✓ verified** · ana, 2026-11-21 14:00 CEST
- **? unverifiable** · ben, 2026-11-21 14:00 CEST

### Marked

- ! to check: “Nobody else has confirmed it.” · ana, 2026-11-21 14:00 CEST

  ask

## Nothing happened.…

002.txt

Nothing is tagged here.
"""
    )


def test_without_any_tag_the_head_says_so() -> None:
    report = written(snapshot("w", [article()], []))
    assert "nobody has tagged yet" in report
    assert "A verdict is" not in report


def test_withdrawn_verdicts_and_lost_words_are_told() -> None:
    assert "- **withdrawn** · ben" in written(taken(withdrawn=True))
    assert "not found for certain in the article as it is now" in written(taken("Something else."))


def test_a_missing_article_is_told() -> None:
    reader = Reader()
    reader.mark(FIRST, Mark.SEEN)
    text = written(snapshot("w", [], reader.claims))
    assert "## 001.txt" in text
    assert "The article itself is missing." in text


def test_markup_and_html_are_escaped() -> None:
    text = of(
        "# one\n- two\n1. three\n=== <script>alert(1)</script> **bold** [a](javascript:b) `c` &amp; a_b_c",
        source=Source(title="*x*\n# y \x1b[31m"),
    )
    assert r"  \# one" in text
    assert r"  \- two" in text
    assert r"  1\. three" in text
    assert r"  \=== &lt;script&gt;alert(1)&lt;/script&gt; \*\*bold\*\* \[a\](javascript:b) \`c\` &amp;amp;" in text
    assert r"## \*x\* \# y ␛\[31m" in text


def test_only_a_plain_web_address_becomes_a_link() -> None:
    assert "  - Evidence: <https://example.org/ü?a=b>" in of(evidence=Evidence(url="https://example.org/ü?a=b"))
    assert "  - Evidence: javascript:alert(1)" in of(evidence=Evidence(url="javascript:alert(1)"))
    assert "  - Evidence: https://a&gt;&lt;b" in of(evidence=Evidence(url="https://a><b"))
    assert "  - Evidence: https://a · b" in of(evidence=Evidence(url="https://a \u202e b"))
    assert "  - Evidence: 002.txt, 3 to 9" in of(evidence=Evidence(article="002.txt", start=3, end=9))


class Elements(HTMLParser):
    """Collects what a browser would take for elements."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's signature
        self.found.append(tag)


@given(st.text(st.characters() | st.sampled_from("<>&*_`[]()#-=+|~\\\n\t \x1b1."), max_size=30))
@example("    code")
@example("~~~\n***\n___")
def test_no_text_from_outside_becomes_markup(text: str) -> None:
    report = of(note=text, source=Source(title=text, outlet=text, byline=text))
    elements = Elements()
    elements.feed(report)
    assert elements.found == []
    assert all(printable(line) == line for line in report.split("\n"))
    headings = [line for line in report.split("\n") if line.startswith("#")]
    assert len(headings) == 2
    assert not any(line.lstrip().startswith(("===", "~~~", "***", "```", "    ")) for line in report.split("\n"))


def test_the_registered_format_writes_local_time() -> None:
    file = io.StringIO()
    markdown_format.write(taken(), file)
    assert f"{taken().annotations[0].at.astimezone():%Y-%m-%d %H:%M %Z}" in file.getvalue()


def test_what_a_person_settled_is_told_in_plain_words() -> None:
    short, ana = article(text="Nothing of it remains."), Reader("ana")
    ana.tag(FIRST, Verdict.VERIFIED)
    ana.orphan(FIRST, short.sha256)
    report = written(snapshot("w", [short], ana.claims))
    assert "these words are no longer in the article" in report
    assert "not found for certain" not in report


def test_a_verdict_on_other_words_tells_them() -> None:
    ana = Reader("ana")
    ana.tag(FIRST, Verdict.VERIFIED)
    ana.reanchor(FIRST, SECOND)
    report = written(snapshot("w", [article()], ana.claims))
    assert "*given on other words:* “Two men were captured.”" in report


def test_answers_on_counterparts_stand_behind_the_articles() -> None:
    ana = Reader("ana")
    ana.answer(FIRST, linked("Two soldiers were taken prisoner."))
    ana.answer(SECOND, linked("The minister denied it.", same=False))
    both = [article(), article("002.txt", ELSEWHERE)]
    answers = links(ana.claims, lambda name, _: {each.id: each for each in both}.get(name))
    report = written(snapshot("w", both, ana.claims, links=answers))
    confirmed, rejected = report.split("## One claim, as confirmed")[1].split("## Two claims, as rejected")
    assert "“Two soldiers were taken prisoner.” (002.txt)" in confirmed
    assert "≠ “The minister denied it.” (002.txt) · ana" in rejected
