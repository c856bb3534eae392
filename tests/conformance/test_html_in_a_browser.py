"""The HTML report in a real browser: what a person sees and does, and that nothing leaves the machine."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.annotations.saying import Reader
from tests.conformance import chromium
from tests.conformance.chromium import Page

from newsread.annotations.anchoring import anchor
from newsread.annotations.answers import Linked
from newsread.annotations.groups import links
from newsread.annotations.records import Aspect, Evidence, Mark, Verdict
from newsread.articles.article import Article
from newsread.articles.sources import Source
from newsread.formats.html_format import FORMAT
from newsread.formats.snapshots import snapshot

BROWSER = chromium.binary()
pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs Chromium: none of its names is on the path")

FILLING = "\n".join(f"Line {number} of much that nobody judged." for number in range(80))
HOSTILE = "</script><script>document.title='out'</script><!-- \x00\x1b\x85\u202e\r\n\r👨🏻‍🚒 <b>&amp;"
TEXTS = {
    "000.txt": f"Two soldiers were captured. He said so.\n{FILLING}\nIt was denied in Beijing.",
    "001.txt": f"{FILLING}\nTwo men were taken prisoner. Nobody confirmed it.\n{FILLING}",
    "002.txt": f"{HOSTILE}\n{FILLING}\n{FILLING}\nA pair of fighters was seized.\n{FILLING}",
}
CAPTURED = {
    "000.txt": "Two soldiers were captured.",
    "001.txt": "Two men were taken prisoner.",
    "002.txt": "A pair of fighters was seized.",
}


def span(article: str, words: str) -> tuple[int, int]:
    start = TEXTS[article].index(words)
    return start, start + len(words)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report of three articles: a group over all of them, and verdicts of Ana and Ben, some overlapping."""
    articles = {
        name: Article(name, Path(name), text, Source(f"Paper {name[2]}", f"Report {name[2]}", None, "2025-04-08", None))
        for name, text in TEXTS.items()
    }
    readers = {(by, name): Reader(by, name, text) for by in ("ana", "ben") for name, text in TEXTS.items()}
    ana = readers["ana", "000.txt"]
    here = span("000.txt", CAPTURED["000.txt"])
    evidence = Evidence(url="https://example.org/a", quote="No.")
    ana.tag(here, Verdict.DISPUTED, note="He denies it.", evidence=(evidence,))
    ana.tag(span("000.txt", "He said so."), Verdict.VERIFIED, Aspect.STATEMENT)
    ana.mark(span("000.txt", "It was denied in Beijing."), Mark.TO_CHECK)
    for name in ("001.txt", "002.txt"):
        there = articles[name]
        held = anchor.make(there.text, *span(name, CAPTURED[name]), there.sha256)
        ana.answer(here, Linked(name, held, same=True, method=""))
    readers["ben", "000.txt"].tag(span("000.txt", "captured. He"), Verdict.UNVERIFIABLE)
    readers["ben", "001.txt"].tag(span("001.txt", "Nobody confirmed it."), Verdict.VERIFIED)
    claims = [claim for reader in readers.values() for claim in reader.claims]
    answers = links(claims, lambda name, _: articles.get(name))
    file = tmp_path_factory.mktemp("report") / "report.html"
    with file.open("wb") as out:
        FORMAT.write(snapshot("Captured", list(articles.values()), claims, links=answers), out)
    return file


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    assert BROWSER
    with chromium.page(BROWSER, tmp_path_factory.mktemp("browser")) as page:
        yield page


@pytest.fixture
def page(browser: Page, report: Path) -> Iterator[Page]:
    """The report, opened anew in a wide window. Whatever a test does, nothing is complained of or asked for."""
    browser.events.clear()
    browser.looks(1400, 900)
    browser.open(report)
    yield browser
    assert browser.complaints == []
    assert set(browser.requests) == {report.as_uri()}


def test_one_claim_is_counted_as_one(browser: Page, tmp_path: Path) -> None:
    ana = Reader("ana", "000.txt", TEXTS["000.txt"])
    ana.tag(span("000.txt", CAPTURED["000.txt"]), Verdict.VERIFIED)
    with (tmp_path / "report.html").open("wb") as out:
        FORMAT.write(snapshot("w", [Article("000.txt", Path("000.txt"), TEXTS["000.txt"], Source())], ana.claims), out)
    browser.open(tmp_path / "report.html")
    assert browser.value("document.querySelector('#told').textContent") == "1 claim"


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    found: list[dict[str, float]] = page.value(
        f"[...document.querySelectorAll({selector!r})].map((each) => each.getBoundingClientRect().toJSON())"
    )
    return found


