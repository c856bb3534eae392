"""HTML for everyone with a browser: one file with the articles side by side, every claim and its annotations."""

from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.resources import files
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import TextIO

from newsread.annotations.groups import Words
from newsread.annotations.records import Mark, Verdict
from newsread.formats.format import Format, Offsets, as_utf8
from newsread.formats.html_claims import (
    CONFIRMED,
    NumberedGroups,
    ShownClaim,
    card,
    claims_of,
    in_attribute,
    in_element,
    link_to,
    publication,
    time_of,
)
from newsread.formats.loss import Field, Loss
from newsread.formats.snapshot import Listed, Part, Snapshot
from newsread.text.printable import printable
from newsread.text.wording import count_of

LANES = 3
"""How many lines fit under one word; of more claims there, the last ones share a line."""


@dataclass(frozen=True)
class Highlight:
    """The words of one claim."""

    claim: int
    """Its number in the report."""
    start: int
    """Half-open `[start, end)` in code points of the text."""
    end: int
    kind: str
    """What is said of it, as its name in the stylesheet."""
    says: str
    """The same in signs and words."""


def highlighted(text: str, highlights: Sequence[Highlight]) -> Iterator[str]:
    """Give the text as HTML with all highlights, in the order of their start; the longer one first.

    Before the words of each claim is a link to what is said of it, which has no text of its own: so that the text that
    the elements have is the article's and nothing else.
    """
    lanes: dict[int, int] = {}
    here: list[Highlight] = []
    waiting = list(reversed(highlights))
    at = 0
    while waiting or here:
        ends = [each.end for each in here]
        upto = min([*ends, *([waiting[-1].start] if waiting else [])])
        yield _stretch(text[at:upto], here, lanes)
        at = upto
        here = [each for each in here if each.end > at]
        while waiting and waiting[-1].start <= at:
            begun = waiting.pop()
            lanes[begun.claim] = _free_lane(lanes[each.claim] for each in here)
            here.append(begun)
            yield _link(begun)
    yield in_element(text[at:])


def _free_lane(taken: Iterator[int]) -> int:
    used = set(taken)
    return next((lane for lane in range(LANES) if lane not in used), LANES - 1)


def _stretch(text: str, claims: Sequence[Highlight], lanes: dict[int, int]) -> str:
    if not text or not claims:
        return in_element(text)
    lines = " ".join(f"l{lanes[each.claim]}-{each.kind}" for each in claims)
    numbers = " ".join(f"{each.claim}:{lanes[each.claim]}" for each in claims)
    return f'<mark class="{lines}" data-claims="{numbers}">{in_element(text)}</mark>'


def _link(highlight: Highlight) -> str:
    number, says = highlight.claim, in_attribute(highlight.says)
    return (
        f'<a class="chip {highlight.kind}" id="w{number}" href="#c{number}" data-number="{number}"'
        f' data-says="{says}" aria-label="Claim {number}: {says}"></a>'
    )


_HELD = 1 << 20
"""How much of a later section is held in memory while an earlier one is written, in characters."""

_FILTERS = """\
<form id="filters" aria-label="Filters" hidden>
<label>Search <input type="search" name="words" placeholder="claims, reasons, evidence"></label>
<label>Verdict <select name="verdict"><option value="">all</option></select></label>
<label>Aspect <select name="aspect"><option value="">all</option></select></label>
<label>Mark <select name="mark"><option value="">all</option></select></label>
<label>Annotator <select name="by"><option value="">all</option></select></label>
<label class="check"><input type="checkbox" name="grouped"> only claims in a confirmed group</label>
<button type="reset">Reset</button>
</form>
"""
"""Of use only with the script, which shows them and fills in what there is to choose from."""

_KEY = f"""\
<details class="key"><summary>How to read this</summary>
<div>
<p>The articles stand side by side; words that somebody judged are underlined, and a sign with its word stands before \
them. It leads to what was said of them, and from there back to the words.</p>
<dl>
<dt><span class="tag verified">✓ verified</span></dt><dd>somebody found that it is so</dd>
<dt><span class="tag disputed">✗ disputed</span></dt><dd>somebody found reasons against it</dd>
<dt><span class="tag unverifiable">? unverifiable</span></dt><dd>somebody found that it cannot be known</dd>
<dt><span class="tag mixed">✓ verified · ✗ disputed</span></dt><dd>what is said differs</dd>
<dt><span class="tag marked">! to check</span></dt><dd>a mark, short of a verdict; \
<span class="tag marked">· seen</span> and <span class="tag marked">– not a claim</span> likewise</dd>
<dt><span class="tag confirmed">{CONFIRMED} group 1</span></dt><dd>somebody confirmed that these words tell the same \
claim as those of other articles with this number</dd>
</dl>
<p>A verdict is on the content: is it so? One after “statement” is on the statement: was it said? Places count the \
characters of an article from 0, times are UTC.</p>
<p>Not in this file: what was said before and has been revised since, the ids of records, and corrections of names.</p>
<p class="scripted">Select a claim, and its counterparts in the other articles come into view beside it. Where the \
articles or the list of claims have the focus, <kbd>j</kbd> and <kbd>k</kbd> go to the next claim and the one before, \
<kbd>Esc</kbd> lets go of it.</p>
</div>
</details>
"""


