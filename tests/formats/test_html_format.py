import io
import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html.parser import HTMLParser
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.annotations.saying import ELSEWHERE, FIRST, NOON, SECOND, TEXT, THIRD, Reader, linked
from tests.formats.sample import article, claims, taken

from newsread.annotations.groups import Link, links
from newsread.annotations.records import Aspect, Evidence, Mark, Verdict
from newsread.articles.article import Article
from newsread.articles.sources import Source
from newsread.formats.html_format import FORMAT
from newsread.formats.loss import Tally
from newsread.formats.snapshot import Annotation, Listed, Marking, Part, Snapshot
from newsread.formats.snapshots import snapshot

FIREMEN = "👨🏻‍🚒 firemen drive firetrucks"
HOSTILE = "</script><script>alert(1)</script><!-- ]]> --> &lt; &#0; \x00\x1b\x85\u202e\ud83d\r\n\r</div></mark>\"'>"
VOID = {"meta", "input", "link", "img", "br"}


def written(now: Snapshot) -> str:
    file = io.BytesIO()
    FORMAT.write(now, file)
    return file.getvalue().decode()


@dataclass
class Element:
    name: str
    facts: dict[str, str | None]
    words: list["Element | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return (self.facts.get("class") or "").split()

    @property
    def inside(self) -> Iterator["Element"]:
        for each in self.words:
            if isinstance(each, Element):
                yield each
                yield from each.inside

    def all(self, name: str = "", css: str = "") -> list["Element"]:
        return [each for each in self.inside if name in {"", each.name} and (not css or css in each.classes)]

    @property
    def text(self) -> str:
        """What the element says, code point by code point: signs stand for what their `data-code` says."""
        if code := self.facts.get("data-code"):
            return chr(int(code, 16))
        return "".join(each if isinstance(each, str) else each.text for each in self.words)


class Parsed(HTMLParser):
    """The tree that the file is."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Element("root", {})
        self._open = [self.root]
        self.odd: list[str] = []
        # A browser makes one line end of all, before it does anything else; Python's parser does not.
        self.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self._open[-1].words.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self._open[-1].words.append(data)

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def unknown_decl(self, data: str) -> None:
        self.odd.append(data)

    def handle_pi(self, data: str) -> None:
        self.odd.append(data)


def parsed(now: Snapshot) -> Element:
    return Parsed(written(now)).root


def texts(root: Element) -> list[str]:
    return [each.text for each in root.all("div", "text")]


def chips(root: Element) -> list[str | None]:
    return [each.facts["data-says"] for each in root.all("a", "chip")]


def words_of(root: Element) -> dict[str, str]:
    """The words that are highlighted for each claim, by its number."""
    found: defaultdict[str, str] = defaultdict(str)
    for mark in root.all("mark"):
        for pair in (mark.facts["data-claims"] or "").split():
            found[pair.split(":")[0]] += mark.text
    return dict(found)


def said(start: int, end: int, text: str, *, by: str = "ana", note: str = "") -> Annotation:
    """Return a verdict on words of a text, whatever stands in that."""
    return Annotation(
        article="001.txt",
        start=start,
        end=end,
        quote=text[start:end],
        sha256="",
        found=True,
        surroundings_changed=False,
        gone=False,
        by=by,
        at=NOON,
        note=note,
        id=UUID(int=start),
        claim=UUID(int=start),
        prefix="",
        suffix="",
        group=None,
        history=(),
        verdict=Verdict.VERIFIED,
        aspect=Aspect.CONTENT,
        evidence=(),
        said_of="",
        judged=None,
        inherited_from=None,
    )


def of(text: str, *annotations: Annotation, heading: str = "Heading") -> Snapshot:
    listed = Listed("001.txt", heading, heading, heading, heading, heading, heading)
    return Snapshot("0", heading, [Part(listed, text, annotations, ())])


anything = st.text(
    st.characters(exclude_categories=())
    | st.sampled_from("<>&\"'/!-\r\n\t \x00\x1b\x0c\x85\u202e\u2066\ud83d\udc00\ufeff\u2028"),
    max_size=40,
) | st.sampled_from(["</script>", "<!--", "]]>", "<![CDATA[", "&amp", "&#13", "\n</mark>", HOSTILE])


@st.composite
def tagged(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text, and where in it claims are."""
    text = draw(anything)
    place = st.tuples(*[st.integers(0, len(text))] * 2).map(lambda ends: (min(ends), max(ends)))
    places = draw(st.lists(place.filter(lambda span: span[0] < span[1]), max_size=8)) if text else []
    return text, places


@given(tagged(), anything)
@example((HOSTILE, [(0, 9), (3, 40), (5, 6), (39, len(HOSTILE))]), HOSTILE)
@example((FIREMEN, [(0, 12), (5, 29), (19, 29)]), FIREMEN)
def test_the_text_that_is_shown_is_the_articles_and_so_are_the_words_of_each_claim(
    case: tuple[str, list[tuple[int, int]]], other: str
) -> None:
    text, places = case
    html = Parsed(written(of(text, *(said(*place, text, by=other, note=other) for place in places), heading=other)))
    assert html.odd == []
    assert texts(html.root) == [text]
    quotes = words_of(html.root)
    assert sorted(quotes.values()) == sorted(text[start:end] for start, end in set(places))
    for card in html.root.all("li", "claim"):
        number = (card.facts["id"] or "")[1:]
        start, end = int(card.facts["data-start"] or ""), int(card.facts["data-end"] or "")
        assert card.all("q")[0].text == quotes[number] == text[start:end]
    kept = re.sub("[\x00\ud800-\udfff]", "\ufffd", other)
    assert {line.facts["data-by"] for line in html.root.all("li", "saying")} == ({kept} if places else set())
    assert {note.text for note in html.root.all("p", "note")} == ({other} if places and other else set())
    assert {heading.text for heading in html.root.all("h2")[:1]} == {other}


@given(anything)
@example(HOSTILE)
def test_nothing_from_outside_becomes_markup(other: str) -> None:
    plain, hostile = (
        parsed(of(words, said(0, len(words), words, by=words, note=words), heading=words))
        for words in ("x", other or "x")
    )

    def shape(root: Element) -> list[tuple[str, list[str]]]:
        return [(each.name, sorted(each.facts)) for each in root.inside if "sign" not in each.classes]

    assert shape(hostile) == shape(plain)


def test_a_browser_is_told_to_use_this_style_and_this_script_and_to_load_nothing() -> None:
    root = parsed(taken())
    [policy] = [meta.facts["content"] or "" for meta in root.all("meta") if "http-equiv" in meta.facts]
    [style], [script] = root.all("style"), root.all("script")
    hashes = [f"'sha256-{b64encode(sha256(each.text.encode()).digest()).decode()}'" for each in (style, script)]
    assert policy == (
        f"default-src 'none'; style-src {hashes[0]}; script-src {hashes[1]}; base-uri 'none'; form-action 'none'"
    )
    assert not any("style" in each.facts or any(name.startswith("on") for name in each.facts) for each in root.inside)
    assert not any("src" in each.facts for each in root.inside)


def test_a_claim_is_told_by_a_sign_and_its_word_and_what_differs_is_told_so() -> None:
    root = parsed(taken())
    [disputed, to_check] = root.all("a", "chip")
    assert disputed.facts["data-says"] == "✗ disputed · statement: ✓ verified · ? unverifiable"
    assert "mixed" in disputed.classes
    assert to_check.facts["data-says"] == "! to check"
    assert "marked" in to_check.classes
    assert words_of(root) == {"1": TEXT[slice(*SECOND)], "2": TEXT[slice(*THIRD)]}


def test_the_list_of_claims_has_the_reason_the_evidence_who_and_when() -> None:
    [card, *_] = parsed(taken()).all("li", "claim")
    first = card.all("li", "saying")[0]
    assert [first.facts[f"data-{fact}"] for fact in ("by", "verdict", "aspect")] == ["ana", "disputed", "content"]
    assert first.all("p", "note")[0].text == "He denies it."
    assert first.all("time")[0].facts["datetime"] == "2026-11-21T12:00:01.000Z"
    [link] = first.all("a")
    assert (link.facts["href"], link.facts["rel"]) == ("https://example.org/a", "noopener noreferrer")
    assert first.all("ul", "evidence")[0].text.strip() == "Evidence: https://example.org/a: No."


def test_a_decision_counts_before_the_verdicts_that_it_is_on() -> None:
    ana, ben = Reader("ana"), Reader("ben")
    judged = [ana.tag(FIRST, Verdict.DISPUTED), ben.tag(FIRST, Verdict.VERIFIED)]
    ben.decide(FIRST, Verdict.VERIFIED, [record.id for record in judged if record])
    [chip] = parsed(snapshot("w", [article()], [*ana.claims, *ben.claims])).all("a", "chip")
    assert "verified" in chip.classes
    assert "decided: ✓ verified" in (chip.facts["data-says"] or "")


def test_only_web_addresses_become_links() -> None:
    given_as = [
        "javascript:alert(1)",
        "https://a b",
        "https:// ",
        "https://a\u202eb",
        "data:text/html,x",
        "//a",
        "ftp://a",
    ]
    ana = Reader()
    ana.tag(FIRST, Verdict.VERIFIED, evidence=tuple(Evidence(url=url) for url in [*given_as, "http://a/?b=1&c=\"'<"]))
    root = parsed(snapshot("w", [article(source=Source(url="javascript:alert(2)"))], ana.claims))
    away = [each.facts["href"] for each in root.all("a") if not (each.facts["href"] or "").startswith("#")]
    assert away == ["http://a/?b=1&c=\"'<"]
    assert [each.all("bdi")[0].text for each in root.all("ul", "evidence")[0].all("li")[:-1]] == given_as


def test_evidence_in_an_article_tells_the_place() -> None:
    ana = Reader()
    ana.tag(FIRST, Verdict.VERIFIED, evidence=(Evidence(article="002.txt", start=3, end=9, quote="soldiers"),))
    [evidence] = parsed(snapshot("w", [article()], ana.claims)).all("ul", "evidence")
    assert evidence.text.strip() == "Evidence: 002.txt, 3 to 9: soldiers"


def test_words_that_are_not_found_are_told_with_the_place_at_which_they_stood() -> None:
    root = parsed(taken("Something else."))
    assert texts(root) == ["Something else."]
    assert root.all("a", "chip") == root.all("mark") == []
    problems = [each.text for each in root.all("p", "problem")]
    assert problems[0] == ("These words are not found for certain in the article as it is now; they stood at 23 to 45.")


def test_words_of_which_a_person_said_that_they_are_gone_are_told_so() -> None:
    short, ana = article(text="Nothing of it remains."), Reader()
    ana.tag(FIRST, Verdict.VERIFIED)
    ana.orphan(FIRST, short.sha256)
    [problem] = parsed(snapshot("w", [short], ana.claims)).all("p", "problem")
    assert problem.text == "These words are no longer in the article; they stood at 0 to 22."


def test_a_missing_article_keeps_its_column_and_its_claims() -> None:
    root = parsed(snapshot("w", [], claims()))
    assert next(each.text for each in root.all("p", "problem")) == "The article itself is missing."
    assert len(root.all("article")) == 1
    assert len(root.all("li", "claim")) == 2


def test_withdrawn_verdicts_are_told() -> None:
    assert chips(parsed(taken(withdrawn=True)))[0] == "withdrawn"


def test_tags_that_could_not_be_read_are_told() -> None:
    now = of("x")
    [part] = now.parts
    root = parsed(replace(now, parts=[replace(part, unread=("A file is broken.",))]))
    assert [each.text for each in root.all("p", "problem")] == ["Some of its tags could not be read."]


def two_articles() -> tuple[list[Article], Reader, tuple[Link, ...]]:
    """Ana has confirmed that the second sentence stands in the other article, too, and rejected another one."""
    both = [article(), article("002.txt", ELSEWHERE, Source("The Weekly", None, None, None, None))]
    ana = Reader()
    ana.tag(SECOND, Verdict.DISPUTED)
    ana.answer(SECOND, linked("The minister denied it."))
    ana.answer(FIRST, linked("Nobody has confirmed it.", same=False))
    by_id = {each.id: each for each in both}
    return both, ana, links(ana.claims, lambda name, _: by_id.get(name))


def test_words_of_a_confirmed_group_are_shown_in_every_article_and_lead_to_each_other() -> None:
    both, ana, answers = two_articles()
    root = parsed(snapshot("w", both, ana.claims, links=answers))
    group = "≡\u00a0group\u00a01"
    assert chips(root) == [f"✗ disputed · {group}", group]
    assert words_of(root) == {"1": TEXT[slice(*SECOND)], "2": "The minister denied it."}
    [section] = root.all("section", "group")
    assert section.facts["id"] == "g1"
    assert [each.facts["href"] for each in section.all("a")] == ["#w1", "#w2"]
    assert [each.facts["data-group"] for each in root.all("li", "saying") if "data-group" in each.facts] == ["1", "1"]


def test_rejected_counterparts_are_told() -> None:
    both, ana, answers = two_articles()
    root = parsed(snapshot("w", both, ana.claims, links=answers))
    assert "Two claims, as rejected" in [each.text for each in root.all("h2")]
    assert "Two men were captured. 001.txt ≠ Nobody has confirmed it. 002.txt · ana" in root.text


def test_members_of_a_group_in_articles_that_are_not_in_the_file_are_told() -> None:
    both, ana, answers = two_articles()
    root = parsed(snapshot("w", both[:1], ana.claims, links=answers))
    [section] = root.all("section", "group")
    assert "The minister denied it. 002.txt, which is not in this file" in section.text
    assert len(section.all("a")) == 1


def test_a_group_is_known_without_the_answers_that_made_it() -> None:
    both, ana, answers = two_articles()
    whole = snapshot("w", both, ana.claims, links=answers)
    [section] = parsed(replace(whole, links=())).all("section", "group")
    assert [each.text for each in section.all("a")] == [TEXT[slice(*SECOND)]]


def test_every_link_within_the_file_leads_somewhere_and_no_id_is_there_twice() -> None:
    both, ana, answers = two_articles()
    for now in (taken(), taken(withdrawn=True), taken("Else."), snapshot("w", both, ana.claims, links=answers)):
        root = parsed(now)
        ids = [each.facts["id"] for each in root.inside if "id" in each.facts]
        assert len(ids) == len(set(ids))
        led = {(each.facts["href"] or "")[1:] for each in root.all("a") if (each.facts["href"] or "").startswith("#")}
        named = {value for each in root.inside for name in ("aria-labelledby",) if (value := each.facts.get(name))}
        assert led | named <= set(ids)


def test_more_claims_on_one_word_than_there_are_lines_for_are_all_known() -> None:
    text = "x" * 20
    root = parsed(of(text, *(said(start, 20, text) for start in range(8))))
    assert words_of(root) == {str(number): "x" * (21 - number) for number in range(1, 9)}
    assert set(re.findall(r"l(\d)-", written(of(text, *(said(start, 20, text) for start in range(8)))))) >= {
        "0",
        "1",
        "2",
    }


class Once:
    """Parts that can be gone through one time, and of which only one may be held."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __iter__(self) -> Iterator[Part]:
        while self.left:
            self.left -= 1
            yield from of(FIREMEN, said(5, 12, FIREMEN)).parts


def test_articles_are_gone_through_once_one_after_the_other() -> None:
    root = parsed(Snapshot("0", "w", Once(50)))
    assert texts(root) == [FIREMEN] * 50
    assert set(words_of(root).values()) == {FIREMEN[5:12]}


def test_the_same_state_is_the_same_file() -> None:
    both, ana, answers = two_articles()
    now = snapshot("w", both, ana.claims, links=answers)
    assert written(now) == written(now)


def test_without_any_tag_the_report_says_so() -> None:
    root = parsed(snapshot("w", [article()], []))
    assert "nobody has tagged yet" in root.text
    assert "nothing is tagged here" in root.text
    assert root.all("mark") == []


def test_the_reason_of_a_mark_is_told_with_its_lines() -> None:
    ana = Reader()
    ana.mark(FIRST, Mark.TO_CHECK, "ask\n\tagain")
    now = snapshot("w", [article()], ana.claims)
    assert [type(each) for part in now.parts for each in part.said] == [Marking]
    [note] = parsed(now).all("p", "note")
    assert note.text == "ask\n\tagain"


def test_what_the_format_cannot_hold_is_counted() -> None:
    now, tally = taken(), Tally(FORMAT.losses)
    for part in now.parts:
        tally.add(part)
    assert {str(lost) for lost in tally.lost(now)} == {
        "words before and behind left to the text itself (4)",
        "ids of records left out (4)",
        "ids of claims left out (4)",
        "earlier records left out (2)",
    }


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2026-02-03T12:30:00+01:00", "2026-02-03 12:30 +01:00"),
        ("2026-02-03T12:30:59.5Z", "2026-02-03 12:30 UTC"),
        ("2026-02-03T12:30", "2026-02-03 12:30"),
    ],
)
def test_a_time_of_publication_is_for_people_and_stays_exact_for_programs(published: str, shown: str) -> None:
    root = parsed(snapshot("w", [article(source=Source(published=published))], []))
    for time in (root.all("p", "source")[0].all("time")[0], root.all("nav")[0].all("time")[0]):
        assert (time.text, time.facts["datetime"]) == (shown, published)


@pytest.mark.parametrize("published", ["2025-04-08", "8 April 2025", "2026-02-30T12:30", "2026-W06-2", '<b>&"T12:30'])
def test_a_date_of_publication_that_is_no_time_stays_as_it_is(published: str) -> None:
    source = parsed(snapshot("w", [article(source=Source(published=published))], [])).all("p", "source")[0]
    assert not source.all("time")
    assert source.text == published