def shown_claims(page: Page) -> list[str]:
    found: list[str] = page.value("[...document.querySelectorAll('.claim:not([hidden])')].map((card) => card.id)")
    return found


def choose(page: Page, name: str, value: str) -> None:
    """Set a filter as a person does: by its value, with the events of a change."""
    page.value(
        f"{{const field = document.forms[0].elements[{name!r}]; field.value = {value!r};"
        "field.dispatchEvent(new Event('input', {bubbles: true})); 0}"
    )


def click(page: Page, selector: str) -> None:
    """Click with the mouse in the middle of what is seen of an element."""
    box = page.value(f"document.querySelector({selector!r}).getClientRects()[0].toJSON()")
    at: dict[str, Any] = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    for kind in ("mousePressed", "mouseReleased"):
        page.call("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at)


def test_the_articles_stand_side_by_side_and_each_scrolls_on_its_own(page: Page) -> None:
    columns = boxes(page, ".column")
    assert len(columns) == 3
    assert len({box["top"] for box in columns}) == 1
    for left, right in pairwise(columns):
        assert left["right"] <= right["left"]
    assert all(box["bottom"] <= 900 for box in columns)
    tops = "[...document.querySelectorAll('.scroller')].map((each) => each.scrollTop)"
    assert page.value(f"document.querySelectorAll('.scroller')[1].scrollTop = 200; {tops}") == [0, 200, 0]
    assert page.value("scrollY") == 0


def test_the_text_that_is_shown_is_the_articles_code_point_by_code_point(page: Page) -> None:
    read_off = """[...document.querySelectorAll('.text')].map((text) => {
        const copy = text.cloneNode(true);
        for (const sign of copy.querySelectorAll('.sign')) {
            sign.textContent = String.fromCodePoint(parseInt(sign.dataset.code, 16));
        }
        return copy.textContent;
    })"""
    assert page.value(read_off) == list(TEXTS.values())
    assert page.value("document.title") == "Captured · newsread"


def test_claims_are_shown_by_sign_and_word(page: Page) -> None:
    says = page.value("[...document.querySelectorAll('.chip')].map((c) => getComputedStyle(c, '::before').content)")
    assert says == [
        '"✗ disputed · ≡\u00a0group\u00a01"',
        '"? unverifiable"',
        '"statement: ✓ verified"',
        '"! to check"',
        '"≡\u00a0group\u00a01"',
        '"✓ verified"',
        '"≡\u00a0group\u00a01"',
    ]


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("verdict", "disputed", ["c1"]),
        ("verdict", "verified", ["c3", "c6"]),
        ("aspect", "statement", ["c3"]),
        ("mark", "to check", ["c4"]),
        ("by", "ben", ["c2", "c6"]),
        ("words", "he denies", ["c1"]),
        ("words", "nothing has this", []),
    ],
)
def test_a_filter_leaves_what_is_asked_for(page: Page, name: str, value: str, left: list[str]) -> None:
    everything = shown_claims(page)
    assert len(everything) == 7
    choose(page, name, value)
    assert shown_claims(page) == left
    chips = page.value("[...document.querySelectorAll('.chip:not([hidden])')].map((chip) => chip.id.slice(1))")
    assert chips == [card[1:] for card in left]
    lit = page.value("[...document.querySelectorAll('mark')].filter((mark) => mark.className).length")
    assert (lit > 0) is bool(left)
    assert page.value("document.querySelector('#told').textContent") == f"{len(left)} of 7 claims"
    click(page, "[type=reset]")
    page.value("new Promise((done) => setTimeout(done, 20))")
    assert shown_claims(page) == everything


def test_only_claims_in_a_confirmed_group_can_be_shown(page: Page) -> None:
    click(page, "[name=grouped]")
    assert shown_claims(page) == ["c1", "c5", "c7"]


