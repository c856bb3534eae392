"""Adding: what becomes an article, under which name, what is known already, and what a kill leaves behind."""

import os
import sys
from datetime import UTC, datetime
from email.message import EmailMessage
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import SystemRandom

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ingest.files import docx, paragraph, pdf_file
from tests.killing import killed

from newsread import Workspace
from newsread.annotations.commands import Judgement
from newsread.annotations.records import Verdict
from newsread.articles.reading import decoded
from newsread.articles.sources import Source
from newsread.errors import NewsreadError
from newsread.ingest.adding import Added, Adding, Outcome, Progress
from newsread.ingest.article_file import Retrieval, article_file, article_name, plain, retrieval_of
from newsread.ingest.duplicates import same_address
from newsread.ingest.fetching import Fetched
from newsread.ingest.new_workspace import make_workspace
from newsread.ingest.own_text import with_note
from newsread.place import Place
from newsread.rooted import LinkedRootError

FIREMEN = "'👨🏻‍🚒 firemen drive firetrucks'"
URL = "https://paper.example/2025/soldiers"
TOLD = (
    "Ukrainian troops have captured two Chinese nationals who were fighting in the ranks of the Russian military.",
    "We have the documents of these prisoners, bank cards and personal data, the president said in a post on Tuesday.",
    f"The captured men are being held by the security service, which drives them about in a car, or so {FIREMEN} say.",
)


def html(*paragraphs: str, title: str = "Two soldiers captured", head: str = "") -> bytes:
    body = "".join(f"<p>{each}</p>" for each in paragraphs or TOLD)
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title>{head}</head><body><nav>Home</nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>Imprint</footer></body></html>"
    ).encode()


