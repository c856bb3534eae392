import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.annotations.anchoring.anchor import Anchor, make
from newsread.annotations.anchoring.folding import differ_in_layout_only
from newsread.annotations.anchoring.placing import Hold, Placement, place
from newsread.articles.sentences import sentences

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))

STORY = (
    "Two men were captured near the river. The ministry confirmed it late on Tuesday, as a spokesman said. "
    "Nobody else has spoken of it so far. The families were told by telephone. More is expected next week."
)
CONFIRMED = "The ministry confirmed it late on Tuesday, as a spokesman said."


def anchor_of(words: str, text: str, which: int = 0, *, once: bool = False) -> Anchor:
    """Return an anchor of which, unless `once`, it is not known that its words stood only once in the text."""
    start = [found.start() for found in re.finditer(re.escape(words), text)][which]
    made = make(text, start, start + len(words), "old")
    return made if once else replace(made, once=False, repeated=("sentence", *made.repeated))


def placed(words: str, old: str, new: str, which: int = 0) -> tuple[Hold, str | None]:
    found = place(anchor_of(words, old, which), new, "new")
    return found.hold, new[slice(*found.span)] if found.span else None


def test_words_of_the_same_text_are_exact() -> None:
    found = place(anchor_of("it", STORY), STORY, "old")
    assert (found.hold, found.certain) == (Hold.EXACT, True)


def test_words_before_a_change_are_exact() -> None:
    assert placed(CONFIRMED, STORY, STORY + " And more.") == (Hold.EXACT, CONFIRMED)


def test_words_behind_a_change_are_moved() -> None:
    found = place(anchor_of(CONFIRMED, STORY), "Corrected.\n" + STORY, "new")
    assert found == Placement(Hold.MOVED, (49, 112))
    assert found.certain


def test_words_that_were_edited_are_suggested_whole() -> None:
    new = STORY.replace("late on Tuesday", "early on Friday")
    found = place(anchor_of(CONFIRMED, STORY), new, "new")
    assert (found.hold, found.certain) == (Hold.FUZZY, False)
    assert found.span
    assert new[slice(*found.span)] == CONFIRMED.replace("late on Tuesday", "early on Friday")
    assert found.candidates[0] == found.span


def test_words_moved_away_from_all_that_stood_beside_them_are_left_to_choose() -> None:
    new = STORY.replace(CONFIRMED + " ", "") + " " + CONFIRMED
    found = place(anchor_of(CONFIRMED, STORY), new, "new")
    assert (found.hold, found.span) == (Hold.AMBIGUOUS, None)
    assert [new[slice(*span)] for span in found.candidates] == [CONFIRMED]


def test_words_that_were_taken_out_are_orphans() -> None:
    assert place(anchor_of(CONFIRMED, STORY), STORY.replace(CONFIRMED, ""), "new") == Placement(Hold.ORPHAN)


def test_words_of_a_text_too_repetitive_for_a_unique_context_are_never_certain_in_another() -> None:
    text = "The same words again and again. " * 1000
    made = make(text, 16_000, 16_031, "old")
    assert place(made, text, "old").hold is Hold.EXACT
    assert place(made, text[320:], "new").hold is Hold.AMBIGUOUS


LIKE = "The strike on {} killed {} people and injured 30 others, officials said."
ROWS = [LIKE.format(city, dead) for city, dead in (("Kyiv", 12), ("Lviv", 15), ("Odesa", 11))]
THREE = "It was a bad night.\n" + "\n".join(ROWS) + "\nMore is not known."
PEOPLE = [
    f"{name}, {age}, of {city}.\nHe was a teacher.\n"
    for name, age, city in (("Ivan", 30, "Kyiv"), ("Oleh", 41, "Lviv"), ("Max", 22, "Sumy"))
]
DEAD = "These are the names of the dead:\n" + "".join(PEOPLE) + "They will be buried on Friday."
TWICE = "He came in from the cold. He agreed. She left at once. The rain fell on. He agreed. They all went home."
QUOTED = "He was tired. “We don’t know anything about this matter,” she said. Then they left the house."
SAID = "“We don’t know anything about this matter,” she said."
FAMILY = "A family 👨‍👩‍👧 was seen in a café near the old market. It left soon, they say, by the back door."
SEEN = "A family 👨‍👩‍👧 was seen in a café near the old market."
HEBREW = "הוא הגיע אל העיר בבוקר. השר אישר את הידיעה ביום שלישי בערב. איש לא הגיב על כך עד כה."
MINISTER = "השר אישר את הידיעה ביום שלישי בערב."

