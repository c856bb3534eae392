"""In what words two tellings differ, and what of that stands out."""

from newsread.app.session.differences import Kind, Named, Passage, are_alike, difference, standing_out, words_of

Differing = list[tuple[str, str]]


def differing(one: str | Passage, other: str | Passage) -> Differing:
    """The words that only one has beside those that only the other has."""
    some, others = (each if isinstance(each, Passage) else Passage(each) for each in (one, other))

    def words(passage: Passage, stretch: list[tuple[int, int]]) -> str:
        return " ".join(passage.words[start:end] for start, end in stretch)

    return [
        (
            words(some, [(word.start, word.end) for word in stretch.one]),
            words(others, [(word.start, word.end) for word in stretch.other]),
        )
        for stretch in difference(some, others)
        if not stretch.shared
    ]


def standing(one: str | Passage, other: str | Passage) -> list[str]:
    """What stands out of the other one."""
    some, others = (each if isinstance(each, Passage) else Passage(each) for each in (one, other))
    return [others.words[word.start : word.end] for word in standing_out(difference(some, others))]


def test_words_that_only_one_has_stand_beside_those_of_the_other() -> None:
    assert differing("Kyiv captured two citizens on Tuesday.", "Kyiv captured two nationals on Tuesday.") == [
        ("citizens", "nationals")
    ]


def test_case_punctuation_and_forms_of_quotation_marks_make_no_difference() -> None:
    assert differing('"They didn\'t fight," he said.', "they didn’t fight he said") == []


def test_a_number_is_the_same_in_words_and_figures() -> None:
    assert differing("Ukraine captured two men.", "Ukraine captured 2 men.") == []
    assert differing("It cost 1,200 dollars.", "It cost 1200 dollars.") == []


def test_another_number_stands_out() -> None:
    assert standing("Ukraine captured two men near Lviv.", "Ukraine captured 155 men near Lviv.") == ["155"]


def test_a_name_is_the_same_in_all_its_forms_and_stands_out_where_it_is_another() -> None:
    one = Passage("Zelenskyy said it was so.", [Named(0, 9, "person:zelensky")])
    form = Passage("Volodymyr Zelensky's aide said it was so.", [Named(0, 18, "person:zelensky")])
    other = Passage("Wang Yi said it was so.", [Named(0, 7, "person:wang")])
    assert differing(one, form) == [("", "aide")]
    assert standing(one, other) == ["Wang Yi"]


def test_a_date_stands_out_as_a_number_does() -> None:
    one = Passage("It happened on Tuesday.", [Named(15, 22, "")])
    other = Passage("It happened on April 8.", [Named(15, 22, "")])
    assert standing(one, other) == ["April 8"]


def test_hedges_and_denials_stand_out() -> None:
    assert standing("China supplied the arms to Russia.", "China allegedly supplied no arms to Russia.") == [
        "allegedly",
        "no",
    ]
    assert standing("They were paid.", "They weren't paid.") == ["weren't"]


def test_what_the_other_has_elsewhere_does_not_stand_out() -> None:
    one, other = "Two men of the army were captured at dawn.", "At dawn the army captured two men."
    assert standing(one, other) == []


def test_common_words_alone_do_not_tear_a_difference_apart() -> None:
    assert differing("soldiers who fought in the army", "nationals serving for pay in a militia") == [
        ("soldiers who fought in the army", "nationals serving for pay in a militia")
    ]


def test_offsets_are_code_points_of_the_words() -> None:
    passage = Passage("👨🏻‍🚒 said 12 нет")
    assert [passage.words[word.start : word.end] for word in words_of(passage)] == ["said", "12", "нет"]
    assert [word.kind for word in words_of(passage)] == [Kind.PLAIN, Kind.NUMBER, Kind.PLAIN]


def test_tellings_with_few_words_in_common_are_not_alike() -> None:
    def alike(one: str, other: str) -> bool:
        return are_alike(difference(Passage(one), Passage(other)))

    assert alike("Ukraine captured two Chinese citizens", "Our military has captured two Chinese nationals")
    assert not alike("Ukraine captured two citizens", "The Kremlin declined to comment on the report")
    assert not alike("", "The Kremlin declined")


def test_a_telling_without_end_is_compared_only_at_its_beginning() -> None:
    stretches = difference(Passage("one " * 5_000), Passage("word " * 5_000))
    assert sum(len(stretch.one) + len(stretch.other) for stretch in stretches) < 1_000
