"""Runs the command, and says in one sentence whatever goes wrong."""

import os
import sys
import warnings
from collections.abc import Sequence
from io import TextIOWrapper

import click

from newsread.cli import (  # noqa: F401 - each adds its commands to the group
    add_commands,
    article_commands,
    export_command,
    import_command,
    tag_commands,
    team_commands,
)
from newsread.cli.command import FAILED, READ, WRONG_USE, fail, newsread
from newsread.errors import NewsreadError
from newsread.text.wording import cause


def _command(error: click.UsageError) -> str:
    """Return the command that was used wrongly, as a person calls it: a bare path is read by no name."""
    return error.ctx.command_path.removesuffix(f" {READ}") if error.ctx else "newsread"


def _sentence(error: click.ClickException | NewsreadError) -> str:
    return error.format_message() if isinstance(error, click.ClickException) else str(error)


def _drop_output() -> None:
    """Let what is still to be written go nowhere, or Python complains of it when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(args: Sequence[str] | None = None) -> None:
    """Run the command, which may return its exit status. Whatever goes wrong is said in one sentence on standard error.

    The exit status is 0, 1 for what failed, 2 for a wrong use of the command line.
    """
    if not sys.stdout:
        fail("Standard output is closed; give it a file or a terminal.", FAILED)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a sign shows a question mark
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # libraries quote what a file holds in theirs, raw; ours are sentences
    try:
        status = newsread.main(args, prog_name="newsread", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        fail(f"{error.format_message()} See {_command(error)} --help.", WRONG_USE)
    except (click.ClickException, NewsreadError) as error:
        fail(_sentence(error), FAILED)
    except BrokenPipeError:
        _drop_output()  # whoever read it has enough
        raise SystemExit(FAILED) from None
    except OSError as error:
        _drop_output()
        what = error.filename or "Standard output"
        fail(f"{what} could not be used: {cause(error)}.", FAILED)
    except (click.Abort, KeyboardInterrupt):
        fail("Interrupted.", 130)
    if status:
        raise SystemExit(status)
