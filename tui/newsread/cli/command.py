"""The command: a group whose words are paths to read, and what its commands have in common."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Never

import click
from click.shell_completion import CompletionItem

from newsread._version import __version__
from newsread.errors import NewsreadError
from newsread.text.printable import printable

if TYPE_CHECKING:
    from datetime import datetime

    from newsread.annotations.annotators import Annotator
    from newsread.settings import SettingsFile

FAILED = 1
WRONG_USE = 2
READ = "read"


class _ReadsByDefault(click.Group):
    """A group whose words are paths to read, unless the first is a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command in that is meant where none is named; a shell that completes may yet name one."""
        completes_first = ctx.resilient_parsing and not args
        if not completes_first and not {*args[:1]} & {*self.commands, *ctx.help_option_names, "--version"}:
            args = [READ, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show both forms."""
        formatter.write_usage(ctx.command_path, "[PATH]...")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...", prefix="       ")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer paths and commands; in this order, for Bash forgets what it was offered before the paths."""
        return [CompletionItem(incomplete, type="file"), *super().shell_complete(ctx, incomplete)]


paths_argument = click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))


def moment_given(_: click.Context, __: click.Parameter, when: str | None) -> "datetime | None":
    """Return the moment that an option names."""
    from datetime import UTC, datetime

    from newsread.annotations.history import moment

    try:
        return None if when is None else moment(when, datetime.now(UTC))
    except ValueError as error:
        raise click.BadParameter(
            f"{error}; give today, yesterday, a date or time like 2026-11-21 or 2026-11-21T14:30, "
            "or how long ago in minutes, hours, days or weeks: 5m, 2h, 3d, 1w."
        ) from error


def _checked_name(_: click.Context, __: click.Parameter, name: str | None) -> str | None:
    from newsread.annotations.annotators import check_name

    try:
        return None if name is None else check_name(name)
    except NewsreadError as error:
        raise click.BadParameter(str(error)) from error


as_name_option = click.option("--as", "as_name", metavar="NAME", callback=_checked_name, help="Tag under this name.")


in_option = click.option(
    "--in",
    "place",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="The workspace; without it the one that newsread would open here.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(cls=_ReadsByDefault, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="newsread %(version)s")
def newsread() -> None:
    """Read several reports of one event side by side and record a verdict on each claim.

    PATH is a workspace (a folder with seeds/ in it), a folder of articles, or articles of one folder. Without
    it, ./seeds is read if there is one, else the sample.
    """


def annotator_of(as_name: str | None) -> "tuple[SettingsFile, Annotator]":
    """Return the settings, and who tags: as asked for, as the environment or the settings say, or by login."""
    import getpass

    from newsread import folders
    from newsread.annotations.annotators import VARIABLE, annotator
    from newsread.settings import read_settings

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


def say(sentence: str) -> None:
    """Say a sentence on standard error."""
    click.echo(f"newsread: {printable(sentence)}", err=True)


def say_all(problems: Iterable[str]) -> None:
    """Say what does not keep the command from doing its work."""
    for problem in problems:
        say(problem)


def fail(sentence: str, status: int) -> Never:
    """End with a sentence and a status."""
    say(sentence)
    raise SystemExit(status)