EDITS = {
    "one look-alike of two, the first": (ROWS[0], THREE, THREE.replace(ROWS[0] + "\n", ""), Hold.ORPHAN, None),
    "the middle of three look-alikes": (ROWS[1], THREE, THREE.replace(ROWS[1] + "\n", ""), Hold.ORPHAN, None),
    "the last of three look-alikes": (ROWS[2], THREE, THREE.replace(ROWS[2] + "\n", ""), Hold.ORPHAN, None),
    "a look-alike that another day tells apart": (
        "He came on Monday.",
        "It is so. He came on Monday. He came on Sunday. That is all.",
        "It is so. He came on Sunday. That is all.",
        Hold.ORPHAN,
        None,
    ),
    "a person with a template's words": (PEOPLE[1][:-1], DEAD, DEAD.replace(PEOPLE[1], ""), Hold.ORPHAN, None),
    "the whole story": (CONFIRMED, STORY, "Shares rose in Tokyo, traders said.", Hold.ORPHAN, None),
    "everything": (CONFIRMED, STORY, "", Hold.ORPHAN, None),
    "everything but white space": (CONFIRMED, STORY, " \n\t", Hold.ORPHAN, None),
    "the sentence and its left neighbour": (CONFIRMED, STORY, STORY[STORY.index("Nobody") :], Hold.ORPHAN, None),
    "the first words": ("Two men were captured near the river.", STORY, STORY[38:], Hold.ORPHAN, None),
    "the last words": ("More is expected next week.", STORY, STORY[:-28], Hold.ORPHAN, None),
    "a changed end": (
        "More is expected next week.",
        STORY,
        STORY.replace("next week", "this week"),
        Hold.FUZZY,
        "More is expected this week.",
    ),
    "a changed beginning": (
        "Two men were captured near the river.",
        STORY,
        STORY.replace("Two", "Three"),
        Hold.FUZZY,
        "Three men were captured near the river.",
    ),
    "a number in one of three look-alikes": (
        ROWS[1],
        THREE,
        THREE.replace("15", "19"),
        Hold.FUZZY,
        ROWS[1].replace("15", "19"),
    ),
    "a number": (
        "It cost 1,200 euros.",
        "This is so. It cost 1,200 euros. They paid it without a word, and left.",
        "This is so. It cost 1,300 euros. They paid it without a word, and left.",
        Hold.FUZZY,
        "It cost 1,300 euros.",
    ),
    "a typo": (
        CONFIRMED,
        STORY,
        STORY.replace("spokesman", "spokeswoman"),
        Hold.FUZZY,
        CONFIRMED.replace("man", "woman"),
    ),
    "a sentence before": (CONFIRMED, STORY, STORY.replace(CONFIRMED, "He is 31. " + CONFIRMED), Hold.MOVED, CONFIRMED),
    "a sentence behind": (CONFIRMED, STORY, STORY.replace(CONFIRMED, CONFIRMED + " So be it."), Hold.EXACT, CONFIRMED),
    "the neighbour's words": (
        CONFIRMED,
        STORY,
        STORY.replace("Nobody else has spoken", "Nobody there has written"),
        Hold.EXACT,
        CONFIRMED,
    ),
    "a word of the left neighbour": (CONFIRMED, STORY, STORY.replace("near the", "by a"), Hold.MOVED, CONFIRMED),
    "a word out of the left neighbour": (CONFIRMED, STORY, STORY.replace("captured ", ""), Hold.MOVED, CONFIRMED),
    "a number of the neighbour": (
        CONFIRMED,
        STORY.replace("Nobody else has", "Only 12 have"),
        STORY.replace("Nobody else has", "Only 15 have"),
        Hold.AMBIGUOUS,
        None,
    ),
    "the neighbour replaced": (
        CONFIRMED,
        STORY,
        STORY.replace("Nobody else has spoken of it so far.", "Shares fell again in the afternoon, traders said."),
        Hold.FUZZY,
        CONFIRMED,
    ),
    "a word of both neighbours": (
        CONFIRMED,
        STORY,
        STORY.replace("captured", "caught").replace("Nobody else", "Nobody"),
        Hold.AMBIGUOUS,
        None,
    ),
    "a word beside the first words": (
        "Two men were captured near the river.",
        STORY,
        STORY.replace("late on", "early on"),
        Hold.EXACT,
        "Two men were captured near the river.",
    ),
    "a word beside the last words": (
        "More is expected next week.",
        STORY,
        STORY.replace("told by", "told so by"),
        Hold.MOVED,
        "More is expected next week.",
    ),
    "a word beside tiny words": (
        "He said so.",
        STORY.replace(CONFIRMED, "He said so."),
        STORY.replace(CONFIRMED, "He said so.").replace("Nobody else", "Nobody there"),
        Hold.AMBIGUOUS,
        None,
    ),
    "a word beside words that are pasted in again": (
        CONFIRMED,
        STORY,
        STORY.replace("Nobody else", "Nobody there") + "\n\n" + STORY,
        Hold.MOVED,
        CONFIRMED,
    ),
    "the neighbours of the right side swapped": (
        CONFIRMED,
        STORY,
        STORY.replace(
            "Nobody else has spoken of it so far. The families were told by telephone.",
            "The families were told by telephone. Nobody else has spoken of it so far.",
        ),
        Hold.EXACT,
        CONFIRMED,
    ),
    "the neighbour rewritten": (
        CONFIRMED,
        STORY,
        STORY.replace("Nobody else has spoken of it so far.", "Nobody there could speak of it so far."),
        Hold.FUZZY,
        CONFIRMED,
    ),
    "the last word of all": (
        "He came home late.",
        f"{STORY} He came home late. Bye.",
        f"{STORY} He came home late. Yes.",
        Hold.AMBIGUOUS,
        None,
    ),
    "the first word of all": (
        "He came home late.",
        f"Bye. He came home late. {STORY}",
        f"Yes. He came home late. {STORY}",
        Hold.AMBIGUOUS,
        None,
    ),
    "the left neighbour rewritten": (
        CONFIRMED,
        STORY,
        STORY.replace("Two men were captured near the river.", "Two men had come there by the river."),
        Hold.FUZZY,
        CONFIRMED,
    ),
    "a typo, and the words pasted in elsewhere": (
        CONFIRMED,
        STORY,
        STORY.replace("spokesman", "spokeswoman") + " " + CONFIRMED,
        Hold.AMBIGUOUS,
        None,
    ),
    "a typo, and a word of the neighbour": (
        CONFIRMED,
        STORY,
        STORY.replace("spokesman", "spokeswoman").replace("Nobody else", "Nobody there"),
        Hold.FUZZY,
        CONFIRMED.replace("man", "woman"),
    ),
    "a typo, and the neighbour replaced": (
        CONFIRMED,
        STORY,
        STORY.replace("spokesman", "spokeswoman").replace("Nobody else has spoken of it so far.", "Shares fell again."),
        Hold.AMBIGUOUS,
        None,
    ),
    "another day, and a word of the neighbour": (
        CONFIRMED,
        STORY,
        STORY.replace("Tuesday", "Thursday").replace("Nobody else", "Nobody there"),
        Hold.AMBIGUOUS,
        None,
    ),
    "a word of short words, and a sentence behind them": (
        "He came to Kyiv on Monday.",
        STORY.replace(CONFIRMED, "He came to Kyiv on Monday."),
        STORY.replace(CONFIRMED, "He went to Kyiv on Monday. It rained all day."),
        Hold.AMBIGUOUS,
        None,
    ),
    "the neighbour of short words replaced": (
        "He came to Kyiv on Monday.",
        STORY.replace(CONFIRMED, "He came to Kyiv on Monday."),
        STORY.replace(
            f"{CONFIRMED} Nobody else has spoken of it so far.",
            "He came to Kyiv on Monday. Shares fell again in the afternoon, traders said.",
        ),
        Hold.AMBIGUOUS,
        None,
    ),
    "short words, which then stand elsewhere": (
        "He was a teacher.",
        STORY.replace(CONFIRMED, "He was a teacher."),
        STORY.replace(f"{CONFIRMED} ", "") + " He was a teacher.",
        Hold.ORPHAN,
        None,
    ),
    "the left neighbour of boilerplate replaced": (
        "Nobody has claimed responsibility for that.",
        STORY.replace(CONFIRMED, "Nobody has claimed responsibility for that."),
        STORY.replace(
            f"Two men were captured near the river. {CONFIRMED}",
            "Shares fell again in the afternoon, traders said. Nobody has claimed responsibility for that.",
        ),
        Hold.AMBIGUOUS,
        None,
    ),
    "the neighbour of boilerplate replaced": (
        "Nobody has claimed responsibility for that.",
        STORY.replace(CONFIRMED, "Nobody has claimed responsibility for that."),
        STORY.replace(
            f"{CONFIRMED} Nobody else has spoken of it so far.",
            "Nobody has claimed responsibility for that. Shares fell again in the afternoon, traders said.",
        ),
        Hold.AMBIGUOUS,
        None,
    ),
    "a sentence behind tiny words": (
        "He said so.",
        STORY.replace(CONFIRMED, "He said so."),
        STORY.replace(CONFIRMED, "He said so. It rained all day."),
        Hold.FUZZY,
        "He said so.",
    ),
    "a typo, and the neighbour stands twice": (
        CONFIRMED,
        STORY,
        STORY.replace("spokesman", "spokeswoman") + " Nobody else has spoken of it so far. That is all.",
        Hold.FUZZY,
        CONFIRMED.replace("man", "woman"),
    ),
    "most of the words": (
        CONFIRMED,
        STORY,
        STORY.replace(CONFIRMED, "The ministry denied it on Monday, as he said."),
        Hold.AMBIGUOUS,
        None,
    ),
    "the neighbour moved far away": (
        CONFIRMED,
        STORY,
        STORY.replace(
            "Nobody else has spoken of it so far. ", "It rained. " * 50 + "Nobody else has spoken of it so far. "
        ),
        Hold.AMBIGUOUS,
        None,
    ),
    "the neighbour deleted": (
        CONFIRMED,
        STORY,
        STORY.replace("Nobody else has spoken of it so far. ", ""),
        Hold.FUZZY,
        CONFIRMED,
    ),
    "split in two": (
        CONFIRMED,
        STORY,
        STORY.replace("Tuesday, as a", "Tuesday. So a"),
        Hold.FUZZY,
        CONFIRMED.replace("Tuesday, as a", "Tuesday. So a"),
    ),
    "two joined": (
        CONFIRMED,
        STORY,
        STORY.replace("said. Nobody", "said, and nobody"),
        Hold.FUZZY,
        CONFIRMED[:-1],
    ),
    "swapped with its neighbour": (
        CONFIRMED,
        STORY,
        STORY.replace(f"Two men were captured near the river. {CONFIRMED}", f"{CONFIRMED} Two men were captured near."),
        Hold.AMBIGUOUS,
        None,
    ),
    "pasted in twice": (CONFIRMED, STORY, STORY + "\n\n" + STORY, Hold.AMBIGUOUS, None),
    "line ends": (SEEN, "One.\n\n" + FAMILY, "One.\r\n\r\n" + FAMILY, Hold.MOVED, SEEN),
    "tabs": (CONFIRMED, STORY, STORY.replace("the river. ", "the\triver.\t \t"), Hold.MOVED, CONFIRMED),
    "rewrapped inside": (
        CONFIRMED,
        STORY,
        STORY.replace("late on", "late\non"),
        Hold.MOVED,
        CONFIRMED.replace("late on", "late\non"),
    ),
    "soft hyphens beside": (CONFIRMED, STORY, STORY.replace("captured", "cap\u00adtured"), Hold.MOVED, CONFIRMED),
    "soft hyphens inside": (
        CONFIRMED,
        STORY,
        STORY.replace("ministry", "minis\u00adtry"),
        Hold.MOVED,
        CONFIRMED.replace("ministry", "minis\u00adtry"),
    ),
    "decomposed inside": (SEEN, FAMILY, normalize("NFD", FAMILY), Hold.MOVED, normalize("NFD", SEEN)),
    "decomposed beside": (
        "It left soon, they say, by the back door.",
        FAMILY.replace("near the old market", "of José"),
        normalize("NFD", FAMILY.replace("near the old market", "of José")),
        Hold.MOVED,
        "It left soon, they say, by the back door.",
    ),
    "one of a family": (
        SEEN,
        "\n" + FAMILY,
        "\n" + FAMILY.replace("👨‍👩‍👧", "👨‍👧"),
        Hold.FUZZY,
        SEEN.replace("👨‍👩‍👧", "👨‍👧"),
    ),
    "right to left": (
        MINISTER,
        HEBREW,
        HEBREW.replace("שלישי", "רביעי"),
        Hold.FUZZY,
        MINISTER.replace("שלישי", "רביעי"),
    ),
    "right to left, deleted": (MINISTER, HEBREW, HEBREW.replace(MINISTER + " ", ""), Hold.ORPHAN, None),
    "typewriter's quotes": (
        SAID,
        QUOTED,
        QUOTED.translate(str.maketrans("“”’", '""\'')),
        Hold.MOVED,
        SAID.translate(str.maketrans("“”’", '""\'')),
    ),
}


