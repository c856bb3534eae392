import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.annotations.annotators import Annotator, annotator, check_name
from newsread.errors import NewsreadError
from newsread.text.printable import printable


@pytest.mark.parametrize(
    ("as_name", "environ", "setting", "login", "expected"),
    [
        ("ana", {"NEWSREAD_ANNOTATOR": "ben"}, "cleo", "dan", Annotator("ana", known=True)),
        (None, {"NEWSREAD_ANNOTATOR": "ben"}, "cleo", "dan", Annotator("ben", known=True)),
        (None, {"NEWSREAD_ANNOTATOR": ""}, "cleo", "dan", Annotator("cleo", known=True)),
        (None, {}, "", "dan", Annotator("dan", known=True)),
        (None, {}, "", "root", Annotator("root", known=False)),
        (None, {}, "", "Administrator", Annotator("Administrator", known=False)),
        ("root", {}, "", "root", Annotator("root", known=True)),
        (None, {}, "", None, Annotator("anonymous", known=False)),
        (None, {}, "", "DOMAIN\\dan", Annotator("anonymous", known=False)),
    ],
)
def test_who_tags_is_asked_in_order(
    as_name: str | None, environ: dict[str, str], setting: str, login: str | None, expected: Annotator
) -> None:
    assert annotator(as_name, environ, setting, login) == expected


def test_a_name_that_was_given_and_cannot_be_one_is_an_error() -> None:
    with pytest.raises(NewsreadError):
        annotator("", {}, "", "dan")


@pytest.mark.parametrize("name", ["Ana María", "Олена", "李雷", "o'neil", "a.b", "console", "com10", "नीलम"])
def test_a_name_of_any_script_is_fine(name: str) -> None:
    assert check_name(f" {name} ") == name


def test_a_name_is_composed() -> None:
    assert check_name("Jose\u0301") == "José"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "x" * 65,
        "a/b",
        "a\\b",
        "..",
        ".ana",
        "ana.",
        "a:b",
        "a*",
        "what?",
        "a|b",
        "<a>",
        'a"',
        "con",
        "NUL.txt",
        "Com1",
        "lpt¹",
        "a\nb",
        "a\x00b",
        "a\x1b[31m",
        "\u202eana",
        "a\u200b",
        "a\u2028b",
        "\ud800",
    ],
)
def test_a_name_that_cannot_be_a_folder_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(NewsreadError) as caught:
        check_name(name)
    assert printable(str(caught.value)) == str(caught.value)
    assert str(caught.value).endswith("choose another.")


@given(st.text(max_size=70))
def test_a_name_that_was_checked_stays_as_it_is(name: str) -> None:
    try:
        checked = check_name(name)
    except NewsreadError:
        return
    assert check_name(checked) == checked
