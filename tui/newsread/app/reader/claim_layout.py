"""How the lines under the panes share the room: what is told in full, what in fewer words, and what gives way. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from newsread.app.widgets.bars import plain

_FEWEST, _WITH_DIFFERENCE, _WITH_SPARE = 3, 4, 5
_DIFFERENCE_FROM = 24
"""The height of a screen from which the difference has a line that no message takes."""
_SPARE_FROM = 30
"""The height of a screen from which one line more is there for what does not fit on one."""


@dataclass(frozen=True)
class Lines:
    """What there is to tell of a claim."""

    claim: Sequence[Content] = ()
    """What is said of it, in ever fewer words; of the last the end may be cut away."""
    told: Sequence[Content] = ()
    """Where else it is told, likewise."""
    difference: Content | None = None
    """In what words the nearest telling differs."""
    message: Content | None = None
    """What was just done, is wrong, lit or dim: it is never left out."""
    legend: Content = Content("")  # noqa: RUF009 - content does not change
    """What stands below where there is room and nothing else to be told."""


@dataclass(frozen=True)
class LaidOut:
    """The lines as they are shown."""

    claim: Sequence[Content] = ()
    told: Sequence[Content] = ()
    difference: Sequence[Content] = ()
    blank: int = 0
    below: Sequence[Content] = ()
    """The message, or the legend."""

    @property
    def all(self) -> list[Content]:
        """All lines, from the uppermost on."""
        return [*self.claim, *self.told, *self.difference, *[Content("")] * self.blank, *self.below]


def rows_for(height: int, articles: int) -> int:
    """Return how many lines the bar has on a screen of this height: the same for every claim, so that panes stand."""
    if articles < 2 or height < _DIFFERENCE_FROM:
        return _FEWEST
    return _WITH_SPARE if height >= _SPARE_FROM else _WITH_DIFFERENCE


def laid_out(lines: Lines, width: int, rows: int, more: str) -> LaidOut:
    """Return what there is to tell on so many rows; `more` tells where all is shown of which the end is cut away.

    A line to spare goes to what is said of the claim, before it goes to where that is told, and to the legend last.
    """
    below = [lines.message] if lines.message else []
    difference = [lines.difference] if lines.difference and (rows > _FEWEST or not below) else []
    spare = rows - 2 - len(below) - len(difference)
    on_one = [line for line in lines.claim if line.cell_length <= width]
    claim = on_one[:1] or _fitting(lines.claim, width, 1 + min(1, spare), more)
    spare -= len(claim) - 1
    told = _fitting(lines.told, width, 1 + min(1, spare), "")
    spare -= len(told) - 1
    if not below and spare:
        below = [lines.legend]
        spare -= 1
    return LaidOut(claim, told, [line.truncate(width, ellipsis=True) for line in difference], spare, below)


def _fitting(forms: Sequence[Content], width: int, most: int, more: str) -> list[Content]:
    """Return the first of the forms that fits, on at most so many lines; or the last with its end cut away."""
    every = forms or (Content(""),)
    for form in every:
        lines = form.wrap(width) if most > 1 and form.cell_length > width else [form]
        if len(lines) <= most and all(line.cell_length <= width for line in lines):
            return [line.rstrip() for line in lines]
    return _cut(every[-1], width, most, more)


def _cut(form: Content, width: int, most: int, more: str) -> list[Content]:
    """Return as many whole words as fit on so many lines, and an ellipsis."""
    end = plain(f" … {more}", "$quiet")
    if not more or end.cell_length * 2 > width:
        end = plain("…")
    *before, last = list(form.wrap(width))[:most] if most > 1 else [form]
    kept = last.truncate(width - end.cell_length).plain
    within_word = kept[-1:].isalnum() and last.plain[len(kept) : len(kept) + 1].isalnum()
    whole = (kept.rpartition(" ")[0] if within_word else kept) or kept
    return [*before, Content.assemble(last[: len(whole.rstrip(" ,;:·"))], end)]