@pytest.mark.parametrize(("words", "old", "new", "hold", "found"), EDITS.values(), ids=EDITS)
def test_what_was_edited_is_held_as_it_should_be(words: str, old: str, new: str, hold: Hold, found: str | None) -> None:
    assert placed(words, old, new) == (hold, found)


@pytest.mark.parametrize("which", [0, 1])
def test_of_two_equal_sentences_the_deleted_one_is_never_taken_for_the_other(which: int) -> None:
    start = anchor_of("He agreed.", TWICE, which).start
    new = TWICE[:start] + TWICE[start + 11 :]
    assert placed("He agreed.", TWICE, new, which) == (Hold.ORPHAN, None)
    assert placed("He agreed.", TWICE, new, 1 - which)[0] in (Hold.EXACT, Hold.MOVED)


@pytest.mark.parametrize("first", range(3))
@pytest.mark.parametrize("count", [1, 2])
def test_a_teacher_who_was_taken_out_is_no_other_teacher(first: int, count: int) -> None:
    start = DEAD.index(PEOPLE[first])
    new = DEAD[:start] + DEAD[start + len("".join(PEOPLE[first : first + count])) :]
    assert placed("He was a teacher.", DEAD, new, first)[0] in (Hold.AMBIGUOUS, Hold.ORPHAN)


