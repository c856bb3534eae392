"""What stands above the claims: how many are under each filter, and why none is listed. Pure."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from textual.content import Content

from newsread.app.actions.keys import key_of
from newsread.app.actions.table import PALETTE_KEY
from newsread.app.claims.rows import ALL, DIFFER, FILTERS, OWN, Filter, Order
from newsread.app.widgets.bars import plain
from newsread.text.wording import count_of

_SEPARATOR = " · "


class Listing(NamedTuple):
    """What of all the claims is to be listed."""

    chosen: Filter
    order: Order
    sought: str
    with_others: bool
    """Whether the claims of other annotators are among them."""
    counts: Mapping[str, int] | None
    """How many there are under each filter, by its name; None while they are gathered."""
    found: int | None = None
    """In how many of those under the chosen filter the words are found."""


def count_of_all(listing: Listing) -> str:
    """Return how many claims there are."""
    if listing.counts is None:
        return "claims …"
    return count_of(listing.counts[ALL.name], "claim or mark", "claims and marks")


def offered(*, with_others: bool) -> list[Filter]:
    """Return the filters that part something: without others' claims all are the reader's."""
    return [each for each in FILTERS if each is not OWN or with_others]


def filters_line(listing: Listing, width: int) -> Content:
    """Return the filters, to be clicked, with the chosen one in brackets, and the order."""
    items = []
    for each in offered(with_others=listing.with_others):
        is_chosen = each is listing.chosen
        told = f"{each.name} {_count(listing, each)}"
        if is_chosen and listing.sought and listing.found is not None:
            told = f"{each.name}: {listing.found:,} of {_count(listing, each)}"
        markup = f"[@click=screen.choose({FILTERS.index(each) + 1})]$told[/]"
        item = Content.from_markup(markup, told=f"[{told}]" if is_chosen else told)
        items.append(item.stylize("bold $primary") if is_chosen else item)
    search = plain(f"search “{listing.sought}”, {key_of('clear search')} ends it", "bold")
    return in_lines([*items, plain(f"by {listing.order.name}"), *([search] if listing.sought else [])], width)


def _count(listing: Listing, each: Filter) -> str:
    if listing.counts is None:
        return "…"
    if each is DIFFER and not listing.with_others:
        return "(hidden)"
    return f"{listing.counts[each.name]:,}"


def why_empty(listing: Listing) -> str:
    """Return why no claim is listed."""
    if listing.counts is None:
        return "…"
    if listing.chosen is DIFFER and not listing.with_others:
        shows = f"Show them with {PALETTE_KEY}, “others' tags”."
        return f"Others' tags are hidden, so that a second reading is blind. {shows}"
    if not listing.counts[ALL.name]:
        keys = ", ".join(map(key_of, ("verified", "disputed", "unverifiable")))
        return f"Nothing has been said yet. In the reader, {keys} judge a sentence and {key_of('to check')} marks it."
    if listing.sought:
        return f"“{listing.sought}” is found in none of the claims under “{listing.chosen.name}”."
    return f"No claim is under “{listing.chosen.name}”."


def in_lines(items: Iterable[Content], width: int) -> Content:
    """Return the items with dots between them, on as few lines of `width` cells as hold them; none is broken."""
    lines: list[Content] = []
    for item in items:
        longer = Content.assemble(lines[-1], _SEPARATOR, item) if lines else None
        if longer and longer.cell_length <= width:
            lines[-1] = longer
        else:
            lines.append(item)
    return Content("\n").join(lines)
