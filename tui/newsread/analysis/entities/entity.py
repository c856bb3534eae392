"""Entities over all articles: who and what is named, by which forms, where and how often."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Literal, NamedTuple

from newsread.analysis.document import Document
from newsread.analysis.entities.acronyms import introduced
from newsread.analysis.entities.aliases import People, displayed_name, slug, thing
from newsread.analysis.entities.mentions import find_mentions
from newsread.analysis.entities.trimming import UNNAMED
from newsread.analysis.result import Entity

_POSSESSIVE = re.compile(r"['’]s?\s+")


class Mention(NamedTuple):
    """A named thing, a number or a time at one place of a text: half-open `[start, end)` in code points."""

    start: int
    end: int
    label: str
    """Its type, in the terms of OntoNotes: PERSON, GPE, ORG, DATE …"""
    entity: str
    """The id of the `NamedEntity`; empty for numbers and times, which are nobody."""


@dataclass(frozen=True)
class NamedEntity:
    """Somebody or something that the articles name."""

    id: str
    """As in `person:zelensky`: it stays when articles are added, unless a namesake comes in."""
    name: str
    """The form to show: a full name where there is one."""
    label: str
    forms: tuple[str, ...]
    """All forms, white space folded, the most frequent first."""
    mentions: Mapping[str, int]
    """How often an article names it, by the article's id; articles that do not are absent."""


@dataclass(frozen=True)
class Entities:
    """What all articles name."""

    of_article: Mapping[str, tuple[Mention, ...]]
    """The mentions in the order of the text, by the article's id; no two overlap."""
    entities: tuple[NamedEntity, ...]
    """The most often named first."""


@dataclass(frozen=True)
class Correction:
    """What a reader says of forms: words as they stand in the texts, lower and upper case told apart.

    merge: all that the forms name is one. split: the forms name something of their own. retype: the forms have this
    label wherever they stand. ignore: the forms name nothing. A later correction outranks an earlier one.
    """

    action: Literal["merge", "split", "retype", "ignore"]
    forms: tuple[str, ...]
    label: str = ""
    """In the terms of OntoNotes, for retype."""


def entities(documents: Sequence[Document], corrections: Sequence[Correction] = ()) -> Entities:
    """Find the entities of all articles; what readers corrected outranks what the machine finds."""
    found = [
        use
        for document, spans in find_mentions(documents, *_retyped_and_ignored(corrections))
        for use in _uses(document, spans)
    ]
    named = [use for use in found if use.label not in UNNAMED]
    ids = dict(_corrected(list(_identified(named)), corrections))
    of_article: dict[str, list[Mention]] = {document.id: [] for document in documents}
    for use in found:
        of_article[use.article].append(Mention(use.start, use.end, use.label, ids.get(use, "")))
    listed = sorted(_listed(named, ids), key=lambda entity: (-sum(entity.mentions.values()), entity.id))
    return Entities({article: tuple(mentions) for article, mentions in of_article.items()}, tuple(listed))


class _Use(NamedTuple):
    """A form at one place of one article."""

    article: str
    form: str
    start: int
    end: int
    label: str
    acronym: str | None
    """What the article introduces behind it, in brackets."""
    owner: str
    """The country or city that it is said to belong to: each has a `Security Service` of its own."""

    @property
    def thing(self) -> str:
        """The id of what it names if that is nobody, by its form alone."""
        return _id(self.label, f"{self.owner}-{thing(self.label, self.form)}".lstrip("-"))


def _uses(document: Document, spans: Sequence[Entity]) -> Iterator[_Use]:
    text = document.text
    for number, (start, end, label) in enumerate(spans):
        before = spans[number - 1] if number else Entity(0, 0, "")
        owned = (before.label, label) == ("GPE", "ORG") and _POSSESSIVE.fullmatch(text, before.end, start)
        owner = thing("GPE", _folded(text[before.start : before.end])) if owned else ""
        yield _Use(document.id, _folded(text[start:end]), start, end, label, introduced(text, start, end), owner)


def _identified(uses: Sequence[_Use]) -> Iterator[tuple[_Use, str]]:
    """Yield each use with the id of what it names, as far as the machine can tell."""
    articles: dict[str, set[str]] = {}
    spelled_out: dict[str, set[str]] = {}
    for use in uses:
        if use.label == "PERSON":
            articles.setdefault(use.form, set()).add(use.article)
        elif use.acronym:
            spelled_out.setdefault(use.acronym, set()).add(use.thing)
    people = People(articles)
    for use in uses:
        if use.label == "PERSON":
            yield use, _id(use.label, people.key(use.form, use.article) or slug(use.form))
        else:
            meant = spelled_out.get(use.form, ())
            yield use, next(iter(meant)) if len(meant) == 1 else use.thing


def _id(label: str, key: str) -> str:
    return f"{label.lower().replace('_', '-')}:{key}"


def _retyped_and_ignored(corrections: Iterable[Correction]) -> tuple[dict[str, str], frozenset[str]]:
    """Return the labels that readers gave to forms, and the forms that they call no names."""
    labels: dict[str, str] = {}
    ignored: dict[str, bool] = {}
    for correction in corrections:
        for form in map(_folded, correction.forms):
            ignored[form] = correction.action == "ignore"
            if correction.action == "retype" and correction.label:
                labels[form] = correction.label
    return labels, frozenset(form for form, is_ignored in ignored.items() if is_ignored)


def _corrected(identified: Sequence[tuple[_Use, str]], corrections: Iterable[Correction]) -> Iterator[tuple[_Use, str]]:
    """Yield each use with the id of what it names once readers have merged and split."""
    groups = {(use.form, entity): entity for use, entity in identified}
    nodes_of: dict[str, list[tuple[str, str]]] = {}
    for node in sorted(groups):
        nodes_of.setdefault(node[0], []).append(node)
    labels = {use.form: use.label for use, _ in identified}
    for correction in corrections:
        forms = [form for form in map(_folded, correction.forms) if form in nodes_of]
        nodes = [node for form in forms for node in nodes_of[form]]
        if nodes and correction.action == "merge":
            merged = {groups[node] for node in nodes}
            first = groups[nodes[0]]
            groups |= {node: first for node, group in groups.items() if group in merged}
        elif nodes and correction.action == "split":
            elsewhere = {group for node, group in groups.items() if node not in nodes}
            groups |= dict.fromkeys(nodes, _unused(_id(labels[forms[0]], slug(forms[0])), elsewhere))
    for use, entity in identified:
        yield use, groups[use.form, entity]


def _unused(entity: str, used: set[str]) -> str:
    numbered = (f"{entity}-{number}" for number in count(2))
    return next(free for free in chain([entity], numbered) if free not in used)


def _listed(uses: Iterable[_Use], ids: Mapping[_Use, str]) -> Iterator[NamedEntity]:
    grouped: dict[str, list[_Use]] = {}
    for use in uses:
        grouped.setdefault(ids[use], []).append(use)
    for entity, group in grouped.items():
        forms = Counter(use.form for use in group)
        labels = Counter(use.label for use in group)
        label = min(labels, key=lambda label: (-labels[label], label))
        by_frequency = tuple(sorted(forms, key=lambda form: (-forms[form], form)))
        name = displayed_name(label, by_frequency)
        yield NamedEntity(entity, name, label, by_frequency, dict(Counter(use.article for use in group)))


def _folded(form: str) -> str:
    return " ".join(form.split())
