"""Damaged inputs: everything that the program reads, changed in one place or several, and what it makes of that.

What is changed follows from a seed alone, so that a fault can be seen again; the suite and the bench do it alike.
"""

import io
import json
import shutil
import signal
import tempfile
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

from tests.annotations.saying import FIRST, SECOND, TEXT, THIRD, linked
from tests.formats.workspaces import Made, empty, made
from tests.ingest import files

from newsread.annotations.answers import Naming, Renaming
from newsread.annotations.records import Aspect, Evidence, Mark, Verdict
from newsread.annotations.store.verification import Kind as Finding
from newsread.app.actions.custom_keys import checked
from newsread.app.resume import LeftOff, LeftOffFile, to_json
from newsread.errors import NewsreadError
from newsread.formats import format_named, format_names
from newsread.formats.export import write
from newsread.formats.selection import anonymous
from newsread.ingest.content_types import Kind
from newsread.ingest.conversion import Came
from newsread.ingest.conversion import made as made_of
from newsread.ingest.feeds import read_feed
from newsread.place import Place
from newsread.settings import read_settings
from newsread.workspace.importing import import_file

LIMIT = 60
"""Seconds after which an input counts as one that the program hangs in: far more than any needs."""
IMPORTS = tuple(name for name in format_names() if format_named(name).read)
TALK: list[Any] = [
    (0, lambda reader: reader.mark(SECOND, Mark.SEEN, "look")),
    (0, lambda reader: reader.tag(SECOND, Verdict.DISPUTED, note="who says so?")),
    (0, lambda reader: reader.tag(FIRST, Verdict.VERIFIED, Aspect.STATEMENT)),
    (0, lambda reader: reader.support(SECOND, Evidence(url="https://example.org/a", quote="No."))),
    (0, lambda reader: reader.answer(FIRST, linked("Two soldiers were taken prisoner."))),
    (0, lambda reader: reader.answer(FIRST, Naming(Renaming.MERGE, ("Zelensky", "Zelenskyy")))),
    (1, lambda reader: reader.tag(SECOND, Verdict.UNVERIFIABLE)),
    (1, lambda reader: reader.decide(THIRD, Verdict.DISPUTED, [])),
    (1, lambda reader: reader.undo()),
    (2, lambda reader: reader.tag((0, 33), Verdict.VERIFIED)),
]


class Hung(BaseException):
    """The program did not come to an end; no handler of its own may catch it."""


class Fault(Exception):  # noqa: N818 - it is the word for it here
    """What the program must not do, in words."""


@dataclass
class Outcome:
    """What became of the inputs of one kind."""

    counts: Counter[str] = field(default_factory=Counter)
    """How many were refused and how many accepted."""
    faults: list[str] = field(default_factory=list)
    """What went wrong, with the seed that makes it happen again."""


# What is changed

_SWAPPED: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 7, 2**31, 2**63, 10**30, 0.5, -1.5, 1e308, "", "a", "0", "verified", "Disputed",
    "content", "half \ud83d", "\x00\x1b[31m", "\u202e", "../../evil", "001.txt", "002.txt", [], {},
    [None], [[]], {"a": 1}, "2026-11-21T22:18:05.123Z", "9999-12-31T23:59:59+14:00", "0001-01-01",
    "01900000-0000-7000-8000-000000000000",
    "ffffffff-ffff-7fff-bfff-ffffffffffff", "x" * 5_000,
)  # fmt: skip
_RAW: tuple[bytes, ...] = (
    b"\x00", b"\xff", b"\xed\xa0\x80", b"\x1b]0;x\x07", b"\r", b"\n", b'"', b"{", b"}", b"[", b"]", b",", b"<", b">",
    b"&", b"NaN", b"Infinity", b"1e999", b"-", b"9" * 5_000, b"[" * 3_000, b'{"a":' * 3_000, b"<a>" * 3_000,
    b"--- ", b"=",
)  # fmt: skip


def damaged(content: bytes, chance: Random) -> bytes:
    """Return the content with one to three changes."""
    for _ in range(chance.randint(1, 3)):
        content = chance.choice(_HOW)(content, chance)
    return content


