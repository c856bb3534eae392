"""The command line: parses and hands on. Nothing heavy is imported before it must be."""

import os
import sys
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Never

import click
from click.shell_completion import CompletionItem

from newsread import __version__
from newsread.errors import NewsreadError
from newsread.printable import printable
from newsread.wording import cause

if TYPE_CHECKING:
    from datetime import datetime

    from newsread.settings import SettingsFile
    from newsread.tags.annotators import Annotator

_FAILED = 1
_WRONG_USE = 2
_READ = "read"


class _ReadsByDefault(click.Group):
    """A group whose words are paths to read, unless the first is a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command in that is meant where none is named; a shell that completes may yet name one."""
        completes_first = ctx.resilient_parsing and not args
        if not completes_first and not {*args[:1]} & {*self.commands, *ctx.help_option_names, "--version"}:
            args = [_READ, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show both forms."""
        formatter.write_usage(ctx.command_path, "[PATH]...")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...", prefix="       ")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer paths and commands; in this order, for Bash forgets what it was offered before the paths."""
        return [CompletionItem(incomplete, type="file"), *super().shell_complete(ctx, incomplete)]


_paths = click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))


def _checked_name(_: click.Context, __: click.Parameter, name: str | None) -> str | None:
    from newsread.tags.annotators import check_name

    try:
        return None if name is None else check_name(name)
    except NewsreadError as error:
        raise click.BadParameter(str(error)) from error


_as_name = click.option("--as", "as_name", metavar="NAME", callback=_checked_name, help="Tag under this name.")


@click.group(cls=_ReadsByDefault, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="newsread %(version)s")
def newsread() -> None:
    """Read several reports of one event side by side and record a verdict on each claim.

    PATH is a workspace (a folder with seeds/ in it), a folder of articles, or articles of one folder. Without
    it, ./seeds is read if there is one, else the sample.
    """


@newsread.command(_READ)
@_paths
@_as_name
def read(paths: Sequence[Path], as_name: str | None) -> None:
    """Open the articles in the terminal, as a bare path does."""
    from newsread import folders
    from newsread.workspace import Workspace

    workspace = Workspace.open(*paths)
    settings, annotator = _annotator(as_name)
    streams = (sys.stdin, sys.stdout, sys.stderr)  # Textual draws on the last
    if not all(stream and stream.isatty() for stream in streams):
        raise NewsreadError("Reading needs a terminal; in a script use newsread list, inspect, tag or export.")
    from newsread.app.app import NewsreadApp

    app = NewsreadApp(workspace, annotator, settings, folders.cache_folder(), folders.state_folder())
    app.run()
    raise SystemExit(app.return_code)


@newsread.command("list")
@_paths
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_articles(paths: Sequence[Path], *, as_json: bool) -> None:
    """List the articles, and which files could not be read."""
    from newsread.reports.listing import print_json, print_table
    from newsread.workspace import Workspace

    workspace = Workspace.open(*paths)
    _say_all(workspace.problems)
    (print_json if as_json else print_table)(workspace, sys.stdout)


@newsread.command()
@_paths
@_as_name
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def inspect(paths: Sequence[Path], *, as_name: str | None, as_json: bool) -> int:
    """Show what the machine finds in the articles, and what they share.

    These are entities, quotations with speakers, counterparts of each sentence, copies, numbers and dates.
    What you confirmed, rejected, corrected and marked as no claim outranks it.
    """
    from newsread import folders
    from newsread.analysis.analyst import Analyst
    from newsread.reports.inspection import Inspected, print_json
    from newsread.reports.inspection_summary import print_summary
    from newsread.workspace import Workspace

    workspace = Workspace.open(*paths)
    _say_all(workspace.problems)
    _, who = _annotator(as_name)
    notebook = workspace.notebook(who.name)
    notebook.follow(workspace.renamed(who.name))
    notebook.read_all()
    with Analyst(folders.cache_folder()) as analyst:
        inspected = Inspected(workspace, analyst, workspace.guidance(notebook, workspace.articles()), _say)
    (print_json if as_json else print_summary)(inspected, sys.stdout)
    return 0 if inspected.is_complete else _FAILED


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
@click.option("--note", metavar="TEXT", help="The reason.")
@click.option("--evidence", metavar="URL", multiple=True, help="A source; may be given several times.")
@click.option(
    "--in",
    "place",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="The workspace; without it the one that newsread would open here.",
)
@_as_name
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
) -> None:
    """Record a verdict on some words of an article.

    ARTICLE is an id as newsread list prints it, or a path; the words are its code points START to END (half-open).
    When the command ends with status 0, the tag is on the disk.
    """
    from newsread.tags.records import Aspect, Evidence, Verdict
    from newsread.tags.sayings import Judgement
    from newsread.web_address import is_web_address
    from newsread.workspace import Workspace

    if start >= end:
        raise click.UsageError(f"START must be before END: {start} to {end} holds no words.")
    if wrong := next((url for url in evidence if not is_web_address(url)), None):
        raise click.UsageError(
            f"The evidence {wrong!r} is not a web address; it must be https:// or http:// and a host at least."
        )
    workspace, found = Workspace.open_article(article, place)
    settings, who = _annotator(as_name)
    _say_all(settings.problems)
    notebook = workspace.notebook(who.name)
    notebook.follow(workspace.renamed(who.name))
    judgement = Judgement(Verdict(verdict), Aspect(aspect), note, tuple(Evidence(url=url) for url in evidence) or None)
    record = notebook.judge(found, start, end, judgement)
    damage = tuple(notebook.problems.values())  # which saving mends
    notebook.save()
    _say_all((*damage, *workspace.look_alikes(who.name)))
    said = "recorded" if record else "stood already"
    click.echo(printable(f"{verdict} ({aspect}) {said} as {who.name}: {found.text[start:end]}"))


