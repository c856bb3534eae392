"""Adds what comes from outside to the articles of a workspace, each whole or not at all.

What an article was made from is kept as it came, and is on the disk before the article is. An article that is there
already, by its address or by its words, is not added again; where its page or file has other words now, its own file is
replaced, and what it was before is kept as well. A process that is killed leaves articles that are whole, and at most
an original without its article; adding the same again goes on from there.
"""

import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import BinaryIO

from newsread.articles.reading import MOST_BYTES, bytes_below, decoded, read_bytes
from newsread.articles.sources import Source
from newsread.errors import NewsreadError
from newsread.followed import root_of
from newsread.ingest.article_file import Retrieval, article_file, article_name, retrieval_of, text_sha256
from newsread.ingest.content_types import Kind
from newsread.ingest.conversion import Came, Made, made
from newsread.ingest.duplicates import Known, same_address, same_words
from newsread.ingest.fetching import Fetched
from newsread.ingest.inputs import Given, OnDisk, OnStandardInput, OnTheWeb, PassedBy, given
from newsread.ingest.originals import FORMER
from newsread.ingest.own_text import with_note
from newsread.rooted import PathKind
from newsread.text.wording import cause, count_of, way_out

_FIRST_WORDS = 200
_NAME_ELSEWHERE = re.compile(r"(.+)-([0-9a-f]{8})")
"""Of an article's file in another workspace, without its ending: it stays the same, and so does the article's id."""


class Outcome(StrEnum):
    """What became of something that was given."""

    ADDED = "added"
    THERE = "already there"
    RENEWED = "new version"
    FEED = "feed"
    """Its articles are to follow."""
    PASSED_BY = "passed by"
    """What is in a folder and is no article."""
    FAILED = "failed"


@dataclass(frozen=True)
class Added:
    """What became of one thing that was given, or that a folder or feed held."""

    source: str
    """An address or a path; printable it is not yet."""
    outcome: Outcome
    article: str | None = None
    """The id of the article that is there now."""
    reason: str = ""
    """A sentence: why it failed, or what else is to be known."""
    left_out: tuple[str, ...] = ()
    """The blocks of a page that are not in its article, each on one line; printable they are not yet."""


@dataclass(frozen=True)
class Progress:
    """How far the work is, told before each step."""

    done: int
    found: int
    """How many there are in all, as far as is known by now."""
    source: str
    """What is worked on."""


