"""A whole review of the five seeds by keyboard, in a real terminal; what is exported is what was pressed."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import pytest
from tests.person import Person
from tests.terminal import Terminal
from tests.test_session import enter, leave, saved

VERDICTS = {"v": "verified", "d": "disputed", "u": "unverifiable"}
MARKS = {"t": "to check", "i": "not a claim", "space": "seen"}
KEYS = (*VERDICTS, *MARKS)
ADDRESS, QUOTATION = "https://www.example.org/briefing", "Two men were captured."
REASONS = ("seen on the video", "no source named", "only one side tells it")


class Words(NamedTuple):
    """Words of an article, half-open in code points."""

    article: str
    start: int
    end: int


@dataclass
class Review:
    """What the person before the terminal knows that they have said."""

    claims: list[Words]
    """All of them, in the order of reading."""
    said: dict[Words, dict[str, Any]] = field(default_factory=dict)
    open: list[Words] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open = list(self.claims)

    def say(self, words: Words, key: str, **more: Any) -> None:
        """Take down what a key says of the words."""
        what = {"verdict": VERDICTS[key]} if key in VERDICTS else {"mark": MARKS[key]}
        self.said[words] = {**what, **more}
        self.open = [each for each in self.open if not overlap(each, words)]

    def of_kind(self, kind: str) -> dict[Words, dict[str, Any]]:
        """Return what was said by verdicts or by marks."""
        return {words: said for words, said in self.said.items() if kind in said}


def overlap(one: Words, other: Words) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end


def told(person: Person) -> dict[str, Any]:
    """Return what the machine found in the seeds, which was analysed before."""
    found: dict[str, Any] = json.loads(person.succeeds("inspect", "--json"))
    return found


def claims_of(found: dict[str, Any]) -> list[Words]:
    return [
        Words(article["id"], sentence["start"], sentence["end"])
        for article in found["articles"]
        for sentence in article["sentences"]
        if sentence["claim"]
    ]


def counterparts_of(found: dict[str, Any], words: Words) -> list[Words]:
    """Return what the machine takes for the words' counterparts, in the articles' order."""
    return [Words(**each["to"]) for each in found["counterparts"] if Words(**each["from"]) == words]


def unseen(count: int) -> str:
    """Return what the title says of what is left."""
    return f"{count} unseen" if count else "all seen"


def give_reason(terminal: Terminal, reason: str) -> None:
    """Write the reason of what was just said."""
    terminal.press("r")
    terminal.wait_for("Reason · ")
    terminal.type(f"{reason}\r")
    terminal.wait_for(saved(f"because: {reason}"))


def press_all(terminal: Terminal, review: Review, keys: Sequence[str]) -> None:
    """Press the keys, each of which speaks of the next claim of which nothing was said."""
    for key in keys:
        review.say(review.open[0], key)
    terminal.press(*keys)
    terminal.wait_for(saved(unseen(len(review.open))))


def confirm_and_reject(terminal: Terminal) -> None:
    """Confirm the counterpart in the second article and reject that in the third."""
    terminal.press("m")
    terminal.wait_for(lambda text: text.count("▸ same  ") == 4)
    terminal.press("space")
    terminal.wait_for("≡ confirmed: ")
    terminal.press("down", "x")
    terminal.wait_for("≠ rejected: ")
    terminal.press("escape")
    terminal.wait_gone("Counterparts of sentence")


def give_evidence(terminal: Terminal, sought: str) -> None:
    """Give the verdict just given a web address, and the one sentence of another article that has the words."""
    terminal.press("e")
    terminal.wait_for("Evidence · ✓ verified")
    terminal.type(f"{ADDRESS}\t{QUOTATION}\r")
    terminal.wait_for(f"{ADDRESS} “{QUOTATION}”")
    terminal.press("ctrl+s")
    terminal.wait_for("Which sentence is evidence?")
    terminal.type(sought)
    terminal.wait_for("1 of ")
    terminal.press("enter")
    terminal.wait_for(lambda text: "Which sentence is evidence?" not in text and sought in text)
    terminal.press("escape")
    terminal.wait_for(saved("2 pieces of evidence"))


def spread(terminal: Terminal) -> None:
    """Give the verdict just given to the one counterpart that is confirmed."""
    terminal.press("a")
    terminal.wait_for("[ ] ")
    terminal.press("space")
    terminal.wait_for("[×] ")
    terminal.press("enter")
    terminal.wait_for(saved("given also in"))


def say_all_of_the_first(terminal: Terminal, review: Review, evidence: Sequence[dict[str, Any]], same: Words) -> None:
    """Say all that can be said of the first claim, and give its verdict to its counterpart, too."""
    first = review.open[0]
    confirm_and_reject(terminal)
    press_all(terminal, review, ["v"])
    give_reason(terminal, REASONS[0])
    give_evidence(terminal, " ".join(evidence[1]["quote"].split()[:8]))
    spread(terminal)
    review.say(first, "v", note=REASONS[0], evidence=evidence)
    review.say(same, "v", note=REASONS[0], evidence=evidence, spread=True)


def judge_with_a_reason(terminal: Terminal, review: Review, key: str, reason: str) -> None:
    """Judge the next claim, and say why."""
    words = review.open[0]
    press_all(terminal, review, [key])
    give_reason(terminal, reason)
    review.said[words]["note"] = reason


def judge_a_span(terminal: Terminal, review: Review, person: Person) -> None:
    """Judge the next claim without its last word and its full stop, and the one behind it by repetition."""
    whole = review.open[0]
    words = person.text(whole.article)[whole.start : whole.end]
    terminal.press("s", "h", "h")
    terminal.wait_for(f"selecting: {len(words.split()) - 1} words")
    terminal.press("d")
    review.say(Words(whole.article, whole.start, whole.start + words.rindex(" ")), "d")
    terminal.wait_for(saved(unseen(len(review.open))))
    terminal.press(".")
    review.say(review.open[0], "d")
    terminal.wait_for(saved(unseen(len(review.open))))


def undo_in_two_articles(terminal: Terminal, review: Review) -> None:
    """Revise a verdict in the first article; undo that and what was said last in the last one; redo the latter."""
    first = review.claims[0].article
    last_there = max(words for words in review.said if words.article == first)
    assert review.said[last_there] != {"verdict": "unverifiable"}
    terminal.press("tab", "u")
    terminal.wait_for(lambda text: re.search(r"\? unverifiable \d\d:\d\d · saved", text) is not None)
    terminal.press("z")
    terminal.wait_for(saved("undone: ? unverifiable"))
    terminal.press("z")
    terminal.wait_for(saved(unseen(1)))
    terminal.press("Z")
    terminal.wait_for(lambda text: saved(unseen(0))(text) and "done again: " in text)


def export(terminal: Terminal) -> None:
    """Write the file that is proposed."""
    terminal.press("E")
    terminal.wait_for("Export what was recorded")
    terminal.press("enter")
    terminal.wait_for("Exported")


def place_of(said: dict[str, Any]) -> Words:
    return Words(said["article"], said["start"], said["end"])


def verdicts(exported: dict[str, Any], source: Words) -> list[dict[str, Any]]:
    """Return what was exported of verdicts, as far as it follows from the keys; `spread` from the source's verdict."""
    [given] = [each["history"][-1]["id"] for each in exported["annotations"] if place_of(each) == source]
    names = ("article", "start", "end", "quote", "by", "aspect", "note", "evidence", "verdict")
    return [
        {name: each[name] for name in names} | ({"spread": True} if each.get("inherited_from") == given else {})
        for each in exported["annotations"]
    ]