REPORT = (
    "According to the police on {0},\n{1} people were killed in the shelling of the village near the front.\n"
    "Nobody has claimed responsibility for that.\n"
)
REPORTS = [REPORT.format(day, dead) for day, dead in (("Monday", 3), ("Tuesday", 4), ("Friday", 5))]


def test_boilerplate_of_a_report_that_was_taken_out_is_not_another_report_s() -> None:
    old = f"{''.join(REPORTS)}More is known soon."
    new = f"{REPORTS[1][:-30]}More is known soon."
    for which in range(3):
        hold, found = placed("Nobody has claimed responsibility for that.", old, new, which)
        assert (hold in (Hold.AMBIGUOUS, Hold.ORPHAN), found) == (True, None)
    only = f"It was so.\n{REPORTS[1]}It rained all day, and they left the house."
    assert not place(anchor_of("Nobody has claimed responsibility for that.", old), only, "new").span


SHELLED = "A shell hit the house by the river.\nHe was a teacher.\nHe leaves a wife and {} sons.\n"
SHELLINGS = [
    f"{name} was {age}.\n{SHELLED.format(sons)}"
    for name, age, sons in (("Ivan", 30, "two"), ("Oleh", 31, "six"), ("Nina", 32, "ten"))
]
ROBBED = (
    "A man was robbed at the {}.\nHe lost his bag, and nobody was hurt by it.\nWhoever saw it should call Kyiv 102.\n"
)
ROBBERIES = [ROBBED.format(place) for place in ("dock", "mall", "bank")]
LISTS = {"reports": REPORTS, "people": PEOPLE, "shellings": SHELLINGS, "robberies": ROBBERIES}


