"""What `withdraw` takes back of all that stands on some words, wherever it is asked for."""

from collections.abc import Mapping, Sequence

from newsread.annotations.records import Aspect, Record, Slot

_IN_TURN: Mapping[Aspect, Sequence[Slot]] = {
    Aspect.CONTENT: (Slot.CONTENT, Slot.MARK, Slot.DECIDED_CONTENT),
    Aspect.STATEMENT: (Slot.STATEMENT, Slot.DECIDED_STATEMENT),
}


def withdrawable(said: Sequence[Record], aspect: Aspect) -> Record | None:
    """Return what would be withdrawn: the verdict, else on the content the mark, else the decision.

    Where nothing else is said on the content, it is that the words are one claim with others.
    """
    slots = _IN_TURN[aspect]
    in_turn = sorted((record for record in said if record.slot in slots), key=lambda record: slots.index(record.slot))
    linked = (record for record in said if record.linked and aspect is Aspect.CONTENT)
    return next(iter([*in_turn, *linked]), None)
