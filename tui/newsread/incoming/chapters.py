"""The words of a chapter of a book: XHTML that is nothing but text, so all of it is kept, in paragraphs."""

import re

from newsread.incoming.markup import parsed

_UNSEEN = re.compile(r"head|nav|r[tp]|script|style|template")
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|caption|d[dlt]|div|fig(?:caption|ure)|footer|form|h[1-6r]|header|li|main|[ou]l"
    r"|p|pre|section|table|t(?:body|[dhr]|head)"
)
_SPACE = re.compile(r"[ \t\n\r\f]+")  # not the no-break spaces, which are part of the words
_LINE_BREAK = "\N{LINE SEPARATOR}"


def chapter_paragraphs(content: bytes) -> list[str]:
    """Return the paragraphs of a chapter; a line break in one stays. Raises a NewsreadError that begins with a verb."""
    from lxml import etree  # noqa: PLC0415 - only who reads such files pays for it

    if not content.strip():
        return []
    unseen = 0
    paragraphs: list[list[str]] = [[]]
    for event, element in etree.iterwalk(parsed(content, "utf-8"), events=("start", "end")):
        begins, name = event == "start", element.tag
        if _BLOCK.fullmatch(name):
            paragraphs.append([])
        if _UNSEEN.fullmatch(name):
            unseen += 1 if begins else -1
        if unseen:
            continue
        if begins and name == "br":
            paragraphs[-1].append(_LINE_BREAK)
        paragraphs[-1].append((element.text if begins else element.tail) or "")
    return [joined for paragraph in paragraphs if (joined := _joined(paragraph))]


def _joined(pieces: list[str]) -> str:
    lines = (_SPACE.sub(" ", line).strip(" ") for line in "".join(pieces).split(_LINE_BREAK))
    return "\n".join(lines).strip("\n")
