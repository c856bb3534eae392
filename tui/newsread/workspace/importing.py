"""An import: what a file of another tool tells becomes records, and these are merged like anybody's."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from newsread.annotations.acceptance import accept
from newsread.annotations.anchoring import anchor
from newsread.annotations.anchoring.anchor import Anchor
from newsread.annotations.annotators import check_name
from newsread.annotations.answers import Linked
from newsread.annotations.checks import shortened
from newsread.annotations.fields import instant
from newsread.annotations.groups import Groups, Words
from newsread.annotations.ids import id_after, id_from
from newsread.annotations.merge import Merged
from newsread.annotations.records import Action, Mark, Record, check_texts, to_json
from newsread.annotations.state import fold
from newsread.annotations.store.journal import Journal
from newsread.annotations.store.record_tables import RECORDS
from newsread.annotations.store.storage import RecordStorage
from newsread.articles.article import Article
from newsread.articles.folder import check_id
from newsread.errors import NewsreadError
from newsread.followed import ANNOTATIONS
from newsread.formats import Format, Told
from newsread.text.printable import printable
from newsread.text.wording import cause, count_of
from newsread.workspace.workspace import Workspace

_IN_PLACE = frozenset(map(chr, [*range(0x2400, 0x2427), 0xFFFD]))
"""What stands in some formats for a character that they cannot hold."""
_MOST_BYTES = 500_000_000
"""How large a file may be that is read whole."""
_LONGEST = 400
"""How long a sentence on an entry is at most, in characters."""
_MOST_TOLD = 20
"""How many of the entries that cannot be taken are told one by one."""


@dataclass(frozen=True)
class Imported:
    """What an import has done."""

    entries: int
    """How many verdicts, marks and other records the file tells of."""
    merged: Merged

    @property
    def refused(self) -> tuple[str, ...]:
        """What could not be taken, as sentences."""
        return self.merged.refused


def import_file(workspace: Workspace, chosen: Format, file: Path, *, own: str, name: str) -> Imported:
    """Take over what a file tells; to do it again changes nothing.

    `own` is who imports; `name` is whose records those become that the file names nobody for. A record keeps its id.
    What was changed in the other tool revises the record that it was, as if that had been done right after it. What
    has no id gets one that its content makes, older than all that was ever recorded, so that it never outranks what
    stands here. Raises NewsreadError for a file that cannot be read.
    """
    if chosen.read is None:
        raise NewsreadError(f"newsread writes {chosen.name}, but cannot read it back: give another format.")
    told = _told(chosen, file)
    making = _Making(workspace, chosen.name, name)
    making.take(told)
    making.check()
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / printable(file.name) / ANNOTATIONS
        making.write(folder)
        merged = workspace.merge([folder], own) if making.records else Merged((), (), ())
    return Imported(
        len(told),
        replace(
            merged,
            notices=(*making.notices, *merged.notices),
            refused=(*_few(making.refused), *merged.refused),
        ),
    )


def _told(chosen: Format, file: Path) -> list[Record | Told | NewsreadError]:
    """Return what a file tells. Raises NewsreadError, whatever a format makes of what it was not made for."""
    try:
        if not file.is_file() or file.stat().st_size > _MOST_BYTES:
            raise NewsreadError(f"is no file, or one of more than {_MOST_BYTES // 1_000_000} MB: import it in parts.")
        return list(chosen.read(file.read_bytes())) if chosen.read else []
    except NewsreadError as error:
        raise NewsreadError(f"{file} {error}") from error
    except OSError as error:
        raise NewsreadError(f"{file} cannot be read: {cause(error)}.") from error
    except Exception as error:  # of a format that another package brings
        raise NewsreadError(f"{file} could not be read as {chosen.name}: {type(error).__name__}: {error}.") from error


def _few(refused: list[str]) -> Iterator[str]:
    yield from refused[:_MOST_TOLD]
    if len(refused) > _MOST_TOLD:
        yield f"{count_of(len(refused) - _MOST_TOLD, 'more entry', 'more entries')} could not be taken."


@dataclass(frozen=True)
class _Member:
    """A claim in a group that a file tells of."""

    record: Record
    group: UUID


_Place = tuple[str, int, int, str]
"""An article, a place in it, and the words there."""


def _place_of(record: Record) -> _Place:
    return record.article, record.anchor.start, record.anchor.end, record.anchor.quote


class _Making:
    """Records being made of what a file tells."""

    def __init__(self, workspace: Workspace, format_name: str, name: str) -> None:
        self._workspace = workspace
        self._format = format_name
        self._name = name
        self._now = instant(datetime.now(UTC))
        self._known: dict[str, Mapping[UUID, Record]] = {}
        self._groups: dict[str, Groups] = {}
        self._claims: dict[str, dict[_Place, UUID]] = {}
        """By annotator, the claims of all words of which something was said."""
        self._every: set[UUID] | None = None
        self._by_sha256: dict[str, str] = {}
        self._by_address: dict[str, str] = {}
        self.records: defaultdict[tuple[str, str], dict[UUID, Record]] = defaultdict(dict)
        """By annotator and article."""
        self.refused: list[str] = []
        self.notices: list[str] = []

    def take(self, told: Iterable[Record | Told | NewsreadError]) -> None:
        """Make the records."""
        members: list[_Member] = []
        for number, each in enumerate(told, 1):
            if isinstance(each, NewsreadError):
                self.refused.append(f"Entry {number} was not taken: {each}")
                continue
            try:
                record = self._present(each) if isinstance(each, Record) else self._made(each)
                check_texts(record)
            except (NewsreadError, ValueError, OverflowError) as error:
                self.refused.append(f"Entry {number} was not taken: {_shortened(error)}")
                continue
            self._keep(record)
            if isinstance(each, Told) and each.group:
                members.append(_Member(record, each.group))
        for record in _links(members, self._format):
            if not self._is_one_here(record):
                self._keep(record)

    def check(self) -> None:
        """Keep of the records those alone with which the workspace stays sound."""
        incoming = [record for records in self.records.values() for record in records.values()]
        accepted = accept(incoming, self._here, self._anybodys, self._workspace.article_if_there, self._now)
        self.refused += accepted.refused
        if accepted.begun:
            claims = count_of(accepted.begun, "claim")
            self.notices.append(f"New ids for {claims}: the first record is neither in the file nor here.")
        self.records.clear()
        for record in accepted.records:
            self.records[record.by, record.article][record.id] = record

    def _anybodys(self) -> set[UUID]:
        """Return the ids of everybody's records here."""
        if self._every is None:
            self._every = {each for annotator in self._workspace.annotators() for each in self._here(annotator)}
        return self._every

    def _keep(self, record: Record) -> None:
        """Keep a record, unless one of its id is here: that one may say more than the file could hold."""
        if record.id not in self._here(record.by):
            self._claims.get(record.by, {}).setdefault(_place_of(record), record.claim)
            self.records[record.by, record.article].setdefault(record.id, record)

    def _is_one_here(self, record: Record) -> bool:
        """Whether the annotator has said already that the words of two articles are one claim."""
        if record.by not in self._groups:
            claims = fold(self._here(record.by).values()).values()
            self._groups[record.by] = Groups(self._workspace.links(claims))
        linked = record.linked
        group_of = self._groups[record.by].of
        group = group_of(Words(record.article, record.anchor.start, record.anchor.end))
        there = linked and group_of(Words(linked.article, linked.anchor.start, linked.anchor.end))
        return group is not None and group == there

    def _here(self, annotator: str) -> Mapping[UUID, Record]:
        if annotator not in self._known:
            self._known[annotator] = self._workspace.recorded(annotator)
        return self._known[annotator]

    def _present(self, record: Record) -> Record:
        """Return a record as one of the article that has its text here, whatever that is called there.

        Raises NewsreadError for ids that cannot be those of articles, for one names a file, and for broken text.
        """
        article = self._id_of(record.article, record.anchor.sha256)
        for each in (article, *([record.linked.article] if record.linked else [])):
            check_id(each)
            if printable(each) != each:
                raise NewsreadError(f"it names the article {printable(each)}, with a sign that no name should have.")
        return replace(record, by=check_name(record.by), article=article)

    def _id_of(self, article: str, text_hash: str) -> str:
        """Return the id that an article has here; its own if it is not here."""
        if article in self._workspace.ids or not text_hash:
            return article
        return self._hashes().get(text_hash, article)

    def _hashes(self) -> Mapping[str, str]:
        if not self._by_sha256:
            self._by_sha256 = {article.sha256: article.id for article in reversed(self._workspace.articles())}
        return self._by_sha256

    def _addresses(self) -> Mapping[str, str]:
        if not self._by_address:
            every = reversed(self._workspace.articles())
            self._by_address = {article.source.url: article.id for article in every if article.source.url}
        return self._by_address

    def _made(self, told: Told) -> Record:
        by = check_name(told.by or self._name)
        text_hash = told.sha256 or (sha256(told.text.encode(errors="surrogatepass")).hexdigest() if told.text else "")
        known_as = told.article or self._addresses().get(told.url, "")
        article = self._workspace.article_if_there(self._id_of(known_as, text_hash))
        if not isinstance(article, Article):
            raise NewsreadError(
                f"its article {printable(told.article or told.url) or 'has no id and'} is not among those of this "
                "workspace: add it first, with newsread add."
            )
        words = _anchored(told, article)
        what = _what(told)
        content = (self._format, article.sha256, by, words.start, words.end, *what.values())
        record_id, at = _id_of(told, *content), told.at or self._now
        here = self._here(by).get(record_id)
        if here and here.article != article.id:
            raise NewsreadError(f"its id is that of a record on {printable(here.article)}: remove the id.")
        if here and _says_something_else(told, here):
            told = replace(told, revises=told.id, claim=here.claim)
        if told.revises:
            record_id, at = id_after(told.revises, *content, told.note), self._now
            here = self._here(by).get(record_id)
        if here:
            return here
        return Record(
            id=record_id,
            article=article.id,
            claim=told.claim or self._claim_of(article.id, by, words) or record_id,
            at=at,
            by=by,
            anchor=words,
            note=told.note,
            evidence=told.evidence,
            inherited_from=told.inherited_from,
            judged=told.judged or (),
            **what,
        )

    def _claim_of(self, article: str, by: str, words: Anchor) -> UUID | None:
        """Return the claim of exactly these words that is here already, or that the file has told of before."""
        if by not in self._claims:
            self._claims[by] = {_place_of(each): each.claim for each in reversed([*self._here(by).values()])}
        return self._claims[by].get((article, words.start, words.end, words.quote))

    def write(self, folder: Path) -> None:
        """Write the records as a folder of annotations, from which they can be merged."""
        for (by, article), records in self.records.items():
            file = Journal(folder, by).file(article)  # which lets no id lead elsewhere
            storage = RecordStorage(file, article, by)
            storage.write({RECORDS: {str(each.int): to_json(records[each]) for each in sorted(records)}})


