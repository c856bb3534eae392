"""The model's mentions, mended by their own words: no article, title or possessive in them, and only one thing."""

import re
from collections.abc import Iterator

from newsread.analysis.entities.demonyms import demonym
from newsread.analysis.entities.gazetteer import Place, place
from newsread.analysis.facts.amounts import with_approximator
from newsread.analysis.facts.dates import coordinated
from newsread.analysis.result import Entity

UNNAMED = frozenset(["CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"])
"""The labels of numbers and times: they are nobody's names."""


def _any(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))


_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_BEFORE_TITLES = (
    "vice deputy former acting then first prime foreign defence defense interior finance attorney police fire"
    " chief assistant district superior supreme court lieutenant lt lt. maj. staff"
)
_TITLES = (
    "president minister chancellor premier secretary secretary-general senator sen. rep. congressman"
    " congresswoman governor gov. mayor judge justice general gen. colonel col. captain capt. major lieutenant lt."
    " lt sergeant sgt. sgt corporal cpl. admiral adm. commander officer trooper detective inspector chief"
    " constable deputy agent sheriff dr. dr mr. mr mrs. mrs ms. ms miss sir dame lord lady king queen prince"
    " princess pope professor prof. ambassador rev. rev archbishop bishop father sheikh sheik imam ayatollah rabbi"
    " coach gm vp spokesman spokeswoman attorney chairman ceo superintendent"
)
_TITLE = re.compile(rf"(?i:(?:(?:{_any(_BEFORE_TITLES)})[ -])*(?:{_any(_TITLES)}))(?=\s+|\Z)\s*")
_SURE_TITLE = re.compile(
    r"(?:President|Professor|Prof\.|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Sgt\.?|Lt\.?|Capt\.?|Sen\.|Rep\.|Gov\.)\s+(?=[A-Z])"
)
_TITLE_BEHIND = re.compile(r"\s+(?:Lt|Sgt|Capt|Col|Gen|Det|Maj|Sen|Rep|Gov|Dr|Mr|Mrs|Ms|Trooper|President)\.?\Z")
_LITTLE_WORD_BEHIND = re.compile(r"(?:\s+(?:in|at|of|on|and|for|to|the|by|from|with|&|a|as))+\Z")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_POSSESSOR = re.compile(r"(?:the\s+)?([^'’]+)['’]s?\s+(?=[^\W\d_a-z])")
_PARTED = re.compile(r"\s*(?:[/|•·\n]|:\s)\s*|\s+[—–]\s+")
_EDGES = " \t\r\n,;:·•|/\\\"“”‘’'`()[]{}<>*_#-–—"
_BEFORE_NUMBER = re.compile(
    r"(?:an?\s+(?:additional|extra|further|total\s+of)|another|these|those|its|their|his|her|all|the)\s+"
)
_DURATION = re.compile(r"\b(?:decade|year|month|week|day)s\Z")
_PAPER = re.compile(
    r"The\s.*\b(?:Times|Post|Independent|Guardian|Telegraph|Economist|Journal|Herald|Tribune|Observer|Sun|Mirror|Globe"
    r"|Mail|News|Star|Standard|Gazette|Chronicle|Atlantic|Hill|Insider|Conversation|Intercept|Examiner|Register"
    r"|Bulletin|Courier|Express|Record)\Z"
)
_ADDRESS_SIGN = re.compile(r"@|://|\bwww\.")
_LONGEST = 200


def is_paper(form: str) -> bool:
    """Whether a name is a newspaper's title that begins with its article: `The New York Times`."""
    return _PAPER.match(form) is not None


def titled(text: str, start: int) -> bool:
    """Whether a person's title stands right before a place of the text."""
    before = text[max(0, start - 30) : start]
    word = before.rstrip().rfind(" ") + 1
    return start > 0 and _TITLE.fullmatch(before[word:]) is not None


