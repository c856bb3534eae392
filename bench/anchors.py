"""What becomes of a verdict when the text around its words is edited: harmful edits by the hundred, and right ones.

    python -m bench.anchors [FOLDER]

Takes every sentence of the articles that may carry a claim, and parts of it, edits the text around these words, which
themselves stay, and counts. A harmful edit is *stopped* where the tag then waits for a person, *marked* where it stays
with the sign that its surroundings have changed, else *missed*. A right edit should leave the tag certain. The second
table is of tags as version 0.1 recorded them, with less of the text around the words.
"""

import argparse
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

from newsread.annotations.anchoring.anchor import LONGEST_CONTEXT, WIDTHS, Anchor, make
from newsread.annotations.anchoring.placing import Placement, place
from newsread.articles.article import Article
from newsread.articles.folder import article_ids, read_article
from newsread.articles.sources import declared_sources

Span = tuple[int, int]
Edit = Callable[[str, Span, Span], str | None]
"""Returns the text after an edit, given the spans of the words and of their sentence; None where it has no place."""


def _put_before(words: str) -> Edit:
    return lambda text, quote, _: f"{text[: quote[0]]}{words} {text[quote[0] :]}"


def _put_behind(words: str) -> Edit:
    return lambda text, quote, _: f"{text[: quote[1]]} {words}{text[quote[1] :]}"


def _before_the_sentence(words: str) -> Edit:
    return lambda text, _, sentence: f"{text[: sentence[0]]}{words} {text[sentence[0] :]}"


def _behind_the_sentence(words: str) -> Edit:
    return lambda text, _, sentence: f"{text[: sentence[1]]} {words}{text[sentence[1] :]}"


def _other_speaker(text: str, quote: Span, sentence: Span) -> str | None:
    """Put another name for one that is in the sentence but not in the words."""
    for found in re.finditer(r"\b[A-Z][a-z]{3,}\b", text[slice(*sentence)]):
        start, end = sentence[0] + found.start(), sentence[0] + found.end()
        if end <= quote[0] or quote[1] <= start:
            return f"{text[:start]}Lavrov{text[end:]}"
    return None


def _other_number(text: str, quote: Span, _: Span) -> str | None:
    """Put another number for the word directly before the words."""
    before = re.search(r"\w+\s+\Z", text[: quote[0]])
    return f"{text[: before.start()]}six {text[quote[0] :]}" if before else None


def _moved_under_a_correction(text: str, _: Span, sentence: Span) -> str | None:
    start, end = sentence
    rest = text[:start].rstrip() + text[end:]
    return f"{rest.rstrip()}\n\nAn earlier version of this article wrongly said: {text[start:end]}\n"


def _neighbour_denies(text: str, _: Span, sentence: Span) -> str | None:
    """Put a negation into the sentence before, or into the one behind where none is before."""
    if before := re.search(r"\b(?:was|is|were|has|have|said)\b[^.\n]*[.”\"]*\s*\Z", text[: sentence[0]]):
        return f"{text[: before.start()]}never {text[before.start() :]}"
    return None


IN_THE_SENTENCE: dict[str, Edit] = {
    "“no” before the words": _put_before("no"),
    "“not” before the words": _put_before("not"),
    "“never” before the words": _put_before("never"),
    "“allegedly” before the words": _put_before("allegedly"),
    "“denied” before the words": _put_before("denied"),
    "“allegedly” behind the words": _put_behind("allegedly"),
    "“, it was denied,” behind the words": _put_behind("it was denied"),
    "another speaker": _other_speaker,
    "another number before the words": _other_number,
    "“It is false that” before the sentence": _before_the_sentence("It is false that"),
}
AROUND_THE_SENTENCE: dict[str, Edit] = {
    "“It is false that” before the sentence": _before_the_sentence("It is false that"),
    "“Nobody believes that” before the sentence": _before_the_sentence("Nobody believes that"),
    "a correction before it": _before_the_sentence("An earlier version wrongly said the following."),
    "a correction behind it": _behind_the_sentence("Correction: this was wrong."),
    "moved under a correction": _moved_under_a_correction,
    "the sentence before denies": _neighbour_denies,
}


def _wrapped(text: str, *_: Span) -> str:
    """Wrap as `fold -s -w 72` does."""
    lines = (textwrap.wrap(line, 72, break_on_hyphens=False, drop_whitespace=False) for line in text.split("\n"))
    return "\n".join("\n".join(line) for line in lines)


def _translated(before: str, now: str) -> Edit:
    return lambda text, *_: text.translate(str.maketrans(before, now))


def _far_away(words: str) -> Edit:
    def edit(text: str, _: Span, sentence: Span) -> str | None:
        at = text.find("\n", sentence[1] + 1_000)
        return f"{text[:at]}\n{words}{text[at:]}" if at > 0 else None

    return edit


def _far_before(text: str, _: Span, sentence: Span) -> str | None:
    return f"The news of today.\n{text}" if sentence[0] > 1_000 else None


def _mistyped(text: str, quote: Span, sentence: Span) -> str | None:
    """Double a letter inside a long word of the sentence that is not among the words."""
    for found in re.finditer(r"\b[a-z]{7,}\b", text[slice(*sentence)]):
        start, end = sentence[0] + found.start(), sentence[0] + found.end()
        if end < quote[0] or quote[1] < start:
            return f"{text[: start + 3]}{text[start + 3]}{text[start + 3 :]}"
    return None