def write(snapshot: Snapshot, file: TextIO) -> None:
    """Write the snapshot as one HTML file that needs nothing else, and asks no network for anything.

    Each article is gone through once. Times are UTC, so that the same state is the same file everywhere.
    """
    with _aside() as names, _aside() as columns, _aside() as claims:
        report = _Report(snapshot)
        for part in snapshot.parts:
            shown = report.take(part)
            names.write(shown.name)
            columns.write("".join(shown.column))
            claims.write("".join(shown.list))
        file.writelines(_head(snapshot, report))
        _append(names, file)
        file.write('</ol>\n</details>\n</nav>\n</header>\n<main>\n<section id="columns" tabindex="0"')
        file.write(' aria-label="Articles, side by side">\n')
        _append(columns, file)
        file.write('</section>\n<section id="claims" tabindex="0" aria-labelledby="all-claims">\n')
        file.write('<h2 id="all-claims">Claims</h2>\n')
        _append(claims, file)
        file.writelines(report.groups())
        file.write(f"</section>\n</main>\n<script>{_packed('html_report.js')}</script>\n</body>\n</html>\n")


def _aside() -> "SpooledTemporaryFile[str]":
    return SpooledTemporaryFile(_HELD, "w+", encoding="utf-8", newline="")


def _append(aside: "SpooledTemporaryFile[str]", file: TextIO) -> None:
    aside.seek(0)
    copyfileobj(aside, file)


def _packed(name: str) -> str:
    return files("newsread.formats").joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Return what a browser may do with the file: use this style and this script, and load nothing whatsoever."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _head(snapshot: Snapshot, report: "_Report") -> Iterator[str]:
    style, name = _packed("html_report.css"), in_element(snapshot.workspace)
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, _packed("html_report.js"))}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
    yield f'<meta name="generator" content="newsread {in_attribute(snapshot.version)}">\n'
    yield f"<title>{in_attribute(printable(' '.join(snapshot.workspace.split())))} · newsread</title>\n"
    yield f"<style>{style}</style>\n</head>\n<body>\n"
    yield '<a class="skip" href="#claims">To the list of claims</a>\n<header class="top">\n<div class="title">\n'
    yield f"<h1><bdi>{name}</bdi></h1>\n<p>{' · '.join(report.counts())}</p>\n{_KEY}</div>\n"
    yield f'{_FILTERS}<nav aria-label="Articles">\n<details>\n'
    yield f"<summary>{count_of(report.articles, 'article')}</summary>\n<ol>\n"


