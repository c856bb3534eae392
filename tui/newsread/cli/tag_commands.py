"""Commands on tags: record one, and tell what was recorded when."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsread.cli.command import (
    FAILED,
    annotator_of,
    as_name_option,
    in_option,
    json_option,
    moment_given,
    newsread,
    say_all,
)
from newsread.text.printable import printable

if TYPE_CHECKING:
    from datetime import datetime


@newsread.command()
@click.argument("article")
@click.argument("start", type=click.IntRange(min=0))
@click.argument("end", type=click.IntRange(min=1))
@click.argument("verdict", type=click.Choice(["verified", "disputed", "unverifiable"]))
@click.option(
    "--aspect",
    type=click.Choice(["content", "statement"]),
    default="content",
    show_default=True,
    help="Whether it is so, or whether it was said.",
)
@click.option("--note", metavar="TEXT", help='The reason; without it the former one is kept, and --note "" removes it.')
@click.option("--evidence", metavar="URL", multiple=True, help="A source; may be given several times.")
@click.option("--no-evidence", is_flag=True, help="Remove the evidence, which otherwise is kept.")
@in_option
@as_name_option
def tag(  # noqa: PLR0913, PLR0917 - one argument for each word of the command
    article: str,
    start: int,
    end: int,
    verdict: str,
    aspect: str,
    note: str | None,
    evidence: Sequence[str],
    place: Path | None,
    as_name: str | None,
    *,
    no_evidence: bool,
) -> None:
    """Record a verdict on some words of an article.

    ARTICLE is an id as newsread list prints it, or a path; the words are its code points START to END (half-open).
    Another verdict on the same words keeps their reason and evidence, and says so.
    When the command ends with status 0, the tag is on the disk.
    """
    from newsread.annotations.commands import Judgement, kept_in_words
    from newsread.annotations.records import Aspect, Evidence, Verdict
    from newsread.text.web_addresses import is_web_address
    from newsread.workspace.workspace import Workspace

    if start >= end:
        raise click.UsageError(f"START must be before END: {start} to {end} holds no words.")
    if wrong := next((url for url in evidence if not is_web_address(url)), None):
        raise click.UsageError(
            f"The evidence {wrong!r} is not a web address; it must be https:// or http:// and a host at least."
        )
    if evidence and no_evidence:
        raise click.UsageError("--evidence and --no-evidence exclude each other.")
    if any("\ud800" <= sign <= "\udfff" for sign in (note or "")):
        raise click.UsageError("The note is not valid UTF-8, which a terminal of another encoding may have made it.")
    workspace, found = Workspace.open_article(article, place)
    settings, who = annotator_of(as_name)
    say_all(settings.problems)
    notebook = workspace.notebook(who.name)
    notebook.follow(workspace.renamed(who.name))
    pieces = tuple(Evidence(url=url) for url in evidence) if evidence or no_evidence else None
    judgement = Judgement(Verdict(verdict), Aspect(aspect), note, pieces)
    record = notebook.judge(found, start, end, judgement)
    damage = tuple(notebook.problems.values())  # which saving mends
    notebook.save()
    say_all((*damage, *workspace.look_alikes(who.name)))
    said = "recorded" if record else "stood already"
    click.echo(printable(f"{verdict} ({aspect}) {said} as {who.name}: {found.text[start:end]}"))
    if record and (kept := kept_in_words(record, judgement)):
        click.echo(printable(kept))


@newsread.command()
@click.argument("article", required=False)
@click.option(
    "--since",
    metavar="WHEN",
    callback=moment_given,
    help="Only what was done since: today, yesterday, a date or time, or a span like 5m, 2h, 3d, 1w.",
)
@click.option("--by", metavar="NAME", help="Only what this annotator did.")
@json_option
@in_option
def log(article: str | None, since: "datetime | None", by: str | None, place: Path | None, *, as_json: bool) -> int:
    """Show who changed what, when and why, claim by claim.

    ARTICLE is an id as newsread list prints it, or a path; without it, all articles are told of. newsread log --since
    today tells what was done today.

    Claims stand by article and place; with --since, the one changed last comes last. Each change tells what it
    changed from. Times are of this machine's zone. In the last line a claim is one annotator's: the same words judged
    by two are two claims.
    """
    from newsread.cli.output.history_table import print_json, print_log, print_nothing
    from newsread.workspace.workspace import Workspace

    if article:
        workspace, article = Workspace.open_around(article, place)
    else:
        workspace = Workspace.open(*([place] if place else []))
    logs, unread = workspace.log(article, since=since, by=by)
    say_all((*workspace.problems, *unread))
    if as_json:
        print_json(logs, sys.stdout)
    elif logs:
        print_log(workspace, logs, sys.stdout, since=since)
    else:
        print_nothing(sys.stdout, article=article, since=since, by=by)
    return FAILED if unread else 0
