"""What is sent through other tools, and how what comes back is compared."""

import sys
from collections.abc import Iterator
from random import Random

from tests.annotations.saying import Reader
from tests.formats.everything import everything
from tests.formats.sample import article
from tests.formats.shown import FIREMEN, told
from tests.formats.workspaces import WITH_SIGNS

from newsread import Workspace
from newsread.annotations.records import Aspect, Mark, Verdict
from newsread.articles.article import Article
from newsread.formats import Format, Told
from newsread.formats.snapshot import Snapshot
from newsread.formats.snapshots import snapshot


def samples() -> Iterator[tuple[str, Snapshot]]:
    """Give everything that can be said, texts with odd signs, and the sample articles tagged at random."""
    yield "everything", everything()
    odd = [
        FIREMEN,
        WITH_SIGNS,
        f"{FIREMEN}\r\n\r\n{FIREMEN}\rMac\u2028lines \x85 here.\n",
        "  leading\tand trailing  \n",
    ]
    yield "odd signs", _tagged([article(f"odd {number}.md", text) for number, text in enumerate(odd)], 12)
    yield "sample", _tagged(Workspace.open("seeds").articles(), 60)


def _tagged(articles: list[Article], times: int) -> Snapshot:
    chance = Random(6)  # noqa: S311 - no secret
    readers = [Reader(by, each.id, each.text) for each in articles for by in ("ana", "ben")]
    for reader in readers:
        for _ in range(times):
            start = chance.randrange(len(reader.text))
            span = start, chance.randint(start + 1, min(start + 400, len(reader.text)))
            if reader.text[slice(*span)].isspace():
                continue  # nobody can tag that
            if chance.random() < 0.3:
                reader.mark(span, chance.choice(list(Mark)), chance.choice(["", "who?\nwhen?"]))
            else:
                reader.tag(
                    span, chance.choice(list(Verdict)), chance.choice(list(Aspect)), note=chance.choice(["", "so"])
                )
    return snapshot("w", articles, [claim for reader in readers for claim in reader.claims])


def report(line: str) -> None:
    """Say what was found."""
    sys.stdout.write(line + "\n")


def compare(chosen: Format, sent: bytes, back: bytes) -> None:
    """Print how many of the spans that were sent came back, how many of those with all that was said of them."""
    before, after = told(chosen, sent), told(chosen, back)
    spans = {_span(said) for said in before}
    same = spans.intersection(map(_span, after))
    whole = sum(said in after for said in before)
    texts = {said.text for said in before} - {said.text for said in after}
    report(f"  {len(same)} of {len(spans)} spans, {whole} of {len(before)} whole; texts changed: {len(texts)}")
    for said in after:
        assert said.text is not None
        assert said.quote == said.text[said.start : said.end]


def _span(said: Told) -> tuple[object, ...]:
    return said.text, said.start, said.end, said.verdict, said.mark, said.aspect, said.by