def _id_of(told: Told, *content: object) -> UUID:
    """Return the record's own id, if it can be one here, or else one that it or the content makes."""
    if told.id is None:
        return id_from(*content)
    return told.id if told.id.version == 7 else id_from(told.id)


def _says_something_else(told: Told, here: Record) -> bool:
    """Whether an entry was changed since it was written from a record that is here."""
    return (told.verdict, told.mark, _legible(told.note)) != (here.verdict, here.mark, _legible(here.note))


def _legible(note: str) -> str:
    """Return a note without white space, controls and the signs that some formats have in their place."""
    return "".join(sign for sign in note if sign.isprintable() and not sign.isspace() and sign not in _IN_PLACE)


def _shortened(error: Exception) -> str:
    """Return a sentence, cut where it repeats too much of a file."""
    sentence = str(error)
    return sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST]}…"


def _what(told: Told) -> dict[str, Any]:
    """Return action, verdict, aspect and mark of a record."""
    if told.mark:
        return {"action": Action.MARK, "mark": told.mark}
    if told.judged is not None:
        return {"action": Action.DECIDE, "verdict": told.verdict, "aspect": told.aspect}
    if told.verdict is None and told.note:
        return {"action": Action.MARK, "mark": Mark.SEEN}  # which keeps a note where nothing else was said
    if told.verdict is None:
        raise NewsreadError("it has neither a verdict nor a mark nor a note.")
    return {"action": Action.TAG, "verdict": told.verdict, "aspect": told.aspect}


