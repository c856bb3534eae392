"""Text within a line of a page or a chapter, as a reader sees it: ruby, raised marks, and words that stay apart.

Whoever takes the text out of a tree joins what its elements hold. That is wrong where the layout alone keeps words
apart, or says what they are; here the tree is changed so that joining is right.
"""

import re
from typing import TYPE_CHECKING

from newsread.ingest.pages.raised import Height, Piece, rendered

if TYPE_CHECKING:
    from lxml.etree import _Element


_BLOCK_NAMES = (
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol option p pre section summary"
    " table tbody td tfoot th thead title tr ul"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
"""Elements that begin and end a line."""
_RUBY_TEXT = frozenset({"rt", "rp", "rtc"})
_RUBY_PARTS = _RUBY_TEXT | {"ruby", "rb"}
_INLINE = frozenset({"a", "b", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"})
_HEIGHTS = {"sup": Height.RAISED, "sub": Height.LOWERED}
_STYLE = re.compile(r"vertical-align\s*:\s*(super|sub)\b|font-variant-position\s*:\s*(super|sub)\b", re.IGNORECASE)
_RAISED_CLASS = re.compile(r"(?:\A|\s)(?:sup|superscript|exponent)(?:\s|\Z)", re.IGNORECASE)
_LOWERED_CLASS = re.compile(r"(?:\A|\s)(?:sub|subscript)(?:\s|\Z)", re.IGNORECASE)
_NOTE_CLASS = re.compile(
    r"foot-?note|end-?note|note-?ref|(?:\A|[\s_-])(?:reference|fn(?:ref)?|cite)(?:[\s_-]|\Z)", re.IGNORECASE
)
_SHORT_MARK = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|[*†‡§¶]{1,3})\s*[\])]?\s*")
_LONGEST = 40
"""Characters of what can be raised; more is a paragraph in small print."""
_CONTEXT = 40
_STRUCK = frozenset({"del", "s", "strike"})


def resolve_inline(tree: "_Element") -> None:
    """Change a tree in place so that its elements' text can be joined; call it before anything is taken from it."""
    from lxml.etree import strip_tags  # noqa: PLC0415 - only who reads pages and books pays for it

    _leave_out_readings(tree)
    _flatten_formulas(tree)
    _write_marks(tree)
    _separate_struck_words(tree)
    strip_tags(tree, "sub", "sup", "ruby", "rb")


def separate_blocks(tree: "_Element") -> None:
    """Put white space where a block begins or ends beside words, and after a line break."""
    for element in tree.iter(*BLOCKS, "br"):
        if element.tag != "br" and (element.text or len(element)) and not (element.text or "")[:1].isspace():
            element.text = f" {element.text or ''}"
        if element.tail and not element.tail[0].isspace():
            element.tail = f" {element.tail}"


# Ruby


def _leave_out_readings(tree: "_Element") -> None:
    """Leave out the readings that stand above the words, also where their end tags are missing."""
    for ruby in list(tree.iter("ruby")):
        if next(ruby.iterancestors("ruby"), None) is None:
            words = "".join(_base_words(ruby))
            for child in list(ruby):
                ruby.remove(child)
            ruby.text = words
    for stray in list(tree.iter(*_RUBY_TEXT)):
        _remove(stray)


def _base_words(element: "_Element", *, is_reading: bool = False) -> "list[str]":
    """Return the words of an element without readings; a base inside an unclosed reading counts as a base."""
    if element.tag in _RUBY_PARTS:
        is_reading = element.tag in _RUBY_TEXT
    words = [] if is_reading else [element.text or ""]
    for child in element:
        words += _base_words(child, is_reading=is_reading)
        if not is_reading:
            words.append(child.tail or "")
    return words


def _remove(element: "_Element") -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        last = element.getprevious()
        if last is None:
            parent.text = (parent.text or "") + element.tail
        else:
            last.tail = (last.tail or "") + element.tail
    parent.remove(element)


# Formulas in MathML


def _flatten_formulas(tree: "_Element") -> None:
    """Make words of formulas, which would be left out as a whole, numbers included."""
    for formula in list(tree.iter("math")):
        for note in list(formula.iter("annotation", "annotation-xml")):
            _remove(note)
        for part in formula.iter("msup", "msub", "mfrac"):
            if len(part) == 2:
                part[1].tag = {"msup": "sup", "msub": "sub"}.get(part.tag, "span")
                if part.tag == "mfrac":
                    part[0].tail = "/"
        for element in formula.iter("*"):
            if element.tag not in _HEIGHTS:
                element.tag = "span"
            element.text = (element.text or "").strip()
            element.tail = (element.tail or "").strip() if element is not formula else element.tail


