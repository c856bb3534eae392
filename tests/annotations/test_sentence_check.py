"""A verdict stays certain only while the whole sentences of its words stay; what changes beside them is shown."""

import re
import textwrap
from dataclasses import replace
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.annotations.anchoring.anchor import Anchor, make
from newsread.annotations.anchoring.placing import Hold, Placement, place

BEFORE = "The council met on Thursday in the old harbour hall."
SENTENCE = "Mayor Adela Brandt said the engineers had closed two bridges over the flooded canal at noon."
BEHIND = "The trains went round the city for the rest of the day."
FIRST = "Heavy rain has fallen on the whole valley since the weekend, as the weather service reported."
LAST = "Nobody was hurt in the floods, the fire brigade wrote late in the evening."
STORY = f"{FIRST} {BEFORE} {SENTENCE} {BEHIND} {LAST}"
PART = "closed two bridges over the flooded canal"
SHORT = "two bridges"


def anchored(words: str, text: str = STORY) -> Anchor:
    start = text.index(words)
    return make(text, start, start + len(words), "old")


def as_in_0_1(anchor: Anchor) -> Anchor:
    """Return the anchor as it was recorded before the sentence was."""
    return replace(anchor, prefix=anchor.prefix[-33:], suffix=anchor.suffix[:33], sentence=None, repeated=())


def found(words: str, new: str, old: str = STORY) -> Placement:
    return place(anchored(words, old), new, "new")


IN_THE_SENTENCE = {
    "no": ("closed two", "closed no two"),
    "never": ("had closed", "had never closed"),
    "not": ("had closed", "had not closed"),
    "allegedly": ("at noon", "allegedly at noon"),
    "denied": ("said the", "denied the"),
    "it is false": ("Mayor Adela", "It is false that Mayor Adela"),
    "a doubt behind": ("at noon.", "at noon, which was untrue."),
    "another speaker": ("Adela Brandt", "Simon Keller"),
    "another number": ("had closed", "had six times closed"),
    "a short word": ("at noon", "at moon"),
    "another million": ("engineers", "engineer"),
    "no full stop": ("noon.", "noon"),
    "a question": ("noon.", "noon?"),
    "quoted": ("Mayor Adela Brandt said", "“Mayor Adela Brandt said"),
}


@pytest.mark.parametrize("old", [False, True], ids=["as recorded now", "as recorded by 0.1"])
@pytest.mark.parametrize(("before", "now"), IN_THE_SENTENCE.values(), ids=IN_THE_SENTENCE)
@pytest.mark.parametrize("words", [PART, "bridges over the flooded canal", SENTENCE[:-1]])
def test_words_wait_or_are_marked_where_anything_else_in_their_sentence_has_changed(
    words: str, before: str, now: str, old: bool
) -> None:
    new = STORY.replace(before, now)
    if words not in new:
        return  # the words themselves have changed, which is another matter
    made = anchored(words)
    placement = place(as_in_0_1(made) if old else made, new, "new")
    assert not placement.certain or placement.surroundings_changed
    if not old and before != "engineers":
        assert placement.hold in (Hold.FUZZY, Hold.AMBIGUOUS)


@pytest.mark.parametrize("words", [SENTENCE, PART, SHORT])
@pytest.mark.parametrize(
    "put", ["It is false that", "Nobody believes that", "According to a forged letter,", "“", "He lied:"]
)
def test_words_wait_where_something_has_come_before_their_sentence_that_makes_it_longer(words: str, put: str) -> None:
    new = STORY.replace(SENTENCE, f"{put} {SENTENCE}")
    placement = found(words, new)
    assert not placement.certain
    assert placement.span
    assert new[slice(*placement.span)] == words


AROUND = {
    "a correction behind": STORY.replace(SENTENCE, f"{SENTENCE} Correction: it was one bridge."),
    "a correction before": STORY.replace(SENTENCE, f"An earlier version wrongly said the following. {SENTENCE}"),
    "a heading before": STORY.replace(SENTENCE, f"\n\nWhat we got wrong\n{SENTENCE}"),
    "moved": f"{FIRST} {BEFORE} {BEHIND} {LAST}\n\nAn earlier version wrongly said: {SENTENCE}",
    "moved to a line": f"{FIRST} {BEFORE} {BEHIND} {LAST}\n\nAn earlier version wrongly said this.\n{SENTENCE}",
    "the sentence before": STORY.replace("council met", "council never met"),
    "the sentence behind": STORY.replace("trains went", "trains never went"),
    "the far end of the sentence before": STORY.replace("The council met", "A council met"),
    "the sentence before, deleted": STORY.replace(f"{BEFORE} ", ""),
}