def mended(text: str, entity: Entity) -> Iterator[Entity]:
    """Yield what one of the model's mentions holds, in the order of the text; nothing if it is no name at all."""
    if entity.end - entity.start > _LONGEST or _ADDRESS_SIGN.search(text, entity.start, entity.end):
        return
    parts = _unnamed if entity.label in UNNAMED else _named
    for part in parts(text, entity):
        kept = _trimmed(text, part)
        form = text[kept.start : kept.end]
        if any(c.isalnum() for c in form) and not (entity.label not in UNNAMED and _TITLE.fullmatch(form)):
            yield kept


def _unnamed(text: str, entity: Entity) -> Iterator[Entity]:
    start, end, label = entity
    before = _BEFORE_NUMBER.match(text, start, end) if label != "ORDINAL" else None
    start = before.end() if before and before.end() < end else start
    two = coordinated(text[start:end])
    if two:
        yield from (Entity(start + first, start + last, label) for first, last in two)
    else:
        amount = label not in ("DATE", "ORDINAL") or _DURATION.search(text, start, end)
        yield Entity(with_approximator(text, start) if amount else start, end, label)


def _named(text: str, entity: Entity) -> Iterator[Entity]:
    start = entity.start
    for sign in [*_PARTED.finditer(text, entity.start, entity.end), None]:
        end = sign.start() if sign else entity.end
        for part in _without_place_behind(text, Entity(start, end, entity.label)):
            yield from _without_possessor(text, part)
        start = sign.end() if sign else end


def _without_place_behind(text: str, entity: Entity) -> Iterator[Entity]:
    """Yield a place and the larger one behind its comma apart: `Banstead, Surrey`."""
    form = text[entity.start : entity.end]
    head, comma, tail = form.rpartition(", ")
    if comma and place(tail) and not place(form):
        label = entity.label if entity.label in ("FAC", "ORG", "PERSON") else "GPE"
        yield Entity(entity.start, entity.start + len(head), label)
        yield Entity(entity.end - len(tail), entity.end, "GPE")
    else:
        yield entity


def _without_possessor(text: str, entity: Entity) -> Iterator[Entity]:
    """Yield a country and what it possesses apart: `Ukraine’s Security Service` names two."""
    possessor = _POSSESSOR.match(text, entity.start, entity.end)
    if possessor and place(possessor[1]) in (Place.COUNTRY, Place.STATE, Place.CITY):
        yield Entity(*possessor.span(1), "GPE")
        yield Entity(possessor.end(), entity.end, entity.label)
    else:
        yield entity


def _trimmed(text: str, entity: Entity) -> Entity:
    label = entity.label
    form = text[entity.start : entity.end].lstrip(_EDGES)
    start = entity.end - len(form)
    if label != "ORG" or " " in form:  # Macy's is a name
        form = _POSSESSIVE.sub("", form)
    if label not in UNNAMED:
        form = _TITLE_BEHIND.sub("", form)
    if label in ("DATE", "TIME") or label not in UNNAMED:
        form = _LITTLE_WORD_BEHIND.sub("", form)
    form = form.rstrip(_EDGES)
    belongs = form[:1] in ("a", "A") if label in UNNAMED else _is_title(form, label)
    kept = form if belongs else _after(_ARTICLE, form)
    if label == "PERSON" or (label not in UNNAMED and _SURE_TITLE.match(kept)):
        label, kept = "PERSON", _after(_TITLE, kept)
    kept = kept.lstrip(_EDGES)
    end = start + len(form)
    return Entity(end - len(kept), end, label)


def _after(prefix: re.Pattern[str], form: str) -> str:
    """Return a form without what it begins with, however often, unless nothing were left."""
    found = prefix.match(form)
    while found and found.end() < len(form):
        form = form[found.end() :]
        found = prefix.match(form)
    return form


def _is_title(form: str, label: str) -> bool:
    """Whether a capital article belongs to the name."""
    return is_paper(form) or (label == "WORK_OF_ART" and form.startswith(("The ", "A ", "An ")))


def is_demonym_and_more(form: str) -> bool:
    """Whether a form of several words begins with a demonym."""
    words = form.split(maxsplit=2)
    return len(words) > 1 and (demonym(words[0]) is not None or demonym(" ".join(words[:2])) is not None)
