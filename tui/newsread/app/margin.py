"""What stands in the margin beside a text: what its reader has said of each sentence. Pure."""

from collections.abc import Iterable, Sequence

from newsread.app.lines import Part
from newsread.tags.records import Aspect, Mark, Record, Verdict

NARROW = 4
"""Cells for the cursor's bar, two glyphs and a space."""
WIDE = 17
"""Cells for the cursor's bar, the longest note and a space."""

CURSOR_BAR = "▌"
STATEMENT_SIGN = "“"
"""Stands before a verdict on the statement: not whether it is so, but whether it was said."""

Note = tuple[str, str, str]
"""A glyph, the words that it stands for, and the name of their style."""


def note_of(record: Record, *, saved: bool) -> Note:
    """Return how a record is shown wherever it is shown."""
    if not saved:
        return "…", "not saved", "unsaved"
    match record.verdict, record.mark:
        case Verdict() as verdict, _:
            sign = STATEMENT_SIGN if record.aspect is Aspect.STATEMENT else ""
            return sign + verdict.glyph, verdict, verdict
        case _, Mark() as mark:
            return mark.glyph, mark, "marked"
    raise ValueError(f"{record.id} says nothing")


def margin_notes(notes: Iterable[tuple[int, Sequence[Note]]], *, wide: bool) -> dict[int, list[Part]]:
    """Return what each line's margin holds; `notes` gives the line on which a sentence begins, and its notes.

    A note never hides another: it stands on the first free line from its sentence's beginning on.
    """
    margin: dict[int, list[Part]] = {}
    for line, of_sentence in notes:
        rows = [[_in_words(note)] for note in of_sentence] if wide else _in_glyphs(of_sentence)
        free = line
        for row in rows:
            while free in margin:
                free += 1
            margin[free] = row
    return margin


def _in_words(note: Note) -> Part:
    glyph, words, style = note
    return f"{glyph} {words}", (style,)


def _in_glyphs(notes: Sequence[Note]) -> list[list[Part]]:
    """Two cells a line: one note with its sign, or the glyphs of two."""
    pairs = (notes[first : first + 2] for first in range(0, len(notes), 2))
    return [
        [(pair[0][0], (pair[0][2],))] if len(pair) == 1 else [(glyph[-1], (style,)) for glyph, _, style in pair]
        for pair in pairs
    ]
