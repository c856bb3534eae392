"""Which names are one: a wrong merge hides somebody, a missed one only lists him twice, so doubt keeps names apart."""

import re
from collections.abc import Sequence
from hashlib import sha256

from newsread.analysis.demonyms import demonym
from newsread.analysis.naming import REGION
from newsread.analysis.spelling import plain

_SAME = (
    ("United States", "United States of America", "U.S.", "US", "U.S", "USA", "U.S.A."),
    ("United Kingdom", "UK", "U.K.", "Britain", "Great Britain"),
    ("United Arab Emirates", "UAE", "U.A.E."),
    ("European Union", "EU", "E.U."),
    ("United Nations", "UN", "U.N."),
    ("Kyiv", "Kiev"),
    ("Kharkiv", "Kharkov"),
    ("Odesa", "Odessa"),
    ("Turkey", "Türkiye"),
    ("Czech Republic", "Czechia"),
    ("Myanmar", "Burma"),
    ("Ivory Coast", "Côte d'Ivoire"),
    ("Associated Press", "The Associated Press", "AP"),
    ("Agence France-Presse", "AFP"),
)
"""Names that reports use side by side without a word of explanation."""
_ONE_NAME = {name: names[0] for names in _SAME for name in names}

_COMPANY = re.compile(r"(?:,?\s(?:Inc|Corp|Corporation|Co|Ltd|Limited|LLC|PLC|AG|SA|NV)\b\.?)+\Z", re.IGNORECASE)


def thing(label: str, form: str) -> str:
    """Return what all spellings of a name share that is no person's: letters, digits and single hyphens.

    A company is the same without its `Inc.`, a region is the same as an oblast, but never the city that it is named
    after; people are not their country.
    """
    form = form.removeprefix("The ").removeprefix("the ")
    form = _ONE_NAME.get(form, demonym(form) or form)
    region = REGION.search(form)
    if region and region.end() == len(form):
        form = f"{form[: region.start()]} region"
    if label == "NORP" and form.endswith("s") and not form.endswith("ss"):
        form = form[:-1]
    if label == "ORG":
        form = _COMPANY.sub("", form) or form
    return slug(form)


def slug(form: str) -> str:
    """Return a form as part of an id: letters and digits of any script in lower case, single hyphens between."""
    words = (plain(word) for word in re.split(r"[^\w.'’]+", form))
    return "-".join(word for word in words if word) or sha256(form.encode("utf-8", "replace")).hexdigest()[:12]


def displayed_name(label: str, forms: Sequence[str]) -> str:
    """Return the form that tells a reader most, of forms that stand in the order of their frequency.

    Of a person a full name, of anything else what is not all in capitals.
    """
    known = next((_ONE_NAME[form] for form in forms if _ONE_NAME.get(form) in forms), None)
    if known:
        return known
    telling = (form for form in forms if (" " in form if label == "PERSON" else not form.isupper()))
    return next(telling, forms[0])
