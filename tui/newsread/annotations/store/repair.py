"""Mends files of tags, as far as can be: nothing is deleted, and no record is changed."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from newsread.annotations.records import BadRecord, Record
from newsread.annotations.store.annotation_files import HEAD_NAMES, TagFile, read_of, same_name, understood
from newsread.annotations.store.journal import OF_NO_ARTICLE, Journal
from newsread.articles.article import Article, Unreadable
from newsread.errors import NewsreadError
from newsread.text.wording import cause, count_of, quoted, way_out


@dataclass(frozen=True)
class Repair:
    """What was done to one file."""

    file: Path
    done: tuple[str, ...] = ()
    """A sentence for each thing that was mended."""
    left: tuple[str, ...] = ()
    """A sentence for each that could not be: why, and the way out. It may repeat what a hostile file says."""


def repair_file(journal: Journal, name: str, article: Article | Unreadable | None) -> Repair | None:
    """Mend an annotator's file as far as can be; None when there is nothing to mend.

    `name` is the article's id as the path says it, `article` what there is of it now.
    """
    path = journal.file(name)
    file = read_of(journal, name)
    if left := tuple(unmendable(file, article)):
        return Repair(path, left=left)
    done = tuple(mendable(file))
    if not done:
        return None
    copies = _copies(journal, name)
    try:
        journal.rewrite(name)  # whatever is written is in order
    except NewsreadError as fault:
        return Repair(path, left=(_not_written(fault),))
    kept = tuple(f"What was there is kept as {copy}." for copy in sorted(_copies(journal, name) - copies))
    return Repair(path, (*done, *kept))


def mendable(file: TagFile) -> Iterator[str]:
    """Say what writing the file anew mends in it, as if it were done. Pure."""
    if file.damage:
        saved = count_of(file.saved, "record")
        if file.conflicted:
            yield f"What stood on both sides of a git conflict was united: {saved} in all."
        else:
            yield f"It was damaged; {saved} could be saved."
    elif file.is_union:
        yield "The lines that git had put together from two versions are in order now."
    elif not file.own_layout:
        yield "Another program had written it in a layout of its own; now it has one record a line."
    if file.waiting:
        yield f"{count_of(file.waiting, 'record')} that waited to be put into it {_are(file.waiting)} in it now."
    if not (file.damage or file.head_is_right):
        yield f"Its head now says that it is by {quoted(file.annotator)} on {quoted(file.article)}."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def unmendable(file: TagFile, article: Article | Unreadable | None) -> Iterator[str]:
    """Say why the file must stay as it is, if it must. Pure."""
    if file.unreadable:
        yield file.why_closed("repair")
    elif file.newer:
        yield "It was written by a newer version of newsread and is left as it is: use that version to repair it."
    elif file.damage:
        if article is None and file.article != OF_NO_ARTICLE and not file.tables:
            yield "Nothing in it is newsread's, and no article has its name: it is left as it is; move it elsewhere."
    else:
        for name in filter(file.contradicts, HEAD_NAMES):
            if not _RECORDS_AGREE[name](file, article):
                yield (
                    f"Its head says another {name}, {quoted(str(file.head[name]))}, and its records do not tell that "
                    "its place is right: move the file to where it belongs, or put the head right in an editor."
                )


def _are_the_annotators(file: TagFile, _: Article | Unreadable | None) -> bool:
    said = (what for what in understood(file).values() if not isinstance(what, BadRecord))
    return all(same_name(what.by, file.annotator) for what in said)


def _are_of_the_article(file: TagFile, article: Article | Unreadable | None) -> bool:
    """Whether one of the records was made of the very text that the article has: which article is in none of them."""
    hashes = {what.anchor.sha256 for what in understood(file).values() if isinstance(what, Record)}
    return not hashes or (isinstance(article, Article) and article.sha256 in hashes)


_RECORDS_AGREE = {"article": _are_of_the_article, "annotator": _are_the_annotators}


def _not_written(fault: NewsreadError) -> str:
    refusal = fault.__cause__
    if isinstance(refusal, OSError):
        return f"It could not be written ({cause(refusal)}) and is as it was: {way_out(refusal)}, and repair again."
    return str(fault)


def _copies(journal: Journal, name: str) -> set[str]:
    """Return the names of the copies of what a file was when it was damaged."""
    path = journal.file(name)
    with suppress(FileNotFoundError):
        entries = journal.root.entries(path.parent.relative_to(journal.root.path))
        return {entry.name for entry in entries if entry.name.startswith(f"{path.name}.corrupt-")}
    return set()
