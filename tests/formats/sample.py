"""One article, read and tagged by two people, and a snapshot of it."""

from pathlib import Path

from tests.annotations.saying import FIRST, SECOND, TEXT, THIRD, Reader

from newsread.annotations.records import Aspect, Evidence, Mark, Verdict
from newsread.annotations.state import Claim
from newsread.articles.article import Article
from newsread.articles.sources import Source
from newsread.formats.snapshot import Snapshot
from newsread.formats.snapshots import snapshot


def article(name: str = "001.txt", text: str = TEXT, source: Source | None = None) -> Article:
    return Article(name, Path(name), text, source or Source("The Daily", "Two men", "By A", "2025-04-08", None))


def claims() -> list[Claim]:
    """What Ana and Ben say: three verdicts on two claims, a mark and a verdict withdrawn."""
    ana, ben = Reader("ana"), Reader("ben")
    source = Evidence(url="https://example.org/a", quote="No.")
    ana.mark(SECOND, Mark.SEEN)
    ana.tag(SECOND, Verdict.DISPUTED, note="He denies it.", evidence=(source,))
    ana.tag(SECOND, Verdict.VERIFIED, Aspect.STATEMENT)
    ana.mark(THIRD, Mark.TO_CHECK, "ask")
    ben.tag(SECOND, Verdict.UNVERIFIABLE)
    ben.tag(FIRST, Verdict.VERIFIED)
    ben.undo()
    return [*ana.claims, *ben.claims]


def taken(text: str = TEXT, *, withdrawn: bool = False) -> Snapshot:
    """What stands, when the article has this text now."""
    return snapshot("Captured", [article(text=text)], claims(), withdrawn=withdrawn)