class _Report:
    """Numbers articles, claims and groups as the parts pass, and keeps what stands before or behind all of them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.articles = 0
        self._claims = 0
        self._verdicts: Counter[str] = Counter()
        self._marks: Counter[str] = Counter()
        self._people: set[str] = set()
        self._last: datetime | None = None
        self._groups = NumberedGroups(snapshot.links)
        self._members: defaultdict[int, list[str]] = defaultdict(list)
        self._rejected = [link for link in snapshot.links if not link.same]
        self._reached: set[str] = set()

    def take(self, part: Part) -> "_Shown":
        """Return the next article as it is shown."""
        self.articles += 1
        self._reached.add(part.article.id)
        self._verdicts.update(said.verdict or "withdrawn" for said in part.annotations if said.judged is None)
        self._marks.update(said.mark for said in part.marks)
        for said in part.said:
            self._people.add(said.by)
            self._last = max(self._last or said.at, said.at)
        shown = _Shown(part, self.articles, tuple(claims_of(part, self._groups, self._claims)))
        self._claims += len(shown.claims)
        for claim in shown.claims:
            for member in claim.members:
                words = f'<a href="#w{claim.number}"><q>{in_element(claim.quote)}</q></a>'
                self._members[member.group].append(f"<li>{words}{_of_article(part.article)}</li>\n")
        return shown

    def counts(self) -> Iterator[str]:
        """Give what stands at the top: how much of what, and by whom."""
        yield count_of(self.articles, "article")
        yield count_of(self._claims, "claim")
        for verdict in Verdict:
            yield f'<span class="tag {verdict}">{verdict.glyph} {self._verdicts[verdict]:,} {verdict}</span>'
        for mark in Mark:
            if self._marks[mark]:
                yield f'<span class="tag marked">{mark.glyph} {self._marks[mark]:,} {mark}</span>'
        if self._verdicts["withdrawn"]:
            yield f'<span class="tag withdrawn">{self._verdicts["withdrawn"]:,} withdrawn</span>'
        yield (
            ", ".join(f"<bdi>{in_element(by)}</bdi>" for by in sorted(self._people, key=_by_name))
            or "nobody has tagged yet"
        )
        if self._last:
            yield f"last {time_of(self._last)}"

    def groups(self) -> Iterator[str]:
        """Give the confirmed groups with all their words, and what was rejected."""
        every = sorted(self._groups.every, key=lambda group: group.member)
        if every:
            yield '<h2 id="groups">One claim, as confirmed</h2>\n'
        for group in every:
            number, by = group.member.group, in_element(group.member.by)
            last = f", {time_of(group.last)}" if group.last else ""
            yield f'<section class="group" id="g{number}" data-id="{group.id}" aria-labelledby="t{number}">\n'
            yield f'<p><strong class="tag confirmed" id="t{number}">{CONFIRMED} group {number}</strong> '
            yield f"<bdi>{by}</bdi>{last}</p>\n<ul>\n"
            yield from self._members[number]
            for words in group.words:
                if words.article not in self._reached:
                    yield f"<li>{_words(words)}, which is not in this file</li>\n"
            yield "</ul>\n</section>\n"
        if self._rejected:
            yield "<h2>Two claims, as rejected</h2>\n<ul>\n"
        for link in self._rejected:
            yield f"<li>{_words(link.one)} ≠ {_words(link.other)} · "
            yield f"<bdi>{in_element(link.record.by)}</bdi> · {time_of(link.record.at)}</li>\n"
        if self._rejected:
            yield "</ul>\n"


@dataclass(frozen=True)
class _Shown:
    """One article as it is shown."""

    part: Part
    number: int
    claims: tuple[ShownClaim, ...]

    @property
    def name(self) -> str:
        """Its line in the list of articles."""
        article = self.part.article
        heading = f'<a href="#a{self.number}"><bdi>{in_element(article.heading)}</bdi></a>'
        return f"<li>{heading} <small>{' · '.join(_known(article))}</small></li>\n"

    @property
    def column(self) -> Iterator[str]:
        """Its text, with the words of claims."""
        article, number = self.part.article, self.number
        yield f'<article class="column" id="a{number}" aria-labelledby="h{number}">\n<header>\n'
        yield f'<h2 id="h{number}"><bdi>{in_element(article.heading)}</bdi></h2>\n'
        yield f'<p class="source">{_source(article)}</p>\n</header>\n'
        yield f'<div class="scroller" tabindex="0" role="region" aria-labelledby="h{number}">\n'
        for sentence in ["Some of its tags could not be read."] if self.part.unread else []:  # paths tell names
            yield f'<p class="problem">{in_element(sentence)}</p>\n'
        if self.part.text is None:
            yield '<p class="problem">The article itself is missing.</p>\n'
        else:
            found = [Highlight(c.number, c.start, c.end, c.kind, c.says) for c in self.claims if c.found]
            yield '<div class="text" lang="" dir="auto">'
            yield from highlighted(self.part.text, found)
            yield "</div>\n"
        yield f"<footer><p>{in_element(article.id)}</p>"
        yield f"<p>SHA-256 {article.sha256}</p>" if article.sha256 else ""
        yield "</footer>\n</div>\n</article>\n"

    @property
    def list(self) -> Iterator[str]:
        """Its claims, with what is said of them."""
        number = count_of(len(self.claims), "claim") if self.claims else "nothing is tagged here"
        yield f'<details class="of-article" data-article="a{self.number}" open>\n<summary>'
        yield f"<h3><bdi>{in_element(self.part.article.heading)}</bdi></h3> <span>{number}</span></summary>\n<ol>\n"
        for claim in self.claims:
            yield from card(claim, f"a{self.number}")
        yield "</ol>\n</details>\n"


def _source(article: Listed) -> str:
    known = " · ".join(_known(article)) or ("" if article.url else "source not known")
    return f"{known} {link_to(article.url)}" if article.url else known


def _known(article: Listed) -> list[str]:
    published = article.marked("published", article.published and publication(article.published))
    names = (article.outlet, article.marked("byline", article.byline))
    outlet, byline = (each and f"<bdi>{in_element(each)}</bdi>" for each in names)
    return [each for each in (outlet, published, byline) if each]


def _of_article(article: Listed) -> str:
    return f" <small><bdi>{in_element(article.outlet or article.heading)}</bdi></small>"


def _by_name(by: str) -> tuple[str, str]:
    return by.casefold(), by


def _words(words: Words) -> str:
    return f"<q>{in_element(words.quote)}</q> <small><bdi>{in_element(words.article)}</bdi></small>"


FORMAT = Format(
    "html",
    ".html",
    "the articles side by side with all claims, in one file for any browser",
    Offsets.CODE_POINTS,
    as_utf8(write),
    (
        Loss(Field.CONTEXT, "left to the text itself"),
        Loss(Field.ID),
        Loss(Field.CLAIM),
        Loss(Field.DECISION, "told without the verdicts that they are on"),
        Loss(Field.SPREAD, "told without the verdict that was taken over"),
        Loss(Field.HISTORY),
        Loss(Field.LINK, "told as the groups that they make, and as what was rejected"),
        Loss(Field.NAME),
    ),
)
