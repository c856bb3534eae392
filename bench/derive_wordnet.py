"""Make the small table of related words from the dictionary files of WordNet 3.0.

Only words of one piece are kept, with their first three senses, and of the meanings only those that were met in the
texts WordNet's makers tagged by hand (cntlist.rev): rare senses relate words that no report uses so. Words that were
not met themselves are kept where they are nouns made from verbs.

    python -m bench.derive_wordnet /usr/share/wordnet LICENSE > tui/newsread/analysis/alignment/wordnet.tsv

LICENSE is the text of WordNet's licence, which every copy of the table has to carry.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
_KIND_OF_SENSE_KEY = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
_MOST_SENSES = 3

Sense = tuple[str, str]
"""A part of speech and the offset of a synset in the file of that part."""


class Synset(NamedTuple):
    """Words of one meaning, what it is a kind of, and what its words are derived from or give rise to."""

    words: list[str]
    wider: list[Sense]
    derived: list[tuple[str, str, Sense, int]]
    """A word, and the part of speech, synset and place there of a word that is derivationally related to it."""


def _lines(file: Path) -> Iterator[list[str]]:
    for line in file.read_text(encoding="ascii").splitlines():
        if not line.startswith("  "):
            yield line.split("|")[0].split()


def _synset(fields: list[str]) -> Synset:
    words = [word.split("(")[0].lower() for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2]]
    synset = Synset(words, [], [])
    pointers = fields[4 + 2 * len(words) :]
    for place in range(1, 1 + 4 * int(pointers[0]), 4):
        sign, offset, part, ends = pointers[place : place + 4]
        sense = (part.replace("s", "a"), offset)
        if sign in {"@", "@i"}:
            synset.wider.append(sense)
        elif sign in {"+", "\\"} and ends != "0000":
            synset.derived.append((words[int(ends[:2], 16) - 1], sense[0], sense, int(ends[2:], 16) - 1))
    return synset


def _met(folder: Path) -> dict[tuple[str, str], set[int]]:
    """Return the numbers of the senses that were met in tagged text, by word and part of speech."""
    met = defaultdict(set)
    for key, number, _ in _lines(folder / "cntlist.rev"):
        word, rest = key.split("%")
        met[word, _KIND_OF_SENSE_KEY[rest[0]]].add(int(number))
    return met


def _table(folder: Path) -> Iterator[str]:
    synsets = {(p, line[0]): _synset(line) for p, file in _FILES.items() for line in _lines(folder / f"data.{file}")}
    met = _met(folder)
    first: dict[tuple[str, str], list[Sense]] = {}
    kept: dict[tuple[str, str], list[Sense]] = {}
    for part, file in _FILES.items():
        for line in _lines(folder / f"index.{file}"):
            key = (line[0], part)
            if "_" not in line[0]:
                first[key] = [(part, offset) for offset in line[-int(line[2]) :][:_MOST_SENSES]]
                kept[key] = [sense for number, sense in enumerate(first[key], 1) if number in met[key]]
    own = Counter(sense for senses in kept.values() for sense in senses)
    wider = {key: [w for sense in senses for w in synsets[sense].wider if own[w]] for key, senses in kept.items()}
    asked = {sense for senses in wider.values() for sense in senses}
    number = {sense: str(place) for place, sense in enumerate(s for s in own if own[s] > 1 or s in asked)}
    for (word, part), senses in kept.items():
        derived = {
            f"{other}:{synsets[to].words[place]}"
            for sense in first[word, part]
            for source, other, to, place in synsets[sense].derived
            if source == word and "_" not in synsets[to].words[place]
        }
        columns = (
            [number[sense] for sense in senses if sense in number],
            sorted({number[sense] for sense in wider[word, part]}, key=int),
            sorted(derived),
        )
        if any(columns) and (met[word, part] or (part == "n" and any(other.startswith("v:") for other in derived))):
            yield "\t".join([f"{part}:{word}", *map(" ".join, columns)])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wordnet", type=Path, help="the folder with data.noun, index.noun, cntlist.rev …")
    parser.add_argument("licence", type=Path, help="the text of WordNet's licence")
    arguments = parser.parse_args()
    print("# Words related in WordNet 3.0: word, its meanings, the meanings these are kinds of, words derived.")
    for line in arguments.licence.read_text(encoding="utf-8").splitlines():
        print(f"# {line}".rstrip())
    print(*_table(arguments.wordnet), sep="\n")


if __name__ == "__main__":
    main()