class Web:
    """Pages at addresses, and when each was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[bytes, str]] = {}
        self.asked: list[str] = []
        self.at = datetime(2026, 11, 22, 9, 41, 7, tzinfo=UTC)

    def put(self, content: bytes, url: str = URL, media_type: str = "text/html") -> None:
        self.pages[url] = content, media_type
        self.at = self.at.replace(minute=self.at.minute + 1)

    def fetch(self, url: str) -> Fetched:
        self.asked.append(url)
        if url not in self.pages:
            raise NewsreadError(f"{url}: nothing is there (404); check the address.")
        content, media_type = self.pages[url]
        return Fetched(url, url, content, media_type, None, self.at, 200)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_workspace(tmp_path / "event")


@pytest.fixture
def web() -> Web:
    return Web()


def add(
    place: Place, *sources: object, web: Web | None = None, stdin: bytes = b"", feed_limit: int = 50
) -> list[Added]:
    fetch = (web or Web()).fetch
    adding = Adding(place.articles, place.originals, fetch, feed_limit=feed_limit, standard_input=BytesIO(stdin))
    return list(adding.add(map(str, sources)))


def added(place: Place, source: object, web: Web | None = None, stdin: bytes = b"") -> str:
    """Return the id of what must be added."""
    [told] = add(place, source, web=web, stdin=stdin)
    assert (told.outcome, told.reason) == (Outcome.ADDED, "")
    assert told.article
    return told.article


def failed(place: Place, source: object, web: Web | None = None, stdin: bytes = b"") -> str:
    """Return the sentence of what must fail, and see that nothing was written."""
    before = everything(place)
    [told] = add(place, source, web=web, stdin=stdin)
    assert told.outcome is Outcome.FAILED
    assert told.reason.endswith(".") or told.reason.endswith("'.")
    assert everything(place) == before
    return told.reason


def everything(place: Place) -> dict[str, bytes]:
    top = place.annotations.parent
    return {file.relative_to(top).as_posix(): file.read_bytes() for file in sorted(top.rglob("*")) if file.is_file()}


def text_of(place: Place, article: str) -> str:
    found = Workspace(place).article(article)
    assert hasattr(found, "text"), found
    return found.text


# What becomes an article


def test_a_page_becomes_an_article_that_knows_where_it_came_from(place: Place, web: Web) -> None:
    page = html(
        head='<meta property="og:site_name" content="The Paper"><meta name="author" content="Ann Lee">'
        '<meta property="article:published_time" content="2025-04-08">'
    )
    web.put(page)
    article = added(place, URL, web)
    assert article.startswith("two-soldiers-captured-")
    found = Workspace(place).articles()[0]
    assert found.text == "\n\n".join(TOLD) + "\n"
    assert found.source == Source("The Paper", "Two soldiers captured", "Ann Lee", "2025-04-08", URL)
    front_matter = decoded((place.articles / article).read_bytes(), Path(article)).front_matter
    assert front_matter["retrieved"] == "2026-11-22T09:42:07Z"
    assert front_matter["original_sha256"] == sha256(page).hexdigest()
    assert front_matter["text_sha256"] == found.sha256
    assert (place.articles / str(front_matter["original"])).read_bytes() == page
    assert "retrieved_from" not in front_matter


def test_a_page_that_names_another_address_its_own_keeps_both(place: Place, web: Web) -> None:
    amp = "https://amp.paper.example/soldiers"
    web.put(html(head=f'<link rel="canonical" href="{URL}">'), amp)
    added(place, amp, web)
    [told] = add(place, amp, web=web)
    assert told.outcome is Outcome.THERE
    article = Workspace(place).articles()[0]
    assert article.source.url == URL
    assert f"retrieved_from: {amp}\n" in article.file.read_text(encoding="utf-8")


def test_files_of_all_kinds_become_articles(place: Place, tmp_path: Path) -> None:
    archive = EmailMessage()
    archive["Snapshot-Content-Location"] = URL
    archive.set_content(html(*TOLD[1:], TOLD[0], title="From an archive").decode(), subtype="html")
    archive.make_related()
    for name, content in {
        "a.html": html(),
        "b.docx": docx("".join(paragraph(f"{each} Word.") for each in TOLD)),
        "c.pdf": pdf_file([["Words that are printed on paper, and read."]], "/Title (Printed)"),
        "d.mhtml": archive.as_bytes(),
    }.items():
        (tmp_path / name).write_bytes(content)
        article = added(place, tmp_path / name)
        kept = [file for file in place.originals.iterdir() if file.name.startswith(article.removesuffix("txt"))]
        assert [file.read_bytes() for file in kept] == [content]
    sources = [article.source for article in Workspace(place).articles()]
    assert Source(title="From an archive", url=URL) in [Source(title=each.title, url=each.url) for each in sources]


def test_an_archive_of_a_page_with_the_words_of_another_is_known(place: Place, web: Web, tmp_path: Path) -> None:
    web.put(html())
    article = added(place, URL, web)
    (tmp_path / "saved.html").write_bytes(html(title="The same words in another frame"))
    assert [(told.outcome, told.article) for told in add(place, tmp_path / "saved.html")] == [(Outcome.THERE, article)]


@pytest.mark.parametrize(
    "content",
    [
        b"Two soldiers.\r\n",
        "Zwölf Männer.".encode("cp1252"),
        b"---\ntitle: A\n---\nText.",
        b"---\r\ntitle: A\r\n---\r\nText.",
    ],
)
def test_texts_are_copied_word_for_word(place: Place, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "My Report.MD").write_bytes(content)
    article = added(place, tmp_path / "My Report.MD")
    assert article.startswith("my-report-")
    assert article.endswith(".md")
    copy = (place.articles / article).read_bytes()
    given, kept = decoded(content, Path("a.md")), decoded(copy, Path("a.md"))
    assert kept.text == given.text
    assert kept.front_matter.items() >= given.front_matter.items()
    originals = [file.read_bytes() for file in place.originals.glob("*")]
    assert originals == ([content] if given.notice else [])
    assert given.notice or copy.endswith(content[5:])


def test_standard_input_brings_a_page_or_a_text(place: Place) -> None:
    assert text_of(place, added(place, "-", stdin=html())).startswith("Ukrainian troops")
    article = added(place, "-", stdin=b"Two soldiers were seen.")
    assert article.startswith("two-soldiers-were-seen-")
    assert "brings nothing" in failed(place, "-", stdin=b" \n")


def test_a_text_of_the_web_knows_its_address(place: Place, web: Web) -> None:
    web.put(f"Two soldiers.\r\n{FIREMEN}\r\n".encode(), media_type="text/plain")
    article = added(place, URL, web)
    assert text_of(place, article) == f"Two soldiers.\n{FIREMEN}\n"
    assert Workspace(place).articles()[0].source.url == URL


def test_all_that_is_in_a_folder_is_added_but_what_surrounds_articles(place: Place, tmp_path: Path) -> None:
    folder = tmp_path / "things"
    for name in (
        "a.txt",
        "b/c.md",
        "b/page_files/x.html",
        "README.md",
        ".hidden",
        "photo.jpg",
        "annotations/z.txt",
        "originals/y.txt",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"Words of {name}.", encoding="utf-8")
    (folder / "b" / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0" * 9)
    told = add(place, folder)
    assert [(Path(each.source).name, each.outcome.value) for each in told] == [
        ("a.txt", "added"),
        ("c.md", "added"),
        ("old.doc", "failed"),
        ("things", "passed by"),
    ]
    assert told[-1].reason == "2 files that are no articles were passed by."
    (tmp_path / "empty").mkdir()
    assert "has no files" in failed(place, tmp_path / "empty")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_in_a_folder_are_passed_by_and_one_that_is_named_is_followed(place: Place, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("Of all users.", encoding="utf-8")
    folder = tmp_path / "things"
    folder.mkdir()
    (folder / "a.txt").write_text("Words.", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret")
    (folder / "gone.txt").symlink_to(tmp_path / "gone")
    told = {Path(each.source).name: each for each in add(place, folder)}
    assert {name: each.outcome.value for name, each in told.items()} == {
        "a.txt": "added",
        "link.txt": "passed by",
        "gone.txt": "passed by",
    }
    assert "add it by its own name" in told["link.txt"].reason
    assert text_of(place, added(place, folder / "link.txt")) == "Of all users."


def test_what_fails_is_told_and_the_rest_goes_on(place: Place, web: Web, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Good.", encoding="utf-8")
    told = add(place, tmp_path / "gone.txt", URL, "ftp://a.example", tmp_path / "good.txt", web=web)
    assert [each.outcome for each in told] == [Outcome.FAILED] * 3 + [Outcome.ADDED]
    assert len(list(place.articles.iterdir())) == 1


def test_a_page_without_an_article_fails(place: Place, web: Web) -> None:
    web.put(b"<html><title>Log in</title><body><form><input></form></body></html>")
    assert failed(place, URL, web)
    web.put(b"{}", media_type="application/json")
    assert "is of the type application/json" in failed(place, URL, web)


def test_a_full_disk_is_told(place: Place, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    web.put(html())
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    assert "no space left on device" in failed(place, URL, web)


# The file


@given(
    st.text(),
    st.builds(Source, *[st.none() | st.text()] * 5),
    st.none() | st.text(),
)
def test_an_article_reads_exactly_as_it_was_extracted(words: str, source: Source, elsewhere: str | None) -> None:
    text = plain(f"{words}.")
    retrieval = Retrieval("2026-11-22T09:41:07Z", "../originals/a.html", "0" * 64, "1" * 64, elsewhere)
    content = article_file(text, source, retrieval)
    read = decoded(content, Path("a.txt"))
    assert read.text == text
    assert read.notice is None
    found = retrieval_of(read.front_matter)
    assert found
    assert (found.original, found.text_sha256) == (retrieval.original, retrieval.text_sha256)


@pytest.mark.parametrize(
    "text", [FIREMEN, "---\na: b\n---\nWords.", "\ufeffWords.", "a\n...\n---\nb", "%PDF-1.4", "x\ty\n\nz"]
)
def test_offsets_count_in_the_text_as_it_was_extracted(text: str) -> None:
    long = "\N{COMBINING ACUTE ACCENT}\U0001f692\x85---\n" * 9_000
    source = Source(long, long, long, long, "https://a.example/" + "é" * 3_900)
    content = article_file(plain(text), source, Retrieval("", "", "", ""))
    assert decoded(content, Path("a.txt")).text == f"{text}\n"


@given(st.text(), st.sampled_from([".txt", ".markdown"]))
def test_a_name_is_safe_on_every_system(words: str, ending: str) -> None:
    name = article_name(words, sha256(words.encode(errors="replace")).hexdigest(), ending)
    assert len(name) <= 80
    assert len(name.encode()) <= 200
    assert name.endswith(ending)
    assert name[0] not in ".-"
    assert not set(name) & set('/\\:*?"<>| \t\n\0')
    assert name.isprintable()


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\CON", "c-con"),
        ("con", "con"),
        ("", "article"),
        ("🚒…", "article"),
        ("Zelensky says: “Two captured”", "zelensky-says-two-captured"),
        ("Володимир Зеленський", "володимир-зеленський"),
        ("word " * 50, "word-word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 300, "x" * 67),
        ("README", "readme"),
    ],
)
def test_a_name_can_be_read(words: str, slug: str) -> None:
    assert article_name(words, "0123456789abcdef") == f"{slug}-01234567.txt"


# What is known already


@pytest.mark.parametrize(
    "other",
    [
        f"{URL}#part",
        f"{URL}?utm_source=a&utm_medium=b&fbclid=c",
        f"{URL}/",
        "http://PAPER.example:80/2025/soldiers",
    ],
)
def test_addresses_of_one_page_are_known_as_one(other: str) -> None:
    assert same_address(other) == same_address(URL)


@pytest.mark.parametrize("other", [f"{URL}?id=2", f"{URL}/2", "https://paper.example/2025/Soldiers", "https://[", ""])
def test_addresses_of_other_pages_are_not(other: str) -> None:
    assert same_address(other) != same_address(URL)


def test_what_is_there_is_not_written_again(place: Place, web: Web, tmp_path: Path) -> None:
    web.put(html())
    web.put(html(head="<!-- made just now -->"), f"{URL}?utm_source=feed")
    (tmp_path / "a.txt").write_text("Two  soldiers.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Two soldiers.", encoding="utf-8")
    first = add(place, URL, tmp_path / "a.txt", web=web)
    before = everything(place)
    for again in (URL, f"{URL}?utm_source=feed", tmp_path / "a.txt", tmp_path / "b.txt", place.articles):
        assert {told.outcome for told in add(place, again, web=web)} == {Outcome.THERE}
    assert everything(place) == before
    assert len(first) == 2


def test_a_page_with_other_words_is_a_new_version_of_its_article(place: Place, web: Web) -> None:
    web.put(html())
    article = added(place, URL, web)
    former = (place.articles / article).read_bytes()
    web.put(html("It begins anew, with a paragraph of which nobody knew anything when it was first told.", *TOLD))
    [told] = add(place, URL, web=web)
    assert (told.outcome, told.article) == (Outcome.RENEWED, article)
    assert text_of(place, article).startswith("It begins anew")
    assert len(Workspace(place).ids) == 1
    stem = article.removesuffix(".txt")
    assert sorted(file.name for file in place.originals.iterdir()) == [
        f"{stem}.20261122T094207Z.article.txt",
        f"{stem}.20261122T094207Z.html",
        f"{stem}.20261122T094307Z.html",
    ]
    assert (place.originals / f"{stem}.20261122T094207Z.article.txt").read_bytes() == former


def test_tags_follow_their_words_into_a_new_version(place: Place, web: Web) -> None:
    web.put(html())
    workspace = Workspace(place)
    article_id = added(place, URL, web)
    workspace = Workspace(place)
    [article] = workspace.articles()
    notebook = workspace.notebook("ana")
    start = article.text.index("We have")
    notebook.judge(article, start, article.text.index("\n", start), Judgement(Verdict.DISPUTED))
    notebook.save()
    web.put(html("It begins anew, with a paragraph of which nobody knew anything when it was first told.", *TOLD))
    assert [told.outcome for told in add(place, URL, web=web)] == [Outcome.RENEWED]
    workspace = Workspace(place)
    [article] = workspace.articles()
    notebook = workspace.notebook("ana")
    [claim] = workspace.placed(article, notebook.claims(article_id))
    assert article.text[claim.start : claim.end] == TOLD[1]
    assert claim.start != start


def test_words_that_somebody_edited_stay(place: Place, web: Web) -> None:
    web.put(html())
    path = place.articles / added(place, URL, web)
    path.write_text(path.read_text(encoding="utf-8").replace("Ukrainian troops", "Troops"), encoding="utf-8")
    for content in (
        html(head=" "),
        html("A new paragraph, and nothing but that, which is long enough to be one.", *TOLD),
    ):
        web.put(content)
        before = everything(place)
        [told] = add(place, URL, web=web)
        assert told.outcome is Outcome.THERE
        assert "stay" in told.reason
        assert everything(place) == before


def test_an_article_that_was_put_there_by_hand_is_known_and_stays(place: Place, web: Web) -> None:
    (place.articles / "mine.txt").write_text(f"Some of its words.\n\nOriginal url: {URL}\n", encoding="utf-8")
    (place.articles / "yours.txt").write_text("\n\n".join(TOLD), encoding="utf-8")
    web.put(html("Some of its words, and then very many more which nobody had the time to type.", *TOLD))
    web.put(html(), "https://other.example/b")
    [mine, yours] = add(place, URL, "https://other.example/b", web=web)
    assert (mine.outcome, mine.article) == (Outcome.THERE, "mine.txt")
    assert (yours.outcome, yours.article, yours.reason) == (Outcome.THERE, "yours.txt", "")
    assert not place.originals.exists()


def test_pages_that_all_give_the_address_of_their_paper_are_articles_of_their_own(place: Place, tmp_path: Path) -> None:
    home = '<link rel="canonical" href="https://paper.example/">'
    for number in range(3):
        (tmp_path / f"{number}.html").write_bytes(html(*TOLD[number:], *TOLD[:number], head=home))
    told = add(place, *sorted(tmp_path.glob("*.html")))
    assert [(each.outcome, each.reason) for each in told] == [(Outcome.ADDED, "")] * 3


# The same file again


@pytest.mark.parametrize(
    "head", [b"", b"\xef\xbb\xbf", b"---\ntitle: A\ntags: [x]\n---\n", b"---\r\ntitle: A\r\n---\r\n"]
)
def test_a_file_that_was_changed_is_a_new_version(place: Place, tmp_path: Path, head: bytes) -> None:
    file = tmp_path / "plain.txt"
    file.write_bytes(head + "Zwölf Männer.\r\n".encode())
    article = added(place, file)
    former = (place.articles / article).read_bytes()
    assert str(tmp_path).encode() not in former
    for words in ("Zwölf Männer und eine Frau.", "Dreizehn Männer und eine Frau."):
        file.write_bytes(head + words.encode())
        [told] = add(place, os.path.relpath(file))
        assert (told.outcome, told.article) == (Outcome.RENEWED, article)
        assert text_of(place, article) == words
    assert former in [kept.read_bytes() for kept in place.originals.iterdir()]
    before = everything(place)
    assert [told.outcome for told in add(place, file)] == [Outcome.THERE]
    assert everything(place) == before


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_text_in_any_encoding_may_change(place: Place, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "plain.txt"
    for words in ("Zwölf Männer, hört man, führen weg.", "Zwölf Männer, hört man, führen über Köln weg."):
        file.write_bytes(words.encode(encoding))
        [told] = add(place, file)
        assert text_of(place, str(told.article)) == words
    assert told.outcome is Outcome.RENEWED


@given(
    st.sampled_from(["", "---\n", "---\ntitle: A\n---\n", "---\r\na: [\r\n...\r\n", "---\n\n---\n"]),
    st.text().map(lambda text: f"{text}."),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251", "shift_jis"]),
)
def test_a_note_never_changes_a_text(head: str, words: str, encoding: str) -> None:
    content = (head + words).encode(encoding, "replace")
    path = Path("a.txt")
    retrieval = Retrieval("2026-11-22T09:41:07Z", None, None, "1" * 64, given_as="0" * 16)
    try:
        text = decoded(content, path).text
    except NewsreadError:
        return
    noted = decoded(with_note(content, path, retrieval), path)
    assert noted.text == text
    found = retrieval_of(noted.front_matter)
    assert found is None or (found.given_as, found.retrieved) == (retrieval.given_as, retrieval.retrieved)


def test_a_document_that_was_changed_is_a_new_version(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(docx(paragraph("Two soldiers.")))
    article = added(place, file)
    file.write_bytes(docx(paragraph("Three soldiers.")))
    assert [(told.outcome, told.article) for told in add(place, file)] == [(Outcome.RENEWED, article)]
    assert len(Workspace(place).ids) == 1


def test_words_of_a_file_that_were_edited_in_the_workspace_stay(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "plain.txt"
    file.write_text("Two soldiers.", encoding="utf-8")
    path = place.articles / added(place, file)
    path.write_text(path.read_text(encoding="utf-8") + " My own.", encoding="utf-8")
    file.write_text("Three soldiers.", encoding="utf-8")
    before = everything(place)
    [told] = add(place, file)
    assert (told.outcome, told.article) == (Outcome.THERE, path.name)
    assert "stay" in told.reason
    assert everything(place) == before


def test_another_page_under_the_name_of_a_file_is_another_article(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    for number, paragraphs in enumerate((TOLD, TOLD[::-1])):
        file.write_bytes(html(*paragraphs, head=f'<link rel=canonical href="{URL}/{number}">'))
        added(place, file)
    assert len(Workspace(place).ids) == 2


def test_a_file_with_the_former_words_of_another_has_a_name_of_its_own(place: Place, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for file, words in (("a.txt", "Old words."), ("a.txt", "New words."), ("b/a.txt", "Old words.")):
        (tmp_path / file).write_text(words, encoding="utf-8")
        [told] = add(place, tmp_path / file)
    assert told.outcome is Outcome.ADDED
    assert sorted(article.text for article in Workspace(place).articles()) == ["New words.", "Old words."]


# Articles of another workspace


def test_articles_of_another_workspace_keep_their_names_and_name_no_original_that_is_not_there(
    place: Place, web: Web, tmp_path: Path
) -> None:
    amp = "https://amp.paper.example/soldiers"
    web.put(html(head=f'<link rel="canonical" href="{URL}">'), amp)
    (tmp_path / "army report.txt").write_text("Two soldiers.", encoding="utf-8")
    other = make_workspace(tmp_path / "other")
    names = [added(other, amp, web), added(other, tmp_path / "army report.txt")]
    told = add(place, other.articles)
    assert [(each.outcome, each.article) for each in told] == [(Outcome.ADDED, name) for name in sorted(names, key=str)]
    for name in names:
        copy = decoded((place.articles / name).read_bytes(), Path(name))
        theirs = decoded((other.articles / name).read_bytes(), Path(name))
        assert copy.text == theirs.text
        assert copy.front_matter.keys().isdisjoint({"original", "original_sha256"})
        assert copy.front_matter["retrieved"] == theirs.front_matter["retrieved"]
    assert [each.outcome for each in add(place, amp, other.articles, web=web)] == [Outcome.THERE] * 3
    web.put(html("It begins anew, with a paragraph of which nobody knew anything when it was first told.", *TOLD), amp)
    assert [each.outcome for each in add(place, amp, web=web)] == [Outcome.RENEWED]


def test_what_was_edited_in_another_workspace_stays_as_well(place: Place, web: Web, tmp_path: Path) -> None:
    web.put(html())
    other = make_workspace(tmp_path / "other")
    path = other.articles / added(other, URL, web)
    path.write_text(path.read_text(encoding="utf-8").replace("Ukrainian troops", "Troops"), encoding="utf-8")
    article = added(place, path)
    web.put(html("It begins anew, with a paragraph of which nobody knew anything when it was first told.", *TOLD))
    assert [told.outcome for told in add(place, URL, web=web)] == [Outcome.THERE]
    assert text_of(place, article).startswith("Troops")


def test_nothing_is_guessed_of_a_text(place: Place, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A heading\n\nTwo soldiers were seen.", encoding="utf-8")
    added(place, tmp_path / "a.txt")
    assert Workspace(place).articles()[0].source == Source()


def test_a_file_that_is_in_the_way_is_never_written_over(place: Place, web: Web) -> None:
    web.put(html())
    article = added(place, URL, web)
    (place.articles / article).write_text("Something else.", encoding="utf-8")
    assert "is there already" in failed(place, URL, web)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_nothing_outside_the_workspace_is_written_over_by_a_link(place: Place, web: Web, tmp_path: Path) -> None:
    web.put(html())
    path = place.articles / added(place, URL, web)
    outside = tmp_path / "outside.txt"
    path.rename(outside)
    path.symlink_to(outside)
    before = outside.read_bytes()
    web.put(html("A new paragraph, and nothing but that, which is long enough to be one.", *TOLD))
    sentence = failed(place, URL, web)
    assert f"{path} leads out of" in sentence
    assert outside.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize("lead", ["absolute", "relative"])
@pytest.mark.parametrize("name", ["originals", "originals/inner"])
def test_nothing_is_kept_outside_the_workspace_by_a_link(
    name: str, lead: str, place: Place, web: Web, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    link = place.articles.parent / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(outside if lead == "absolute" else os.path.relpath(outside, link.parent))
    web.put(html())
    article = place.articles / "inner" / "a.txt"
    if name == "originals":
        with pytest.raises(LinkedRootError, match="newsread follow-links"):
            add(place, URL, web=web)
    else:  # a new version of an article in a folder of that name
        link.unlink()
        added(place, URL, web)
        [added_file] = place.articles.glob("*.txt")
        article.parent.mkdir()
        added_file.rename(article)
        link.symlink_to(outside)
        before = article.read_bytes()
        web.put(html("A new paragraph, and nothing but that, which is long enough to be one.", *TOLD))
        assert f"{link} leads out of" in failed(place, URL, web)
        assert article.read_bytes() == before
    assert list(outside.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_file_that_becomes_a_link_after_its_folder_was_listed_is_not_read(place: Place, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("Of all users.", encoding="utf-8")
    folder = tmp_path / "things"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"Words of {name}.", encoding="utf-8")
    adding = Adding(place.articles, place.originals, Web().fetch, feed_limit=50)
    told = adding.add([str(folder)])
    assert next(told).outcome is Outcome.ADDED
    (folder / "b.txt").unlink()
    (folder / "b.txt").symlink_to(tmp_path / "secret")
    assert "leads out of" in next(told).reason
    assert not any("Of all users" in path.read_text() for path in place.articles.iterdir())


def test_originals_are_no_articles_of_a_bare_folder(tmp_path: Path, web: Web) -> None:
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    place = Workspace.open(tmp_path).place
    web.put(html())
    article = added(place, URL, web)
    assert sorted(Workspace.open(tmp_path).ids) == ["a.txt", article]
    assert (tmp_path / "originals").is_dir()
    assert "original: originals/" in (tmp_path / article).read_text(encoding="utf-8")


# Feeds


def feed(*urls: str) -> bytes:
    items = "".join(f"<item><title>T</title><link>{url}</link></item>" for url in urls)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{items}</channel></rss>'.encode()


def test_the_articles_of_a_feed_are_added_up_to_a_limit(place: Place, web: Web, tmp_path: Path) -> None:
    for number in range(3):
        web.put(html(*TOLD[number:], *TOLD[:number]), f"{URL}/{number}")
    feed_url = "https://paper.example/feed"
    web.put(feed(*(f"{URL}/{number}" for number in (0, 1, 2))), feed_url, "text/xml")
    told = add(place, feed_url, web=web, feed_limit=2)
    assert [(each.source, each.outcome.value) for each in told] == [
        (feed_url, "feed"),
        (f"{URL}/0", "added"),
        (f"{URL}/1", "added"),
    ]
    assert told[0].reason == "It names 3 articles, of which the first 2 are taken."
    assert {article.source.outlet for article in Workspace(place).articles()} == {"F"}  # no page says so itself
    (tmp_path / "feed.xml").write_bytes(feed(*(f"{URL}/{number}" for number in (0, 1, 2, 3))))
    web.asked.clear()
    told = add(place, tmp_path / "feed.xml", web=web)
    assert web.asked == [f"{URL}/2", f"{URL}/3"]
    assert [each.outcome.value for each in told] == ["feed", "already there", "already there", "added", "failed"]


def test_what_a_feed_names_that_is_not_on_the_web_is_told(place: Place, web: Web, tmp_path: Path) -> None:
    web.put(html(), f"{URL}/0")
    (tmp_path / "feed.xml").write_bytes(feed(f"{URL}/0", "file:///etc/passwd", "file:///etc/group"))
    told = add(place, tmp_path / "feed.xml", web=web)
    assert told[0].reason == "It names 1 article; 2 more have no address on the web (http, https) and are passed by."
    assert [each.outcome.value for each in told] == ["feed", "added"]
    (tmp_path / "feed.xml").write_bytes(feed("file:///etc/passwd"))
    assert "no address on the web" in failed(place, tmp_path / "feed.xml")


def test_a_feed_in_a_feed_is_not_followed(place: Place, web: Web) -> None:
    web.put(feed(f"{URL}/again"), f"{URL}/again", "text/xml")
    told = add(place, f"{URL}/again", web=web)
    assert [each.outcome.value for each in told] == ["feed", "failed"]
    assert "add it by itself" in told[1].reason


def test_a_feed_that_attacks_ends_with_its_sentence(place: Place, web: Web) -> None:
    for hostile in (
        b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><link>&a;</link></item></channel></rss>',
        feed(*(f"{URL}/{number}" for number in range(100_000))),
        feed("file:///etc/passwd", "javascript:alert(1)"),
        b"<rss>",
    ):
        web.put(hostile, media_type="application/rss+xml")
        assert failed(place, URL, web)
    assert set(web.asked) == {URL}


# Progress, and the way to stop


def test_progress_is_told_and_the_work_can_be_stopped(place: Place, tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Words {number}.", encoding="utf-8")
    seen: list[Progress] = []
    adding = Adding(place.articles, place.originals, Web().fetch, feed_limit=50)
    sources = [str(file) for file in sorted(tmp_path.glob("*.txt"))]
    told = list(adding.add(sources, progress=seen.append, stop=lambda: len(seen) == 2))
    assert [(each.done, each.found) for each in seen] == [(0, 5), (1, 5)]
    assert len(told) == 2
    assert [each.outcome.value for each in adding.add(sources)] == ["already there"] * 2 + ["added"] * 3


# A workspace that went away


@pytest.mark.parametrize("left", ["nothing", "an empty folder", "a bare folder that is empty"])
def test_what_is_added_makes_no_folder_anew_where_the_workspace_went_away(
    left: str, place: Place, tmp_path: Path
) -> None:
    web = Web()
    web.put(html())
    root = place.articles.parent
    if left == "a bare folder that is empty":
        root = tmp_path / "bare"
        root.mkdir()
        place = Place(root, root / "annotations")
    adding = Adding(place.articles, place.originals, web.fetch, feed_limit=50)
    root.rename(tmp_path / "elsewhere")
    if left != "nothing":
        root.mkdir()
    try:
        outcomes = [each.outcome for each in adding.add([URL])]
    except NewsreadError:
        outcomes = []
    assert Outcome.ADDED not in outcomes
    assert not root.exists() or not any(root.iterdir())
    if left != "nothing":
        root.rmdir()
    (tmp_path / "elsewhere").rename(root)
    assert [each.outcome for each in adding.add([URL])] == [Outcome.ADDED]


# Killed

_ADDING = """
import sys
from pathlib import Path
from newsread.ingest.adding import Adding