LAYOUT: dict[str, Edit] = {
    "wrapped at 72": _wrapped,
    "no-break spaces": _translated(" ", "\u00a0"),
    "typewriter's quotation marks": _translated("“”‘’", "\"\"''"),
    "typewriter's dashes": _translated("—–", "--"),
    "decomposed letters": lambda text, *_: normalize("NFD", text),
    "soft hyphens": lambda text, *_: re.sub(r"\b(\w{4})(\w{4,})", "\\1\u00ad\\2", text),
    "zero-width spaces": lambda text, *_: re.sub(r" ", "\u200b ", text),
    "lines ended by CR LF": lambda text, *_: text.replace("\n", "\r\n"),
}
DISTANT: dict[str, Edit] = {"a sentence far behind": _far_away("More was said."), "a line at the top": _far_before}
TYPO: dict[str, Edit] = {"a letter mistyped in another word": _mistyped}


def parts(text: str, sentence: Span) -> Iterator[Span]:
    """Give some words of the middle and of the end of a sentence of eight words or more."""
    words = [found.span() for found in re.finditer(r"\S+", text[slice(*sentence)])]
    if len(words) >= 8:
        third = len(words) // 3
        yield sentence[0] + words[third][0], sentence[0] + words[2 * third][1]
        yield sentence[0] + words[-4][0], sentence[0] + words[-1][1]


def as_recorded_by_0_1(anchor: Anchor, text: str) -> Anchor:
    """Return the anchor of the same words with only as much of the text around them as version 0.1 kept."""

    def width(side: Callable[[int], Span]) -> int:
        return next((each for each in WIDTHS[:-1] if text.count(text[slice(*side(each))]) == 1), LONGEST_CONTEXT)

    before = width(lambda each: (max(0, anchor.start - each), anchor.end))
    behind = width(lambda each: (anchor.start, anchor.end + each))
    prefix, suffix = text[max(0, anchor.start - before) : anchor.start], text[anchor.end : anchor.end + behind]
    return replace(anchor, prefix=prefix, suffix=suffix, sentence=None, repeated=())


class Table:
    """Counts what became of the tags under each kind of edit."""

    def __init__(self, heading: str, outcomes: tuple[str, str, str]) -> None:
        self._heading, self._outcomes = heading, outcomes
        self._counts: dict[str, Counter[str]] = {}

    def count(self, kind: str, placement: Placement) -> None:
        """Count one tag: it waits, it stays with the sign, or it stays without."""
        waits, marked, stays = self._outcomes
        outcome = waits if not placement.certain else marked if placement.surroundings_changed else stays
        self._counts.setdefault(kind, Counter())[outcome] += 1

    def show(self) -> None:
        """Print the counts."""
        print(f"\n{self._heading:<48}{''.join(f'{each:>10}' for each in self._outcomes)}")
        total: Counter[str] = Counter()
        for kind, counts in self._counts.items():
            total += counts
            print(f"  {kind:<46}{''.join(f'{counts[each]:>10,}' for each in self._outcomes)}")
        print(f"  {'all':<46}{''.join(f'{total[each]:>10,}' for each in self._outcomes)}")


def measure(articles: list[Article], anchored: Callable[[str, Span], Anchor]) -> None:
    """Edit around every sentence and part, and print what became of the tags on them."""
    harmful = "stopped", "marked", "missed"
    right = "waiting", "marked", "certain"
    tables = {
        "part": Table("Harmful edits in the sentence of some words", harmful),
        "sentence": Table("Harmful edits around a whole sentence", harmful),
        "layout": Table("Layout", right),
        "distant": Table("Edits far away", right),
        "typo": Table("Mistyped elsewhere in the sentence", right),
    }
    for article in articles:
        text = article.text
        for sentence in ((each.start, each.end) for each in article.sentences if each.claim):
            whole = [("sentence", AROUND_THE_SENTENCE), ("layout", LAYOUT), ("distant", DISTANT)]
            of_parts = [("part", IN_THE_SENTENCE), ("layout", LAYOUT), ("distant", DISTANT), ("typo", TYPO)]
            spans = [(sentence, whole), *((part, of_parts) for part in parts(text, sentence))]
            for quote, kinds in spans:
                anchor = anchored(text, quote)
                for name, edits in kinds:
                    for kind, edit in edits.items():
                        if (now := edit(text, quote, sentence)) not in {None, text}:
                            tables[name].count(kind, place(anchor, str(now), "edited"))
    for table in tables.values():
        table.show()


def main() -> None:
    """Run it over the sample articles, or over those of a folder."""
    seeds = Path(__file__).parents[1] / "seeds"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=seeds, help="of articles; the seeds without it")
    folder = parser.parse_args().folder
    declared = declared_sources(folder)
    read = (read_article(folder, article_id, declared) for article_id in article_ids(folder))
    articles = [article for article in read if isinstance(article, Article)]
    print("Tags as they are recorded now")
    measure(articles, lambda text, span: make(text, *span, "recorded"))
    print("\n\nTags as version 0.1 recorded them")
    measure(articles, lambda text, span: as_recorded_by_0_1(make(text, *span, "recorded"), text))


if __name__ == "__main__":
    main()
