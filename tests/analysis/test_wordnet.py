from itertools import product

import pytest

from newsread.analysis.alignment.wordnet import (
    DERIVED,
    KIND_OF,
    SAME_LEMMA,
    SAME_MEANING,
    SAME_STEM,
    Kinship,
    Word,
    table,
    tells_of_an_event,
)


def test_words_are_akin_by_meaning_kind_and_derivation() -> None:
    capture, capturing, person, human = (
        Word("capture", "v"),
        Word("capture", "n"),
        Word("person", "n"),
        Word("human", "n"),
    )
    buy, purchase, bird, animal = Word("buy", "v"), Word("purchase", "v"), Word("bird", "n"), Word("animal", "n")
    akin = Kinship([capture, capturing, person, human, buy, purchase, bird, animal])
    assert akin.of(capture) == {capture: SAME_LEMMA, capturing: SAME_LEMMA}
    assert akin.of(buy)[purchase] == akin.of(purchase)[buy] == SAME_MEANING
    assert akin.of(Word("recruit", "v")) == {}
    assert Kinship([Word("recruitment", "n")]).of(Word("recruit", "v")) == {Word("recruitment", "n"): DERIVED}
    assert Kinship([Word("weapon", "n")]).of(Word("gun", "n")) == {Word("weapon", "n"): KIND_OF}


def test_words_are_akin_by_their_stem() -> None:
    ukraine, ukrainian = Word("ukraine", ""), Word("ukrainian", "a")
    respond, response, responsible = Word("respond", "v"), Word("response", "n"), Word("responsible", "a")
    akin = Kinship([ukraine, ukrainian, respond, response, responsible])
    assert akin.of(ukraine) == {ukraine: SAME_LEMMA, ukrainian: SAME_STEM}
    assert akin.of(respond)[response] == akin.of(response)[respond] == SAME_STEM


@pytest.mark.parametrize(("one", "other"), [("12,000", "12,005"), ("strange", "stranded"), ("fight", "figure")])
def test_other_words_of_one_beginning_are_not_akin(one: str, other: str) -> None:
    assert Kinship([Word(other, "")]).of(Word(one, "")) == {}


def test_a_beginning_of_very_many_words_is_no_stem() -> None:
    many = [Word(f"inter{letters}", "") for letters in map("".join, product("abcdef", repeat=3))]
    assert Kinship(many).of(many[0]) == {many[0]: SAME_LEMMA}


def test_unknown_words_are_akin_to_themselves() -> None:
    zelensky = Word("zelensky", "")
    assert Kinship([zelensky, Word("buy", "v")]).of(zelensky) == {zelensky: SAME_LEMMA}


def test_verbs_and_nouns_made_from_verbs_tell_of_events() -> None:
    assert tells_of_an_event(Word("capture", "v"))
    assert tells_of_an_event(Word("deployment", "n"))
    assert not tells_of_an_event(Word("mayor", "n"))
    assert not tells_of_an_event(Word("zelensky", ""))


def test_the_table_is_there_and_small() -> None:
    assert 10_000 < len(table()) < 40_000
