import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.annotations import ids
from newsread.annotations.ids import new_id, uuid7
from newsread.errors import NewsreadError


@pytest.fixture(autouse=True)
def _own_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep ids from the end of time out of the other tests."""
    monkeypatch.setattr(ids, "_last", 0)


def test_an_id_is_a_uuid_of_version_7() -> None:
    made = new_id()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")


def test_an_id_carries_the_time_in_milliseconds(monkeypatch: pytest.MonkeyPatch) -> None:
    later = time.time_ns() + 3_600_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: later)
    assert new_id().int >> 80 == later // 1_000_000


def test_ids_increase_when_many_threads_make_them() -> None:
    with ThreadPoolExecutor(4) as threads:
        batches = list(threads.map(lambda _: [new_id() for _ in range(500)], range(8)))
    assert all(a < b for batch in batches for a, b in pairwise(batch))
    assert len({made for batch in batches for made in batch}) == 4_000


def test_ids_increase_when_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 1)
    assert before < new_id() < new_id()


@given(st.integers(0, (1 << 122) - (1 << 40)))
def test_an_id_follows_any_other_id(free_bits: int) -> None:
    high, low = free_bits >> 62, free_bits & (1 << 62) - 1
    other = UUID(int=high >> 12 << 80 | 7 << 76 | (high & 0xFFF) << 64 | 2 << 62 | low)
    assert other.version == 7
    assert new_id(after=other) > other


def test_nothing_follows_the_last_of_all_ids() -> None:
    with pytest.raises(NewsreadError, match="end of all times"):
        new_id(after=UUID("ffffffff-ffff-7fff-bfff-ffffffffffff"))


@given(st.integers(min_value=0, max_value=1 << 140).map(str) | st.text(max_size=45))
def test_only_the_number_of_a_uuid7_is_taken_for_one(key: str) -> None:
    found = uuid7(key)
    assert found is None or (str(found.int), found.version) == (key, 7)


def test_the_number_of_an_id_is_taken_for_it() -> None:
    made = new_id()
    assert uuid7(str(made.int)) == made
    assert uuid7(f"0{made.int}") is None
