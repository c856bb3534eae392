"""A small story in four reports, with all that a machine might find in it: names, numbers, and who tells the same."""

from pathlib import Path

from tests.app.driving import FakeAnalyst

from newsread.analysis.alignment.counterparts import Band, Counterpart, Place
from newsread.analysis.facts.extraction import Fact

TEXTS = {
    "daily.txt": (
        "Two Men Captured in Donetsk\n\n"
        "Ukraine captured two Chinese men in Donetsk on Tuesday, Zelensky said. They had fought for Russia, he added. "
        "Nobody else confirmed it.\n\n"
        "“We have their papers,” Zelensky told reporters in Kyiv. More than 150 others may be fighting there. "
        "The General Staff showed a film of one of them. It did not say when it was made.\n"
    ),
    "wire.txt": (
        "Beijing Denies Report\n\n"
        "China denied on Wednesday that its citizens fight for Russia. Kyiv had said that it captured three Chinese "
        "men in Donetsk on Tuesday. Beijing is checking the report, a spokesman said.\n\n"
        "About 155 of its citizens may be fighting there, according to Kyiv. Moscow did not answer.\n"
    ),
    "post.txt": (
        "Kyiv Asks for an Answer\n\n"
        "Kyiv asked Beijing for an answer. The men had fought for Russia, Zelensky said. "
        "Washington called the report disturbing. No answer came on Tuesday.\n"
    ),
    "日報.txt": "两名中国公民被俘\n\n乌克兰称俘虏了两名中国公民。北京表示正在核实。\n",
}
SOURCES = """
["daily.txt"]
outlet = "The Daily"
title = "Two Men Captured in Donetsk"
published = 2025-04-08
url = "https://daily.example/captured"
["wire.txt"]
outlet = "The Wire"
title = "Beijing Denies Report"
published = 2025-04-09
["post.txt"]
outlet = "The Post"
title = "Kyiv Asks for an Answer"
["日報.txt"]
outlet = "日報"
title = "两名中国公民被俘"
published = 2025-04-09
"""
NAMES = (
    ("Zelensky", "PERSON"),
    ("Ukraine", "GPE"),
    ("Russia", "GPE"),
    ("Donetsk", "GPE"),
    ("Kyiv", "GPE"),
    ("Beijing", "GPE"),
    ("China", "GPE"),
    ("Moscow", "GPE"),
    ("Washington", "GPE"),
    ("General Staff", "ORG"),
    ("Tuesday", "DATE"),
    ("Wednesday", "DATE"),
    ("Chinese", "NORP"),
    ("two", "CARDINAL"),
    ("three", "CARDINAL"),
    ("150", "CARDINAL"),
    ("155", "CARDINAL"),
)


def _place(article: str, words: str) -> Place:
    start = TEXTS[article].index(words)
    return Place(article, start, start + len(words))


_CAPTURED = (
    _place("daily.txt", "Ukraine captured two Chinese men in Donetsk on Tuesday, Zelensky said."),
    _place("wire.txt", "Kyiv had said that it captured three Chinese men in Donetsk on Tuesday."),
)
_FOUGHT = (
    _place("daily.txt", "They had fought for Russia, he added."),
    _place("post.txt", "The men had fought for Russia, Zelensky said."),
)
_OTHERS = (
    _place("daily.txt", "More than 150 others may be fighting there."),
    _place("wire.txt", "About 155 of its citizens may be fighting there, according to Kyiv."),
)
_DENIED = _place("wire.txt", "China denied on Wednesday that its citizens fight for Russia.")
_ASKED = _place("post.txt", "Kyiv asked Beijing for an answer.")


def _both_ways(one: Place, other: Place, band: Band, *why: str) -> tuple[Counterpart, Counterpart]:
    return Counterpart(one, other, band, why), Counterpart(other, one, band, why)


_COUNTERPARTS = (
    *_both_ways(*_CAPTURED, Band.SAME, "captured", "Chinese", "men"),
    *_both_ways(*_FOUGHT, Band.SAME, "fought", "Russia"),
    *_both_ways(*_OTHERS, Band.SAME, "fighting", "there"),
    Counterpart(_CAPTURED[0], _ASKED, Band.RELATED, ("Kyiv",)),
    *_both_ways(_DENIED, _FOUGHT[1], Band.RELATED, "Russia"),
)


def _fact(what: str, value: float | str, text: str, within: Place, *, about: str = "", assumption: str = "") -> Fact:
    start = TEXTS[within.article].index(text, within.start)
    return Fact(what, value, "", about, text, within.article, start, start + len(text), assumption)


_FACTS = {
    "daily.txt": (
        _fact("man", 2, "two", _CAPTURED[0]),
        _fact("", "2025-04-08", "Tuesday", _CAPTURED[0], assumption="the Tuesday of the article"),
        _fact("citizen", 150, "150", _OTHERS[0], about="more than"),
    ),
    "wire.txt": (
        _fact("man", 3, "three", _CAPTURED[1]),
        _fact("", "2025-04-08", "Tuesday", _CAPTURED[1], assumption="the Tuesday before the article"),
        _fact("citizen", 155, "155", _OTHERS[1], about="about"),
    ),
}


def tell(folder: Path, analyst: FakeAnalyst) -> None:
    """Put the story's reports in the place of all others, and let the analyst find what is in them at once."""
    for file in folder.iterdir():
        file.unlink()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "sources.toml").write_text(SOURCES, encoding="utf-8")
    analyst.names, analyst.counterparts, analyst.facts = NAMES, _COUNTERPARTS, _FACTS
    analyst.go_on.set()