# Raised and lowered marks


def _write_marks(tree: "_Element") -> None:
    """Write what is raised or lowered as plain text has it."""
    from lxml.etree import iterwalk  # noqa: PLC0415

    before = ""
    inside: _Element | None = None
    marks: list[tuple[_Element, Piece, str]] = []
    for event, element in iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if element.tag in BLOCKS or element.tag == "br":
            before = ""
        if event == "start" and inside is None and (piece := _piece(element, before)):
            inside = element
            text = rendered(piece, before, _following(element))
            marks.append((element, piece, text))
            before = (before + text)[-_CONTEXT:]
        if inside is None:
            before = (before + ((element.text if event == "start" else element.tail) or ""))[-_CONTEXT:]
        elif event == "end" and element is inside:
            inside = None
            before = (before + (element.tail or ""))[-_CONTEXT:]
    for element, piece, text in marks:
        if text != piece.text:
            _put(element, text)


def _put(element: "_Element", text: str) -> None:
    """Replace all that an element holds by a text. A link that is only a mark becomes words of its line."""
    for child in list(element):
        element.remove(child)
    element.text = text
    if element.tag == "a":
        element.tag = "span"


def _piece(element: "_Element", before: str) -> Piece | None:
    """Return the text of an element that is raised, lowered or the mark of a note; None for any other."""
    if element.tag not in _INLINE:
        return None
    height = _height(element)
    if height is None and element.tag != "a" and not _is_marked(element):
        return None
    text = "".join(element.itertext())
    if not text.strip() or len(text) > _LONGEST:
        return None
    if _leads_to_note(element, text, before, is_raised=height is not None):
        return Piece(text, Height.NOTE)
    return Piece(text, height) if height else None


def _height(element: "_Element") -> Height | None:
    if height := _HEIGHTS.get(element.tag):
        return height
    if style := _STYLE.search(element.get("style") or ""):
        return Height.RAISED if (style[1] or style[2]).lower() == "super" else Height.LOWERED
    names = element.get("class") or ""
    if _RAISED_CLASS.search(names):
        return Height.RAISED
    return Height.LOWERED if _LOWERED_CLASS.search(names) else None


def _leads_to_note(element: "_Element", text: str, before: str, *, is_raised: bool) -> bool:
    """Whether an element is the mark of a note: raised and linked within the page, or marked as one."""
    is_short = _SHORT_MARK.fullmatch(text) is not None
    for each in element.iter("*"):
        if _is_marked(each) and (is_raised or is_short):
            return True
        if each.tag == "a" and "#" in (each.get("href") or "") and (is_raised or (is_short and _is_close(before))):
            return True
    above = element.getparent()
    if above is None or above.tag != "a" or "#" not in (above.get("href") or ""):
        return False
    return is_raised and "".join(above.itertext()).strip() == text.strip()


def _is_close(before: str) -> bool:
    return bool(before) and not before[-1].isspace()


def _is_marked(element: "_Element") -> bool:
    kind = f"{element.get('epub:type') or ''} {element.get('{http://www.idpf.org/2007/ops}type') or ''}"
    return (
        element.get("role") == "doc-noteref"
        or "noteref" in kind
        or _NOTE_CLASS.search(element.get("class") or "") is not None
    )


def _following(element: "_Element") -> str:
    """Return the beginning of the text behind an element on its line."""
    text = ""
    each: _Element | None = element
    while each is not None and len(text) < _CONTEXT and each.tag not in BLOCKS:
        text += each.tail or ""
        sibling = each.getnext()
        while sibling is not None and len(text) < _CONTEXT:
            if sibling.tag in BLOCKS or sibling.tag == "br":
                return text
            text += "".join(sibling.itertext()) + (sibling.tail or "")
            sibling = sibling.getnext()
        each = each.getparent()
    return text[:_CONTEXT]


# Words that were struck out


def _separate_struck_words(tree: "_Element") -> None:
    """Keep words that are struck out apart from those that take their place."""
    for element in tree.iter(*_STRUCK):
        if element.tail and element.tail[0].isalnum():
            element.tail = f" {element.tail}"
