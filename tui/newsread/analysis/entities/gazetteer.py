"""Places by name: a gazetteer made from GeoNames, read when the first name is asked for."""

from collections.abc import Iterator
from enum import Enum
from functools import cache
from importlib.resources import files


class Place(Enum):
    """How sure a bare name is to be a place."""

    CONTINENT = "continent"
    COUNTRY = "country"
    STATE = "state"
    """One of the United States."""
    CITY = "city"
    """A capital, or 300,000 people and more."""
    TOWN = "town"
    """50,000 people and more; such a name is often somebody's surname too."""


_ALSO = {
    "United States": Place.COUNTRY,
    "United States of America": Place.COUNTRY,
    "USA": Place.COUNTRY,
    "U.S.A.": Place.COUNTRY,
    "U.S.": Place.COUNTRY,
    "US": Place.COUNTRY,
    "United Kingdom": Place.COUNTRY,
    "UK": Place.COUNTRY,
    "U.K.": Place.COUNTRY,
    "Britain": Place.COUNTRY,
    "Great Britain": Place.COUNTRY,
    "UAE": Place.COUNTRY,
    "Soviet Union": Place.COUNTRY,
    "Congo": Place.COUNTRY,
    "Burma": Place.COUNTRY,
    "Kiev": Place.CITY,
    "Kharkov": Place.CITY,
    "Odessa": Place.CITY,
    "New York": Place.CITY,
    "Washington": Place.CITY,
    "Washington, D.C.": Place.CITY,
    "Bombay": Place.CITY,
    "Calcutta": Place.CITY,
}
"""Names that English reports use and GeoNames lists otherwise."""

_LANDS_OF_ONE_WORD = (
    "Arctic Atlantic Balkan Balkans Baltic Baltics Caribbean Caucasus Gulf Himalayas Kashmir Levant Mediterranean"
    " Mideast Pacific Sahara Sahel Scandinavia Siberia Asia-Pacific Indo-Pacific"
)
_LANDS = frozenset([*_LANDS_OF_ONE_WORD.split(), "Black Sea", "Middle East", "Middle Eastern", "Persian Gulf"])
"""Stretches of land and sea that no one government rules: LOC where a ruled region is GPE."""


def place(name: str) -> Place | None:
    """Return what the gazetteer knows of a name, as it is spelled, or None."""
    return _places().get(name)


def is_ruled(name: str) -> bool:
    """Whether a land or sea of this name, if there is one, has a government: a GPE rather than a LOC."""
    return name not in _LANDS and place(name) is not Place.CONTINENT


def sure_names() -> Iterator[str]:
    """Yield the names that are places nearly wherever they stand: countries, states and large cities."""
    return (name for name, kind in _places().items() if kind is not Place.TOWN)


@cache
def _places() -> dict[str, Place]:
    lines = files(__package__).joinpath("places.tsv").read_text(encoding="utf-8").splitlines()
    kinds = {kind.value: kind for kind in Place}
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {name: kinds[kind] for kind, name in rows} | _ALSO