@pytest.mark.parametrize("new", AROUND.values(), ids=AROUND)
@pytest.mark.parametrize("words", [SENTENCE, PART, SHORT])
def test_words_are_marked_or_wait_where_a_sentence_beside_their_own_has_changed(words: str, new: str) -> None:
    placement = found(words, new)
    assert placement.surroundings_changed or not placement.certain
    if placement.certain:
        assert placement.span
        assert new[slice(*placement.span)] == words


@pytest.mark.parametrize("words", [SENTENCE, PART, SHORT])
def test_what_is_far_away_leaves_the_words_as_they_are(words: str) -> None:
    for new in (STORY.replace(LAST, "Nobody was hurt."), f"News of today.\n{STORY}", STORY.replace("valley", "vale")):
        placement = found(words, new)
        assert placement.certain
        assert not placement.surroundings_changed


TYPED = f"{FIRST} “It’s over,” the mayor’s son said – and José left at 3 o’clock — for good. {BEHIND}"
LAYOUTS = {
    "wrapped": "\n".join(textwrap.wrap(TYPED, 40)),
    "no-break spaces": TYPED.replace(" ", "\u00a0"),
    "narrow spaces": TYPED.replace(" ", "\u202f"),
    "two spaces": TYPED.replace(" ", "  "),
    "quotation marks": TYPED.translate(str.maketrans("“”’", '""\'')),
    "guillemets": TYPED.translate(str.maketrans("“”", "«»")),
    "dashes": TYPED.translate(str.maketrans("–—", "--")),
    "decomposed": normalize("NFD", TYPED),
    "soft hyphens": TYPED.replace("mayor", "may\u00ador"),
    "zero-width": TYPED.replace(" ", "\u200b ").replace("over", "\u2060over"),
    "all": normalize("NFD", TYPED.translate(str.maketrans("“”’–", '""\'-'))).replace(" ", " \n "),
}


