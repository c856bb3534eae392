"""What becomes of what was matched: bands, reasons, order and a reader's judgements, without a model."""

from collections.abc import Iterator, Sequence

import pytest
from tests.analysis.named import document

from newsread.analysis.alignment import counterparts as module
from newsread.analysis.alignment.counterparts import CONFIRMED, Band, Judged, Place, counterparts
from newsread.analysis.document import Document

TEXT = "Twelve horses died near Alton. The barn burned down at night. The sheriff was silent on Monday."
Matches = list[tuple[int, int, bool]]
"""Numbers of claims, over all documents, and whether they tell the same."""


@pytest.fixture
def documents() -> list[Document]:
    return [document(TEXT, article=f"{number}.txt") for number in range(3)]


@pytest.fixture
def matched(monkeypatch: pytest.MonkeyPatch) -> Matches:
    """The list whose entries the program finds, each pair one way round."""
    found: Matches = []

    def matches(_: object, __: object, rejected: set[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
        return ((one, other, same) for one, other, same in found if (one, other) not in rejected)

    class Reasons:
        def __init__(self, *_: object) -> None: ...

        def between(self, one: int, other: int) -> tuple[str, ...]:
            return ("Alton",) if 8 not in {one, other} else ()  # the last sentence of all shares no telling word

    monkeypatch.setattr(module, "matches", matches)
    monkeypatch.setattr(module, "Reasons", Reasons)
    monkeypatch.setattr(module, "stories", lambda claims: [range(len(claims))])
    return found


def places(documents: Sequence[Document]) -> list[Place]:
    """Return the places of all sentences, by the numbers of `Matches`."""
    return [Place(each.id, start, end) for each in documents for start, end, _ in each.sentences]


def test_what_is_related_is_not_given_as_the_same(documents: list[Document], matched: Matches) -> None:
    matched += [(0, 3, True), (1, 4, False)]
    assert [each.band for each in counterparts(documents)] == [Band.SAME, Band.RELATED]


def test_what_shares_no_telling_word_is_not_suggested(documents: list[Document], matched: Matches) -> None:
    matched += [(0, 8, True), (0, 3, True), (8, 0, False)]
    found = counterparts(documents)
    assert [each.to.article for each in found] == ["1.txt"]
    assert all(each.why for each in found)


def test_they_come_by_document_sentence_and_other_document(documents: list[Document], matched: Matches) -> None:
    matched += [(5, 1, False), (4, 6, True), (4, 0, True), (1, 7, True), (1, 3, True), (0, 6, True)]
    every = places(documents)
    named = Judged(every[2], every[5], same=True)
    found = counterparts(documents, [named])
    order = [(every.index(each.of), each.to.article) for each in found]
    assert order == sorted(order)
    assert len(order) == 7  # 5 to 1 is now what the reader named, and 2 to 5 has come


def test_of_contradicting_judgements_the_last_one_holds(documents: list[Document], matched: Matches) -> None:
    matched.append((0, 3, False))
    one, other = places(documents)[0], places(documents)[3]
    yes, no = Judged(one, other, same=True), Judged(other, one, same=False)
    assert [each.why for each in counterparts(documents, [no, yes])] == [CONFIRMED, CONFIRMED]
    assert counterparts(documents, [yes, no]) == ()


def test_what_is_confirmed_again_outranks_what_was_confirmed_between(
    documents: list[Document], matched: Matches
) -> None:
    assert not matched
    every = places(documents)
    first, second = Judged(every[0], every[3], same=True), Judged(every[0], every[4], same=True)
    for judged, to in (([first, second], every[4]), ([second, first], every[3]), ([first, second, first], every[3])):
        [found] = [each for each in counterparts(documents, judged) if each.of == every[0]]
        assert found.to == to


def test_a_judgement_means_the_sentence_that_it_covers_most(documents: list[Document], matched: Matches) -> None:
    assert not matched
    every = places(documents)
    across = Place("0.txt", every[0].end - 4, every[1].end)
    found = counterparts(documents, [Judged(across, every[3], same=True)])
    assert {each.of for each in found} == {every[1], every[3]}
    beside = Place("0.txt", len(TEXT), len(TEXT) + 9)
    assert counterparts(documents, [Judged(beside, every[3], same=True)]) == ()
    assert counterparts(documents, [Judged(every[0], every[1], same=True)]) == ()  # of one article
