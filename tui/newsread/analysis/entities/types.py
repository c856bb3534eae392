"""The types of names in words. The labels are OntoNotes'."""

TYPES = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "ORG": "organisation",
    "NORP": "people",
    "FAC": "building",
    "EVENT": "event",
    "PRODUCT": "product",
    "WORK_OF_ART": "work",
    "LAW": "law",
    "LANGUAGE": "language",
}
"""By the label. Both labels of places are called alike."""


def type_in_words(label: str) -> str:
    """Return what a label is called."""
    return TYPES.get(label, label.lower())