@pytest.mark.parametrize("old", [False, True], ids=["as recorded now", "as recorded by 0.1"])
@pytest.mark.parametrize("new", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize(
    "words", ["“It’s over,” the mayor’s son said – and José left at 3 o’clock — for good.", "José"]
)
def test_layout_is_no_change_of_words(words: str, new: str, old: bool) -> None:
    made = anchored(words, TYPED)
    placement = place(as_in_0_1(made) if old else made, new, "new")
    assert placement.certain
    assert placement.span
    assert placement.layout_changed == (new[slice(*placement.span)] != words)
    assert placement.surroundings_changed == (old and words == "José")


def test_words_whose_layout_has_changed_at_the_same_place_are_said_to_have_moved() -> None:
    new = STORY.replace(" ", "\u00a0")
    placement = found(SENTENCE, new)
    start = STORY.index(SENTENCE)
    assert placement == Placement(Hold.MOVED, (start, start + len(SENTENCE)), layout_changed=True)


@pytest.mark.parametrize(
    ("mistyped", "stays"),
    [
        ("enginers", True),
        ("engieners", True),
        ("enginneers", True),
        ("anginers", False),
        ("architects", False),
        ("engin33rs", False),
        ("engineers’", False),
    ],
)
def test_one_letter_of_a_long_word_elsewhere_in_the_sentence_leaves_the_words_certain_and_marked(
    mistyped: str, stays: bool
) -> None:
    for words in (PART, "Mayor Adela Brandt said"):
        new = STORY.replace("engineers", mistyped)
        placement = found(words, new)
        assert placement.certain is stays
        assert placement.surroundings_changed is stays
        assert placement.span
        assert new[slice(*placement.span)] == words


def test_two_mistyped_words_are_too_many() -> None:
    assert not found(SHORT, STORY.replace("engineers", "enginers").replace("flooded", "floded")).certain


def test_another_mistyped_word_does_not_excuse_the_words_themselves() -> None:
    assert not found(PART, STORY.replace("bridges", "bridgges")).certain


def test_a_short_sentence_that_was_moved_is_offered() -> None:
    said = "He fell in."
    old = STORY.replace(BEHIND, f"{said} {BEHIND}")
    new = f"{STORY} {said} It rained."
    placement = found(said, new, old)
    assert (placement.hold, [new[slice(*span)] for span in placement.candidates]) == (Hold.AMBIGUOUS, [said])


def test_one_of_two_short_sentences_that_was_taken_out_is_not_offered_as_the_other() -> None:
    said = "He fell in."
    old = f"{STORY.replace(BEHIND, f'{said} {BEHIND}')} {said} It rained."
    assert found(said, f"{STORY} {said} It rained.", old).hold is Hold.ORPHAN


def test_an_anchor_of_0_1_whose_sentence_is_not_whole_in_it_is_marked_as_soon_as_the_text_has_changed() -> None:
    made = as_in_0_1(anchored("engineers had closed"))
    new = f"News of today.\n{STORY}"
    assert place(made, new, "new").surroundings_changed
    whole = as_in_0_1(anchored(SENTENCE))
    assert not place(whole, new, "new").surroundings_changed


def test_words_over_several_sentences_are_held_by_all_of_them() -> None:
    words = f"{SENTENCE[-20:]} {BEHIND[:10]}"
    assert anchored(words).sentence == (len(SENTENCE) - 20, len(BEHIND) - 10)
    assert found(words, STORY.replace(LAST, "That is all there is to say.")).surroundings_changed
    assert not found(words, STORY.replace("rest of the", "whole")).certain


PUT = st.sampled_from(["no", "not", "never", "allegedly", "six", "Keller", "it was denied that", "once"])


@given(st.data())
def test_whatever_word_is_put_in_or_taken_out_beside_the_words_they_wait_or_are_marked(data: st.DataObject) -> None:
    """A change in the sentence of the words stops the tag; one in a sentence beside it stops or marks it."""
    every = [each.span() for each in re.finditer(r"\S+", STORY)]
    first = data.draw(st.integers(0, len(every) - 1))
    last = data.draw(st.integers(first, min(first + 8, len(every) - 1)))
    start, end = every[first][0], every[last][1]
    made = make(STORY, start, end, "old")
    assert made.sentence
    own_start, own_end = start - made.sentence[0], end + made.sentence[1]
    at = data.draw(st.sampled_from([each[0] for each in every if not start < each[0] < end]))
    word = next(each[1] for each in every if each[0] == at)
    if data.draw(st.booleans()) and not (start <= at < end):
        new = STORY[:at] + STORY[word:].lstrip()
    else:
        new = f"{STORY[:at]}{data.draw(PUT)} {STORY[at:]}"
    placement = place(made, new, "new")
    if own_start <= at < own_end:
        assert not placement.certain
    if placement.certain:
        assert placement.span
        assert new[slice(*placement.span)] == made.quote
        if own_start - len(BEFORE) <= at <= own_end + len(BEHIND):
            beside = new[: placement.span[0]].endswith(made.prefix) and new[placement.span[1] :].startswith(made.suffix)
            assert placement.surroundings_changed or beside


@given(st.text("ab \n\u00a0\u200b“\"’'–-é") | st.text(), st.data())
def test_a_text_in_another_layout_holds_all_its_words(text: str, data: st.DataObject) -> None:
    text = f"{STORY} {text}"
    start = data.draw(st.integers(0, len(STORY) - 12))
    made = make(text, start, start + 12, "old")
    new = normalize("NFD", text.replace(" ", data.draw(st.sampled_from(["\n", "\u00a0", " \u200b ", "\r\n"]))))
    assert place(made, new, "new").certain


def test_words_that_are_not_at_their_place_in_a_text_of_the_same_hash_are_looked_for() -> None:
    made = anchored(SENTENCE)
    damaged = replace(made, start=made.start + 5, end=made.end + 5)
    assert place(damaged, STORY, "old") == Placement(Hold.MOVED, (made.start, made.end))
    assert not place(replace(made, quote=made.quote.replace("two", "six")), STORY, "old").certain


@pytest.mark.parametrize(("words", "certain"), [("He fell.", False), ("He was pulled out again by two of them.", True)])
def test_a_context_that_the_edges_of_a_short_text_cut_off_is_certain_elsewhere_only_if_it_is_long(
    words: str, certain: bool
) -> None:
    made = replace(make(words, 0, len(words), "old"), once=False, repeated=("sentence",))
    assert place(made, f"News of today.\n{words}", "new").certain is certain


def test_a_context_of_exactly_the_least_length_is_enough() -> None:
    words = "They met in the harbour at noon."
    assert len(words) == 32
    made = replace(make(words, 0, len(words), "old"), once=False, repeated=("sentence",))
    assert place(made, f"News.\n{words}", "new").certain


def test_a_context_that_is_there_twice_now_is_certain_at_neither_place() -> None:
    assert not found(SENTENCE, f"{STORY}\n\n{STORY}").certain
    assert not found(SENTENCE, f"{BEFORE} {SENTENCE} {BEHIND}\n\n{STORY}").certain


def test_of_words_that_were_not_there_once_their_being_there_once_now_tells_nothing() -> None:
    old = f"{STORY} {SENTENCE} That was all."
    new = f"It rained all day. {SENTENCE} Nothing more is known of it."
    assert not found(SENTENCE, new, old).certain
    assert found(SENTENCE, new).certain


def test_words_that_have_become_a_part_of_other_words_are_not_certain() -> None:
    for words, new in (("He met Ann", "He met Anna"), ("old men sang", "sold men sang")):
        old = f"{FIRST}\n{words}\n{LAST}"
        assert not found(words, f"{BEFORE}\n{new}\n{BEHIND}", old).certain


def test_short_words_are_certain_beside_one_side_that_has_stayed_and_nowhere_else() -> None:
    said = "He fell into it."
    old = f"{FIRST} {said} {LAST}"
    assert found(said, f"{FIRST} {said} {BEHIND}", old).surroundings_changed
    assert found(said, f"{BEFORE} {said} {LAST}", old).surroundings_changed
    assert not found(said, f"{BEFORE} {said} {BEHIND}", old).certain
    assert not found("So.", f"{FIRST} So. {BEHIND}", f"{FIRST} So. {LAST}").certain


def test_short_words_are_certain_where_only_the_far_end_of_both_sentences_beside_them_has_changed() -> None:
    said = "He fell into it."
    old = f"{FIRST} {said} {LAST}"
    new = f"Strong{FIRST[5:]} {said} {LAST[:-8]}night."
    assert found(said, new, old).surroundings_changed


@pytest.mark.parametrize(
    "old", ["Rain fell. {} It was late in the harbour.", "It was late in the harbour. {} Rain fell."]
)
def test_the_edge_of_the_text_that_has_stayed_holds_short_words(old: str) -> None:
    said = "He fell into it."
    new = old.replace("It was late in the harbour.", "Nobody saw how that came about.")
    assert found(said, new.format(said), old.format(said)).surroundings_changed


def test_nothing_but_white_space_is_never_found_in_another_text() -> None:
    made = make(STORY, len(FIRST), len(FIRST) + 1, "old")
    assert made.quote == " "
    assert place(made, f"News.\n{STORY}", "new") == Placement(Hold.ORPHAN)


def test_a_mistyped_letter_before_the_words_moves_them_by_one() -> None:
    new = STORY.replace("engineers", "enginers")
    placement = found(PART, new)
    assert placement.span == (STORY.index(PART) - 1, STORY.index(PART) - 1 + len(PART))


def test_a_mistyped_letter_in_a_sentence_that_became_part_of_another_excuses_nothing() -> None:
    new = STORY.replace(SENTENCE, f"It is false that {SENTENCE.replace('engineers', 'enginers')}")
    assert not found(PART, new).certain


def test_words_that_are_twice_in_their_changed_sentence_are_not_suggested_as_one_of_them() -> None:
    new = STORY.replace("two bridges over", "two bridges or two bridges over")
    placement = found(SHORT, new)
    assert placement.hold is Hold.AMBIGUOUS
    assert len(placement.candidates) == 2


def test_what_began_the_old_text_is_the_same_only_where_it_has_not_become_the_end_of_something_longer() -> None:
    old = f"Rain fell. {SENTENCE} {BEHIND}"
    assert not found(SENTENCE, f"News.\n{old}", old).surroundings_changed
    assert found(SENTENCE, f"It is false that {old}", old).surroundings_changed
    end = f"{BEFORE} {SENTENCE} Rain fell."
    assert not found(SENTENCE, f"{end} More soon.", end).surroundings_changed
    assert found(SENTENCE, f"{end[:-1]}. But then it stopped", f"{end[:-1]}").surroundings_changed
