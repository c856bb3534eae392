"""Products of rows of features, against the definition worked out pair by pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.analysis.alignment.vectors import products_with_later

ROW = st.dictionaries(st.sampled_from("abcd"), st.floats(0.1, 2.0))


@given(st.lists(st.tuples(ROW, ROW), max_size=6))
def test_rows_are_multiplied_with_those_after_them(rows: list[tuple[dict[str, float], dict[str, float]]]) -> None:
    left, right = [row for row, _ in rows], [row for _, row in rows]
    for number, products in enumerate(products_with_later(left, right)):
        later = right[number + 1 :]
        expected = [sum(left[number][each] * row[each] for each in left[number] if each in row) for row in later]
        assert products.tolist() == pytest.approx(expected)


def test_there_is_a_row_of_products_for_each_row() -> None:
    assert [len(products) for products in products_with_later([{}, {"a": 1.0}, {}], [{}, {}, {"b": 1.0}])] == [2, 1, 0]
    assert list(products_with_later([], [])) == []