def earlier(made: Anchor, text: str) -> Anchor:
    """Return the anchor as an earlier rule made it: both sides as long, until all together stood only once."""
    width = 32
    while width < 4096:
        context = text[max(0, made.start - width) : made.end + width]
        if text.find(context) == text.rfind(context):
            break
        width *= 2
    prefix, suffix = text[max(0, made.start - width) : made.start], text[made.end : made.end + width]
    return replace(made, prefix=prefix, suffix=suffix, sentence=None, repeated=())


def outcomes(text: str, start: int, end: int, cut: tuple[int, int]) -> set[tuple[int, int]]:
    """Return where a span may be said to stand after a cut: the same text can be left by several cuts."""
    first, last = cut
    cuts = [cut]
    for a, b in zip(range(first - 1, -1, -1), range(last - 1, -1, -1), strict=False):
        if text[a] != text[b]:
            break
        cuts.append((a, b))
    for a, b in zip(range(first, len(text)), range(last, len(text)), strict=False):
        if text[a] != text[b]:
            break
        cuts.append((a + 1, b + 1))
    stayed = {(start, end) for a, _ in cuts if a >= end}
    return stayed | {(start - b + a, end - b + a) for a, b in cuts if b <= start}


@pytest.mark.parametrize("make_earlier", [False, True], ids=["anchors", "earlier anchors"])
@pytest.mark.parametrize("entries", LISTS.values(), ids=LISTS)
def test_nothing_is_certain_on_another_entry_of_a_list_whichever_lines_are_taken_out(
    entries: list[str], make_earlier: bool
) -> None:
    text = f"These are the news of the week.\n{''.join(entries)}More is known soon."
    lines = [found.span() for found in re.finditer(r".+\n?", text)]
    edges = [start for start, _ in lines] + [len(text)]
    certain = 0
    for start, line_end in lines:
        end = line_end - (text[line_end - 1] == "\n")
        made = make(text, start, end, "old")
        for cut in combinations(edges, 2):
            new = text[: cut[0]] + text[cut[1] :]
            found = place(earlier(made, text) if make_earlier else made, new, "new")
            certain += found.certain
            assert not found.certain or found.span in outcomes(text, start, end, cut)
    assert certain > 50


SAME = "Nobody has claimed responsibility for that."


@pytest.mark.parametrize("make_earlier", [False, True], ids=["anchors", "earlier anchors"])
@pytest.mark.parametrize(
    "behind", ["It rained all day, and they left.", "The men were questioned on Friday for an hour."]
)
def test_a_twin_that_comes_to_stand_in_the_place_of_the_words_is_not_certain(behind: str, make_earlier: bool) -> None:
    between = "The men were questioned on Monday for an hour."
    old = f"A bomb went off near the old market. {SAME} {between} {SAME} {behind} More is expected next week."
    new = old.replace(f"{SAME} {between} ", "", 1)
    made = anchor_of(SAME, old)
    assert not place(earlier(made, old) if make_earlier else made, new, "new").certain


def test_of_two_equal_words_the_deleted_ones_are_not_certain_though_what_stood_before_them_is_a_little_alike() -> None:
    safe = "Nearly all of them managed to get out safely, Const. Fanning said.\n"
    old = f"Some were able to escape without injury, Const. Fanning said.\n{safe}The shocked party-goers were put up.\n"
    assert not place(anchor_of("Fanning said.", old, 1), old.replace(safe, ""), "new").certain


def test_words_are_not_certain_where_they_stand_twice_with_the_same_side() -> None:
    for edited in (STORY.replace("Nobody else", "Nobody there"), STORY.replace("near the", "by a")):
        assert place(anchor_of(CONFIRMED, STORY), edited, "new").certain
        assert not place(anchor_of(CONFIRMED, STORY), f"{edited}\n\n{edited}", "new").certain


