"""The command that reads back what other tools hand on."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsread.cli.command import FAILED, annotator_of, as_name_option, in_option, newsread, say_all
from newsread.cli.format_name import FormatName
from newsread.text.printable import printable
from newsread.text.wording import count_of

if TYPE_CHECKING:
    from newsread.formats import Format


@newsread.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--format", "chosen", metavar="NAME", type=FormatName(), help="Without it the ending of FILE says the format."
)
@in_option
@as_name_option
def import_(file: Path, chosen: "Format | None", place: Path | None, as_name: str | None) -> int:
    """Take over the tags that a file of another tool holds.

    They become records of the annotators that it names. What it names nobody for becomes yours, or with --as that
    annotator's. To import again changes nothing, and no record that is here is changed. Words that are not at their
    place in the article stand in the list of claims, under moved text, until they are settled. The status is 1 when
    something could not be taken.
    """
    from newsread.cli.output.merge_report import print_merged
    from newsread.formats import format_of_file
    from newsread.workspace.importing import import_file
    from newsread.workspace.workspace import Workspace

    known = chosen or format_of_file(file)
    if known is None:
        raise click.UsageError(f"The ending of {file} says no format: give it with --format.")
    workspace = Workspace.open(*([place] if place else []))
    settings, who = annotator_of(as_name)
    _, own = annotator_of(None)
    say_all(settings.problems)
    imported = import_file(workspace, known, file, own=own.name, name=who.name)
    say_all((*imported.merged.notices, *imported.refused))
    print_merged(workspace, imported.merged, own.name, sys.stdout)
    if not imported.merged.taken and not imported.refused:
        entries = count_of(imported.entries, "entry", "entries")
        told = f"all of its {entries} are here already" if imported.entries else "it tells of no tags"
        click.echo(printable(f"Nothing new in {file.name}: {told}."))
    return FAILED if imported.refused else 0
