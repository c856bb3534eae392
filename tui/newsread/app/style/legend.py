"""What the colours and the signs mean. The entities' labels are OntoNotes'."""

from collections.abc import Iterable

from textual.content import Content

from newsread.analysis.result import Entity
from newsread.annotations.records import Mark, Verdict
from newsread.app.actions.keys import key_of
from newsread.app.library.library_lines import TO_PLACE_SIGN
from newsread.app.reader.margin import (
    CHANGED_SIGN,
    DECISION_SIGN,
    MORE_SIGN,
    ONE_CLAIM_SIGN,
    OTHERS_SIGN,
    SPREAD_SIGN,
    STATEMENT_SIGN,
    WORDS_SIGN,
)
from newsread.app.session.relations import Relation
from newsread.app.widgets.layers import Styled

_KINDS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("people", "entity-person", frozenset({"PERSON"})),
    ("places", "entity-place", frozenset({"GPE", "LOC", "FAC"})),
    ("organisations", "entity-organisation", frozenset({"ORG"})),
    ("dates", "entity-date", frozenset({"DATE", "TIME"})),
    ("numbers", "entity-number", frozenset({"CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY"})),
)
_OTHERS = ("others", "entity-other")  # nationalities, events, products, works, laws, languages
_STYLE_OF_LABEL = {label: style for _, style, labels in _KINDS for label in labels}

_VERDICTS = {
    Verdict.VERIFIED: "you found that it is so",
    Verdict.DISPUTED: "you found that it is not so, or that sources contradict it",
    Verdict.UNVERIFIABLE: "you found no way to check it",
}
_MARKS = {
    Mark.SEEN: "you have read it, and say no more of it",
    Mark.TO_CHECK: "you will come back to it",
    Mark.NOT_A_CLAIM: "nothing in it can be checked",
}


def styled(entities: Iterable[Entity]) -> list[Styled]:
    """Return where each entity stands, and its style."""
    return [Styled(start, end, (_STYLE_OF_LABEL.get(label, _OTHERS[1]),)) for start, end, label in entities]


def legend_line(*, shown: bool, waiting: bool) -> Content:
    """Return the kinds of entities, each in its own colour; or that there are none, or none yet."""
    key = key_of("entities")
    if not shown:
        return Content.styled(f"colours are off · {key} shows them", "$quiet")
    kinds = [*((words, style) for words, style, _ in _KINDS), _OTHERS]
    legend = Content("  ").join(Content.styled(words, f"${style}") for words, style in kinds)
    return Content.assemble(legend, Content.styled("  being looked for …" if waiting else f"  {key} hides", "$quiet"))


def signs() -> Content:
    """Return what each sign of verdicts, marks and the margin means."""
    rows = [
        *((f"{said.glyph} {said}", f"bold ${said}", tells) for said, tells in _VERDICTS.items()),
        *((f"{said.glyph} {said}", "bold $quiet", tells) for said, tells in _MARKS.items()),
        (STATEMENT_SIGN, "bold", "before a verdict: not whether it is so, but whether it was said"),
        (WORDS_SIGN, "bold", "before a sign: not of just this sentence, but of words in it, or of more; underlined"),
        (DECISION_SIGN, "bold", "before a verdict: decided so, where annotators differ"),
        (SPREAD_SIGN, "bold", "before a verdict: you spread it from the same claim in another article"),
        (OTHERS_SIGN, "$quiet", "before a sign: another annotator says it"),
        ("…", "bold $error", "in the margin: it is not on the disk, or not yet"),
        (ONE_CLAIM_SIGN, "bold $quiet", "you confirmed that words of another article tell the same claim"),
        *(
            (each.glyph, "$quiet", f"beside a sentence: the machine takes it for {tells}")
            for each, tells in ((Relation.SAME, "the same claim"), (Relation.RELATED, "something related to it"))
        ),
        (
            TO_PLACE_SIGN,
            "bold $warning",
            "tags wait for you to say where their words stand, since the text has changed",
        ),
        (CHANGED_SIGN, "bold $warning", "before a sign: the text beside the sentence has changed since; confirm it"),
        (MORE_SIGN, "bold $quiet", "in the margin: more is said than there is room for"),
        ("dim text", "$quiet", f"headings, captions, bylines: seldom claims, so {key_of('next')} passes them by"),
    ]
    return Content("\n").join(Content.assemble((sign, style), f"  {tells}") for sign, style, tells in rows)
