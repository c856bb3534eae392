"""The list of articles, for people and for programs."""

import json
from collections.abc import Iterator
from typing import Any, TextIO

from newsread.articles.article import Article, Unreadable
from newsread.text.printable import printable
from newsread.workspace.workspace import Workspace

_COLUMNS = ("id", "outlet", "published", "title", "words")
_PUBLISHED = _COLUMNS.index("published")


def print_json(workspace: Workspace, out: TextIO) -> None:
    """Print `{"articles": […]}`; what is not known is null."""
    json.dump({"articles": [_entry(workspace.article(each)) for each in workspace.ids]}, out, indent=2)
    out.write("\n")


def _entry(article: Article | Unreadable) -> dict[str, Any]:
    if isinstance(article, Unreadable):
        nothing = dict.fromkeys(("title", "outlet", "published", "words", "sha256"))
        return {"id": article.id, "file": article.id, **nothing, "error": article.reason}
    source = article.source
    return {
        "id": article.id,
        "file": article.id,
        "title": source.title,
        "outlet": source.outlet,
        "published": source.published,
        **({"guessed": list(source.guessed)} if source.guessed else {}),
        "words": article.words,
        "sha256": article.sha256,
        "error": None,
    }


def print_table(workspace: Workspace, out: TextIO) -> None:
    """Print a table on a terminal, else lines parted by tabs; an unreadable file has its reason as title."""
    rows = (_row(workspace.article(each)) for each in workspace.ids)
    if out.isatty():
        _print_for_terminal(rows, out)
    else:
        out.writelines("\t".join(cells) + "\n" for cells in (_COLUMNS, *rows))


def _row(article: Article | Unreadable) -> tuple[str, ...]:
    if isinstance(article, Unreadable):
        return printable(article.id), "", "", printable(article.reason), ""
    source = article.source
    cells = (
        article.id,
        source.outlet or "",
        source.marked("published", source.published),
        article.heading,
        str(article.words),
    )
    return tuple(map(printable, cells))


def _print_for_terminal(rows: Iterator[tuple[str, ...]], out: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*_COLUMNS[:-1], box=None, pad_edge=False, header_style="bold")
    table.add_column(_COLUMNS[-1], justify="right")
    for cells in rows:
        styles = ["dim" if at == _PUBLISHED and cell.endswith(")") else "" for at, cell in enumerate(cells)]  # guessed
        table.add_row(*map(Text, cells, styles))
    Console(file=out).print(table)
