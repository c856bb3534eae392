"""How well the article of a page is found: its words against those that a person chose, page by page.

    python -m bench.extraction [--pages FOLDER] [--each]

The folder has pages (`name.html`), the article of each as a person would take it over (`name.txt`), and pages that have
no article (`name.refused`, with words of the sentence that says so). Blocks that the reader shows dim count as left
out, because the walk from claim to claim passes them by. Headings are dim as well, but belong to the article where
there is text under them.
"""

import argparse
from pathlib import Path

from tests.ingest.scoring import Score, score, without_dimmed

from newsread.errors import NewsreadError
from newsread.ingest.pages.page import page

_PAGES = Path(__file__).parents[1] / "tests" / "ingest" / "pages"


def main() -> None:
    """Print how well the articles are found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=_PAGES, help="the folder (default: the project's own pages)")
    parser.add_argument("--each", action="store_true", help="print each page as well")
    options = parser.parse_args()
    whole = dimmed = Score()
    articles = sorted(options.pages.glob("*.txt"))
    for file in articles:
        text, expected = _text(file.with_suffix(".html")), file.read_text()
        of_whole, of_dimmed = score(text, expected), score(without_dimmed(text), expected)
        if options.each:
            print(f"{file.stem:24} {_figures(of_dimmed)}")
        whole, dimmed = whole + of_whole, dimmed + of_dimmed
    refused = sorted(options.pages.glob("*.refused"))
    right = sum(not _text(file.with_suffix(".html")) for file in refused)
    print(f"{len(articles)} articles, {whole.expected:,} words")
    print(f"dimmed blocks left out   {_figures(dimmed)}")
    print(f"all blocks               {_figures(whole)}")
    print(f"refused                  {right} of {len(refused)} pages that have no article")


def _text(file: Path) -> str:
    try:
        return page(file.read_bytes(), f"https://site.example/a/{file.name}").text
    except NewsreadError:
        return ""


def _figures(score: Score) -> str:
    return f"precision {score.precision:.4f}  recall {score.recall:.4f}"


if __name__ == "__main__":
    main()