def _in_bytes(content: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    end = min(len(content), start + chance.choice((0, 1, 1, 4, 40, 400)))
    inserted = chance.choice((b"", chance.choice(_RAW), content[start:end] * 2, bytes([chance.randrange(256)])))
    return content[:start] + inserted + content[end:]


def _cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _in_structure(content: bytes, chance: Random) -> bytes:
    """Change a value of JSON, of each line where there are several, or of a file in a zip."""
    if content.startswith(b"PK\x03\x04"):
        return _in_zip(content, chance)
    with suppress(ValueError, RecursionError):
        return json.dumps(_changed(json.loads(content), chance)).encode()
    lines = content.splitlines(keepends=True)
    if not lines:
        return content
    at = chance.randrange(len(lines))
    with suppress(ValueError, RecursionError):
        lines[at] = json.dumps(_changed(json.loads(lines[at]), chance)).encode() + b"\n"
        return b"".join(lines)
    return _in_number(content, chance)


def _in_number(content: bytes, chance: Random) -> bytes:
    """Put another number or another line in the place of one."""
    lines = content.splitlines(keepends=True)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    if chance.random() < 0.3:
        lines[one] = lines[other]
    else:
        digits = [at for at, sign in enumerate(lines[one]) if chr(sign).isdigit()]
        if digits:
            at = chance.choice(digits)
            number = chance.choice((b"-", b"99999999999", b"0.5", b"", b"x", b"7"))
            lines[one] = lines[one][:at] + number + lines[one][at + 1 :]
    return b"".join(lines)


def _in_zip(content: bytes, chance: Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = {name: packed.read(name) for name in packed.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError):
        return content
    if not members:
        return content
    name = chance.choice([*members])
    match chance.randrange(24):
        case 0:
            del members[name]
        case 1:
            members[chance.choice(("../evil", "/evil", "a/b.ann", name.upper(), "x.json"))] = members[name]
        case 2:
            members[name] = b"0" * 60_000_000  # packed it is small
        case _:
            members[name] = damaged(members[name], chance)
    return files.zipped(members)


def _changed(value: Any, chance: Random) -> Any:
    """Return a value of JSON with something else somewhere in it."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        return _changed_object(value, chance)
    if isinstance(value, list) and value and chance.random() < 0.85:
        return _changed_list(value, chance)
    if chance.random() < 0.05:
        for _ in range(chance.choice((3, 90, 150, 900))):
            value = [value] if chance.random() < 0.5 else {"a": value}
        return value
    if isinstance(value, int) and not isinstance(value, bool) and chance.random() < 0.6:
        return value + chance.choice((-1, 1, 3, -40, 1_000, 10**12))
    return chance.choice(_SWAPPED)


def _changed_object(value: dict[str, Any], chance: Random) -> dict[str, Any]:
    key = chance.choice([*value])
    match chance.randrange(8):
        case 0:
            return {name: inner for name, inner in value.items() if name != key}
        case 1:
            return value | {chance.choice(["later", "", "id", "kind", "extra"]): chance.choice(_SWAPPED)}
        case _:
            return value | {key: _changed(value[key], chance)}


def _changed_list(value: list[Any], chance: Random) -> list[Any]:
    at = chance.randrange(len(value))
    match chance.randrange(6):
        case 0:
            return [*value[:at], *value[at + 1 :]]
        case 1:
            return [*value, value[at]]
        case _:
            return [*value[:at], _changed(value[at], chance), *value[at + 1 :]]


_HOW: tuple[Callable[[bytes, Random], bytes], ...] = (_in_structure, _in_structure, _in_structure, _in_bytes, _cut)


# What is made of it

Try = Callable[[bytes, Path], str]
"""Takes an input and an empty folder; returns *refused* or *accepted*. Raises Fault, or whatever must not be raised."""


def _sentence(error: NewsreadError, name: str) -> str:
    says = str(error)
    if name not in says:
        raise Fault(f"a sentence without the name of the file: {says[:200]}")
    if "could not be read as" in says:  # which is for formats of others
        raise Fault(f"a reader that fails: {says[:200]}")
    if len(says) > 2_000:
        raise Fault(f"a sentence of {len(says)} characters: {says[:200]}")
    return "refused"


def _import(name: str) -> Try:
    chosen = format_named(name)

    def attempt(content: bytes, folder: Path) -> str:
        workspace = _target(folder)
        file = folder / f"tags{chosen.ending}"
        file.write_bytes(content)
        try:
            done = import_file(workspace.workspace, chosen, file, own="ana", name="ana")
        except NewsreadError as error:
            return _sentence(error, file.name)
        if long := next((each for each in done.refused if len(each) > 2_000), ""):
            raise Fault(f"a sentence of {len(long)} characters: {long[:200]}")
        _check_sound(workspace)
        return "accepted" if done.merged.taken or not done.refused else "refused"

    return attempt


def _target(folder: Path) -> Made:
    """Return a workspace in which somebody has said something already."""
    workspace = empty(folder / "w", TEXT)
    shutil.copytree(_recorded(), workspace.place.annotations)
    return workspace


def _check_sound(workspace: Made) -> None:
    """Check that everything can be verified and exported."""
    now = workspace.workspace
    wrong = [finding for finding in now.verify().problems if finding.kind is not Finding.MOVED]
    if wrong:
        raise Fault(f"an unsound workspace: {wrong[0].says[:200]}")
    for name in ("json", "html", "csv"):
        write(format_named(name), now.snapshot(withdrawn=True), io.BytesIO())
    write(format_named("w3c"), anonymous(now.snapshot(withdrawn=True)), io.BytesIO())


def _tag_file(content: bytes, folder: Path) -> str:
    workspace = _target(folder)
    file = workspace.place.annotations / "ana" / "001.txt.json"
    file.write_bytes(content)
    problems = workspace.workspace.verify().problems
    notebook = workspace.workspace.notebook("ana")
    notebook.read_all()
    for name in ("json", "html", "md", "w3c"):
        write(format_named(name), workspace.workspace.snapshot(withdrawn=True), io.BytesIO())
    write(format_named("jsonl"), anonymous(workspace.workspace.snapshot(withdrawn=True)), io.BytesIO())
    workspace.workspace.repair()
    workspace.workspace.verify()
    return "refused" if problems else "accepted"


def _settings(content: bytes, folder: Path) -> str:
    file = folder / "settings.toml"
    file.write_bytes(content)
    read = read_settings(file)
    _, wrong = checked(read.settings.keys, file)
    problems = [*read.problems, *wrong]
    for each in problems:
        _sentence(NewsreadError(each), file.name)
    with suppress(NewsreadError):
        read.change("theme", "newsread-light")
    return "refused" if problems else "accepted"


def _articles(name: str) -> Try:
    def attempt(content: bytes, folder: Path) -> str:
        workspace = empty(folder / "w", TEXT)
        (workspace.place.articles / name).write_bytes(content)
        now = workspace.workspace
        articles = now.articles()
        for article in articles:
            if any("\ud800" <= sign <= "\udfff" for sign in article.text):
                raise Fault("half a character in a text")
        return "accepted" if len(articles) == len(now.ids) and not now.problems else "refused"

    return attempt


def _state(content: bytes, folder: Path) -> str:
    workspace = empty(folder / "w", TEXT).workspace
    kept = LeftOffFile(workspace, folder)
    kept.keep_at_last(LeftOff())
    [file] = (folder / "left off").iterdir()
    file.write_bytes(content)
    return "accepted" if LeftOffFile(workspace, folder).read().reading else "refused"


def _page(ending: str) -> Try:
    def attempt(content: bytes, folder: Path) -> str:
        file = folder / f"page{ending}"
        try:
            came = Came.from_a_file(file, content)
            if came.kind is Kind.FEED:
                read_feed(content)
            else:
                made_of(came)
        except NewsreadError as error:
            return "refused" if str(error) else _sentence(error, file.name)
        return "accepted"

    return attempt


# What there is

PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Two men captured</title>
<meta property="og:site_name" content="The Daily"><link rel="canonical" href="https://example.org/1">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Two men captured",
"author": {{"name": "Ann Lee"}}, "datePublished": "2025-04-08"}}</script></head><body><article><h1>Two men captured</h1>
<p>{TEXT} {TEXT}</p><ul><li>One</li></ul><table><tr><td>Two</td></tr></table><p>{TEXT}</p></article></body></html>"""
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>The Daily</title><item><title>Two men</title>'
    "<link>https://example.org/1</link><pubDate>Tue, 08 Apr 2025 10:00:00 GMT</pubDate></item></channel></rss>"
)
SETTINGS = 'annotator = "Ana"\ntheme = "newsread-light"\nothers = true\n[keys]\ntick = ["f9", "ctrl+b"]\nseen = "f8"\n'
SOURCES = '["001.txt"]\ntitle = "Two men"\npublished = 2025-04-08\nurl = "https://example.org/1"\nbyline = ["A", "B"]\n'
READING = {"articles": [{"id": "002.txt"}, {"id": "001.txt"}], "active": 1, "first": 0, "size": [80, 24]}
FRONT_MATTER = f"---\ntitle: Two men\ndate: 2025-04-08\nauthor: {{name: Ann Lee}}\ntags: [a, b]\n---\n\n{TEXT}\n"


@cache
def _recorded() -> Path:
    """Return a folder of annotations, made once."""
    folder = Path(tempfile.mkdtemp(prefix="newsread-fuzz-"))
    return made(folder / "w", TEXT, TALK).place.annotations


@cache
def _exported(name: str) -> bytes:
    content = io.BytesIO()
    folder = _recorded().parent
    workspace = Made(Place(folder / "seeds", folder / "annotations")).workspace
    write(format_named(name), workspace.snapshot(withdrawn=True), content)
    return content.getvalue()


def kinds() -> Mapping[str, tuple[Try, Callable[[], bytes]]]:
    """Return what is tried, by its name: what makes of an input what, and an input that is sound."""
    chapters = [("1.xhtml", files.chapter(f"<h1>Two men</h1><p>{TEXT}</p>"))]
    return {
        **{f"import {name}": (_import(name), partial(_exported, name)) for name in IMPORTS},
        "tag file": (_tag_file, (_recorded() / "ana" / "001.txt.json").read_bytes),
        "settings": (_settings, SETTINGS.encode),
        "sources.toml": (_articles("sources.toml"), SOURCES.encode),
        "front matter": (_articles("003.md"), FRONT_MATTER.encode),
        "session": (_state, lambda: json.dumps(to_json(LeftOff()) | READING).encode()),
        "page": (_page(".html"), PAGE.encode),
        "feed": (_page(".xml"), FEED.encode),
        "docx": (_page(".docx"), lambda: files.docx(files.paragraph(TEXT), {"docProps/core.xml": files.CORE})),
        "epub": (_page(".epub"), lambda: files.epub_file(chapters)),
        "pdf": (_page(".pdf"), lambda: files.pdf_file([["Two men were captured.", "He said so on Tuesday."]])),
    }


@contextmanager
def _limited() -> Iterator[None]:
    def end(*_: object) -> None:
        raise Hung

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(LIMIT)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def fuzz(name: str, number: int, seed: int, folder: Path) -> Outcome:
    """Try so many inputs of a kind; each follows from the seed and its number."""
    attempt, sound = kinds()[name]
    content, outcome = sound(), Outcome()
    for each in range(number):
        chance = Random(f"{name} {seed} {each}")  # noqa: S311 - it must come again
        changed = damaged(content, chance) if each else content
        here = folder / "input"
        here.mkdir()
        try:
            with _limited(), warnings.catch_warnings(action="ignore"):  # of libraries, on what they read
                outcome.counts[attempt(changed, here)] += 1
        except Hung:
            outcome.faults.append(f"{name}, seed {seed}, input {each}: did not come to an end")
        except Exception as error:
            outcome.faults.append(f"{name}, seed {seed}, input {each}: {type(error).__name__}: {error}"[:400])
        finally:
            shutil.rmtree(here)
    return outcome