top, folder = map(Path, sys.argv[1:])
for told in Adding(top / "seeds", top / "originals", lambda url: None, feed_limit=50).add([str(folder)]):
    print(told.outcome.value, told.article, flush=True)
"""


@pytest.mark.slow
def test_a_kill_leaves_whole_articles_and_adding_goes_on_from_there(place: Place, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    said = {f"{number:03}": [f"Report {number} says that {each}" for each in TOLD] for number in range(200)}
    for name, paragraphs in said.items():
        (folder / f"{name}.docx").write_bytes(docx("".join(map(paragraph, paragraphs))))
    whole = {"\n\n".join(paragraphs) + "\n" for paragraphs in said.values()}
    command = [sys.executable, "-c", _ADDING, str(place.annotations.parent), str(folder)]
    claimed: set[str] = set()
    chance = SystemRandom()
    for _ in range(8):
        lines = killed(command, dict(os.environ), chance.uniform(0, 0.12))
        claimed |= {line.rpartition(" ")[2] for line in lines}
        found = {article.id: article for article in Workspace(place).articles()}
        assert claimed <= found.keys()
        assert {article.text for article in found.values()} <= whole
        assert len(found) == len(Workspace(place).ids)  # none is unreadable
    told = add(place, folder)
    assert not [each for each in told if each.outcome not in {Outcome.ADDED, Outcome.THERE}]
    assert {article.text for article in Workspace(place).articles()} == whole
    assert len(Workspace(place).ids) == 200
    for article in Workspace(place).articles():
        retrieval = retrieval_of(decoded(article.file.read_bytes(), article.file).front_matter)
        assert retrieval
        assert retrieval.original
        assert sha256((article.file.parent / retrieval.original).read_bytes()).hexdigest() == retrieval.original_sha256


_RENEWING = """
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from newsread.ingest.adding import Adding
from newsread.ingest.fetching import Fetched

