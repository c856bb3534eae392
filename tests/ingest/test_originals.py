"""What articles were made from is compared with what they say of it: changed, missing and swapped originals."""

import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest

from newsread import Workspace
from newsread.annotations.store.verification import Finding, Kind
from newsread.cli.output.verification_report import print_verification, print_verification_json
from newsread.ingest.adding import Adding
from newsread.ingest.fetching import Fetched
from newsread.ingest.new_workspace import make_workspace
from newsread.place import Place

BRIDGE = "https://paper.example/2026/bridge"
MARKET = "https://paper.example/2026/market"
WORDS = {
    BRIDGE: "The bridge over the river was closed on Monday after an inspector found cracks in two of its pillars.",
    MARKET: "Traders on the old market sold more fish this spring than in any year since the harbour was dredged.",
}
PARAGRAPH = (
    "It was the third time in as many years, people who live nearby said, and nobody had told them of it before."
)


class Pages:
    """The pages that are fetched, each with its own words and perhaps more."""

    def __init__(self) -> None:
        self.more = ""
        self.minute = 0

    def fetch(self, url: str) -> Fetched:
        self.minute += 1
        title = url.rpartition("/")[2].title()
        body = "".join(f"<p>{each}</p>" for each in (WORDS[url], PARAGRAPH, self.more))
        page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
        at = datetime(2026, 11, 22, 9, self.minute, tzinfo=UTC)
        return Fetched(url, url, page.encode(), "text/html", None, at, 200)


@pytest.fixture
def pages() -> Pages:
    return Pages()


def bring(place: Place, pages: Pages, *urls: str) -> None:
    told = [*Adding(place.articles, place.originals, pages.fetch, feed_limit=1).add(urls)]
    assert [each.reason for each in told] == [""] * len(urls)


@pytest.fixture
def place(tmp_path: Path, pages: Pages) -> Place:
    """A workspace with two articles that were made from pages."""
    place = make_workspace(tmp_path / "event")
    bring(place, pages, BRIDGE, MARKET)
    return place


def original(place: Place, word: str) -> Path:
    [path] = place.originals.glob(f"{word}*.html")
    return path


def article(place: Place, word: str) -> Path:
    [path] = place.articles.rglob(f"{word}*.txt")
    return path


def problems(place: Place, *only: Path) -> list[Finding]:
    found = Workspace(Place(place.articles, place.annotations, only)).verify()
    assert {each.kind for each in found.problems} <= {Kind.ORIGINAL}
    return [*found.problems]


def test_originals_that_are_as_they_were_kept_are_counted(place: Place) -> None:
    found = Workspace(place).verify()
    assert (found.problems, found.originals) == ((), 2)
    printed = StringIO()
    print_verification(found, printed)
    assert printed.getvalue() == "Nothing has been recorded here yet.\n2 originals are unchanged.\n"
    as_json = StringIO()
    print_verification_json(found, as_json)
    assert json.loads(as_json.getvalue())["originals"] == 2


def test_a_changed_original_is_a_problem_that_names_it_and_its_article(place: Place) -> None:
    path = original(place, "bridge")
    path.write_bytes(path.read_bytes() + b" ")
    [problem] = problems(place)
    assert problem.file == path
    assert problem.says.startswith(f"It was changed since {article(place, 'bridge').name} was made from it")
    assert "backup" in problem.says
    printed = StringIO()
    print_verification(Workspace(place).verify(), printed)
    assert "1 × an original that is not what its article was made from" in printed.getvalue()
    assert "unchanged" not in printed.getvalue()


def test_a_missing_original_is_a_problem(place: Place) -> None:
    path = original(place, "bridge")
    path.unlink()
    [problem] = problems(place)
    assert problem.file == path
    assert problem.says.startswith(f"It is missing, and {article(place, 'bridge').name} was made from it")


def test_without_the_folder_of_originals_all_are_missing(place: Place) -> None:
    place.originals.rename(place.originals.with_name("away"))
    assert ["missing" in each.says for each in problems(place)] == [True, True]


def test_swapped_originals_are_named_as_such(place: Place) -> None:
    bridge, market = original(place, "bridge"), original(place, "market")
    aside = bridge.with_name("aside")
    bridge.rename(aside)
    market.rename(bridge)
    aside.rename(market)
    found = {each.file: each.says for each in problems(place)}
    assert found[bridge].startswith("It was swapped")
    assert f"what {article(place, 'market').name} was made from" in found[bridge]
    assert f"what {article(place, 'bridge').name} was made from" in found[market]
    [only] = problems(place, article(place, "bridge"))
    assert only.says == found[bridge]


def test_only_the_originals_of_the_articles_that_are_asked_for_are_checked(place: Place) -> None:
    original(place, "bridge").unlink()
    assert problems(place, article(place, "market")) == []


def test_an_article_that_was_moved_still_has_its_original(place: Place) -> None:
    (place.articles / "day").mkdir()
    article(place, "bridge").rename(place.articles / "day" / "bridge.txt")
    assert problems(place) == []


def test_the_original_of_a_former_version_is_checked_too(place: Place, pages: Pages) -> None:
    former = original(place, "bridge")
    pages.more = "On Tuesday the inspector was asked to come again, and found a third pillar with a crack in it."
    [told] = Adding(place.articles, place.originals, pages.fetch, feed_limit=1).add([BRIDGE])
    assert told.outcome.value == "new version"
    assert problems(place) == []
    former.write_bytes(b"<p>Something else.</p>")
    [problem] = problems(place)
    assert problem.file == former
    assert ".article" in problem.says


@pytest.mark.parametrize("named", ["../../outside/page.html", "/etc/hostname", "page.html", ""])
def test_what_lies_elsewhere_is_not_read_and_said_to_be_no_original(named: str, place: Place, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "page.html").write_bytes(original(place, "bridge").read_bytes())
    path = article(place, "bridge")
    before = f"original: ../originals/{original(place, 'bridge').name}"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, f"original: {named}"), encoding="utf-8")
    [problem] = problems(place)
    assert problem.file == path
    assert f"which is not in {place.originals}" in problem.says


def leads_out(path: Path) -> None:
    outside = path.parent.parent.parent / "outside.html"
    path.rename(outside)
    path.symlink_to(outside)


def is_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def is_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize(
    ("becomes", "says"), [(leads_out, "leads out of"), (is_a_pipe, "pipe"), (is_a_folder, "cannot be read")]
)
def test_an_original_that_is_no_file_any_more_is_a_problem(
    becomes: Callable[[Path], None], says: str, place: Place
) -> None:
    becomes(original(place, "bridge"))
    [problem] = problems(place)
    assert says in problem.says


def test_repair_never_touches_an_original(place: Place) -> None:
    path = original(place, "bridge")
    path.write_bytes(b"changed")
    assert Workspace(place).repair() == []
    assert path.read_bytes() == b"changed"
    assert len(problems(place)) == 1