def test_articles_are_chosen_and_their_claims_go_with_them(page: Page) -> None:
    click(page, "nav summary")
    click(page, "nav li:nth-of-type(2) input")
    assert len(boxes(page, ".column:not([hidden])")) == 2
    assert shown_claims(page) == ["c5", "c6", "c7"]
    assert page.value("document.querySelector('nav summary').textContent") == "Articles: 2 of 3"


def test_a_click_on_a_claim_brings_its_counterparts_into_view_beside_it(page: Page) -> None:
    height = 900
    assert not any(0 < box["top"] < height for box in boxes(page, "#w5, #w7"))
    click(page, "mark")
    one, *others = boxes(page, "#w1, #w5, #w7")
    assert len(others) == 2
    for box in others:
        assert box["top"] == pytest.approx(one["top"], abs=40)
    card = boxes(page, "#c1")[0]
    assert 0 < card["top"] < height
    assert page.value("document.querySelector('[aria-current]').id") == "c1"
    assert "2 counterparts" in page.value("document.querySelector('#told').textContent")


def test_counterparts_in_columns_that_are_out_of_sight_are_brought_to_the_same_height(page: Page) -> None:
    page.looks(640, 900)
    assert boxes(page, ".column")[2]["left"] > 640
    click(page, "mark")
    page.value("columns.scrollLeft = 10000")
    one, other = boxes(page, "#w1, #w7")
    assert other["top"] == pytest.approx(one["top"], abs=40)
    assert other["right"] <= 640


def test_of_claims_that_overlap_each_click_takes_the_next(page: Page) -> None:
    taken = []
    for _ in range(3):
        click(page, "mark[data-claims*=' ']")
        taken.append(page.value("document.querySelector('[aria-current]').id"))
    assert taken == ["c2", "c1", "c2"]


def test_the_list_leads_to_the_words(page: Page) -> None:
    click(page, "#c4 .quote a")
    top, scroller = boxes(page, "#w4")[0], boxes(page, ".scroller")[0]
    assert scroller["top"] < top["top"] < scroller["bottom"]


def test_in_a_small_window_claims_and_words_are_reached_by_scrolling_the_page(page: Page) -> None:
    page.looks(380, 800)
    page.value("document.querySelector('#w4').click()")
    assert 0 <= boxes(page, "#c4")[0]["top"] < 800
    page.value("document.querySelector('#c6 .quote a').click()")
    assert 0 <= boxes(page, "#w6")[0]["top"] < 800


def test_keys_go_through_the_claims_and_only_where_these_have_the_focus(page: Page) -> None:
    now = "document.querySelector('[aria-current]')?.id"
    page.value("document.querySelector('#claims').focus()")
    for key in "jjk":
        page.press(key)
    assert page.value(now) == "c1"
    page.press("Escape")
    assert page.value(now) is None
    page.value("document.forms[0].elements.words.focus()")
    page.press("j")
    assert page.value(now) is None
    assert page.value("document.forms[0].elements.words.value") == "j"


def test_the_tab_key_reaches_every_part_and_enter_chooses_a_claim(page: Page) -> None:
    reached = set()
    for _ in range(60):
        page.press("Tab")
        reached.add(page.value("document.activeElement.id || document.activeElement.className"))
    assert {"columns", "scroller", "w1", "w7", "claims", "skip"} <= reached
    page.value("document.querySelector('#w1').focus()")
    page.call("Input.dispatchKeyEvent", type="keyDown", key="Enter", code="Enter", text="\r", windowsVirtualKeyCode=13)
    assert page.value("document.querySelector('[aria-current]').id") == "c1"


