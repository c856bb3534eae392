"""Draw the picture of the README: the real reader, on the sample, with a few claims tagged.

python docs/screenshot.py [FILE.svg] [--light] [--size COLUMNSxROWS] [KEY …]
"""

import argparse
import asyncio
import re
import shutil
import tempfile
from pathlib import Path

from newsread.app.app import NewsreadApp
from newsread.app.themes import LIGHT
from newsread.folders import cache_folder, sample_articles
from newsread.settings import read_settings
from newsread.tags.annotators import Annotator
from newsread.workspace import Place, Workspace

_KEYS = ("enter", "v", "d", "tab", "v", "t", "u", "shift+tab")
_WEB_FONTS = re.compile(r"\s*@font-face \{.*?\}\n", re.DOTALL)


async def draw(file: Path, size: tuple[int, int], keys: tuple[str, ...], *, light: bool) -> None:
    """Run the app, press the keys, and write what it shows."""
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "captured" / "seeds"
        shutil.copytree(sample_articles(), articles)
        place = Place(articles, articles.with_name("annotations"))
        workspace = Workspace(place, Path(folder) / "locks")
        settings = read_settings(Path(folder) / "settings.toml")
        app = NewsreadApp(workspace, Annotator("ana", known=True), settings, cache_folder())
        async with app.run_test(size=size) as pilot:
            if light:
                app.theme = LIGHT.name
            await pilot.pause(0.5)
            for key in keys:
                await pilot.press(key)
                await pilot.pause(0.2)
            for _ in range(100):
                if len(app.desk.entities) == len(workspace.ids) or "enter" not in keys:
                    break
                await pilot.pause(0.2)
            await pilot.pause(0.5)
            picture = app.export_screenshot(title="newsread", simplify=True)
    file.write_text(_WEB_FONTS.sub("", picture), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=Path(__file__).with_name("reader.svg"))
    parser.add_argument("keys", nargs="*", default=_KEYS)
    parser.add_argument("--size", default="132x36")
    parser.add_argument("--light", action="store_true")
    given = parser.parse_args()
    columns, rows = map(int, given.size.split("x"))
    asyncio.run(draw(given.file, (columns, rows), tuple(given.keys), light=given.light))


if __name__ == "__main__":
    main()
