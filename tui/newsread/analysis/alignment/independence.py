"""Independence: how many outlets, texts and speakers stand behind one claim."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A sentence that tells the claim."""

    article: str
    """The article's id."""
    outlet: str | None = None
    """Who published the article; None where that is unknown."""
    speaker: str | None = None
    """The id of the entity whose words the sentence gives; None where the article says it itself or names nobody."""


@dataclass(frozen=True)
class Independence:
    """What stands behind a claim. A statement that several carry is one source: nobody confirms anybody by quoting."""

    outlets: int
    """Different outlets that are known."""
    unknown: int
    """Articles whose outlet is unknown; they may be of one or of several."""
    texts: int
    """Articles, where copies of one another count as one."""
    speakers: int
    """Different speakers whose words the claim is."""
    unattributed: int
    """Texts that tell the claim at least once without a known speaker."""

    def in_words(self) -> str:
        """Return it as a line: `3 outlets, 2 independent texts, 1 speaker`."""
        outlets = [_counted(self.outlets, "outlet")] if self.outlets or not self.unknown else []
        if self.unknown:
            outlets.append(_counted(self.unknown, "unknown outlet"))
        line = f"{' and '.join(outlets)}, {_counted(self.texts, 'independent text')}"
        if self.speakers:
            line += f", {_counted(self.speakers, 'speaker')}"
        if self.speakers and self.unattributed:
            line += f"; {self.unattributed} of the texts without one"
        return line


def independence(places: Sequence[Place], texts: Sequence[Sequence[str]]) -> Independence:
    """Return what stands behind a claim that is told at `places`; `texts` are the groups of articles that are one text.

    An article that is in no group is a text of its own.
    """
    text_of = {article: group[0] for group in texts for article in group}
    return Independence(
        outlets=len({place.outlet for place in places if place.outlet}),
        unknown=len({place.article for place in places if not place.outlet}),
        texts=len({text_of.get(place.article, place.article) for place in places}),
        speakers=len({place.speaker for place in places if place.speaker}),
        unattributed=len({text_of.get(place.article, place.article) for place in places if not place.speaker}),
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
