"""What a page does not declare, guessed from its words and looks: who wrote it, and when it was published.

By htmldate and trafilatura (Barbaresi, 2020 and 2021). A guess is never put over what a page declares, and is marked
wherever it is shown.
"""

import logging
import re
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from newsread.articles.dates import publication_date
from newsread.ingest.pages.bylines import byline
from newsread.ingest.pages.marked_metadata import Marks
from newsread.ingest.pages.metadata import Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement


class Guess(NamedTuple):
    """What was guessed; None where the page declares it, or where nothing was found."""

    byline: str | None
    published: str | None
    """An ISO date."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that were guessed."""
        return tuple(name for name in self._fields if getattr(self, name))


def guessed(tree: "HtmlElement", said: Metadata, url: str) -> Guess:
    """Return what is likely of those fields that a page does not declare; `url` is where it was found, or empty."""
    if said.byline and said.published:
        return Guess(None, None)
    for name in ("htmldate", "trafilatura"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what they warn of concerns no reader
    own = _own_part(tree)
    return Guess(
        byline=None if said.byline else _author(own, url),
        published=None if said.published else _date(own, url),
    )


_DAY_IN_ADDRESS = re.compile(r"(\d{4})[/_-]?(\d{2})[/_-]?(\d{2})(?!\d)")
_LOWER = "translate(@{0}, 'MODIFUPAT', 'modifupat')"
_CHANGED = f"contains({_LOWER}, 'modif') or contains({_LOWER}, 'updat')"
_NOT_OF_PUBLICATION = " | ".join(f"//meta[{_CHANGED.format(name)}]" for name in ("property", "name", "itemprop"))
_CHANGED_TIMES = f"//time[{_CHANGED.format('class')} or {_CHANGED.format('itemprop')}]"


def _own_part(tree: "HtmlElement") -> "HtmlElement":
    """Return a copy of a page without what is of other articles or of comments, and what says when it was changed."""
    copy = deepcopy(tree)
    marks = Marks(copy)
    for element in [*copy.xpath(f"{_NOT_OF_PUBLICATION} | {_CHANGED_TIMES}"), *marks.others()]:
        if element.getparent() is not None:
            element.drop_tree()
    return copy


def _date(tree: "HtmlElement", url: str) -> str | None:
    from htmldate import find_date  # noqa: PLC0415 - only who adds a page pays for it

    try:
        found = find_date(deepcopy(tree), url=url or None, original_date=True, outputformat="%Y-%m-%d")
    except Exception:  # a hostile page may make it raise anything, and then there is no guess
        return None
    day = publication_date(found)
    return None if day and _is_made_of_a_part(day, url) else day


def _is_made_of_a_part(day: str, url: str) -> bool:
    """Whether a day is only the first of a year or month, of which htmldate makes one where no day is given."""
    year, month, number = day.split("-")
    in_url = _DAY_IN_ADDRESS.search(url)
    if number != "01" or (in_url and in_url.groups() == (year, month, "01")):
        return False
    return month == "01" or f"/{year}/{month}/" in url


def _author(tree: "HtmlElement", url: str) -> str | None:
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    try:
        found = extract_metadata(deepcopy(tree), default_url=url or None, extensive=False)
    except Exception:  # as above
        return None
    return byline((found.author or "").split(";"))
