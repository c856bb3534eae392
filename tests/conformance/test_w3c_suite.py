"""What the W3C's own tests say of what is written: https://github.com/w3c/web-annotation-tests.

They are not part of this project. Give their folder by `--w3c-suite PATH` or as NEWSREAD_W3C_SUITE.
"""

import io
import json
import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.annotations.saying import SECOND, Reader
from tests.formats.everything import everything

from newsread.annotations.records import Evidence, Verdict
from newsread.annotations.state import Claim
from newsread.articles.article import Article
from newsread.articles.sources import Source
from newsread.formats.snapshot import Snapshot
from newsread.formats.snapshots import snapshot
from newsread.formats.w3c_format import FORMAT

ANNOTATION, COLLECTION, PAGE = (
    "annotations/annotationMusts.test",
    "collections/collectionMusts.test",
    "collections/pages/pageMusts.test",
)
"""The three lists of what must hold, in the suite."""

ODD_ADDRESSES = [
    "https://example.org/ä b?q=“x”#[1]",
    "http://[::1]/",
    "www.example.org",
    "https://example.org:port/%zz",
    "\udc80",
    "javascript:alert(1)",
    "//example.org",
    "a b",
]
_SIGN = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
URI = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.-]*:(?://(?!{_SIGN}*:[^0-9/?#]){_SIGN}*(?:/{_SIGN}*)*|(?!//)(?:{_SIGN}|/)*)"
    rf"(?:\?(?:{_SIGN}|[/?])*)?(?:#(?:{_SIGN}|[/?])*)?"
)
"""RFC 3986, for addresses without a name of a user."""


class Suite:
    """The schemas of a suite, and which of them must hold for what."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._jsonschema = pytest.importorskip("jsonschema", reason="needs jsonschema: pip install jsonschema")
        referencing = pytest.importorskip("referencing")
        draft = pytest.importorskip("referencing.jsonschema").DRAFT4
        self._registry = referencing.Registry().with_resources(
            (file.name, draft.create_resource(_json(file))) for file in (folder / "definitions").glob("*.json")
        )
        self._formats = self._jsonschema.FormatChecker(formats=())
        self._formats.checks("uri")(lambda text: not isinstance(text, str) or bool(URI.fullmatch(text)))
        self._formats.checks("date-time", raises=ValueError)(
            lambda text: not isinstance(text, str) or (text.endswith("Z") and bool(datetime.fromisoformat(text)))
        )

    def musts(self, listed: str) -> list[Any]:
        """Return the schemas of one of the lists."""
        return [_json(self._folder / name) for name in _json(self._folder / listed)["assertions"]]

    def broken(self, listed: str, value: object) -> list[str]:
        """Return what of a list does not hold for a value."""
        return [schema["id"] for schema in self.musts(listed) if not self._holds(schema, value)]

    def _holds(self, schema: Any, value: object) -> bool:
        checker = self._jsonschema.Draft4Validator(schema, registry=self._registry, format_checker=self._formats)
        return bool(checker.is_valid(value))


def _json(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


@pytest.fixture(scope="module")
def suite(request: pytest.FixtureRequest) -> Suite:
    given = request.config.getoption("--w3c-suite") or os.environ.get("NEWSREAD_W3C_SUITE")
    if not given:
        pytest.skip("the W3C's tests of web annotations are not here: give their folder by --w3c-suite")
    return Suite(Path(given))


def odd() -> Snapshot:
    """Return articles and evidence whose addresses are no URIs; the first of the articles is missing."""
    articles: list[Article] = []
    claims: list[Claim] = []
    for number, address in enumerate(ODD_ADDRESSES):
        reader = Reader(article=f"{number} ä/%.txt")
        evidence = (Evidence(url=address, quote="x"), Evidence(article=address, start=1, end=2))
        reader.tag(SECOND, Verdict.DISPUTED, evidence=evidence)
        claims += reader.claims
        articles.append(Article(reader.article, Path("a"), reader.text, Source(url=address)))
    return snapshot("", articles[1:], claims)


SNAPSHOTS = {"everything": everything(), "odd addresses": odd(), "nothing": snapshot("Empty", [], [])}


def written(now: Snapshot) -> Any:
    file = io.BytesIO()
    FORMAT.write(now, file)
    return json.loads(file.getvalue())


def test_the_lists_are_as_long_as_we_know_them(suite: Suite) -> None:
    assert [len(suite.musts(listed)) for listed in (ANNOTATION, COLLECTION, PAGE)] == [54, 10, 15]


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_every_must_holds_for_the_collection_and_its_page(suite: Suite, name: str) -> None:
    collection = written(SNAPSHOTS[name])
    assert suite.broken(COLLECTION, collection) == []
    assert suite.broken(PAGE, collection) == []
    alone = {"@context": collection["@context"], **collection["first"]}
    assert suite.broken(PAGE, alone) == []


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_every_must_holds_for_every_annotation(suite: Suite, name: str) -> None:
    collection = written(SNAPSHOTS[name])
    items = collection["first"]["items"]
    assert len(items) == collection["total"]
    for item in items:
        assert suite.broken(ANNOTATION, {"@context": collection["@context"], **item}) == [], item


def _damaged(collection: Any) -> Iterator[tuple[str, object]]:
    context, item = collection["@context"], collection["first"]["items"][0]
    alone = {"@context": context, **collection["first"]}
    yield COLLECTION, {**collection, "id": "no uri"}
    yield COLLECTION, {**collection, "@context": context[1]}
    yield PAGE, {**alone, "items": [{}]}
    yield PAGE, {**alone, "partOf": "urn:a:b"}
    yield ANNOTATION, item
    yield ANNOTATION, {"@context": context, **item, "created": "yesterday"}
    yield ANNOTATION, {"@context": context, **item, "target": {"source": "no uri"}}


def test_what_is_damaged_does_not_pass(suite: Suite) -> None:
    for listed, value in _damaged(written(everything())):
        assert suite.broken(listed, value), value