def test_words_are_not_certain_where_they_were_put_between_again() -> None:
    new = STORY.replace(CONFIRMED, f"{CONFIRMED} It rained all day. {CONFIRMED}")
    assert placed(CONFIRMED, STORY, new) == (Hold.AMBIGUOUS, None)
    assert not place(anchor_of(CONFIRMED, STORY), new.replace("river. The", "river. It rained. The"), "new").certain


def test_words_are_not_certain_where_the_neighbour_was_replaced_and_only_a_longer_context_is_like_the_old_one() -> None:
    lines = "He was taken there by them.\nIt went on for many hours.\nThen the police came at last.\n"
    old = f"First it was {SAME}\n{lines * 2}It was all in vain.\n{SAME}\n{lines * 2}It was all in the papers."
    made = anchor_of(SAME, old)
    assert len(made.suffix) > 66
    replaced = old.replace("He was taken there by them.", "He slept until noon, quite undisturbed.", 1)
    assert not place(made, replaced, "new").certain
    assert not place(made, old.replace("the police", "the Army", 1), "new").certain
    assert place(made, old.replace("taken", "brought", 1), "new").certain


def test_an_earlier_anchor_is_not_certain_beside_one_side_that_was_not_enough() -> None:
    # What stands before the words stands so before another "He was a teacher.", with nearly the same words behind it.
    old = f"{SHELLINGS[0]}{SHELLINGS[1]}That is all."
    made = earlier(anchor_of("He was a teacher.", old), old)
    assert (len(made.prefix), len(made.suffix)) == (32, 32)
    assert not place(made, f"{SHELLINGS[1]}That is all.", "new").certain
    inserted = old.replace("He leaves a wife and two", "It rained. He leaves a wife and two")
    assert not place(made, inserted, "new").certain


def test_words_are_not_certain_where_a_side_stands_unchanged_elsewhere() -> None:
    old = f"It was a bad night for all of them. {CONFIRMED} The families were told by telephone on Friday."
    new = f"The families were told by telephone on Friday. It was a bad night for all of them. {CONFIRMED} The rest."
    assert placed(CONFIRMED, old, new)[0] not in (Hold.EXACT, Hold.MOVED)


@pytest.mark.parametrize("sentences_between", [36, 38])
def test_words_are_certain_only_where_their_neighbour_is_no_further_than_400_characters(sentences_between: int) -> None:
    put = "It rained. " * sentences_between
    hold, found = placed(CONFIRMED, STORY, STORY.replace("Nobody else", f"{put}Nobody else"))
    assert (hold, found) == (Hold.EXACT if len(put) < 400 else Hold.FUZZY, CONFIRMED)


@pytest.mark.parametrize("start", [0, 16_000, 31_968])
def test_words_too_repetitive_are_not_certain_where_a_single_one_like_them_was_left(start: int) -> None:
    text = "The same words again and again. " * 1000
    made = make(text, start, start + 31, "old")
    left = text[max(0, start - 4096) : start + 31 + 4096]
    assert left.count(made.prefix + made.quote + made.suffix) == 1
    assert not place(made, left, "new").certain
    assert not place(made, f"A note. {left}", "new").certain


def test_one_side_that_was_enough_holds_words_though_the_other_is_too_repetitive() -> None:
    before, said = "It began as follows, and nobody knew why. ", "The same words again and again."
    text = before + f"{said} " * 1000
    made = make(text, len(before), len(before) + len(said), "old")
    assert (len(made.prefix), len(made.suffix)) == (42, 4096)
    assert place(made, f"A note.\n{text}", "new") == Placement(Hold.MOVED, (50, 81))


def test_words_that_stand_again_before_the_place_where_they_were_taken_out_are_not_certain() -> None:
    put = f"Two men were captured near the river. {CONFIRMED} It rained. "
    assert not place(anchor_of(CONFIRMED, STORY), put + STORY.replace(f"{CONFIRMED} ", ""), "new").certain


def test_words_are_not_certain_beside_what_stands_too_often_to_be_looked_through() -> None:
    asked, answer = "The court asked him to say more.\n", "He said that he had nothing to say.\n"
    old = f"It began at noon.\n{asked}{answer}The judge was silent.\n" + f"{asked}He shook his head.\n" * 60
    edited = old.replace("judge was", "judge kept")
    assert not place(anchor_of(answer[:-1], old), edited + f"{asked}{answer}The door was shut.", "new").certain


def test_words_are_not_certain_where_their_neighbour_stands_again_elsewhere() -> None:
    inserted = STORY.replace("Nobody else", "It rained all day. Nobody else")
    made = anchor_of(CONFIRMED, STORY)
    assert place(made, inserted, "new").certain
    assert not place(made, f"{inserted} Nobody else has spoken of it so far. That is all.", "new").certain


def test_words_that_began_the_text_have_other_surroundings_where_something_comes_before_them() -> None:
    old = "He was a teacher. “Nobody has told us anything about it,” they said, and went home."
    made, new = anchor_of("He was a teacher.", old), old.translate(str.maketrans("“”", '""'))
    assert not place(made, new, "new").surroundings_changed
    assert place(made, f"It rained. {new}", "new").surroundings_changed