CONTRASTS = """(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((v) => v / 255).map(
      (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      const tint = each.tagName === 'MARK' && style.backgroundImage.match(/.*linear-gradient\\((rgb[^)]*\\))/);
      const found = channels(tint ? tint[1] : style.backgroundColor);
      if (found.length < 4 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const least = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!(own || element.matches('.chip')) || !element.checkVisibility()) continue;
    const [one, other] = [light(channels(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    least.push([ratio, element.tagName + '.' + element.className]);
  }
  return least.sort((a, b) => a[0] - b[0]);
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_can_be_read_on_its_ground(page: Page, scheme: str) -> None:
    page.looks(1400, 900, scheme=scheme)
    for wanted in ("mark", ".key summary", "nav summary"):
        click(page, wanted)
        contrasts = page.value(CONTRASTS)
        assert len(contrasts) > 60
        assert contrasts[0][0] >= 4.5, contrasts[0]


def test_colours_follow_the_readers_choice(page: Page) -> None:
    ground = "getComputedStyle(document.querySelector('.column')).backgroundColor"
    light = page.value(ground)
    page.looks(1400, 900, scheme="dark")
    assert page.value(ground) != light


def test_what_needs_a_name_for_a_screen_reader_has_one(page: Page) -> None:
    page.call("Accessibility.enable")
    nodes = page.call("Accessibility.getFullAXTree")["nodes"]
    named = {"link", "button", "checkbox", "combobox", "searchbox", "region", "article", "navigation", "form"}
    roles: dict[str, list[str]] = {}
    for node in nodes:
        role = node.get("role", {}).get("value", "")
        if not node.get("ignored"):
            roles.setdefault(role, []).append(node.get("name", {}).get("value", ""))
    assert {"banner", "main", "navigation", "form", "article", "region", "status"} <= roles.keys()
    for role in named & roles.keys():
        assert all(roles[role]), role
    assert "Claim 4: ! to check" in roles["link"]


@pytest.mark.parametrize("width", [320, 700, 1400])
def test_nothing_but_the_columns_is_wider_than_the_window(page: Page, width: int) -> None:
    page.looks(width, 800)
    assert page.value("document.documentElement.scrollWidth") <= width


def test_on_paper_the_articles_stand_under_each_other_whole_with_the_claims_behind_them(page: Page) -> None:
    page.looks(700, 900, scheme="dark", media="print")
    columns, [claims] = boxes(page, ".column"), boxes(page, "#claims")
    for above, below in zip(columns, [*columns[1:], claims], strict=True):
        assert above["bottom"] <= below["top"]
    cut = "[...document.querySelectorAll('.scroller')].some((each) => each.scrollHeight > each.clientHeight + 1)"
    assert page.value(cut) is False
    assert page.value("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.value("document.querySelector('#filters').checkVisibility()") is False
    assert page.value("document.querySelector('#c7').checkVisibility()") is True
    page.looks(1400, 900, media="")
    assert page.pdf().startswith(b"%PDF")


def test_without_the_script_the_report_can_be_read_and_its_links_lead_on(browser: Page, report: Path) -> None:
    browser.looks(1400, 900)
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.events.clear()
        browser.open(report)
        assert browser.value("document.querySelector('#filters').checkVisibility()") is False
        columns = boxes(browser, ".column")
        assert len({box["top"] for box in columns}) == 1
        click(browser, "#w1")
        assert browser.value("location.hash") == "#c1"
        click(browser, "#c1 .quote a")
        assert browser.value("location.hash") == "#w1"
        assert browser.complaints == []
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


def test_a_report_of_nothing_opens_without_a_complaint(browser: Page, tmp_path: Path) -> None:
    file = tmp_path / "empty.html"
    with file.open("wb") as out:
        FORMAT.write(snapshot("Empty", [], []), out)
    browser.events.clear()
    browser.open(file)
    assert browser.value("document.querySelector('#told').textContent") == "0 claims"
    assert browser.complaints == []


def test_even_a_script_that_got_in_could_send_nothing(browser: Page, report: Path) -> None:
    browser.open(report)
    browser.events.clear()
    tried = browser.value(
        """(async () => {
            const refused = [];
            addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
            document.body.append(Object.assign(new Image(), {src: 'https://example.org/a.png'}));
            document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.out = 1'}));
            await fetch('https://example.org/').catch(() => 0);
            await new Promise((done) => setTimeout(done, 50));
            return [refused.sort(), window.out ?? null];
        })()"""
    )
    assert tried == [["connect-src", "img-src", "script-src-elem"], None]
    failed = [event["params"] for event in browser.events if event.get("method") == "Network.loadingFailed"]
    assert len(failed) == len(browser.requests) > 0
    assert {each["blockedReason"] for each in failed} == {"csp"}


def test_the_watch_sees_a_request_and_a_complaint(browser: Page, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<img src='https://example.org/a.png'><script>console.error('no')</script>")
    browser.events.clear()
    browser.open(page)
    assert "https://example.org/a.png" in browser.requests
    assert browser.complaints
