"""Commands on the articles: read them, list them, show what the machine finds."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from newsread.cli.command import (
    FAILED,
    READ,
    annotator_of,
    as_name_option,
    json_option,
    newsread,
    paths_argument,
    say,
    say_all,
)
from newsread.errors import NewsreadError


@newsread.command(READ)
@paths_argument
@as_name_option
def read(paths: Sequence[Path], as_name: str | None) -> None:
    """Open the articles in the terminal, as a bare path does."""
    from newsread import folders
    from newsread.workspace.workspace import Workspace

    workspace = Workspace.open(*paths)
    settings, annotator = annotator_of(as_name)
    streams = (sys.stdin, sys.stdout, sys.stderr)  # Textual draws on the last
    is_elsewhere = bool(os.environ.get("TEXTUAL_DRIVER"))  # which draws in a browser, say, and needs no terminal
    if not is_elsewhere and not all(stream and stream.isatty() for stream in streams):
        raise NewsreadError("Reading needs a terminal; in a script use newsread list, inspect, tag or export.")
    from newsread.app.app import NewsreadApp
    from newsread.app.terminal.crash import run

    state = folders.state_folder()
    app = NewsreadApp(workspace, annotator, settings, folders.cache_folder(), state)
    tags = workspace.place.annotations
    status, message = run(app, state, tags, put_back=app.put_terminal_back, save=app.save_at_last)
    if message:
        say(message)
    raise SystemExit(status)


@newsread.command("list")
@paths_argument
@json_option
def list_articles(paths: Sequence[Path], *, as_json: bool) -> None:
    """List the articles, and which files could not be read."""
    from newsread.articles.git_conflict import has_conflict_from
    from newsread.cli.output.article_list import print_json, print_table
    from newsread.workspace.workspace import Workspace

    workspace = Workspace.open(*paths)
    say_all(workspace.problems)
    say_all(f"{article.id} {has_conflict_from(line)}." for article, line in workspace.conflicts())
    (print_json if as_json else print_table)(workspace, sys.stdout)


@newsread.command()
@paths_argument
@as_name_option
@json_option
def inspect(paths: Sequence[Path], *, as_name: str | None, as_json: bool) -> int:
    """Show what the machine finds in and across articles.

    These are entities, quotations with speakers, counterparts of each sentence, copies, numbers and dates.
    What you confirmed, rejected, corrected and marked as no claim outranks it.
    """
    from newsread import folders
    from newsread.analysis.runtime.analyst import Analyst
    from newsread.cli.output.inspection import Inspected, print_json
    from newsread.cli.output.inspection_summary import print_summary
    from newsread.workspace.workspace import Workspace

    workspace = Workspace.open(*paths)
    say_all(workspace.problems)
    _, who = annotator_of(as_name)
    notebook = workspace.notebook(who.name)
    notebook.follow(workspace.renamed(who.name))
    notebook.read_all()
    with Analyst(folders.cache_folder()) as analyst:
        inspected = Inspected(workspace, analyst, workspace.guidance(notebook, workspace.articles()), say)
    (print_json if as_json else print_summary)(inspected, sys.stdout)
    return 0 if inspected.is_complete else FAILED
