"""The library's lines, and the dates in them."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsread.annotations.records import Verdict
from newsread.annotations.sentence_states import Progress
from newsread.app.library.library_lines import Entry, in_columns, in_facts_line, in_title_line, progress_in_words
from newsread.app.widgets.date_text import short_date, short_time
from newsread.articles.article import Article
from newsread.articles.sources import Source
from newsread.text.printable import printable

texts = st.text(max_size=150) | st.text(st.sampled_from("北京❤\ufe0f\u200d👩e\u0301\x1b\n[red]"), max_size=90)
entries = st.builds(
    Entry,
    title=texts,
    has_title=st.booleans(),
    outlet=texts,
    date=texts,
    words=st.integers(0, 10**9).map("{:,}".format),
    progress=texts,
    to_place=texts,
)


def width_of(line: object) -> int:
    assert isinstance(line, list)
    return sum(cell_len(printable(text)) for text, _ in line)


@given(entries, st.integers(118, 300))
def test_columns_are_exactly_as_wide_as_asked(entry: Entry, width: int) -> None:
    assert width_of(in_columns(entry, width)) == width


@given(entries, st.integers(2, 120))
def test_a_title_line_is_exactly_as_wide_as_asked(entry: Entry, width: int) -> None:
    assert width_of(in_title_line(entry, width)) == width


def test_columns_stand_under_each_other() -> None:
    whole = Entry("A title", outlet="Reuters", date="8 Apr 2025", words="1,234", progress="3 of 4 unseen")
    line, other = ("".join(text for text, _ in in_columns(entry, 130)) for entry in (whole, Entry("B title")))
    assert line.index("A title") == other.index("B title")
    assert "1,234  3 of 4 unseen" in line


def test_what_is_cut_ends_in_an_ellipsis() -> None:
    [(title, _)] = in_title_line(Entry("Two men were captured"), 10)
    assert title == "Two men w…"


def test_wide_characters_behind_joiners_are_cut_to_the_width() -> None:
    assert width_of(in_title_line(Entry("\u200d\u200d00000000⺀⺀"), 11)) == 11


def test_what_is_not_known_leaves_no_gap_between_facts() -> None:
    [(facts, _)] = in_facts_line(Entry("A", outlet="Reuters", words="12", progress="all seen"), 40)
    assert facts.rstrip() == "Reuters · 12 words · all seen"


def test_where_there_is_little_room_the_words_give_way_before_the_progress() -> None:
    entry = Entry("A", outlet="Reuters", words="12", progress="all seen")
    assert in_facts_line(entry, 20)[0][0].rstrip() == "Reuters · all seen"
    assert in_facts_line(entry, 12)[0][0] == "Reuters · a…"


def test_an_entry_tells_what_is_known_of_an_article() -> None:
    source = Source(outlet="Reuters", title="Two men", published="2025-04-08")
    article = Article("a.txt", Path("a.txt"), "They were captured. It was denied.", source)
    entry = Entry.of(article, Progress(Counter(), 0, 2, 2))
    assert entry == Entry("Two men", True, "Reuters", "8 Apr 2025", "6", "2 of 2 unseen")


def test_an_article_without_a_title_is_listed_by_its_first_words() -> None:
    article = Article("a.txt", Path("a.txt"), "They were captured. It was denied.", Source())
    entry = Entry.of(article, Progress(Counter(), 0, 2, 2))
    assert (entry.title, entry.has_title, entry.outlet, entry.date) == (
        "They were captured. It was denied.…",
        False,
        "",
        "",
    )


def test_what_waits_for_its_place_stands_before_the_title_where_there_is_room_for_both() -> None:
    source = Source(outlet="Reuters", title="Two men")
    article = Article("a.txt", Path("a.txt"), "They were captured. It was denied.", source)
    entry = Entry.of(article, Progress(Counter(), 0, 2, 2), unsettled=2)
    assert "".join(text for text, _ in in_title_line(entry, 40)).rstrip() == "2 ⇄ to place · Two men"
    assert "2 ⇄ to place · Two men" in "".join(text for text, _ in in_columns(entry, 130))
    assert in_title_line(entry, 12)[0][0].rstrip() == "Two men"


def test_progress_is_told_in_glyphs_and_words() -> None:
    verdicts = Counter({Verdict.VERIFIED: 2, Verdict.UNVERIFIABLE: 1})
    assert progress_in_words(Progress(verdicts, 1, 5, 9)) == "2 ✓  1 ?  1 !  5 of 9 unseen"
    assert progress_in_words(Progress(verdicts, 0, 0, 9)) == "2 ✓  1 ?  all seen"


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        (None, ""),
        ("", ""),
        ("2025-04-08", "8 Apr 2025"),
        ("2025-12-31T23:59:00+02:00", "31 Dec 2025"),
        ("2025-04", "2025-04"),
        ("last Tuesday", "last Tuesday"),
        ("2025-02-30", "2025-02-30"),
    ],
)
def test_a_date_is_shown_as_people_write_it(published: str | None, shown: str) -> None:
    assert short_date(published) == shown


def test_a_time_of_today_has_no_date() -> None:
    now = datetime.now().astimezone()
    assert short_time(now) == f"{now:%H:%M}"


def test_a_time_of_another_day_has_its_date() -> None:
    past = datetime.now().astimezone() - timedelta(days=40)
    assert short_time(past) == f"{short_date(past.date().isoformat())} {past:%H:%M}"
