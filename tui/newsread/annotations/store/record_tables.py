"""What a file of tags holds: a table of records, and beside it those that contradict another of the same id."""

from collections.abc import Iterable, Mapping
from typing import Any

from newsread.annotations.store.safe_json import encoded, frozen

HEAD = "newsread"
"""The table of one document that says the schema's version, the article and the annotator."""

RECORDS = "_default"
"""The table of the records, which is TinyDB's own."""

VARIANTS = "variants"
"""The table of what else was found under the id of a record, as `{"others": [documents]}`."""

_OTHERS = "others"

Document = Mapping[str, Any]
Tables = dict[str, dict[str, Any]]


def versions(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[Document, ...]]:
    """Return every document of the records under its id, with its variants; see `from_versions`.

    The union of what two files hold under each id is what both of them say.
    """
    records, variants = tables.get(RECORDS, {}), tables.get(VARIANTS, {})
    return {
        key: (*((records[key],) if key in records else ()), *(others_of(variants.get(key, {})) or ()))
        for key in sorted({*records, *variants}, key=int)
    }


def from_versions(documents: Mapping[str, Iterable[Document]]) -> Tables:
    """Return the tables that keep all of these documents, without the head: the same ones in whatever order they come.

    Of several documents under one id, the one whose line sorts first is the record and the others are its variants,
    sorted. Documents that differ only in the order of their fields are one.
    """
    tables: Tables = {RECORDS: {}, VARIANTS: {}}
    for key in sorted(documents, key=int):
        first, *others = _distinct(tuple(documents[key])) or (None,)
        if first is not None:
            tables[RECORDS][key] = first
        if others:
            tables[VARIANTS][key] = {_OTHERS: others}
    return {name: table for name, table in tables.items() if table}


def union(here: Mapping[str, Mapping[str, Document]], there: Mapping[str, Mapping[str, Document]]) -> Tables:
    """Return the tables that hold all records of both, and of `here` everything else, frozen.

    Of records that contradict each other under one id all are kept; see `from_versions`. In what it makes of records
    the union is idempotent, commutative and associative.
    """
    both = versions(here)
    for key, documents in versions(there).items():
        both[key] = (*both.get(key, ()), *documents)
    records = {
        name: {key: frozen(document) for key, document in table.items()} for name, table in from_versions(both).items()
    }
    return {name: dict(table) for name, table in here.items() if name not in {RECORDS, VARIANTS}} | records


def others_of(document: Document) -> tuple[Document, ...] | None:
    """Return the documents that a document of the table of variants holds, or None where it is no such document."""
    others = document.get(_OTHERS)
    if len(document) == 1 and isinstance(others, list | tuple) and all(isinstance(one, Mapping) for one in others):
        return tuple(others)
    return None


def _distinct(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    if len(documents) < 2:
        return documents
    by_line = {encoded(document): document for document in documents}
    by_content: dict[str, Document] = {}
    for _, document in sorted(by_line.items()):
        by_content.setdefault(encoded(document, sort_keys=True), document)
    return tuple(by_content.values())