class Adding:
    """Adds to one workspace; used by one thread."""

    def __init__(
        self,
        articles: Path,
        originals: Path,
        fetch: Callable[[str], Fetched],
        *,
        feed_limit: int,
        standard_input: BinaryIO | None = None,
    ) -> None:
        """`articles` and `originals` are the workspace's folders; `fetch` raises NewsreadError where it fails.

        Of each feed the first `feed_limit` articles are taken. Raises LinkedRootError where one of the folders is a
        link that its owner did not agree to.
        """
        self._articles = root_of(articles)
        self._originals = root_of(originals)
        self._articles.check()
        self._originals.check()
        self._was = self._identity()
        self._fetch = fetch
        self._feed_limit = feed_limit
        self._standard_input = standard_input
        self.reads_again = False
        """Whether a page that is there already is read as well, for the blocks of it that are not in its article."""

    def add(
        self,
        sources: Iterable[str],
        *,
        progress: Callable[[Progress], None] = lambda _: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Iterator[Added]:
        """Add what the sources name, see `given`, and yield what became of each once it is on the disk.

        What fails is yielded, too, and the rest goes on. Between two steps `stop` is asked whether to end; to close
        the generator does the same. Raises NewsreadError where the articles' folder cannot be opened.
        """
        known = Known(self._articles)
        waiting = deque(given(sources))
        done = 0
        while waiting and not stop():
            each = waiting.popleft()
            progress(Progress(done, done + 1 + len(waiting), each.name))
            try:
                told, named = self._step(each, known)
                waiting.extendleft(reversed(named))
            except NewsreadError as error:
                told = Added(each.name, Outcome.FAILED, reason=str(error))
            except OSError as fault:
                where = fault.filename or self._articles.path
                reason = f"{where} could not be written: {cause(fault)}; {way_out(fault)}."
                told = Added(each.name, Outcome.FAILED, reason=reason)
            except Exception as fault:  # whatever a source does to a parser costs no other source
                kind = type(fault).__name__
                reason = f"{each.name} could not be read ({kind}): save its text as a .txt file and add that."
                told = Added(each.name, Outcome.FAILED, reason=reason)
            done += 1
            yield told

    def _step(self, each: Given, known: Known) -> tuple[Added, Sequence[OnTheWeb]]:
        """Return what became of one, and what it names that is to be added next."""
        if isinstance(each, PassedBy):
            return Added(each.name, Outcome.PASSED_BY, reason=each.reason), ()
        if isinstance(each, OnTheWeb) and each.of_feed and (there := known.at(each.url)):
            return Added(each.name, Outcome.THERE, there[0]), ()
        came = self._bring(each)
        if came.kind is not Kind.FEED:
            return self._take(came, known), ()
        if came.of_feed:
            raise NewsreadError(f"{came.name} is a feed, which another feed named: add it by itself.")
        named, elsewhere = _entries(came)
        taken = named[: self._feed_limit]
        reason = f"It names {count_of(len(named), 'article')}"
        if len(taken) < len(named):
            reason += f", of which the first {len(taken):,} are taken"
        if elsewhere:
            have = "has" if elsewhere == 1 else "have"
            are = "is" if elsewhere == 1 else "are"
            reason += f"; {elsewhere:,} more {have} no address on the web (http, https) and {are} passed by"
        return Added(came.name, Outcome.FEED, reason=f"{reason}."), taken

    # What comes in

    def _bring(self, each: OnTheWeb | OnDisk | OnStandardInput) -> Came:
        match each:
            case OnTheWeb(url, of_feed):
                return Came.from_the_web(self._fetch(url), of_feed)
            case OnDisk(path, folder):
                if folder:
                    return Came.from_a_file(path, bytes_below(folder, path.relative_to(folder.path)))
                if path.is_dir():
                    raise NewsreadError(f"{path} has no files that can be added, or may not be opened.")
                return Came.from_a_file(path, read_bytes(path))
            case OnStandardInput(name):
                content = self._standard_input.read(MOST_BYTES + 1) if self._standard_input else b""
                if len(content) > MOST_BYTES:
                    raise NewsreadError(
                        f"{name} brings more than {MOST_BYTES // 1_000_000} MB: split it into articles."
                    )
                if not content.strip():
                    raise NewsreadError(f"{name} brings nothing: pipe a page or a text into it.")
                return Came.from_a_stream(name, content)

    # What is made of it

    def _take(self, came: Came, known: Known) -> Added:
        if there := known.made_from(came.sha256):
            return Added(came.name, Outcome.THERE, there, left_out=made(came).left_out if self.reads_again else ())
        found = made(came)
        if there := known.with_words(found.text):
            return Added(came.name, Outcome.THERE, there, left_out=found.left_out if self.reads_again else ())
        candidates = known.at(*found.addresses) + known.given_as(came.given_as, has_address=bool(found.addresses))
        if there := known.version_of(found.text, candidates):
            return self._renew(there, came, found, known)
        article = self._free_name(came, found, is_another=bool(candidates))
        self._write(article, came, found, known)
        notice = _of_another(article, candidates[0], found) if candidates else ""
        return Added(came.name, Outcome.ADDED, article, " ".join(filter(None, (notice, found.notice))), found.left_out)

    def _free_name(self, came: Came, found: Made, *, is_another: bool) -> str:
        """Return the name of a new article's file; `is_another` if one with its address is there, which it is not.

        Raises NewsreadError where a file with another text is in the way.
        """
        article = _name(came, found, by_text=is_another)
        if came.given_as and not found.addresses and self._articles.kind(article):
            article = article_name(came.words, came.given_as, came.ending)  # the words were another file's
        if self._articles.kind(article) is PathKind.OUTSIDE:
            self._articles.status(article)  # which says so
        if self._articles.kind(article):
            path = self._articles.path / article
            raise NewsreadError(f"{path} is there already, with another article in it; rename it.")
        return article

    def _renew(self, article: str, came: Came, found: Made, known: Known) -> Added:
        """Replace the words of an article, unless they are somebody's own."""
        path = self._articles.path / article
        former = bytes_below(self._articles, article)
        text, front_matter, _ = decoded(former, path)
        retrieval = retrieval_of(front_matter)
        if self._articles.is_link(article) or retrieval is None or retrieval.text_sha256 != text_sha256(text):
            reason = "It has other words now; those in the workspace were put there or edited by hand, and stay."
            return Added(came.name, Outcome.THERE, article, reason)
        self._keep(article, f"{_stamp(retrieval.retrieved or _time(came))}{FORMER}", path.suffix, former)
        self._write(article, came, found, known)
        notice = _of_older_capture(retrieval, found)
        return Added(
            came.name, Outcome.RENEWED, article, " ".join(filter(None, (notice, found.notice))), found.left_out
        )

    def _write(self, article: str, came: Came, found: Made, known: Known) -> None:
        """Put an article in its place, what it was made from first."""
        self._check_there()
        path = self._articles.path / article
        content = came.content
        if came.stands_as_it_is and came.given_as:
            content = with_note(content, path, self._of_own_text(article, came, found))
        elif not came.stands_as_it_is:
            retrieval = self._kept(article, came, found)
            content = article_file(found.text, found.source, retrieval)
        self._articles.replace_file(article, content)
        known.note(article, decoded(content, path), *found.addresses)

    def _identity(self) -> tuple[int, int] | None:
        """Return what tells the articles' folder from one of the same path; None where there is none."""
        with suppress(OSError):
            status = self._articles.status("")
            return status.st_dev, status.st_ino
        return None

    def _check_there(self) -> None:
        """Raise NewsreadError where the articles' folder is no longer the one that it was.

        A drive that is no longer mounted leaves an empty folder at its path, in which nothing must be made.
        """
        if self._was is None or self._identity() != self._was:
            raise NewsreadError(
                f"{self._articles.path} is gone: the folder was moved or its drive is not mounted. Bring it back and "
                "add this again."
            )

    def _of_own_text(self, article: str, came: Came, found: Made) -> Retrieval:
        """Return how a text of somebody's own came in; where its encoding had to be found out, it is kept as well."""
        if decoded(came.content, Path(came.name)).notice:
            return self._kept(article, came, found)
        return Retrieval(_time(came), None, None, text_sha256(found.text), given_as=came.given_as)

    def _kept(self, article: str, came: Came, found: Made) -> Retrieval:
        """Keep what an article was made from, and return how it came in."""
        retrieved = _time(came)
        original = self._keep(article, _stamp(retrieved), f".{came.kind.value}", came.content)
        fetched_from = came.fetched.final_url if came.fetched else None
        capture = found.capture
        return Retrieval(
            retrieved=retrieved,
            original=Path(os.path.relpath(original, (self._articles.path / article).parent)).as_posix(),
            original_sha256=came.sha256,
            text_sha256=text_sha256(found.text),
            retrieved_from=fetched_from if fetched_from != found.source.url else None,
            archive_url=(capture.archive_url or fetched_from) if capture else None,
            archived=capture.at if capture else None,
            given_as=came.given_as,
        )

    def _keep(self, article: str, stamp: str, ending: str, content: bytes) -> Path:
        """Keep something that belongs to an article among the originals, where nothing is ever written over."""
        stem = Path(article).with_suffix("")
        self._check_there()
        self._originals.make()
        self._originals.make_folder(stem.parent)
        for number in count(1):
            inside = stem.with_name(f"{stem.name}.{stamp}{f'-{number}' if number > 1 else ''}{ending}")
            if self._originals.kind(inside) is None:
                self._originals.replace_file(inside, content)
                return self._originals.path / inside
            with suppress(NewsreadError):
                if bytes_below(self._originals, inside) == content:
                    return self._originals.path / inside
        raise AssertionError  # there is always a further number


def _entries(came: Came) -> tuple[list[OnTheWeb], int]:
    """Return the articles that a feed names, with what it says of them, and how many are not on the web."""
    from newsread.ingest.feeds import read_feed  # noqa: PLC0415 - what reads feeds is slow to load

    try:
        feed = read_feed(came.content, came.fetched.final_url if came.fetched else "")
    except NewsreadError as error:
        raise NewsreadError(str(error) if came.fetched else f"{came.name}: {error}") from error
    named = [OnTheWeb(each.url, Source(each.outlet, each.title, None, each.published)) for each in feed.entries]
    return named, feed.elsewhere


def _of_another(article: str, there: str, found: Made) -> str:
    """Say that an article is none of the versions of another one that has its address."""
    same = "has the same address as" if found.addresses else "comes from the same file as"
    return f"{article} {same} {there}, but shares no text with it: it was added as another article."


def _of_older_capture(former: Retrieval, found: Made) -> str:
    """Say where a copy in an archive is older than the text that it replaces; else return nothing."""
    replaced = former.archived or former.retrieved
    at = found.capture.at if found.capture else None
    if not at or not replaced or at >= replaced:
        return ""
    return f"This copy of {at[:10]} replaces a newer text of {replaced[:10]}, which is kept among the originals."


def _name(came: Came, found: Made, *, by_text: bool) -> str:
    """Return the name of a new article's file: a person's own text keeps its own as far as it is safe.

    It ends in a hash of the article's address, `by_text` in one of its text.
    """
    if found.was_article and (theirs := _NAME_ELSEWHERE.fullmatch(came.words)):
        return article_name(theirs[1], theirs[2], came.ending)
    own_name = came.words if came.stands_as_it_is else None
    words = own_name or found.source.title or came.words or found.text[:_FIRST_WORDS]
    address = None if by_text else next(iter(found.addresses), None)
    identity = sha256(same_address(address).encode()).hexdigest() if address else same_words(found.text)
    return article_name(words, identity, came.ending)


def _time(came: Came) -> str:
    return came.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _stamp(retrieved: str) -> str:
    """Return a time as it stands in the name of a file."""
    return re.sub(r"[^0-9TZ]", "", retrieved)[:16]