def expected(review: Review, person: Person) -> list[dict[str, Any]]:
    """Return the verdicts that must be exported, in the order of the texts."""
    return [
        {
            **words._asdict(),
            "quote": person.text(words.article)[words.start : words.end],
            "by": "ana",
            "aspect": "content",
            "note": None,
            "evidence": [],
            **said,
        }
        for words, said in sorted(review.of_kind("verdict").items())
    ]


@pytest.mark.slow
def test_a_whole_review_by_keyboard_exports_what_was_pressed(ana: Person) -> None:
    found = told(ana)
    review = Review(claims_of(found))
    first = review.claims[0]
    same, other, *_ = counterparts_of(found, first)
    proof = next(words for words in review.claims if words.article.startswith("004"))
    proving = ana.text(proof.article)[proof.start : proof.end]
    evidence = [
        {"url": ADDRESS, "quote": QUOTATION, "accessed": str(date.today())},
        {**proof._asdict(), "quote": proving},
    ]
    with ana.opens(columns=160, rows=45) as terminal:
        enter(terminal)
        terminal.wait_for(unseen(len(review.claims)))
        say_all_of_the_first(terminal, review, evidence, same)
        judge_with_a_reason(terminal, review, "d", REASONS[1])
        judge_with_a_reason(terminal, review, "u", REASONS[2])
        judge_a_span(terminal, review, ana)
        while review.open:
            press_all(terminal, review, KEYS[: len(review.open)])
        terminal.wait_for("all tagged")
        undo_in_two_articles(terminal, review)
        export(terminal)
        leave(terminal)

    exported = json.loads((ana.workspace / "annotations.json").read_bytes())
    assert exported == ana.export()
    assert verdicts(exported, first) == expected(review, ana)
    assert [(place_of(each), each["mark"]) for each in exported["marks"]] == [
        (words, said["mark"]) for words, said in sorted(review.of_kind("mark").items())
    ]
    assert [(place_of(each), each["group"]) for each in exported["annotations"] if each["group"]] == [
        (words, exported["annotations"][0]["group"]) for words in (first, same)
    ]
    answers = [record["linked"] for record in ana.records("ana", first.article) if record["action"] == "link"]
    assert [(each["article"], each["anchor"]["start"], each["same"]) for each in answers] == [
        (same.article, same.start, True),
        (other.article, other.start, False),
    ]
    assert " of 1 annotator are sound." in ana.succeeds("verify")
