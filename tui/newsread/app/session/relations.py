"""How a sentence of one article stands to a claim that another tells: in a word and a sign. Pure."""

from enum import StrEnum

from newsread.analysis.alignment.counterparts import Band


class Relation(StrEnum):
    """What is known of it. The value is the word that is shown."""

    CONFIRMED = "confirmed"
    """The reader says that it tells the same claim; what is `SAME` and `RELATED` the machine suggests."""
    SAME = "same"
    RELATED = "related"
    REJECTED = "rejected"
    """The reader says that it tells another claim."""
    HERE = "told here"
    """It is the sentence itself that is asked of."""
    NONE = "none"

    @property
    def glyph(self) -> str:
        """The sign that stands before the word, or for it."""
        return _GLYPHS[self]

    @property
    def tells_it(self) -> bool:
        """Whether the sentence tells the claim itself."""
        return self is Relation.SAME or self is Relation.CONFIRMED or self is Relation.HERE

    @property
    def in_words(self) -> str:
        """The sign and the word, as a telling is called wherever there is room for both."""
        return f"{self.glyph} {self}"

    @property
    def style(self) -> str:
        """The component style that it is drawn in: what the machine suggests is dim."""
        return "marked" if self is Relation.CONFIRMED else "quiet"

    @classmethod
    def of(cls, band: Band) -> "Relation":
        """Return what a band of the machine's means."""
        return cls.SAME if band is Band.SAME else cls.RELATED


_GLYPHS = {
    Relation.CONFIRMED: "≡",
    Relation.SAME: "▸",
    Relation.RELATED: "▹",
    Relation.REJECTED: "≠",
    Relation.HERE: "◆",
    Relation.NONE: "·",
}
