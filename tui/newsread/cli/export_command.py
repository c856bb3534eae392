"""The command that writes what was recorded for other tools."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsread.cli.command import FAILED, moment_given, newsread, paths_argument, say, say_all
from newsread.cli.format_name import FormatName
from newsread.errors import NewsreadError

if TYPE_CHECKING:
    from datetime import datetime

    from newsread.formats import Format, Snapshot
    from newsread.formats.export import Exported
    from newsread.formats.selection import Only
    from newsread.workspace.workspace import Workspace


def _list_formats(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if not asked or context.resilient_parsing:
        return
    from newsread.cli.output.formats_table import print_formats

    print_formats(sys.stdout)
    context.exit()


@newsread.command()
@paths_argument
@click.option(
    "--format",
    "chosen",
    metavar="NAME",
    type=FormatName(),
    help="See --list-formats. Without it the ending of FILE says the format; else json.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of standard output.",
)
@click.option(
    "--article", "articles", metavar="ID", multiple=True, help="Only this article, as newsread list names it."
)
@click.option("--annotator", "annotators", metavar="NAME", multiple=True, help="Only what this annotator said.")
@click.option(
    "--verdict",
    "verdicts",
    type=click.Choice(["verified", "disputed", "unverifiable"]),
    multiple=True,
    help="Only these verdicts, and no marks.",
)
@click.option(
    "--aspect",
    "aspects",
    type=click.Choice(["content", "statement"]),
    multiple=True,
    help="Only verdicts on this aspect, and no marks.",
)
@click.option(
    "--since",
    metavar="WHEN",
    callback=moment_given,
    help="Only what was said since: today, yesterday, a date or time, or a span like 5m, 2h, 3d, 1w.",
)
@click.option(
    "--anonymous",
    is_flag=True,
    help="Leave out what leads to a person: names, folders, ids, times of day, reasons and notes.",
)
@click.option("--keep-times", is_flag=True, help="With --anonymous: keep the times of day.")
@click.option("--keep-reasons", is_flag=True, help="With --anonymous: keep reasons and notes.")
@click.option(
    "--final",
    is_flag=True,
    help="One verdict for each claim: what all annotators say, or what was decided. What is open is left out, counted.",
)
@click.option("--withdrawn", is_flag=True, help="Include verdicts that were withdrawn.")
@click.option(
    "--list-formats",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_formats,
    help="Tell all formats, what each is for and what it loses.",
)
def export(  # noqa: PLR0913 - one argument for each option
    paths: Sequence[Path],
    chosen: "Format | None",
    output: Path | None,
    since: "datetime | None",
    *,
    anonymous: bool,
    keep_times: bool,
    keep_reasons: bool,
    withdrawn: bool,
    final: bool,
    **only: Any,
) -> int:
    """Write what was recorded.

    Options that name what is wanted can be given several times. What the format cannot hold is told on standard
    error. The status is 1 when something of the tags could not be read, and so is not in it.
    """
    from newsread.annotations.records import Aspect, Verdict
    from newsread.formats import format_named
    from newsread.formats.selection import Only, sifted
    from newsread.workspace.workspace import Workspace

    if (keep_times or keep_reasons) and not anonymous:
        raise click.UsageError("--keep-times and --keep-reasons say what an export has with --anonymous: add that.")
    if final and (withdrawn or only["annotators"]):
        raise click.UsageError("--final has one verdict of all annotators: leave out --annotator and --withdrawn.")
    chosen = chosen or (_format_of(output) if output else format_named("json"))
    workspace = Workspace.open(*paths)
    asked = Only(
        articles=frozenset(only["articles"]),
        annotators=frozenset(only["annotators"]),
        verdicts=frozenset(map(Verdict, only["verdicts"])),
        aspects=frozenset(map(Aspect, only["aspects"])),
        since=since,
    )
    _check(workspace, asked)
    snapshot = sifted(workspace.snapshot(withdrawn=withdrawn, final=final), asked)
    if anonymous:
        from newsread.formats.anonymity import Keep
        from newsread.formats.selection import anonymous as without_persons

        snapshot = without_persons(snapshot, keep=Keep(times=keep_times, reasons=keep_reasons))
    exported = _brought(chosen, snapshot, workspace, output)
    say_all((*exported.unread, *exported.not_found))
    if exported.lost:
        say(f"Not kept as it is in {chosen.name}: {'; '.join(map(str, exported.lost))}.")
    if exported.notice:
        say(exported.notice)
    return FAILED if exported.unread else 0


def _check(workspace: "Workspace", asked: "Only") -> None:
    """Fail on names that are not there: else a slip of the pen would be an empty export."""
    for given, known, what in (
        (asked.articles, {*workspace.ids, *workspace.tagged()}, "article"),
        (asked.annotators, {*workspace.annotators()}, "annotator"),
    ):
        if unknown := sorted(given - known):
            there = f"there are {', '.join(sorted(known))}" if what == "annotator" else "newsread list names them"
            raise NewsreadError(f"There is no {what} {unknown[0]} here; {there}.")


def _brought(chosen: "Format", snapshot: "Snapshot", workspace: "Workspace", output: Path | None) -> "Exported":
    from newsread.formats.export import write_file, write_stream

    if output is None:
        return write_stream(chosen, snapshot, sys.stdout)
    listed = workspace.would_list(output)
    exported = write_file(chosen, snapshot, output)
    if listed:
        say(f"{output} will be listed among the articles next time; write to another folder to avoid that.")
    return exported


def _format_of(output: Path) -> "Format":
    """Return the format that a file's ending says. Raises a usage error where it says none."""
    from newsread.formats import format_of_file

    if found := format_of_file(output):
        return found
    raise click.UsageError(f"The ending of {output} says no format: give it with --format.")