@newsread.command()
@_paths
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["json", "csv", "md"]),
    help="Without it the ending of FILE says the format; else json.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of standard output.",
)
@click.option("--withdrawn", is_flag=True, help="Include verdicts that were withdrawn.")
def export(paths: Sequence[Path], format_name: str | None, output: Path | None, *, withdrawn: bool) -> int:
    """Write everything that was recorded."""
    from newsread.formats import FORMATS
    from newsread.formats.export import write_file, write_stream
    from newsread.workspace import Workspace

    workspace = Workspace.open(*paths)
    snapshot = workspace.snapshot(withdrawn=withdrawn)
    _say_all(snapshot.problems)
    if output:
        listed = workspace.would_list(output)
        write_file(FORMATS[format_name or _format_of(output)], snapshot, output)
        if listed:
            _say(f"{output} will be listed among the articles next time; write to another folder to avoid that.")
    else:
        write_stream(FORMATS[format_name or "json"], snapshot, sys.stdout)
    return _FAILED if snapshot.unread else 0


@newsread.command()
@_paths
@click.option("--anonymous", is_flag=True, help="Number the annotators instead of naming them.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def agree(paths: Sequence[Path], *, anonymous: bool, as_json: bool) -> int:
    """Show how far the annotators agree.

    The status is 1 when something of the tags could not be read, and so is not in it.
    """
    from newsread.reports.agreement import print_agreement, print_agreement_json
    from newsread.workspace import Workspace

    workspace = Workspace.open(*paths)
    agreement, unread = workspace.agreement()
    _say_all((*workspace.problems, *unread))
    (print_agreement_json if as_json else print_agreement)(agreement, sys.stdout, anonymous=anonymous)
    return _FAILED if unread else 0


@newsread.command()
@_paths
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(paths: Sequence[Path], *, as_json: bool) -> int:
    """Check everything that was recorded, by whomever.

    Files, records, what they refer to, and whether their words are in the articles. The status is 1 when there
    is a problem; each is told with the way out.
    """
    from newsread.reports.verification import print_verification, print_verification_json
    from newsread.workspace import Workspace

    verification = Workspace.open(*paths).verify()
    (print_verification_json if as_json else print_verification)(verification, sys.stdout)
    return _FAILED if verification.problems else 0


@newsread.command()
@_paths
def repair(paths: Sequence[Path]) -> int:
    """Mend damaged files of tags, those of all annotators.

    This writes in the folders of others, too. Nothing is deleted and no record is changed: a damaged file is kept
    beside what could be saved of it, as FILE.corrupt-TIME. The status is 1 when something could not be mended.
    """
    from newsread.reports.verification import print_repairs
    from newsread.workspace import Workspace

    repairs = Workspace.open(*paths).repair()
    print_repairs(repairs, sys.stdout)
    return _FAILED if any(repair.left for repair in repairs) else 0


@newsread.command()
@click.argument("others", nargs=-1, required=True, metavar="OTHER...", type=click.Path(path_type=Path))
@click.option(
    "--in",
    "place",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="The workspace that takes them; without it the one that newsread would open here.",
)
@_as_name
def merge(others: Sequence[Path], place: Path | None, as_name: str | None) -> int:
    """Take over the tags of other workspaces, or of single annotators.

    OTHER is a workspace, its annotations folder, or the folder of one annotator in that. No record is changed or
    deleted, here or there, and to merge again does no harm.
    """
    from newsread.reports.merging import print_merged
    from newsread.workspace import Workspace

    workspace = Workspace.open(*([place] if place else []))
    settings, who = _annotator(as_name)
    _say_all(settings.problems)
    merged = workspace.merge(others, who.name)
    _say_all((*merged.notices, *merged.refused))
    print_merged(workspace, merged, who.name, sys.stdout)
    return _FAILED if merged.refused else 0


def _moment(_: click.Context, __: click.Parameter, when: str | None) -> "datetime | None":
    from datetime import UTC, datetime

    from newsread.tags.log import moment

    try:
        return None if when is None else moment(when, datetime.now(UTC))
    except ValueError as error:
        raise click.BadParameter(
            f"{error}; give today, yesterday, a date or time like 2026-11-21 or 2026-11-21T14:30, "
            "or how long ago in minutes, hours, days or weeks: 5m, 2h, 3d, 1w."
        ) from error


@newsread.command()
@click.argument("article", required=False)
@click.option(
    "--since",
    metavar="WHEN",
    callback=_moment,
    help="Only what was done since: today, yesterday, a date or time, or a span like 5m, 2h, 3d, 1w.",
)
@click.option("--by", metavar="NAME", help="Only what this annotator did.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--in",
    "place",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="The workspace; without it the one that newsread would open here.",
)
def log(article: str | None, since: "datetime | None", by: str | None, place: Path | None, *, as_json: bool) -> int:
    """Show who changed what, when and why, claim by claim.

    ARTICLE is an id as newsread list prints it, or a path; without it, all articles are told of. newsread log --since
    today tells what was done today.

    Claims stand by article and place; with --since, the one changed last comes last. Each change tells what it
    changed from. Times are of this machine's zone. In the last line a claim is one annotator's: the same words judged
    by two are two claims.
    """
    from newsread.reports.log import print_json, print_log, print_nothing
    from newsread.workspace import Workspace

    if article:
        workspace, article = Workspace.open_around(article, place)
    else:
        workspace = Workspace.open(*([place] if place else []))
    logs, unread = workspace.log(article, since=since, by=by)
    _say_all((*workspace.problems, *unread))
    if as_json:
        print_json(logs, sys.stdout)
    elif logs:
        print_log(workspace, logs, sys.stdout, since=since)
    else:
        print_nothing(sys.stdout, article=article, since=since, by=by)
    return _FAILED if unread else 0


def _format_of(output: Path) -> str:
    """Return the format that a file's ending says. Raises a usage error where it says none."""
    from newsread.formats import FORMATS

    for name, known in FORMATS.items():
        if output.suffix.lower() == known.ending:
            return name
    raise click.UsageError(f"The ending of {output} says no format: give it with --format.")


def _annotator(as_name: str | None) -> "tuple[SettingsFile, Annotator]":
    """Return the settings, and who tags: as asked for, as the environment or the settings say, or by login."""
    import getpass

    from newsread import folders
    from newsread.settings import read_settings
    from newsread.tags.annotators import VARIABLE, annotator

    settings = read_settings(folders.settings_file())
    try:
        login: str | None = getpass.getuser()
    except (ImportError, KeyError, OSError):  # the first on Windows before Python 3.13
        login = None
    try:
        return settings, annotator(as_name, os.environ, settings.settings.annotator or "", login)
    except NewsreadError as error:
        where = VARIABLE if os.environ.get(VARIABLE) else f"The setting annotator in {settings.path}"
        raise NewsreadError(f"{where} cannot be used: {error}") from error


def _say(sentence: str) -> None:
    click.echo(f"newsread: {printable(sentence)}", err=True)


def _say_all(problems: Iterable[str]) -> None:
    """Say what does not keep the command from doing its work."""
    for problem in problems:
        _say(problem)


def _fail(sentence: str, status: int) -> Never:
    _say(sentence)
    raise SystemExit(status)


def _command(error: click.UsageError) -> str:
    """Return the command that was used wrongly, as a person calls it: a bare path is read by no name."""
    return error.ctx.command_path.removesuffix(f" {_READ}") if error.ctx else "newsread"


def _drop_output() -> None:
    """Let what is still to be written go nowhere, or Python complains of it when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(args: Sequence[str] | None = None) -> None:
    """Run the command, which may return its exit status. Whatever goes wrong is said in one sentence on standard error.

    The exit status is 0, 1 for what failed, 2 for a wrong use of the command line.
    """
    if not sys.stdout:
        _fail("Standard output is closed; give it a file or a terminal.", _FAILED)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a sign shows a question mark
    try:
        status = newsread.main(args, prog_name="newsread", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        _fail(f"{error.format_message()} See {_command(error)} --help.", _WRONG_USE)
    except click.ClickException as error:
        _fail(error.format_message(), _FAILED)
    except NewsreadError as error:
        _fail(str(error), _FAILED)
    except BrokenPipeError:
        _drop_output()  # whoever read it has enough
        raise SystemExit(_FAILED) from None
    except OSError as error:
        _drop_output()
        what = error.filename or "Standard output"
        _fail(f"{what} could not be used: {cause(error)}.", _FAILED)
    except (click.Abort, KeyboardInterrupt):
        _fail("Interrupted.", 130)
    if status:
        raise SystemExit(status)
