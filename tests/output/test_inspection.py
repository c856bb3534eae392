"""Inspection: everything that was found, for programs and for people; and what is told where something fails."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from tests.analysis.children import FAILS_ON_POISON, child

from newsread.analysis.alignment.counterparts import Judged, Place
from newsread.analysis.document import Marked
from newsread.analysis.entities.entity import Correction
from newsread.analysis.runtime.analyst import Analyst
from newsread.cli.output.inspection import Inspected, print_json
from newsread.cli.output.inspection_summary import print_summary
from newsread.workspace.guidance import Guidance
from newsread.workspace.workspace import Workspace

SEEDS = Path(__file__).parents[2] / "seeds"


def inspected(workspace: Workspace, analyst: Analyst, guidance: Guidance | None = None) -> tuple[Inspected, list[str]]:
    said: list[str] = []
    return Inspected(workspace, analyst, guidance or Guidance(), said.append), said


def as_json(found: Inspected) -> dict[str, Any]:
    out = io.StringIO()
    print_json(found, out)
    printed: dict[str, Any] = json.loads(out.getvalue())
    return printed


def as_page(found: Inspected) -> str:
    out = io.StringIO()
    print_summary(found, out)
    return out.getvalue()


def of_seeds(analysed: Path, guidance: Guidance | None = None) -> Inspected:
    with Analyst(analysed / "newsread" / "analysis") as analyst:
        found, said = inspected(Workspace.open(SEEDS), analyst, guidance)
    assert not said
    assert found.is_complete
    return found


@pytest.fixture(scope="module")
def seeds(analysed: Path) -> Inspected:
    return of_seeds(analysed)


@pytest.fixture(scope="module")
def printed(seeds: Inspected) -> dict[str, Any]:
    return as_json(seeds)


def test_every_part_has_its_documented_fields(printed: dict[str, Any]) -> None:
    assert [*printed] == (
        ["newsread", "model", "articles", "entities", "counterparts", "copies", "texts", "variants", "facts"]
    )
    fields = {
        "entities": {"id", "name", "label", "forms", "mentions"},
        "counterparts": {"from", "to", "band", "why"},
        "copies": {"articles", "containment", "passages"},
        "facts": {"what", "value", "unit", "approximator", "text", "article", "start", "end", "assumption"},
    }
    for part, names in fields.items():
        assert printed[part]
        assert all(each.keys() == names for each in printed[part])
    for article in printed["articles"]:
        assert all(each.keys() == {"start", "end", "claim"} for each in article["sentences"])
        assert all(each.keys() == {"start", "end", "label", "entity"} for each in article["entities"])
        assert all(each.keys() == {"start", "end", "direct", "speaker", "cue"} for each in article["quotes"])


def test_every_span_lies_in_its_article(printed: dict[str, Any]) -> None:
    length = {each.id: len(each.text) for each in Workspace.open(SEEDS).articles()}
    of_articles = [
        (article["id"], each)
        for article in printed["articles"]
        for part in ("sentences", "entities", "quotes")
        for each in article[part]
    ]
    shared = [
        *(end for each in printed["counterparts"] for end in (each["from"], each["to"])),
        *(end for copy in printed["copies"] for passage in copy["passages"] for end in passage),
        *(end for group in printed["variants"] for end in group),
        *printed["facts"],
    ]
    for article, each in [*of_articles, *((each["article"], each) for each in shared)]:
        assert 0 <= each["start"] < each["end"] <= length[article]


def test_every_name_is_one_of_the_entities_and_is_counted(printed: dict[str, Any]) -> None:
    for entity in printed["entities"]:
        for article in printed["articles"]:
            named = sum(each["entity"] == entity["id"] for each in article["entities"])
            assert entity["mentions"].get(article["id"], 0) == named


def test_a_sentence_has_at_most_one_counterpart_in_another_article(printed: dict[str, Any]) -> None:
    asked = [(*each["from"].values(), each["to"]["article"]) for each in printed["counterparts"]]
    assert len(asked) == len(set(asked))
    assert all(each["from"]["article"] != each["to"]["article"] for each in printed["counterparts"])


def test_what_a_reader_told_the_machine_outranks_it(printed: dict[str, Any], analysed: Path) -> None:
    first = printed["counterparts"][0]
    of, to = (Place(*first[end].values()) for end in ("from", "to"))
    zelensky = next(each for each in printed["entities"] if each["id"] == "person:zelensky")
    second = next(each for each in printed["counterparts"] if each["from"]["start"] != of.start)
    there = second["from"]
    marked = Marked(there["article"], there["start"], there["end"], claim=False)
    told = Guidance((Correction("ignore", tuple(zelensky["forms"])),), (Judged(of, to, same=False),), (marked,))
    now = as_json(of_seeds(analysed, told))
    assert first not in now["counterparts"]
    assert all(second["from"] not in (each["from"], each["to"]) for each in now["counterparts"])
    assert all(each["id"] != "person:zelensky" for each in now["entities"])
    sentences = next(each["sentences"] for each in now["articles"] if each["id"] == marked.article)
    assert {"start": marked.start, "end": marked.end, "claim": False} in sentences


def test_the_page_tells_what_is_shared_and_how_independent_it_is(seeds: Inspected) -> None:
    page = as_page(seeds)
    assert page.startswith("5 articles, 4 texts\n")
    assert "4 and 5 share running text" in page
    for heading in ("Told by most", "Named most", "Quoted in several", "Numbers and dates"):
        assert f"\n{heading}\n  " in page
    assert "1, 2, 3, 4, 5: 3 outlets and 2 unknown outlets, 4 independent texts, 1 speaker" in page


def test_a_text_that_is_not_english_is_said_to_be_none(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("NATO met in Brussels on Tuesday.")
    ukrainian = "Військові взяли в полон двох чоловіків, які воювали у складі армії, повідомив президент у вівторок."
    (folder / "b.txt").write_text(ukrainian)
    with Analyst(tmp_path / "cache") as analyst:
        found, said = inspected(Workspace.open(folder), analyst)
    assert not said
    assert [article["english"] for article in as_json(found)["articles"]] == [True, False]
    page = as_page(found)
    assert page.count("not in English: names, quotations and numbers are hardly to be relied on") == 1
    assert page.index("not in English") > page.index("b.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with an article that can be analysed, one that cannot, and one that cannot be read."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("NATO met.")
    (folder / "b.txt").write_text("It was poison. Nobody knew.")
    (folder / "c.txt").write_bytes(b"")
    return folder


def test_a_text_that_cannot_be_analysed_costs_only_what_is_found_in_it(tmp_path: Path, folder: Path) -> None:
    with Analyst(tmp_path / "cache", command=child(FAILS_ON_POISON, tmp_path / "started")) as analyst:
        found, said = inspected(Workspace.open(folder), analyst)
    assert not found.is_complete
    printed = as_json(found)
    first, second = printed["articles"]
    assert printed["model"] == "fake-1"
    assert first["entities"] == [{"start": 0, "end": 4, "label": "ORG", "entity": "org:nato"}]
    assert (second["entities"], second["quotes"], len(second["sentences"])) == (None, None, 2)
    of_text, of_file = said
    assert of_text.startswith("b.txt: This text could not be analysed")
    assert of_file.startswith("c.txt has no text")
    assert "possible claims in 2 sentences; not analysed" in as_page(found)


def test_where_nothing_can_be_analysed_the_rest_is_told(tmp_path: Path, folder: Path) -> None:
    with Analyst(tmp_path / "cache", command=[str(tmp_path / "nothing")]) as analyst:
        found, said = inspected(Workspace.open(folder), analyst)
    assert not found.is_complete
    assert as_json(found)["counterparts"] is None
    assert as_page(found).startswith("2 articles\n")
    assert len(said) == 3


class Terminal(io.StringIO):
    """Is one, so far as a program asks."""

    def isatty(self) -> bool:
        return True


def on_terminal(found: Inspected, columns: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = Terminal()
    print_summary(found, out)
    return out.getvalue().splitlines()


def test_on_a_terminal_what_is_said_of_an_article_stays_in_its_column(
    seeds: Inspected, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = on_terminal(seeds, 40, monkeypatch)
    assert max(map(len, lines)) <= 40
    of_articles = lines[2 : lines.index("  4 and 5 share running text: 82 % of")]
    assert len(of_articles) > 3 * 5
    assert all(line[:5] in {"     ", *(f"  {number}  " for number in range(1, 6))} for line in of_articles)
    assert all(line[5] != " " for line in of_articles)
    named = lines[lines.index("Named most") + 1 : lines.index("Quoted in several") - 1]
    assert {len(line) - len(line.lstrip()) for line in named} == {2, 4}
    assert not any(line.lstrip().startswith("(") for line in named)


def of_many(tmp_path: Path, number: int) -> Inspected:
    folder = tmp_path / "many"
    folder.mkdir()
    for each in range(number):
        (folder / f"{each:02}.txt").write_text(f"NATO met in town number {each}.")
    with Analyst(tmp_path / "cache", command=child(FAILS_ON_POISON, tmp_path / "started")) as analyst:
        found, said = inspected(Workspace.open(folder), analyst)
    assert not said
    return found


def test_of_many_articles_only_the_first_are_counted_each(tmp_path: Path) -> None:
    page = as_page(of_many(tmp_path, 21))
    assert "21 times, in 1 (1), 2 (1), 3 (1), 4 (1), 5 (1), 6 (1), 7 (1), 8 (1), … and 13 more\n" in page
    assert "\n   1  unknown outlet" in page
    assert "\n  21  unknown outlet" in page


def test_what_is_named_once_is_named_one_time(tmp_path: Path) -> None:
    assert "1 time, in 1 (1)\n" in as_page(of_many(tmp_path, 1))
