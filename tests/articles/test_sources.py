"""Sources: what is known of where an article came from, and what is left unknown."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.articles.sources import DeclaredSources, Source, declared_sources, source_of


def declare(folder: Path, toml: str) -> DeclaredSources:
    (folder / "sources.toml").write_text(toml, encoding="utf-8")
    return declared_sources(folder)


def said(text: str) -> Source:
    return source_of(None, {}, text)


# Precedence


def test_each_field_comes_from_the_first_place_that_gives_it() -> None:
    declared = Source(outlet="Declared")
    front_matter = {"outlet": "Front", "title": "Front"}
    text = "# Text\n\nBy Ann Lee April 8, 2025\n\nWords."
    assert source_of(declared, front_matter, text) == Source("Declared", "Front", "Ann Lee", "2025-04-08")


def test_what_no_place_says_stays_unknown() -> None:
    assert source_of(None, {"url": "https://www.nytimes.com/2025/04/08/a"}, "Words.") == Source(
        url="https://www.nytimes.com/2025/04/08/a"
    )


# sources.toml


def test_a_folder_without_the_file_declares_nothing(tmp_path: Path) -> None:
    assert declared_sources(tmp_path) == DeclaredSources()


def test_dates_may_be_dates_or_strings(tmp_path: Path) -> None:
    declared = declare(
        tmp_path,
        '["a.txt"]\npublished = 2025-04-08\n["b.txt"]\npublished = "2025-04-08"\n'
        '["c.txt"]\npublished = 2025-04-08T10:00:00Z\n["d.txt"]\npublished = "8 April 2025"\n["e.txt"]\n',
    )
    assert declared.problem is None
    assert [source.published for source in declared.by_id.values()] == [
        "2025-04-08",
        "2025-04-08",
        "2025-04-08T10:00:00+00:00",
        "2025-04-08",
        None,
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("outlet = 3", "gives no text as outlet"),
        ('outlet = ""', "gives no text as outlet"),
        ('auther = "Ann"', "has the unknown field auther (known are outlet, title, byline, published, url)"),
        ('published = "4/8/2025"', "gives no date such as 2025-04-08 as published"),
        ('published = "2025-02-30"', "gives no date such as 2025-04-08 as published"),
        ("published = 10:00:00", "gives no date such as 2025-04-08 as published"),
        ('url = "javascript:alert(1)"', "gives no http or https address as url"),
        ('url = "http://["', "gives no http or https address as url"),
        ("txt = {}", "an id with a dot needs quotation marks"),
        ('"\\u001b[31m" = "red"', "unknown field ␛[31m"),
    ],
)
def test_a_wrong_entry_is_told_and_the_rest_holds(tmp_path: Path, line: str, problem: str) -> None:
    declared = declare(tmp_path, f'["a.txt"]\ntitle = " A  title\\n"\n{line}\n["b.txt"]\nbyline = "Ann"\n')
    assert declared.by_id == {"a.txt": Source(title="A title"), "b.txt": Source(byline="Ann")}
    assert declared.problem is not None
    assert declared.problem.startswith('In sources.toml ["a.txt"] ')
    assert problem in declared.problem


def test_several_problems_are_one_sentence(tmp_path: Path) -> None:
    declared = declare(tmp_path, 'a = 1\n["b.txt"]\nx = 1\ny = 2')
    assert declared.problem == (
        'In sources.toml ["a"] is no table, and 2 more like it: mend it there; the rest of the file is used.'
    )


@pytest.mark.parametrize("data", [b"[broken", b"\xff\xfe", b"a = " + b"[" * 5_000])
def test_a_broken_file_is_told_and_declares_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "sources.toml").write_bytes(data)
    declared = declared_sources(tmp_path)
    assert not declared.by_id
    assert declared.problem is not None
    assert declared.problem.startswith("sources.toml is not ")


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").mkdir()
    assert "is a folder" in (declared_sources(tmp_path).problem or "")


# Front matter


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ({"Author": "Ann Lee", "Headline": "A"}, Source(title="A", byline="Ann Lee")),
        ({"authors": ["Ann Lee", {"name": "Bo Li"}, 3]}, Source(byline="Ann Lee and Bo Li")),
        ({"date": date(2025, 4, 8)}, Source(published="2025-04-08")),
        ({"date": datetime(2025, 4, 8, 10, tzinfo=UTC)}, Source(published="2025-04-08T10:00:00+00:00")),
        ({"publish-date": "Apr. 8, 2025"}, Source(published="2025-04-08")),
        (
            {"publisher": {"name": "AFP"}, "canonical": "https://a.example/b"},
            Source("AFP", url="https://a.example/b"),
        ),
        ({"source": "Reuters"}, Source("Reuters")),
        ({"source": "https://a.example/b"}, Source(url="https://a.example/b")),
        ({"title": "  two\n lines ", "link": "ftp://a.example"}, Source(title="two lines")),
        ({"title": True, "author": 3, "date": [1], "url": {}, "outlet": None}, Source()),
    ],
)
def test_front_matter_is_read_under_its_usual_names(front_matter: dict[str, object], expected: Source) -> None:
    assert source_of(None, front_matter, "Words.") == expected


# The text


@pytest.mark.parametrize(
    ("line", "byline", "published"),
    [
        ("By [AFP](#)", "AFP", None),
        ("by Tim Zadorozhnyy April 8, 2025 3:35 PM 2 min read", "Tim Zadorozhnyy", "2025-04-08"),
        (
            "By Ann Lee, Bo Li and Carl de Wit | Tuesday, 8 Apr 2025",
            "Ann Lee, Bo Li and Carl de Wit",
            "2025-04-08",
        ),
        ("BY ANN LEE", "ANN LEE", None),
        ("By April Jones", "April Jones", None),
        ("Author: Ann Lee", "Ann Lee", None),
        ("By Tuesday", None, None),
        ("By Tuesday, the troops had left.", None, None),
        ("by the river he sat", None, None),
        ("Published on April 8th, 2025 at 3:35 p.m. EST", None, "2025-04-08"),
        ("2025-04-08T15:35Z", None, "2025-04-08T15:35:00+00:00"),
        ("date 2025-04-09 “We have information.”", None, "2025-04-09"),
        ("April 31, 2025", None, None),
        ("Updated April 8, 2025", None, None),
        ("He came on April 8, 2025, to Kyiv.", None, None),
        ("04/08/2025", None, None),
    ],
)
def test_a_byline_and_a_date_are_taken_from_lines_that_are_nothing_else(
    line: str, byline: str | None, published: str | None
) -> None:
    assert said(f"It was late.\n\n{line}\n\nWords follow.") == Source(byline=byline, published=published)


def test_only_the_head_of_a_text_is_searched_for_byline_and_date() -> None:
    assert said("Words.\n" * 10 + "By Ann Lee\nApril 8, 2025\n# Title\n") == Source()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# The [title](#) #\n\nWords.", "The title"),
        ("Troops capture two\n\nBy Ann Lee\n\nWords.", "Troops capture two"),
        ("Troops capture two\n\nOr so it seems\n\nApril 8, 2025\n\nWords.", "Troops capture two"),
        ("Troops capture two\n\nWords follow it.", None),
        ("Troops captured two.\n\nBy Ann Lee", None),
        ("ADVERTISING\n\nBy Ann Lee", None),
        ("Share this story\n\nBy Ann Lee", None),
        ("By Ann Lee\nApril 8, 2025", None),
        ("## A part\n\nWords.", None),
    ],
)
def test_a_title_is_a_heading_that_says_so(text: str, title: str | None) -> None:
    assert said(text).title == title


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Words.\n\nOriginal url:\n\n<https://a.example/b?c=d>", "https://a.example/b?c=d"),
        ("Original URL: http://a.example/b\nWords.", "http://a.example/b"),
        ("See https://a.example/b", None),
        ("Original url: ftp://a.example/b", None),
        ("Original url: https://\x1b[31m", None),
    ],
)
def test_an_address_is_taken_only_where_it_is_named_the_original(text: str, url: str | None) -> None:
    assert said(text).url == url


@given(st.text(max_size=500), st.dictionaries(st.sampled_from(["date", "title", "source", "authors"]), st.text()))
def test_every_field_is_one_plain_line_or_unknown(text: str, front_matter: dict[str, str]) -> None:
    source = source_of(None, dict(front_matter), text)
    for value in (source.outlet, source.title, source.byline, source.published, source.url):
        assert value is None or (value and value == " ".join(value.split()))