@pytest.mark.parametrize("which", [0, 1])
def test_words_however_short_are_certain_between_both_sides_whose_quotation_marks_have_changed(which: int) -> None:
    old = "She asked “why” and he was silent. No. He said “not now” and went. He saw “them” once. No. Then “it” came."
    new = old.translate(str.maketrans("“”", '""'))
    made = anchor_of("No.", old, which)
    assert place(made, new, "new") == Placement(Hold.EXACT, (made.start, made.end))


def test_a_prefix_cut_off_by_the_beginning_of_the_text_is_not_enough_however_long_it_is() -> None:
    before, said = "Two men came in from the street. ", "He was a teacher."
    second = f"{before}{said} They sat there and nobody greeted them at all. So it ended."
    old = f"{before}{said} They sat down and nobody greeted them at all. It rained. {second}"
    made = anchor_of(said, old)
    assert len(made.prefix) == made.start == 33
    assert not place(made, second, "new").certain


SHARED = "and then, as many have told since, they all went home again by the river"
ALIKE = f"One bomb went off, {SHARED}. {SAME} So {SHARED}, on Monday. "


@pytest.mark.parametrize("side", ["prefix", "suffix"])
def test_words_are_certain_where_a_word_beside_them_was_edited_in_a_long_context(side: str) -> None:
    news = "These are the news of the week, as far as anybody knew of them by Sunday evening: the end of it is open. "
    old = f"{news}{ALIKE}It rained. {ALIKE.replace('One bomb', 'Two bombs').replace('Monday', 'Friday')}{news}"
    made = anchor_of(SAME, old)
    assert len(getattr(made, side)) > 66
    start, end = (0, made.start) if side == "prefix" else (made.end, len(old))
    edited = old[start:end].replace("went home", "came home", 1)
    found = place(made, old[:start] + edited + old[end:], "new")
    assert found.certain
    assert found.span == (made.start, made.end)


@pytest.mark.parametrize(
    ("rival", "hold"),
    [
        ("The army confirmed it late on Tuesday, as a spokesman said.", Hold.AMBIGUOUS),
        ("The army denied it late on Tuesday, as a spokesman said.", Hold.FUZZY),
    ],
    ids=["like them", "less like them"],
)
def test_words_beside_one_side_are_suggested_unless_another_place_is_nearly_as_like_them(
    rival: str, hold: Hold
) -> None:
    replaced = STORY.replace("Nobody else has spoken of it so far.", "Shares fell again, traders said.")
    assert placed(CONFIRMED, STORY, f"{replaced} {rival}")[0] is hold


def test_a_look_alike_next_to_words_that_were_replaced_is_not_offered_for_them() -> None:
    old = "It is so. He came on Monday. He came on Sunday. That is all."
    for day in ("Monday", "Sunday"):
        said = f"He came on {day}."
        assert placed(said, old, old.replace(said, "Rain fell.")) == (Hold.ORPHAN, None)


def test_words_are_not_certain_beside_nothing_but_white_space() -> None:
    old = f"It was so.{' ' * 40}He came home late. Then it rained all day long, they said."
    made = earlier(anchor_of("He came home late.", old), old)
    assert made.prefix.isspace()
    assert not place(made, old.replace("rained all", "snowed all"), "new").certain


@given(st.data())
def test_whatever_is_taken_out_of_repeated_sentences_certain_words_are_the_same_ones(data: st.DataObject) -> None:
    said = ["He was a teacher.", "Two men died there.", "It was in Kyiv.", "Nobody said why."]
    picked = data.draw(st.lists(st.sampled_from(said), min_size=4, max_size=24))
    which = data.draw(st.integers(0, len(picked) - 1))
    text = " ".join(picked)
    start = len(" ".join([*picked[:which], ""]))
    end = start + len(picked[which])
    cut = tuple(sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))))))
    found = place(make(text, start, end, "old"), text[: cut[0]] + text[cut[1] :], "new")
    assert not found.certain or cut[0] == cut[1] or found.span in outcomes(text, start, end, (cut[0], cut[1]))


WORDS = st.lists(st.sampled_from(["Kyiv", "12", "said", "the words", "é", "e\u0301", "👨‍👩‍👧", "Tuesday.", "\r\n"]))
TEXTS = WORDS.map(" ".join)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_words_are_certain_and_in_place_whatever_is_edited_elsewhere(
    before: str, after: str, new_before: str, new_after: str
) -> None:
    kept = "This stands before the words, quite so. Here they are, the words. And this stands behind them, as ever."
    old = f"{before}{kept}{after}"
    start = len(before) + kept.index("Here")
    made = make(old, start, start + 25, "old")
    new = f"{new_before}{kept}{new_after}"
    found = place(made, new, "new")
    assert found.certain
    assert found.span == (len(new_before) + 40, len(new_before) + 65)


