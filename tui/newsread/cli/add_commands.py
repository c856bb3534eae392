"""Commands that make a workspace and bring articles into it."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from newsread.cli.command import FAILED, in_option, newsread, paths_argument, say
from newsread.errors import NewsreadError
from newsread.text.printable import printable

if TYPE_CHECKING:
    from newsread.ingest.adding import Added, Adding
    from newsread.place import Place


_INTERRUPTED = 130
_WIDTH = len("already there")
_SHOWN = 100
"""Characters of a block that was left out."""


@newsread.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a workspace, to which articles can be added."""
    from newsread.ingest.new_workspace import make_workspace

    make_workspace(folder)
    shown = printable(str(folder))
    click.echo(
        f"Made the workspace {shown}.\n"
        f"Bring articles into it:  newsread add --in {shown} ADDRESS-OR-FILE...\n"
        f"Then read them:          newsread {shown}"
    )


@newsread.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@in_option
@click.option("--allow-local", is_flag=True, help="Fetch from this machine and its network, too.")
@click.option(
    "--feed-limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="Take so many articles of a feed, the first ones.",
)
@click.option("--verbose", is_flag=True, help="Show the blocks of each page that are not in its article.")
def add(sources: Sequence[str], place: Path | None, *, allow_local: bool, feed_limit: int, verbose: bool) -> int:
    """Bring articles into a workspace.

    SOURCE is the address of a page, a PDF file or a feed (RSS, Atom); a file: text, Markdown, a saved page (HTML,
    MHTML), a letter (.eml), a feed, PDF, Word (.docx) or EPUB; a folder of such files; or - for standard input.

    Each article becomes one text file; the page or file that it was made from is kept in originals/. What is there
    already, by address or by words, is not added again; a page that has other words now becomes a new version. Of a
    feed, only what is not there is fetched. The status is 1 when something failed; the rest is added all the same.
    """
    from functools import partial

    from newsread.ingest.adding import Adding
    from newsread.ingest.fetching import fetch

    found = _place(place)
    adding = Adding(
        found.articles,
        found.originals,
        partial(fetch, allow_local=allow_local),
        feed_limit=feed_limit,
        standard_input=sys.stdin.buffer if sys.stdin else None,
    )
    adding.reads_again = verbose
    counted = _Counted(shows_left_out=verbose)
    try:
        _run(adding, sources, counted)
    except KeyboardInterrupt:
        say(f"Interrupted: {counted.added} added, each whole; the same command goes on from there.")
        raise SystemExit(_INTERRUPTED) from None
    return FAILED if counted.failed else 0


class _Counted:
    """Prints what became of each source, and counts how many were added and how many failed."""

    added = failed = 0

    def __init__(self, *, shows_left_out: bool) -> None:
        self._shows_left_out = shows_left_out

    def note(self, told: "Added") -> None:
        from newsread.ingest.adding import Outcome

        self.added += told.outcome in {Outcome.ADDED, Outcome.RENEWED}
        self.failed += told.outcome is Outcome.FAILED
        _tell(told, shows_left_out=self._shows_left_out)


@newsread.command("follow-links")
@paths_argument
def follow_links(paths: Sequence[Path]) -> None:
    """Agree that a workspace's own folders may be links.

    Where seeds, annotations or originals of a workspace is a link to elsewhere, newsread follows it only once you have
    agreed to that: a workspace from somebody else could read and write your own files by it. The agreement is kept in
    your settings, and holds until the link leads elsewhere.
    """
    from newsread.followed import OWN_FOLDERS, agree
    from newsread.place import Place, resolve

    nowhere = Place(Path(), Path())
    place = resolve(paths, Path.cwd(), nowhere)
    own = () if place is nowhere else (place.articles, place.annotations, place.originals)
    followed = {folder: target for folder in own if folder.name in OWN_FOLDERS and (target := agree(folder))}
    for folder, target in followed.items():
        click.echo(f"From now on newsread follows the link {printable(str(folder))} to {printable(str(target))}.")
    if not followed:
        click.echo("None of the workspace's own folders is a link.")


def _place(given: Path | None) -> "Place":
    """Return the workspace to add to; the sample that is read where none is given takes no articles."""
    from newsread.followed import SEEDS
    from newsread.place import Place, resolve

    nowhere = Place(Path(), Path())
    place = resolve([given] if given else [], Path.cwd(), nowhere)
    if place is nowhere:
        raise NewsreadError(
            f"There is no {SEEDS} folder here: make a workspace with newsread init, or name one with --in."
        )
    if place.only:
        raise NewsreadError(f"{given} is only a part of a workspace; give {place.annotations.parent} with --in.")
    return place


def _run(adding: "Adding", sources: Iterable[str], counted: _Counted) -> None:
    """Add, and tell what became of each; on a terminal with a bar that says how far it is."""
    if not (sys.stderr and sys.stderr.isatty()):
        for told in adding.add(sources):
            counted.note(told)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    console = Console(stderr=True)
    # What is said goes above the bar, where both go to the same terminal.
    with Progress(*columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task("", total=None)
        for told in adding.add(
            sources,
            progress=lambda now: bar.update(
                task, completed=now.done, total=now.found, description=printable(now.source)[-40:]
            ),
        ):
            counted.note(told)


def _tell(told: "Added", *, shows_left_out: bool) -> None:
    """Say in one line what became of one source, and below it what was left out: what failed on standard error."""
    from newsread.ingest.adding import Outcome

    if told.outcome is Outcome.FAILED:
        _write(sys.stderr, f"newsread: {told.reason}")
        return
    said = (told.article, told.source if told.article != told.source else None, told.reason)
    _write(sys.stdout, f"{told.outcome:{_WIDTH}}  {'  '.join(filter(None, said))}")
    if told.left_out:
        from newsread.text.wording import count_of

        ending = ":" if shows_left_out else "; --verbose shows them"
        _write(sys.stdout, f"{'':{_WIDTH}}  {count_of(len(told.left_out), 'block')} of the page left out{ending}")
    for block in told.left_out if shows_left_out else ():
        shown = block if len(block) <= _SHOWN else f"{block[:_SHOWN].rstrip()} …"
        _write(sys.stdout, f"{'':{_WIDTH}}    {shown}")


def _write(stream: TextIO | None, line: str) -> None:
    """Write a line, not by click, which would write into the bar; a stream may have been closed from outside."""
    if stream:
        stream.write(f"{printable(line)}\n")
        stream.flush()
