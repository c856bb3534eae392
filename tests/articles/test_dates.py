"""Dates: which forms are read, and that what may mean two days is none."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.articles.dates import iso_date, publication_date

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-03-09", "2024-03-09"),
        ("2024-03-09T16:05:00Z", "2024-03-09T16:05:00+00:00"),
        ("2024-03-09 16:05:00 UTC", "2024-03-09T16:05:00+00:00"),
        ("2024-03-09T16:05:00 +02:00", "2024-03-09T16:05:00+02:00"),
        ("2024-03-09T16:05:00[Europe/Rome]", "2024-03-09T16:05:00"),
        ("2024-03-09+02:00", "2024-03-09"),
        ("2024/3/9 16:05:41", "2024-03-09T16:05:41"),
        ("20240309", "2024-03-09"),
        ("20240309160500", "2024-03-09T16:05:00"),
        ("1710000300", "2024-03-09T16:05:00+00:00"),
        (1710000300000, "2024-03-09T16:05:00+00:00"),
        ("Sat, 09 Mar 2024 16:05:00 -0500", "2024-03-09T16:05:00-05:00"),
        ("Sat, 9 Mar 24 16:05:00 EST", "2024-03-09T16:05:00-05:00"),
        ("Sat, Mar 09 2024 04:05:00 PM", "2024-03-09T16:05:00"),
        ("Sat Mar  9 16:05:00 2024", "2024-03-09T16:05:00"),
        ("Sat Mar 09 2024 16:05:00 GMT+0100 (Central European Standard Time)", "2024-03-09T16:05:00+01:00"),
        ("March 9, 2024", "2024-03-09"),
        ("9th of March, 2024", "2024-03-09"),
        ("9-Mar-2024", "2024-03-09"),
        ("09.03.2024", "2024-03-09"),
        ("9.3.2024, 16.05 CET", "2024-03-09T16:05:00+01:00"),
        ("March 9, 2024 at 12:05 a.m. EDT", "2024-03-09T00:05:00-04:00"),
        ("12:05 PM, March 9, 2024", "2024-03-09T12:05:00"),
        ("Published: 9 March 2024", "2024-03-09"),
        ("Sat, 03/09/2024 - 16:05", "2024-03-09T16:05:00"),
        ("23/03/2024", "2024-03-23"),
        ("03/23/2024", "2024-03-23"),
        (date(2024, 3, 9), "2024-03-09"),
    ],
)
def test_a_day_is_read_in_whatever_form_it_is_written(written: object, iso: str) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    "written",
    [
        "3/9/2024", "2024", "2024-03", "last Saturday", "", None, True, 3.5, {}, "2024-02-30", "Feb 30, 2024",
        "2024-13-01", "0000-01-01", "99999-01-01", "2024-03-09T16:05:00+99:00", "Sat, 09 Mar 2024 16:05:00 +9900",
        "Sat, 09 Mar 2024 25:61:00", "²0240309", "9" * 30, "March 9, 2024" * 20,
    ],
)  # fmt: skip
def test_what_names_no_one_day_is_no_date(written: object) -> None:
    assert iso_date(written) is None


@pytest.mark.parametrize(
    "written",
    ["0001-01-01", "1970-01-01", "1970-01-01T00:00:00Z", "1969-12-31T19:00:00-05:00", "0", "2025-06-03", "2199-01-01"],
)
def test_nothing_is_published_at_the_epoch_or_in_the_future(written: str) -> None:
    assert publication_date(written, NOW) is None


@pytest.mark.parametrize("written", ["1851-09-18", "1969-07-20", "1970-01-02", "2025-06-02T01:00:00+14:00"])
def test_old_papers_and_those_of_the_easternmost_zone_keep_their_dates(written: str) -> None:
    assert publication_date(written, NOW) == written


@given(
    st.text()
    | st.integers()
    | st.from_regex(r"[0-9]{1,5}[-/. ][0-9]{1,3}[-/. ][0-9]{1,5}( [0-9:]{1,8} ?(AM|PM|[+-][0-9]{2,4})?)?")
)
def test_whatever_is_written_is_a_date_or_none(written: object) -> None:
    found = iso_date(written)
    assert found is None or datetime.fromisoformat(found)