top, first = Path(sys.argv[1]), int(sys.argv[2])
for version in count(first):
    def fetch(url: str) -> Fetched:
        text = f"Version {version}." + " It goes on as it went on before, word for word." * 500
        return Fetched(url, url, text.encode(), "text/plain", None, datetime.now(UTC), 200)
    [told] = Adding(top / "seeds", top / "originals", fetch, feed_limit=1).add(["https://paper.example/live"])
    print(version, told.outcome.value, flush=True)
"""


def version_of_text(version: int) -> str:
    return f"Version {version}." + " It goes on as it went on before, word for word." * 500 + "\n"


@pytest.mark.slow
def test_a_kill_amid_new_versions_leaves_one_whole_and_all_former_ones(place: Place) -> None:
    top = place.annotations.parent
    chance = SystemRandom()
    first = 0
    for _ in range(8):
        command = [sys.executable, "-c", _RENEWING, str(top), str(first)]
        lines = killed(command, dict(os.environ), chance.uniform(0, 0.1))
        assert {line.split(" ", 1)[1] for line in lines[1:]} <= {"new version"}
        claimed = int(lines[-1].split()[0])
        [article] = Workspace(place).articles()
        version = int(article.text.split(".")[0].removeprefix("Version "))
        assert article.text == version_of_text(version)
        assert version in {claimed, claimed + 1}
        kept = {decoded(file.read_bytes(), file).text for file in place.originals.glob("*.article*.txt")}
        assert {version_of_text(each) for each in range(version)} <= kept
        first = version + 1


# Another article, an archive's copy, a guess

OTHERS = (
    "The court of the old market town said on Friday that the shops may open again after the fire in its hall.",
    "Traders had waited for eleven weeks, and some of them had sold what they had from the boots of their cars.",
    "Insurers will pay for the roof, the mayor told reporters, while the town itself has to pay for the wiring.",
)
ARCHIVE = "https://web.archive.org/web/{}/" + URL


def test_another_page_at_the_same_address_is_another_article(place: Place, tmp_path: Path) -> None:
    head = f'<link rel=canonical href="{URL}">'
    (tmp_path / "1.html").write_bytes(html(head=head))
    (tmp_path / "2.html").write_bytes(html(*OTHERS, head=head))  # of the same title, too
    first = added(place, tmp_path / "1.html")
    before = (place.articles / first).read_bytes()
    [told] = add(place, tmp_path / "2.html")
    assert told.outcome is Outcome.ADDED
    assert told.article != first
    assert first in told.reason
    assert str(told.article) in told.reason
    assert (place.articles / first).read_bytes() == before
    (tmp_path / "2.html").write_bytes(html(*OTHERS, "One more paragraph, for which there is a reason.", head=head))
    [again] = add(place, tmp_path / "2.html")
    assert (again.outcome, again.article) == (Outcome.RENEWED, told.article)


@pytest.mark.parametrize("paragraphs", [TOLD[:2], (*OTHERS, *TOLD, *OTHERS[::-1]), [each.upper() for each in TOLD]])
def test_a_version_may_be_much_shorter_or_longer(place: Place, web: Web, paragraphs: list[str]) -> None:
    web.put(html())
    article = added(place, URL, web)
    web.put(html(*paragraphs))
    assert [(told.outcome, told.article) for told in add(place, URL, web=web)] == [(Outcome.RENEWED, article)]


def test_another_text_in_the_same_file_is_another_article(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(TOLD[0], encoding="utf-8")
    first = added(place, file)
    file.write_text(OTHERS[0], encoding="utf-8")
    [told] = add(place, file)
    assert told.outcome is Outcome.ADDED
    assert first in told.reason
    assert len(Workspace(place).ids) == 2


def test_two_copies_in_an_archive_and_the_page_are_versions_of_one_article(place: Place, web: Web) -> None:
    copies = [ARCHIVE.format("20250409101500"), ARCHIVE.format("20250510101500")]
    rewritten = f'<link rel=canonical href="{copies[0]}">'
    web.put(html(head=rewritten), copies[0])
    web.put(html(*TOLD, "One more paragraph, for which there is a reason.", head=rewritten), copies[1])
    web.put(html(*TOLD, "And one more, for which there is none, and that is all of it."))
    article = added(place, copies[0], web)
    found = Workspace(place).articles()[0]
    front_matter = decoded(found.file.read_bytes(), found.file).front_matter
    assert found.source.url == URL
    assert (front_matter["archive_url"], front_matter["archived"]) == (copies[0], "2025-04-09T10:15:00Z")
    for url in (copies[1], URL):
        [told] = add(place, url, web=web)
        assert (told.outcome, told.article) == (Outcome.RENEWED, article)
    [older] = add(place, copies[1].replace("20250510", "20250511"), web=web)
    assert older.outcome is Outcome.FAILED  # nothing is there
    assert len(Workspace(place).ids) == 1


@pytest.mark.parametrize(
    "head",
    [
        f'<link rel=canonical href="{ARCHIVE.format("20250409101500")}">',
        f'<meta property=og:url content="https://archive.ph/AbCd1"><link rel=bookmark href="https://archive.today/2025.04.09-101500/{URL}">',
        f'<script>__wm.wombat("{URL}","20250409101500","https://web.archive.org/")</script>',
    ],
)
def test_a_saved_copy_of_an_archive_has_the_address_of_its_page(place: Place, tmp_path: Path, head: str) -> None:
    (tmp_path / "saved.html").write_bytes(html(head=f"{head}<meta property=og:site_name content=archive.ph>"))
    added(place, tmp_path / "saved.html")
    found = Workspace(place).articles()[0]
    assert (found.source.url, found.source.outlet) == (URL, None)
    assert decoded(found.file.read_bytes(), found.file).front_matter["archived"] == "2025-04-09T10:15:00Z"


def test_a_copy_in_another_paper_is_an_article_of_its_own(place: Place, web: Web) -> None:
    other = "https://gazette.example/wire/7"
    web.put(html(*TOLD, "The Gazette, by wire.", head=f'<link rel=canonical href="{URL}">'), other)
    web.put(html())
    assert [told.outcome for told in add(place, other, URL, web=web)] == [Outcome.ADDED] * 2


def test_a_guess_is_marked_wherever_it_is_kept(place: Place, web: Web) -> None:
    url = "https://paper.example/2025/04/08/soldiers"
    web.put(html(), url)
    path = place.articles / added(place, url, web)
    assert decoded(path.read_bytes(), path).front_matter["guessed"] == ["published"]
    source = Workspace(place).articles()[0].source
    assert (source.published, source.guessed) == ("2025-04-08", ("published",))
    (place.articles / "sources.toml").write_text(f'["{path.name}"]\npublished = 2025-04-07\n', encoding="utf-8")
    source = Workspace(place).articles()[0].source
    assert (source.published, source.guessed) == ("2025-04-07", ())


def test_what_breaks_a_parser_costs_no_other_source(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.docx").write_bytes(docx(paragraph("Words.")))
    (tmp_path / "b.txt").write_text("Words of a text.", encoding="utf-8")
    monkeypatch.setattr("newsread.ingest.word.word", lambda _: next(iter(())))
    told = add(place, tmp_path / "a.docx", tmp_path / "b.txt")
    assert [each.outcome for each in told] == [Outcome.FAILED, Outcome.ADDED]
    assert "a.docx could not be read (StopIteration)" in told[0].reason
