"""What a name names: one type over all articles, from what the model saw and what stands around the name."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from newsread.analysis.document import Document
from newsread.analysis.entities.demonyms import demonym
from newsread.analysis.entities.gazetteer import Place, is_ruled, place
from newsread.analysis.entities.spelling import neighbours, plain
from newsread.analysis.entities.trimming import is_demonym_and_more, is_paper, titled
from newsread.analysis.result import Entity

REGION = re.compile(r"\s(?:[Rr]egion|[Oo]blast|[Pp]rovince|[Kk]rai|[Gg]overnorate|[Pp]refecture|[Vv]oivodeship)(?!\w)")
"""What makes a region of the name before it."""
_AGENCIES = "AFP AP ANSA BBC CNN DPA EFE Interfax Kyodo NATO Reuters TASS UPI Ukrinform Xinhua Yonhap"
AGENCIES = frozenset([*_AGENCIES.split(), "Associated Press", "Agence France-Presse"])
"""News agencies sign most reports, often where no sentence helps the model."""
_CAPITALS = (
    "AI CCTV CEO CFO COVID DNA DVD FAQ GDP GPS HIV ID IQ PDF PM SMS SUV TV UFO URL USB VAT"
    " AEST BST CEST CET EDT EET EST GMT IST PDT PST UTC Jr. Sr."
)
_NO_NAMES = frozenset(_CAPITALS.split())
"""Capitals that stand for things and hours."""
_BODY = re.compile(
    r"\s(?:Company|Corporation|Corp|Inc|Ltd|LLC|PLC|University|Ministry|Department|Council|Committee|Commission|Agency"
    r"|Association|Union|Party|Bank|Group|Police|Court|Institute|Foundation|Bureau)\.?\Z"
)
"""What ends the name of a body, in a headline too."""
_BUILT = re.compile(r"\s(?:Street|Avenue|Road|Square|Boulevard|Bridge|Airport|Stadium|Highway|Tower|Mall)\Z")
"""What ends the name of something that was built."""
_SHIP = re.compile(r"(?:HMS|INS|MS|MV|RMS|SS|USNS|USS)\s(?=[A-Z])")
_LED = re.compile(r"(?:['’]s)?\s(?:administration|presidency)\b")
_IN = re.compile(r"\b(?:in|near|from|into|across|outside|throughout|toward|towards)\s+(?:the\s+)?\Z", re.IGNORECASE)
_NARROWEST = 24
_SIGNS = ((_BODY.search, "ORG"), (_BUILT.search, "FAC"), (_SHIP.match, "PRODUCT"))
_PLACES = {Place.CONTINENT: "LOC", Place.COUNTRY: "GPE", Place.STATE: "GPE"}
"""The places whose names hardly ever name anything else."""
_PREFERENCE = ("PERSON", "GPE", "ORG", "NORP", "LOC", "EVENT", "FAC", "LAW", "PRODUCT", "WORK_OF_ART", "LANGUAGE")
_SELDOM = frozenset(["PRODUCT", "NORP", "WORK_OF_ART", "LAW", "EVENT", "FAC", "LANGUAGE"])
"""Labels that a place gets only by mistake."""


class Naming:
    """The evidence of all articles for what each name is.

    `retyped` holds what a reader said of a form: it outranks everything.
    """

    def __init__(self, documents: Iterable[Document], retyped: Mapping[str, str]) -> None:
        self._retyped = retyped
        self._labels: dict[str, Counter[str]] = {}
        self._decided: dict[tuple[str, str], str] = {}
        self._people: set[str] = set()
        self._ruled: set[str] = set()
        self._located: set[str] = set()
        self._common = {
            document.text[token.start : token.end]
            for document in documents
            for token in document.tokens
            if document.text[token.start : token.start + 1].islower()
        }

    def see(self, text: str, entity: Entity) -> None:
        """Take one mention of running text as evidence."""
        form = text[entity.start : entity.end]
        self._labels.setdefault(form, Counter())[entity.label] += 1
        if REGION.match(text, entity.end):
            self._ruled.add(form)
        if stands_in_a_place(text, entity.start):
            self._located.add(form)
        if " " not in form and (titled(text, entity.start) or _LED.match(text, entity.end)):
            self._people.add(form)

    def label(self, form: str, own: str) -> str:
        """Return the label of a name, `own` being what the model says here; empty if it names nothing."""
        known = self._decided.get((form, own))
        if known is None:
            known = self._decided[form, own] = self._decide(form, own)
        return known

    def reads_as_a_person(self, form: str) -> bool:
        """Whether a line of capitals may hold this full name: two or three words, none a common one."""
        words = form.split()
        return 1 < len(words) < 4 and not any(self.is_common(word) or demonym(word) for word in words)

    def is_common(self, form: str) -> bool:
        """Whether the articles have the name as a common word too: `War`, `Army`; but not `US`."""
        return form.casefold() in self._common and not self._by_form(form, "")

    def is_supported(self, form: str, label: str) -> bool:
        """Whether more than a headline's capitals says that this is a name."""
        if label == "PERSON" and self.reads_as_a_person(form):
            return True
        return form in self._labels or form in self._retyped or self._by_form(form, "") != "" or self._is_surname(form)

    def names(self) -> Mapping[str, str]:
        """Return every name of running text with its label, and the surnames of people named in full."""
        labels = {form: self.label(form, self._usual(form, "")) for form in self._labels}
        for form, label in tuple(labels.items()):
            surname = form.rsplit(" ", 1)[-1]
            if label == "PERSON" and " " in form and len(surname) > 2 and not self.is_common(surname):
                labels.setdefault(surname, self.label(surname, "PERSON"))
            elif is_paper(form):
                labels.setdefault(form.removeprefix("The "), "ORG")
        return {form: label for form, label in labels.items() if label} | dict(self._retyped)

    def _decide(self, form: str, own: str) -> str:
        if form in self._retyped:
            return self._retyped[form]
        if form in _NO_NAMES or not _is_name(form, own):
            return ""
        return self._by_form(form, own) or self._by_evidence(form, own)

    def _by_form(self, form: str, own: str) -> str:
        """Return the label if the form alone decides it."""
        if demonym(form) and own != "LANGUAGE":
            return "NORP"
        where = place(form)
        known = _PLACES.get(where) if where else None
        if known:
            return known
        region = REGION.search(form)
        if region and region.end() == len(form):
            return "GPE" if is_ruled(form[: region.start()]) else "LOC"
        if form in AGENCIES or is_paper(form):
            return "ORG"
        return next((label for sign, label in _SIGNS if sign(form)), "")

    def _by_evidence(self, form: str, own: str) -> str:
        where, person = place(form), self._is_surname(form)
        if where is Place.CITY or form in self._ruled:
            return own if person and own in ("PERSON", "GPE") else "GPE"
        if person:
            return "PERSON"
        label = self._usual(form, own)
        stands_in = form in self._located and label in ("ORG", "PERSON")
        return "GPE" if where is Place.TOWN and (label in _SELDOM or stands_in) else label

    def _usual(self, form: str, own: str) -> str:
        counts = self._labels.get(form)
        if not counts:
            return own
        most = max(counts.values())
        return min((label for label, count in counts.items() if count == most), key=_rank)

    def _is_surname(self, form: str) -> bool:
        return " " not in form and (form in self._people or not self._surnames.isdisjoint(neighbours(plain(form))))

    @cached_property
    def _surnames(self) -> frozenset[str]:
        """Keys of the last words of full names, of all that was seen until this is first asked for."""
        full = (
            form
            for form, counts in self._labels.items()
            if " " in form
            and counts["PERSON"]
            and self._usual(form, "") == "PERSON"
            and not self._by_form(form, "")
            and not is_demonym_and_more(form)
        )
        surnames = (plain(form.rsplit(" ", 1)[-1]) for form in full)
        return frozenset(key for surname in surnames for key in neighbours(surname))


def _is_name(form: str, label: str) -> bool:
    """Whether a form can be a name at all: a capital, more than one letter, and digits only in names of things."""
    letters = sum(letter.isalpha() for letter in form)
    digit_first = form[:1].isdigit() and label in ("GPE", "LANGUAGE", "LOC", "NORP", "PERSON")
    has_capital = form != form.lower() or form == form.upper()  # a script without capitals has none to miss
    return letters > 1 and not digit_first and has_capital


def stands_in_a_place(text: str, start: int) -> bool:
    """Whether the words before say that a place follows: `in` or `near` it."""
    return _IN.search(text[max(0, start - _NARROWEST) : start]) is not None


def _rank(label: str) -> int:
    return _PREFERENCE.index(label) if label in _PREFERENCE else len(_PREFERENCE)
