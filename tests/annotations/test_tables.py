import json
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from newsread.annotations.store.record_tables import Tables, from_versions, versions

documents = st.dictionaries(st.sampled_from("abc"), st.integers(0, 2) | st.booleans(), max_size=3)
files = st.dictionaries(st.sampled_from(["9", "10", "11"]), st.lists(documents, min_size=1, max_size=3)).map(
    from_versions
)


def union(*files: Tables) -> Tables:
    found: dict[str, list[Any]] = {}
    for file in files:
        for key, of_id in versions(file).items():
            found.setdefault(key, []).extend(of_id)
    return from_versions(found)


def text(tables: Tables) -> str:
    """The tables with every order in them."""
    return json.dumps(tables)


@given(files=st.tuples(files, files, files))
def test_a_union_is_the_same_in_whatever_order_and_grouping(files: tuple[Tables, Tables, Tables]) -> None:
    first, second, third = files
    assert len({text(union(*order)) for order in permutations(files)}) == 1
    assert text(union(first, union(second, third))) == text(union(union(first, second), third))
    assert text(union(first, first)) == text(first)


@given(one=files, other=files)
def test_a_union_loses_nothing_and_adds_nothing(one: Tables, other: Tables) -> None:
    def contents(*files: Tables) -> set[tuple[str, str]]:
        pairs = (pair for file in files for pair in versions(file).items())
        return {(key, json.dumps(document, sort_keys=True)) for key, of_id in pairs for document in of_id}

    assert contents(union(one, other)) == contents(one, other)


def test_the_document_whose_line_sorts_first_is_the_record() -> None:
    tables = from_versions({"10": [{"n": 3}, {"n": 1}, {"n": 2}, {"n": 1}], "9": [{"n": 0}]})
    assert tables == {"_default": {"9": {"n": 0}, "10": {"n": 1}}, "variants": {"10": {"others": [{"n": 2}, {"n": 3}]}}}
    assert versions(tables) == {"9": ({"n": 0},), "10": ({"n": 1}, {"n": 2}, {"n": 3})}


def test_another_order_of_the_fields_is_no_other_content() -> None:
    assert from_versions({"9": [{"b": 1, "a": 2}, {"a": 2, "b": 1}]}) == {"_default": {"9": {"a": 2, "b": 1}}}
    assert list(from_versions({"9": [{"b": 1, "a": 2}, {"a": 2, "b": 1}]})["_default"]["9"]) == ["a", "b"]


def test_a_number_and_a_truth_are_two_contents() -> None:
    assert versions(from_versions({"9": [{"a": 1}, {"a": True}]})) == {"9": ({"a": 1}, {"a": True})}
