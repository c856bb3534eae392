"""Where a text quotes, by its marks alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.analysis.quotes.extraction import posts
from newsread.analysis.quotes.quotation_marks import marked


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in marked(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"We go," he said. "Now."', ['"We go,"', '"Now."']),
        ("“We go,” he said, “now.”", ["“We go,”", "“now.”"]),
        ("Er sagte: „Wir gehen“ und »Jetzt« und «Nie».", ["„Wir gehen“", "»Jetzt«", "«Nie»"]),
        ("‘We go,’ says the mayor", ["‘We go,’"]),
        ("The mayor 'will not go' to the soldiers' camp.", ["'will not go'"]),
        ("`` We go,'' he said.", ["`` We go,''"]),
        ("a “decisive enabler” of it", ["“decisive enabler”"]),
    ],
)
def test_every_kind_of_mark_is_read(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers' families and the boys' dog don't go.",
        "’90s rock ’n’ roll, 'tis said",
        'He is 6\'2" tall and has a 27" screen.',
        'Nothing "" here “ ”.',
    ],
)
def test_what_is_no_quotation_is_none(text: str) -> None:
    assert quoted(text) == []


def test_a_quotation_in_a_quotation_is_part_of_it() -> None:
    assert quoted("“She told me ‘no’ twice,” he said.") == ["“She told me ‘no’ twice,”"]
    assert quoted("‘She told me “no” twice,’ he said.") == ["‘She told me “no” twice,’"]
    assert quoted("“She told me “no” twice,” he said.") == ["“She told me “no” twice,”"]


def test_a_quotation_goes_on_over_paragraphs_that_repeat_the_opening_mark() -> None:
    text = "“First.\n\n“Second.\n\n“Third,” she said.\n\nOver."
    assert quoted(text) == ["“First.\n\n“Second.\n\n“Third,”"]


def test_a_quotation_goes_on_over_lines_that_repeat_nothing() -> None:
    assert quoted("“First.\nSecond.\nThird,” she said.") == ["“First.\nSecond.\nThird,”"]


def test_marks_turned_the_wrong_way_still_open_and_close() -> None:
    assert quoted("”We go“, he said.") == ["”We go“"]
    assert quoted('"We go, " he said.') == ['"We go, "']


def test_a_quotation_without_its_closing_mark_ends_with_its_paragraph_or_before_the_next() -> None:
    assert quoted('She said: "We go.\n\nThen they left.') == ['"We go.']
    assert quoted('"We go, he said. "It rains," she said.') == ['"We go,', '"It rains,"']


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“We will go, said Mary", "“We will go,"),
        ("It rains. “We know it. We will go, said Mary Smith, the mayor. A bus left.", "“We know it. We will go,"),
        ("“Where to? said Mary.", "“Where to?"),
        ("“We will go, she said", "“We will go,"),
        ("“We go.” said Mary.”", "“We go.”"),
        ("“We go,” Mary said.”", "“We go,”"),
        ("“We will go. She said so.", "“We will go. She said so."),
    ],
)
def test_the_words_of_the_reporter_are_no_part_of_an_unclosed_quotation(text: str, said: str) -> None:
    assert quoted(text) == [said]


def test_a_quotation_without_its_opening_mark_begins_with_its_sentence() -> None:
    assert quoted('They came. We go," he said.') == ['We go,"']


POST = "Our army won today. We thank all of you for it."
REPORT = "The president told reporters on Tuesday that it was a long day for the whole country."


@pytest.mark.parametrize(
    "block",
    [
        f"{POST}\n— Ana Lee (@analee) April 8, 2025",
        f"{POST} pic.twitter.com/ekBr6hCkQL",
        f"{POST} pic.twitter.com/ekBr6hCkQL\n— Ana Lee (@analee) April 8, 2025",
    ],
)
def test_a_post_without_marks_is_known_by_what_stands_under_it(block: str) -> None:
    text = f"{REPORT}\n{block}\n{REPORT}"
    [post] = posts(text, ())
    assert text[post.start : post.end] == POST
    assert (post.author and text[slice(*post.author)]) == ("Ana Lee" if "Ana" in block else None)


def test_a_post_without_anything_under_it_is_known_by_its_voice() -> None:
    text = f"“It rains,” he said.\n\n{POST}\n\n{REPORT}"
    assert [text[post.start : post.end] for post in posts(text, marked(text))] == [POST]


@pytest.mark.parametrize(
    "line",
    [
        "We have contacted the ministry for a comment, and will tell more of it soon here.",
        "We do not know yet. A letter reached us. We will see what comes of it, if anything comes.\n\nI doubt it.",
    ],
)
def test_a_newsroom_that_speaks_of_itself_posts_nothing(line: str) -> None:
    text = f"“It rains,” he said.\n\n{line}\n\n{REPORT}"
    assert posts(text, marked(text)) == ()


@given(st.text(st.sampled_from("\"'“”‘’„«»`,. \n\u2028aIs—(@)😀\ud800\x00شあ「"), max_size=200) | st.text(max_size=200))
def test_any_text_gives_spans_in_order_inside_it(text: str) -> None:
    end = 0
    found = marked(text)
    for span in found:
        assert end <= span.start < span.end <= len(text)
        end = span.end
    for post in posts(text, found):
        assert 0 <= post.start < post.end <= len(text)
