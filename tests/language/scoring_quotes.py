"""How well quotations agree with those labelled by hand, spans in code points."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.language.scoring import read_article

from newsread.analysis.document import Document
from newsread.analysis.entities.entity import Mention
from newsread.analysis.quotes.extraction import Quote, quotes


@dataclass(frozen=True)
class QuoteScore:
    """Counts that add up over articles."""

    direct: int = 0
    """Direct quotations in the gold labels."""
    found: int = 0
    """Of these, those that a found direct one overlaps."""
    exact: int = 0
    """Of these, those with the same span."""
    more: int = 0
    """Direct quotations found where the gold has none."""
    spoken: int = 0
    """Direct quotations of the gold that have a speaker, or none by decision."""
    speakers: int = 0
    """Of these, those whose speaker was found to be the same entity."""
    cues: int = 0
    """Of the direct ones with a cue, those whose found cue overlaps it."""
    cued: int = 0
    indirect: int = 0
    """Indirect quotations in the gold labels."""
    guessed: int = 0
    """Indirect quotations found."""
    right: int = 0
    """Of the found, those that share at least half of their span, and of the gold's, with one of the gold."""
    recalled: int = 0
    """Of the gold's, those that a found one so shares."""
    heard: int = 0
    """Of the right ones, those with the right speaker."""

    def __add__(self, other: "QuoteScore") -> "QuoteScore":
        return QuoteScore(*(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True)))

    @property
    def recall(self) -> float:
        """The share of direct quotations that were found."""
        return self.found / max(1, self.direct)

    @property
    def speaker_accuracy(self) -> float:
        """The share of direct quotations whose speaker is right."""
        return self.speakers / max(1, self.spoken)

    @property
    def indirect_precision(self) -> float:
        """The share of guessed indirect quotations that are some."""
        return self.right / max(1, self.guessed)

    @property
    def indirect_recall(self) -> float:
        """The share of indirect quotations that were guessed."""
        return self.recalled / max(1, self.indirect)


def quote_scores(documents: Iterable[Document], mentions: Mapping[str, Sequence[Mention]], folder: Path) -> QuoteScore:
    """Score the quotations of all articles, found with these mentions, against the labels in a folder."""
    total = QuoteScore()
    for document in documents:
        labels, known = read_article(folder, document.id), mentions[document.id]
        total += score(quotes(document, known), labels["quotes"], names_of(known, labels["entities"]))
    return total


def score(found: Sequence[Quote], gold: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> QuoteScore:
    """Score one article's quotations; `names` gives the gold's entity for each found entity id.

    What the gold calls doubtful counts on neither side.
    """
    labels = list(gold)
    sure = [label for label in labels if not label.get("doubtful")]
    doubtful = [label for label in labels if label.get("doubtful")]
    direct = [quote for quote in found if quote.direct]
    indirect = [quote for quote in found if not quote.direct and not any(_half(quote, label) for label in doubtful)]
    expected = [label for label in sure if label["direct"]]
    pairs = [(label, _overlapping(label, direct)) for label in expected]
    reported = [label for label in sure if not label["direct"]]
    matches = [(quote, next((label for label in reported if _half(quote, label)), None)) for quote in indirect]
    return QuoteScore(
        direct=len(expected),
        found=sum(quote is not None for _, quote in pairs),
        exact=sum(
            quote is not None and (quote.start, quote.end) == (label["start"], label["end"]) for label, quote in pairs
        ),
        more=sum(_overlapping_label(quote, labels) is None for quote in direct),
        spoken=len(expected),
        speakers=sum(quote is not None and _same_speaker(quote, label, names) for label, quote in pairs),
        cues=sum(quote is not None and _same_cue(quote, label) for label, quote in pairs if label["cue"]),
        cued=sum(label["cue"] is not None for label in expected),
        indirect=len(reported),
        guessed=len(indirect),
        right=sum(label is not None for _, label in matches),
        recalled=sum(any(_half(quote, label) for quote in indirect) for label in reported),
        heard=sum(label is not None and _same_speaker(quote, label, names) for quote, label in matches),
    )


def names_of(mentions: Iterable[Mention], gold: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return for each found entity the gold's entity whose mentions its own overlap most often."""
    seen: dict[str, Counter[str]] = {}
    for mention in mentions:
        for label in gold:
            if mention.entity and label["entity"] and label["start"] < mention.end and mention.start < label["end"]:
                seen.setdefault(mention.entity, Counter())[label["entity"]] += 1
    return {entity: counted.most_common(1)[0][0] for entity, counted in seen.items()}


def _overlap(quote: Quote, label: Mapping[str, Any]) -> int:
    return max(0, min(quote.end, int(label["end"])) - max(quote.start, int(label["start"])))


def _overlapping(label: Mapping[str, Any], direct: Sequence[Quote]) -> Quote | None:
    best = max(direct, key=lambda quote: _overlap(quote, label), default=None)
    return best if best and _overlap(best, label) else None


def _overlapping_label(quote: Quote, labels: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    return next((label for label in labels if label["direct"] and _overlap(quote, label)), None)


def _half(quote: Quote, label: Mapping[str, Any]) -> bool:
    if label["direct"]:
        return False
    longest = max(quote.end - quote.start, int(label["end"]) - int(label["start"]))
    return _overlap(quote, label) * 2 >= longest


def _same_speaker(quote: Quote, label: Mapping[str, Any], names: Mapping[str, str]) -> bool:
    speaker = label["speaker"]
    if speaker is None or quote.speaker is None:
        return speaker is None and quote.speaker is None
    entity = names.get(quote.speaker.entity, quote.speaker.entity)
    if speaker["entity"] is None:
        return not entity and quote.speaker.start < speaker["end"] and speaker["start"] < quote.speaker.end
    return entity == str(speaker["entity"])


def _same_cue(quote: Quote, label: Mapping[str, Any]) -> bool:
    start, end = int(label["cue"]["start"]), int(label["cue"]["end"])
    return quote.cue is not None and quote.cue.start < end and start < quote.cue.end
