"""What was found when everything recorded was checked, and what was mended, for people and for programs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TextIO

from newsread._version import __version__
from newsread.annotations.store.repair import Repair
from newsread.annotations.store.safe_json import encoded
from newsread.annotations.store.verification import Finding, Kind, Verification
from newsread.text.printable import printable
from newsread.text.wording import count_of

_TITLES = {
    Kind.MISPLACED: "a file or folder where it should not be",
    Kind.UNREADABLE: "a file that cannot be opened",
    Kind.DAMAGED: "a damaged file",
    Kind.NEWER: "a file of a newer newsread",
    Kind.HEAD: "a file with a wrong head",
    Kind.RECORD: "a record that cannot be understood",
    Kind.ANNOTATOR: "a record in another annotator's folder",
    Kind.REFERENCE: "a reference to what is not there",
    Kind.VARIANTS: "a record in versions that contradict each other",
    Kind.WORDS: "a record whose words are not in its own text",
    Kind.MOVED: "a claim that waits for a place, as its article has changed",
    Kind.SURROUNDINGS: "a claim whose surroundings have changed",
    Kind.ORIGINAL: "an original that is not what its article was made from",
    Kind.ARTICLE: "an article that is missing or cannot be read",
    Kind.CONFLICT: "a file among the articles with the marks of a git conflict",
}


def print_verification(verification: Verification, out: TextIO) -> None:
    """Print one line when everything is sound, else the counts and then every problem, file by file; remarks last."""
    checked = (
        f"{count_of(verification.records, 'record')} in {count_of(verification.files, 'file')} of "
        f"{count_of(verification.annotators, 'annotator')}"
    )
    if verification.problems:
        one = verification.records == 1
        problems = count_of(len(verification.problems), "problem")
        out.write(f"{checked} {'was' if one else 'were'} checked, with {problems}:\n")
        counts = Counter(finding.kind for finding in verification.problems)
        out.writelines(f"{counts[kind]:>8,} × {title}\n" for kind, title in _TITLES.items() if counts[kind])
    elif verification.files:
        out.write(f"{checked} {'is' if verification.records == 1 else 'are'} sound.\n")
    else:
        out.write("Nothing has been recorded here yet.\n")
    if verification.originals and not any(finding.kind is Kind.ORIGINAL for finding in verification.problems):
        one = verification.originals == 1
        out.write(f"{count_of(verification.originals, 'original')} {'is' if one else 'are'} unchanged.\n")
    _print_by_file(verification.problems, out)
    if verification.remarks:
        out.write("\nNothing is wrong with these:\n")
        _print_by_file(verification.remarks, out)


def print_verification_json(verification: Verification, out: TextIO) -> None:
    """Print the same as one JSON object."""
    content = {
        "newsread": __version__,
        "records": verification.records,
        "files": verification.files,
        "annotators": verification.annotators,
        "originals": verification.originals,
        "problems": list(map(_to_json, verification.problems)),
        "remarks": list(map(_to_json, verification.remarks)),
    }
    out.write(encoded(content, indent=2) + "\n")


def print_repairs(repairs: Sequence[Repair], out: TextIO) -> None:
    """Print what was mended and what could not be, file by file."""
    if not repairs:
        out.write("There is nothing to mend.\n")
        return
    for repair in repairs:
        _print_file(str(repair.file), (*repair.done, *repair.left), out)
    mended, left = sum(bool(repair.done) for repair in repairs), sum(bool(repair.left) for repair in repairs)
    not_all = f", {count_of(left, 'file')} not or not wholly" if left else ""
    out.write(f"\n{count_of(mended, 'file')} mended{not_all}. newsread verify shows what is left.\n")


def _print_by_file(findings: Iterable[Finding], out: TextIO) -> None:
    for file, of_file in groupby(sorted(findings, key=lambda finding: finding.file), lambda finding: finding.file):
        _print_file(str(file), _sentences(list(of_file)), out)


def _sentences(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield what was found in a file; of many claims to be looked at in the claims list only how many there are."""
    counts = Counter(finding.kind for finding in findings)
    counted = {kind for kind in _IN_THE_CLAIMS_LIST if counts[kind] > 1}
    yield from (finding.says for finding in findings if finding.kind not in counted)
    for kind in (kind for kind in _IN_THE_CLAIMS_LIST if kind in counted):
        yield f"{count_of(counts[kind], 'claim')} {_IN_THE_CLAIMS_LIST[kind]} (C, filter “moved text”)."


_IN_THE_CLAIMS_LIST = {
    Kind.MOVED: "wait for a place in the article, which has changed: confirm or choose it in the claims list",
    Kind.SURROUNDINGS: "are found, but the text beside them has changed since: confirm them in the claims list",
}


def _print_file(file: str, sentences: Iterable[str], out: TextIO) -> None:
    out.write(f"\n{printable(file)}\n")
    out.writelines(f"  {printable(sentence)}\n" for sentence in sentences)


def _to_json(finding: Finding) -> dict[str, object]:
    return {
        "file": str(finding.file),
        "record": str(finding.record) if finding.record else None,
        "kind": finding.kind,
        "says": finding.says,
    }
