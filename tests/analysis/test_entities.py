"""Entities: which names are one, what a reader corrects, and what stays."""

import pytest
from tests.analysis.named import document, ids, named

from newsread.analysis.document import Document
from newsread.analysis.entities.entity import Correction, entities


def people(*names: str, article: str = "a.txt") -> Document:
    text = " ".join(f"On it {name} spoke." for name in names)
    return document(text, *((name, "PERSON") for name in names), article=article)


def test_spellings_of_a_name_are_one_person() -> None:
    first = people("Volodymyr Zelensky", "Zelensky", article="a.txt")
    second = people("Volodymyr Zelenskyy", "Zelenskyy", "Vladimir Putin", article="b.txt")
    found = entities([first, second])
    zelensky = next(entity for entity in found.entities if entity.id == "person:zelensky")
    assert (zelensky.name, zelensky.label) == ("Volodymyr Zelensky", "PERSON")
    assert set(zelensky.forms) == {"Volodymyr Zelensky", "Zelensky", "Volodymyr Zelenskyy", "Zelenskyy"}
    assert zelensky.mentions == {"a.txt": 2, "b.txt": 2}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Clinton", "Hillary Clinton"),
        ("George W. Bush", "George H. W. Bush"),
        ("Tony DiLeo", "T.J. DiLeo"),
        ("Michael Hartmann", "Michaela Hartmann"),
        ("Ann Miles", "Ann Mills"),
        ("Edward Cullen", "Cullens"),
        ("J. Johnson", "Jane Johnston"),
    ],
)
def test_people_are_kept_apart(one: str, other: str) -> None:
    found = ids([people(one, other)])
    assert found[one] != found[other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("George W. Bush", "George Bush"),
        ("Brian Nichols", "Brian G. Nichols"),
        ("Jane Johnson", "J. Johnson"),
        ("Xi Jinping", "Xi"),
        ("Bart de Wever", "De Wever"),
        ("Martin Luther King Jr.", "Martin Luther King"),
        ("Andrii Sybiha", "Sybiha"),
    ],
)
def test_people_are_brought_together(one: str, other: str) -> None:
    found = ids([people(one, other)])
    assert found[one] == found[other]


def test_a_bare_surname_is_whom_its_own_article_names_in_full() -> None:
    bill = people("Bill Clinton", "Clinton", article="a.txt")
    both = people("Bill Clinton", "Hillary Clinton", "Clinton", article="b.txt")
    assert ids([both, bill])["Clinton"] == "person:bill-clinton"
    assert ids([bill, both])["Clinton"] == "person:clinton"


def test_an_initial_that_fits_two_joins_neither() -> None:
    found = ids([people("John Smith", "James Smith", "J. Smith")])
    assert len(set(found.values())) == 3


def test_an_acronym_is_merged_only_where_it_is_introduced() -> None:
    text = "The Ministry of Defence (MoD) spoke. The MoD left. The FBI and the Federal Bureau came."
    names = [("Ministry of Defence", "ORG"), ("FBI", "ORG"), ("Federal Bureau", "ORG")]
    found = ids([document(text, *names)])
    assert found["MoD"] == found["Ministry of Defence"] == "org:ministry-of-defence"
    assert found["FBI"] != found["Federal Bureau"]


def test_places_their_people_their_capitals_and_regions_are_different_things() -> None:
    text = (
        "The U.S. and the United States met China, Beijing, Chinese troops, Kursk and the Kursk region or Kursk Oblast."
    )
    names = [("U.S.", "GPE"), ("United States", "GPE"), ("China", "GPE"), ("Beijing", "GPE"), ("Kursk", "GPE")]
    found = ids([document(text, *names)])
    assert found["U.S."] == found["United States"] == "gpe:united-states"
    assert found["Kursk region"] == found["Kursk Oblast"]
    assert len({found[form] for form in ("China", "Beijing", "Chinese", "Kursk", "Kursk region")}) == 5


def test_bodies_of_two_countries_are_two() -> None:
    text = "It was said by Ukraine’s Foreign Ministry and Russia’s Foreign Ministry."
    found = entities([document(text, ("Ukraine’s Foreign Ministry", "ORG"), ("Russia’s Foreign Ministry", "ORG"))])
    assert {entity.id for entity in found.entities if entity.label == "ORG"} == {
        "org:ukraine-foreign-ministry",
        "org:russia-foreign-ministry",
    }


def test_numbers_and_times_are_nobody() -> None:
    assert set(ids([document("On Tuesday 20 percent left for 3 days.")]).values()) == {""}


def test_an_id_stays_when_articles_are_added_and_in_any_order() -> None:
    first = people("Zelenskyy", "Putin", article="a.txt")
    second = people("Vladimir Putin", "Volodymyr Zelensky", article="b.txt")
    alone, together = ids([first]), ids([first, second])
    assert {form: together[form] for form in alone} == alone
    assert together == ids([second, first])


MOSCOW = document("In Moscow the Kremlin and Apex met Apex.", ("Moscow", "GPE"), ("Kremlin", "ORG"), ("Apex", "PERSON"))


def test_a_reader_merges_and_splits_again() -> None:
    merge = Correction("merge", ("Moscow", "Kremlin"))
    merged = ids([MOSCOW], [merge])
    assert merged["Kremlin"] == merged["Moscow"] == "gpe:moscow"
    split = ids([MOSCOW], [merge, Correction("split", ("Kremlin",))])
    assert (split["Moscow"], split["Kremlin"]) == ("gpe:moscow", "org:kremlin")


def test_a_reader_splits_what_the_machine_merged() -> None:
    bush = people("Jane Bush", "Bush")
    found = ids([bush], [Correction("split", ("Bush",))])
    assert found["Jane Bush"] == "person:bush"
    assert found["Bush"] == "person:bush-2"


def test_a_reader_retypes_and_what_was_missed_is_found_too() -> None:
    assert named(MOSCOW, [Correction("retype", ("Apex",), "ORG")])[2:] == [("Apex", "ORG"), ("Apex", "ORG")]


def test_a_reader_ignores_a_form_and_takes_it_back() -> None:
    ignore = Correction("ignore", ("Apex",))
    assert ("Apex", "PERSON") not in named(MOSCOW, [ignore])
    assert ("Apex", "ORG") in named(MOSCOW, [ignore, Correction("retype", ("Apex",), "ORG")])


def test_a_correction_of_what_no_article_has_changes_nothing() -> None:
    unknown = [Correction("merge", ("Nobody", "Nothing")), Correction("split", ("Nobody",)), Correction("ignore", ())]
    assert entities([MOSCOW], unknown) == entities([MOSCOW])
