"""The words of claims within a text: where several overlap, every stretch knows all of its claims. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsread.formats.html_text import in_attribute, in_element

LANES = 3
"""How many lines fit under one word; of more claims there, the last ones share a line."""


@dataclass(frozen=True)
class Highlight:
    """The words of one claim."""

    claim: int
    """Its number in the report."""
    start: int
    """Half-open `[start, end)` in code points of the text."""
    end: int
    kind: str
    """What is said of it, as its name in the stylesheet."""
    says: str
    """The same in signs and words."""


def highlighted(text: str, highlights: Sequence[Highlight]) -> Iterator[str]:
    """Give the text as HTML with all highlights, in the order of their start; the longer one first.

    Before the words of each claim is a link to what is said of it, which has no text of its own: so that the text that
    the elements have is the article's and nothing else.
    """
    lanes: dict[int, int] = {}
    here: list[Highlight] = []
    waiting = list(reversed(highlights))
    at = 0
    while waiting or here:
        ends = [each.end for each in here]
        upto = min([*ends, *([waiting[-1].start] if waiting else [])])
        yield _stretch(text[at:upto], here, lanes)
        at = upto
        here = [each for each in here if each.end > at]
        while waiting and waiting[-1].start <= at:
            begun = waiting.pop()
            lanes[begun.claim] = _free_lane(lanes[each.claim] for each in here)
            here.append(begun)
            yield _link(begun)
    yield in_element(text[at:])


def _free_lane(taken: Iterator[int]) -> int:
    used = set(taken)
    return next((lane for lane in range(LANES) if lane not in used), LANES - 1)


def _stretch(text: str, claims: Sequence[Highlight], lanes: dict[int, int]) -> str:
    if not text or not claims:
        return in_element(text)
    lines = " ".join(f"l{lanes[each.claim]}-{each.kind}" for each in claims)
    numbers = " ".join(f"{each.claim}:{lanes[each.claim]}" for each in claims)
    return f'<mark class="{lines}" data-claims="{numbers}">{in_element(text)}</mark>'


def _link(highlight: Highlight) -> str:
    number, says = highlight.claim, in_attribute(highlight.says)
    return (
        f'<a class="chip {highlight.kind}" id="w{number}" href="#c{number}" data-number="{number}"'
        f' data-says="{says}" aria-label="Claim {number}: {says}"></a>'
    )