def _anchored(told: Told, article: Article) -> Anchor:
    """Return the anchor of the words; of words that are not at their place one that lets them be looked for."""
    text = told.text or ""
    quote = told.quote or (text[told.start : told.end] if told.start >= 0 else "")
    same_text = told.sha256 == article.sha256 or told.text == article.text
    at_place = 0 <= told.start < told.end <= len(article.text)
    names_only_the_place = not quote and (same_text or not (told.text or told.sha256))
    if at_place and (article.text[told.start : told.end] == quote or names_only_the_place):
        return anchor.make(article.text, told.start, told.end, article.sha256)
    if not quote:
        place = f"{shortened(told.start)} to {shortened(told.end)}"
        raise NewsreadError(f"{place} of {printable(article.id)} is known to be no words of it.")
    if (start := _only_place(told, article.text)) is not None:
        return anchor.make(article.text, start, start + len(quote), article.sha256)
    start = max(told.start, 0)
    before = told.prefix or text[max(0, told.start - anchor.CONTEXT) : told.start]
    behind = told.suffix or text[told.end : told.end + anchor.CONTEXT]
    return Anchor(start, start + len(quote), quote, before, behind, "")


def _named(held: Anchor) -> str:
    """Return what names the words of an anchor in the same way however much it knows of what is around them."""
    return f"{held.start} {held.end} {held.quote}"


def _only_place(told: Told, text: str) -> int | None:
    """Return where the words stand of which a file quotes no text and names none, if that is one place only."""
    if told.text is not None or told.sha256 or text.count(told.quote) != 1:
        return None
    start = text.index(told.quote)
    fits = text[:start].endswith(told.prefix) and text.startswith(told.suffix, start + len(told.quote))
    return start if fits else None


def _links(members: Iterable[_Member], format_name: str) -> Iterator[Record]:
    """Give the answers that make one claim of each group: the first of its words, and each of the others."""
    groups: defaultdict[tuple[str, UUID], dict[tuple[str, int, int], Record]] = defaultdict(dict)
    for member in members:
        record = member.record
        place = (record.article, record.anchor.start, record.anchor.end)
        groups[record.by, member.group].setdefault(place, record)
    for (_, group), of_group in groups.items():
        first, *others = (of_group[place] for place in sorted(of_group))
        for other in others:
            if other.article != first.article:
                with suppress(NewsreadError):
                    yield replace(
                        first,
                        id=id_from(
                            format_name, str(group), first.by, first.article, other.article, _named(other.anchor)
                        ),
                        action=Action.LINK,
                        verdict=None,
                        aspect=None,
                        mark=None,
                        note="",
                        evidence=(),
                        inherited_from=None,
                        judged=(),
                        linked=Linked(other.article, other.anchor, same=True),
                    )
