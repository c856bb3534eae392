"""Draw the pictures of the documentation: the real program on its sample, with the real analysis, in six situations.

    python docs/screenshot.py [NAME …]

Nothing in them changes from one run to the next but what the program itself shows in another way: the story is the
sample, the annotator is ana, and every time of day is the same.
"""

import argparse
import asyncio
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from newsread.annotations.annotators import Annotator
from newsread.app.app import NewsreadApp
from newsread.app.reader.screen import Reader
from newsread.app.style.themes import DARK, LIGHT
from newsread.folders import cache_folder, sample_articles
from newsread.place import Place
from newsread.settings import read_settings
from newsread.workspace.workspace import Workspace

_SAYS = ("v", "d", "tab", "v", "t", "u", "shift+tab")
"""A few things to have been said, so that the margins are not empty."""


@dataclass(frozen=True)
class Situation:
    """A picture: the keys that lead to it from the library, and how wide and high it is."""

    keys: tuple[str, ...]
    columns: int = 160
    rows: int = 45
    light: bool = False


_AT_A_CLAIM = ("enter", *_SAYS, "g", "j", "j", "j", "j")
SITUATIONS = {
    "library": Situation(("enter", *_SAYS, "i", "v", "q", "space", "space", "space"), 120, 20),
    "reader": Situation(_AT_A_CLAIM),
    "panel": Situation((*_AT_A_CLAIM, "f", "j", "enter")),
    "coverage": Situation((*_AT_A_CLAIM, "c"), 140, 32),
    "counterparts": Situation((*_AT_A_CLAIM, "m"), 140, 36),
    "claims": Situation(("enter", *_SAYS, "C"), 130, 22, light=True),
}

_WEB_FONTS = re.compile(r"\s*@font-face \{.*?\}\n", re.DOTALL)
_CLOCK = re.compile(r"\b\d\d:\d\d\b")
_UNIQUE = re.compile(r"terminal-\d+")
"""Rich names its styles by a number that follows from all that is drawn."""
_PATIENCE = 600
"""Tenths of a second for which the analysis is waited for."""


async def draw(file: Path, situation: Situation) -> None:
    """Run the program, press the keys, and write what it shows."""
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "captured" / "seeds"
        shutil.copytree(sample_articles(), articles)
        workspace = Workspace(Place(articles, articles.with_name("annotations")))
        settings = read_settings(Path(folder) / "settings.toml")
        app = NewsreadApp(workspace, Annotator("ana", known=True), settings, cache_folder())
        async with app.run_test(size=(situation.columns, situation.rows)) as pilot:
            app.theme = (LIGHT if situation.light else DARK).name
            await pilot.pause(0.5)
            for key in situation.keys:
                await pilot.press(key)
                await pilot.pause(0.1)
                await _until_analysed(app, pilot)
            await pilot.pause(1)
            picture = app.export_screenshot(title="newsread", simplify=True)
    picture = _CLOCK.sub("14:03", _WEB_FONTS.sub("", picture))
    file.write_text(_UNIQUE.sub(f"newsread-{file.stem}", picture), encoding="utf-8")


async def _until_analysed(app: NewsreadApp, pilot: Pilot[None]) -> None:
    """Wait until it is known what the articles share, where they are read."""
    for _ in range(_PATIENCE):
        if not isinstance(app.screen, Reader) or app.desk.sharing.known(app.screen.reading.articles):
            return
        await pilot.pause(0.1)
    raise TimeoutError("What the articles share is still not known.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *SITUATIONS], metavar="NAME")
    for name in parser.parse_args().names or SITUATIONS:
        asyncio.run(draw(Path(__file__).with_name(f"{name}.svg"), SITUATIONS[name]))


if __name__ == "__main__":
    main()
