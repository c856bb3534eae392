"""Raised and lowered characters, ruby and formulas: a number never grows by the mark of a note."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ingest.files import WORD, chapter, docx, epub_file

from newsread.ingest.epub import epub
from newsread.ingest.pages.inline import resolve_inline
from newsread.ingest.pages.markup import parsed
from newsread.ingest.pages.page import page
from newsread.ingest.word import word

LINES = [
    ("40<sup>1</sup> boats sank", "40¹ boats sank"),
    ('40<sup id=r><a href="#n1">1</a></sup> boats sank', "40 [1] boats sank"),
    ('40<a href="#n1"><sup>1</sup></a> boats sank', "40 [1] boats sank"),
    ("40<sup>[1]</sup> boats sank", "40 [1] boats sank"),
    ('40<sup>[<a href="#c">1</a>]</sup> boats sank', "40 [1] boats sank"),
    ("40<sup>1,2</sup> boats sank", "40 [1,2] boats sank"),
    ("40<sup>1)</sup> boats sank", "40 [1] boats sank"),
    ("40<sup><a href=#a>1</a></sup><sup><a href=#b>2</a></sup> boats", "40 [1] [2] boats"),
    ('40<a href="#fn1" class="footnote">1</a> boats', "40 [1] boats"),
    ('40<a epub:type="noteref" href="notes.xhtml#n1">1</a> boats', "40 [1] boats"),
    ("40<span style='vertical-align: super'>1</span> boats", "40¹ boats"),
    ("40<span class='footnote-ref'>1</span> boats", "40 [1] boats"),
    ("40<sup>&nbsp;<b>1</b></sup> boats", "40\u00a0[1] boats"),
    ("40<sup>٣</sup> boats", "40 [٣] boats"),
    ("40<sup>*</sup> boats", "40* boats"),
    ("they left.<sup>3</sup> Then", "they left.[3] Then"),
    ("the Navy<sup>3</sup> said", "the Navy [3] said"),
    ("10<sup>6</sup> litres, 10<sup>-3</sup> g", "10⁶ litres, 10⁻³ g"),
    ("40 m<sup>2</sup>, 3 km<sup>2</sup>, 5 m<sup>3</sup>/s", "40 m², 3 km², 5 m³/s"),
    ("the 1<sup>st</sup>, 2<sup>nd</sup> and 1<sup>er</sup>", "the 1st, 2nd and 1er"),
    ("CO<sub>2</sub>, H<sub>2</sub>O, PM<sub>2.5</sub>", "CO2, H2O, PM2.5"),
    ("SO<sub>4</sub><sup>2-</sup> and <sup>137</sup>Cs", "SO4²⁻ and ¹³⁷Cs"),
    ("10<sub>2</sub> and x<sub>1</sub>", "10₂ and x₁"),
    ("5<sup>1</sup>/<sub>2</sub> hours", "5¹/₂ hours"),
    ("<math><msup><mn>10</mn><mn>6</mn></msup></math> litres", "10⁶ litres"),
    ("<a href='#top'>10<sup>6</sup></a> litres", "10⁶ litres"),
    ("<s>12</s>14 boats", "12 14 boats"),
    ("<ruby>港<rt>みなと</rt></ruby>の船", "港の船"),
    ("<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp>町<rt>まち</rt></ruby>だ", "港町だ"),
    ("<ruby><rb>港</rb><rb>町</rb><rt>みなと</rt><rt>まち</rt></ruby>だ", "港町だ"),
    ("<ruby>港<rt>みなと<rb>町<rt>まち</ruby>だ", "港町だ"),
    ("<ruby>港<rt>みなと</ruby>の船", "港の船"),
    ("<ruby><a href=x>港町</a><rtc><rt>みなとまち</rt></rtc></ruby>の", "港町の"),
]


@pytest.mark.parametrize(("markup", "text"), LINES)
def test_a_line_reads_as_it_is_seen(markup: str, text: str) -> None:
    tree = parsed(f"<html><body><p>{markup}</p></body></html>".encode(), None)
    resolve_inline(tree)
    assert tree.text_content() == text


@pytest.mark.parametrize(("markup", "text"), [LINES[1], LINES[17], LINES[21], LINES[27]])
def test_pages_and_books_read_it_alike(markup: str, text: str) -> None:
    paragraph = f"{markup} and stayed for the night."
    others = "".join(
        f"<p>Boat {at} left the pier on Monday before the storm came, the port said.</p>" for at in range(6)
    )
    whole = f"{text} and stayed for the night."
    assert whole in page(f"<html><body><article><p>{paragraph}</p>{others}</article></body></html>".encode()).text
    assert epub(epub_file([("a.xhtml", chapter(f"<p>{paragraph}</p>"))])).text == whole


@given(
    st.integers(1, 9_999),
    st.integers(1, 99),
    st.sampled_from(["<sup>{}</sup>", "<sup><a href='#f'>{}</a></sup>", "<sub>{}</sub>", "<sup><i>[{}]</i></sup>"]),
    st.sampled_from(["", " people", ", people", ". Then"]),
)
def test_no_number_is_changed_by_its_mark(number: int, mark: int, markup: str, after: str) -> None:
    tree = parsed(f"<html><body><p>In all {number}{markup.format(mark)}{after}</p></body></html>".encode(), None)
    resolve_inline(tree)
    assert re.findall(r"[0-9]+", tree.text_content())[0] == str(number)


def run(text: str, height: str = "", style: str = "") -> str:
    inside = f'<w:vertAlign w:val="{height}"/>' if height else f'<w:rStyle w:val="{style}"/>' if style else ""
    return f'<w:r><w:rPr>{inside}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (run("At least 40") + run("1", "superscript") + run(" boats sank."), "At least 40¹ boats sank."),
        (run("10") + run("1", "superscript") + run("2", "superscript") + run(" litres."), "10¹² litres."),
        (run("CO") + run("2", "subscript") + run(" rose."), "CO2 rose."),
        (run("The 1") + run("st", "superscript") + run(" of May."), "The 1st of May."),
        (run("At least 40") + run("1", style="Note") + run(" boats."), "At least 40¹ boats."),
        (run("They left.") + run("3", "superscript") + run(" Then."), "They left.[3] Then."),
        (
            "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>みなと</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>港</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r>" + run("の船"),
            "港の船",
        ),
        (
            '<m:oMath xmlns:m="m"><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup>'
            "</m:sSup></m:oMath>" + run(" litres"),
            "10⁶ litres",
        ),
    ],
)
def test_word_files_keep_marks_apart(runs: str, text: str) -> None:
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="Note"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        "</w:style></w:styles>"
    )
    assert word(docx(f"<w:p>{runs}</w:p>", {"word/styles.xml": styles})).text == text
