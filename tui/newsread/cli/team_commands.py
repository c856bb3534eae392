"""Commands on the tags of several annotators: how far they agree, whether all is well, mending and merging."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from newsread.cli.command import (
    FAILED,
    annotator_of,
    as_name_option,
    in_option,
    json_option,
    newsread,
    paths_argument,
    say_all,
)


@newsread.command()
@paths_argument
@click.option("--anonymous", is_flag=True, help="Number the annotators instead of naming them.")
@json_option
def agree(paths: Sequence[Path], *, anonymous: bool, as_json: bool) -> int:
    """Show how far the annotators agree.

    The status is 1 when something of the tags could not be read, and so is not in it.
    """
    from newsread.annotations.agreement_report import print_agreement, print_agreement_json
    from newsread.workspace.workspace import Workspace

    workspace = Workspace.open(*paths)
    agreement, unread = workspace.agreement()
    say_all((*workspace.problems, *unread))
    (print_agreement_json if as_json else print_agreement)(agreement, sys.stdout, anonymous=anonymous)
    return FAILED if unread else 0


@newsread.command()
@paths_argument
@json_option
def verify(paths: Sequence[Path], *, as_json: bool) -> int:
    """Check everything that was recorded, by whomever.

    Files, records, what they refer to, and whether their words are in the articles; and whether the files in
    originals/ are still what the articles were made from. The status is 1 when there is a problem; each is named
    with the way out.
    """
    from newsread.cli.output.verification_report import print_verification, print_verification_json
    from newsread.workspace.workspace import Workspace

    verification = Workspace.open(*paths).verify()
    (print_verification_json if as_json else print_verification)(verification, sys.stdout)
    return FAILED if verification.problems else 0


@newsread.command()
@click.argument("former")
@click.argument("present", required=False)
@click.option("--undo", is_flag=True, help="Take back what was said of FORMER.")
@in_option
@as_name_option
def renamed(former: str, present: str | None, place: Path | None, as_name: str | None, *, undo: bool) -> None:
    """Say that the article FORMER is the article PRESENT now.

    For an article whose file was renamed and whose text was edited as well: one that was only renamed is known by its
    text. What anybody tagged in FORMER is then looked for in PRESENT. Both are ids as newsread list prints them.
    """
    from newsread.text.printable import printable
    from newsread.workspace.workspace import Workspace

    if bool(present) == undo:
        raise click.UsageError("Give the article's present name, or --undo without one.")
    workspace = Workspace.open(*([place] if place else []))
    settings, who = annotator_of(as_name)
    say_all(settings.problems)
    workspace.name_renamed(who.name, former, present)
    click.echo(printable(f"{former} is {present} now." if present else f"{former} has no other name any more."))


@newsread.command()
@paths_argument
def repair(paths: Sequence[Path]) -> int:
    """Mend damaged files of tags, those of all annotators.

    This writes in the folders of others, too. Nothing is deleted and no record is changed: a damaged file is kept
    beside what could be saved of it, as FILE.corrupt-TIME. The status is 1 when something could not be mended.
    """
    from newsread.cli.output.verification_report import print_repairs
    from newsread.workspace.workspace import Workspace

    repairs = Workspace.open(*paths).repair()
    print_repairs(repairs, sys.stdout)
    return FAILED if any(repair.left for repair in repairs) else 0


@newsread.command()
@click.argument("others", nargs=-1, required=True, metavar="OTHER...", type=click.Path(path_type=Path))
@click.option(
    "--in",
    "place",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="The workspace that takes them; without it the one that newsread would open here.",
)
@as_name_option
def merge(others: Sequence[Path], place: Path | None, as_name: str | None) -> int:
    """Take over the tags of other workspaces or annotators.

    OTHER is a workspace, its annotations folder, or the folder of one annotator in that. No record is changed or
    deleted, here or there, and to merge again does no harm.
    """
    from newsread.cli.output.merge_report import print_merged
    from newsread.workspace.workspace import Workspace

    workspace = Workspace.open(*([place] if place else []))
    settings, who = annotator_of(as_name)
    say_all(settings.problems)
    merged = workspace.merge(others, who.name)
    say_all((*merged.notices, *merged.refused))
    print_merged(workspace, merged, who.name, sys.stdout)
    return FAILED if merged.refused else 0
