"""What tests of the whole program share."""

import gc
from pathlib import Path

import pytest
from hypothesis import settings
from tests.person import Person

# A busy machine is slow, and a slow example no fault: how long things take is measured in bench/.
settings.register_profile("newsread", deadline=None)
settings.load_profile("newsread")

# An app leaves many objects behind that live as long as it: to look through them all the time is a quarter of the run.
gc.set_threshold(50_000, 20, 50)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--w3c-suite", metavar="PATH", help="the W3C's tests of web annotations, a clone of them")


@pytest.fixture(scope="session")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache folder that holds the analyses of the seeds."""
    home = tmp_path_factory.mktemp("analysed")
    person = Person.with_the_seeds(home, {})
    person.succeeds("inspect")
    return home / "cache"


@pytest.fixture
def newcomer(tmp_path: Path) -> Person:
    """Return someone on a machine on which nothing was ever analysed."""
    return Person.with_the_seeds(tmp_path, {})


@pytest.fixture
def ana(tmp_path: Path, analysed: Path) -> Person:
    """Return someone with the five seeds, analysed before, who tags as ana."""
    return Person.with_the_seeds(tmp_path, {"XDG_CACHE_HOME": str(analysed), "NEWSREAD_ANNOTATOR": "ana"})


def pytest_collection_finish() -> None:
    """Take what was imported and collected out of the garbage collector's rounds."""
    gc.freeze()
