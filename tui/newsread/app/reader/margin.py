"""What stands in the margin beside a text: what its reader has said of each sentence. Pure."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size

from newsread.annotations.records import Action, Aspect, Mark, Record, Verdict
from newsread.app.widgets.line_view import Part
from newsread.text.printable import printable

NARROW = 4
"""Cells for the cursor's bar, two glyphs and a space."""
WIDE = 17
"""Cells for the cursor's bar, the longest note and a space."""

CURSOR_BAR = "▌"
MORE_SIGN = "+"
"""Stands for what the margin has no room for."""
STATEMENT_SIGN = "“"
"""Stands before a verdict on the statement: not whether it is so, but whether it was said."""
DECISION_SIGN = "="
"""Stands before a decision where annotators differ."""
ONE_CLAIM_SIGN = "≡"
"""Stands for words of several articles that are one claim."""
WORDS_SIGN = "~"
"""Stands before what is said of other words than just the sentence: of some in it, or of more."""
SPREAD_SIGN = "←"
"""Stands before a verdict that was spread from words of another article."""
CHANGED_SIGN = "Δ"
"""Stands before what was said of a sentence beside which the text has changed since, until somebody confirms it."""
OTHERS_SIGN = "°"
"""Stands before what another annotator says."""

Note = tuple[str, str, str]
"""A glyph, the words that it stands for, and the name of their style."""


def note_of(record: Record, *, saved: bool, on_words: bool = False, changed: bool = False) -> Note:
    """Return how a record is shown wherever it is.

    Beside a sentence it is also shown whether it is `on_words` other than that, and whether what is beside the sentence
    has `changed` since.
    """
    sign, word, style = _note_of(record, saved=saved, on_words=on_words)
    return (CHANGED_SIGN + sign, word, style) if changed and saved else (sign, word, style)


def _note_of(record: Record, *, saved: bool, on_words: bool) -> Note:
    if not saved:
        return "…", "not saved", "unsaved"
    words = WORDS_SIGN if on_words else ""
    match record.verdict, record.mark:
        case Verdict() as verdict, _:
            decided = DECISION_SIGN if record.action is Action.DECIDE else ""
            sign = words + (STATEMENT_SIGN if record.aspect is Aspect.STATEMENT else "")
            spread = SPREAD_SIGN if record.inherited_from else ""
            return decided + spread + sign + verdict.glyph, verdict, verdict
        case _, Mark() as mark:
            return words + mark.glyph, mark, "marked"
    if record.linked:
        told, style = ("one claim", "marked") if record.linked.same else ("another claim", "quiet")
        return ONE_CLAIM_SIGN, told, style
    raise ValueError(f"{record.id} says nothing")


def note_of_another(record: Record, *, on_words: bool = False, changed: bool = False) -> Note:
    """Return how another annotator's record is shown: dim, and with their name for its word."""
    glyph, _, _ = note_of(record, saved=True, on_words=on_words, changed=changed)
    return OTHERS_SIGN + glyph, _cut(printable(record.by), WIDE - 6), "quiet"


def _cut(name: str, width: int) -> str:
    return name if cell_len(name) <= width else f"{set_cell_size(name, width - 1).rstrip()}…"


def margin_notes(notes: Iterable[tuple[range, Sequence[Note]]], *, wide: bool) -> dict[int, list[Part]]:
    """Return what each line's margin holds; `notes` gives the lines that a sentence stands on, and its notes.

    What is said of a sentence stands where it begins: in words if the margin is wide and nothing else begins there,
    else as glyphs, in the order of the sentences. So no glyph is ever beside another sentence's beginning.
    """
    beginning: dict[int, list[tuple[range, Sequence[Note]]]] = {}
    for lines, of_sentence in notes:
        beginning.setdefault(lines.start, []).append((lines, of_sentence))
    margin: dict[int, list[Part]] = {}
    for line, sentences in beginning.items():
        lines, first = sentences[0]
        # On its own lines but the last, where another sentence may begin, a sentence has the margin to itself.
        if wide and len(sentences) == 1 and len(first) <= max(1, len(lines) - 1):
            margin |= {line + row: [_in_words(note)] for row, note in enumerate(first)}
        else:
            every = [note for _, of_sentence in sentences for note in of_sentence]
            margin[line] = _in_glyphs(every, (WIDE if wide else NARROW) - 2)
    return margin


def _in_words(note: Note) -> Part:
    glyph, words, style = note
    return _cut(f"{glyph} {words}", WIDE - 2), (style,)


def _in_glyphs(notes: Sequence[Note], room: int) -> list[Part]:
    """As many glyphs as there is room for, each with its sign; a plus stands for the rest, be it of the first one."""
    parts = [(glyph, (style,)) for glyph, _, style in notes]
    gap = " " if sum(len(glyph) + 1 for glyph, _ in parts) - 1 <= room else ""
    if gap or sum(len(glyph) for glyph, _ in parts) <= room:
        return [*((glyph + gap, style) for glyph, style in parts[:-1]), parts[-1]]
    while sum(len(glyph) for glyph, _ in parts) > room - len(MORE_SIGN):
        parts.pop()
    if not parts:
        glyph, _, style = notes[0]
        # That it is not on the content, or not by the reader, must be seen; how it came about is in the bar.
        parts.append((glyph.lstrip(DECISION_SIGN + SPREAD_SIGN)[0], (style,)))
    return [*parts, (MORE_SIGN, ("marked",))]