@given(st.data())
def test_whatever_is_edited_the_words_are_never_others(data: st.DataObject) -> None:
    numbered = data.draw(st.permutations(range(12)))
    lines = [f"On day {day} the ministry of place {day * 7} said that {day * 3} men were missing." for day in numbered]
    old = "\n".join(lines)
    line = data.draw(st.integers(0, 11))
    start = old.index(lines[line])
    end = start + len(lines[line])
    a, b = sorted(data.draw(st.tuples(st.integers(0, len(old)), st.integers(0, len(old)))))
    put = data.draw(st.sampled_from(["", "x", "\n", "Nothing new. "]))
    new = old[:a] + put + old[b:]
    moved = len(put) - (b - a)
    found = place(make(old, start, end, "old"), new, "new")
    if differ_in_layout_only(old, new):
        assert found.certain
        return
    if found.certain:
        assert found.span == (start if a >= end else start + moved, end if a >= end else end + moved)
    if found.hold is Hold.FUZZY:
        assert found.span
        left = start if a >= start else max(a, start + moved)
        right = end + moved if b <= end else end if a >= end else a + len(put)
        assert max(left, found.span[0]) < min(right, found.span[1])


def changes(text: str, spans: list[tuple[int, int]], at: int) -> Iterator[tuple[str, str, tuple[int, int] | None]]:
    """Yield kinds of edits around a sentence, the text after each, and where the sentence is then."""
    (start, end), following = spans[at], spans[at + 1]
    previous = spans[at - 1][0]
    yield "gone", text[:start] + text[following[0] :], None
    yield "gone", text[:previous] + text[following[0] :], None
    yield "gone", text[:start] + text[following[1] :], None
    replaced = "Nothing of that was confirmed by anybody else."
    yield "neighbour", text[: following[0]] + replaced + text[following[1] :], (start, end)
    shift = previous + len(replaced) + 1 - start
    yield "neighbour", f"{text[:previous]}{replaced} {text[start:]}", (start + shift, end + shift)
    beside = list(re.finditer(r"\w+", text[slice(*following)]))
    word = beside[len(beside) // 2]
    changed = text[: following[0] + word.start()] + "changed" + text[following[0] + word.end() :]
    yield "neighbour's word", changed, (start, end)
    beside = list(re.finditer(r"\w+", text[slice(*spans[at - 1])]))
    word = beside[len(beside) // 2]
    shift = 7 - len(word[0])
    changed = text[: previous + word.start()] + "changed" + text[previous + word.end() :]
    yield "neighbour's word", changed, (start + shift, end + shift)
    put = "A new sentence came in here. "
    yield "inserted", text[:start] + put + text[start:], (start + len(put), end + len(put))
    yield "inserted", text[: following[0]] + put + text[following[0] :], (start, end)
    words = list(re.finditer(r"\w+", text[start:end]))
    word = words[at % len(words)]
    edited = text[: start + word.start()] + "changed" + text[start + word.end() :]
    yield "edited", edited, (start, end + 7 - len(word[0]))


@pytest.mark.parametrize("file", SEEDS, ids=lambda file: file.stem[:3])
def test_most_sentences_of_an_article_are_found_again_and_none_wrongly(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    spans = [(sentence.start, sentence.end) for sentence in sentences(text)]
    found, certain, tried = Counter[str](), Counter[str](), Counter[str]()
    for at in range(1, len(spans) - 1):
        for kind, new, span in changes(text, spans, at):
            placement = place(make(text, *spans[at], "old"), new, "new")
            tried[kind] += 1
            found[kind] += placement.span is not None
            certain[kind] += placement.certain
            if placement.span:
                assert span
                assert max(span[0], placement.span[0]) < min(span[1], placement.span[1])
                assert not placement.certain or placement.span == span
    assert found["gone"] == 0
    assert found["neighbour"] >= 0.75 * tried["neighbour"]
    assert found["edited"] >= 0.8 * tried["edited"]
    assert certain["neighbour's word"] >= 0.85 * tried["neighbour's word"]
    assert certain["inserted"] >= 0.9 * tried["inserted"]


@given(st.text() | st.text("ab \n\u0301é"), st.text() | st.text("ab \n\u0301é"), st.data())
def test_any_span_is_placed_within_any_text(old: str, new: str, data: st.DataObject) -> None:
    old = "a" + old
    start = data.draw(st.integers(0, len(old) - 1))
    made = make(old, start, data.draw(st.integers(start + 1, len(old))), "old")
    found = place(made, new, "new")
    spans = [*found.candidates, *([found.span] if found.span else [])]
    assert all(0 <= first < last <= len(new) for first, last in spans)
    assert (found.span is not None) == (found.certain or found.hold is Hold.FUZZY)
    assert bool(found.candidates) == (found.hold in (Hold.FUZZY, Hold.AMBIGUOUS))
    assert not found.certain or (found.span and differ_in_layout_only(new[slice(*found.span)], made.quote))
