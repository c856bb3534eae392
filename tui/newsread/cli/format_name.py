"""The name of a format, as a word of the command line."""

from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from newsread.errors import NewsreadError

if TYPE_CHECKING:
    from newsread.formats import Format

    _Type = click.ParamType[Format]
else:
    _Type = click.ParamType  # older versions of click name no type there


class FormatName(_Type):
    """Turns a name into the format, and lets a shell complete it."""

    name = "format"

    def convert(self, value: "str | Format", param: click.Parameter | None, ctx: click.Context | None) -> "Format":
        """Return the format of this name."""
        from newsread.formats import format_named, format_names

        if not isinstance(value, str):
            return value
        if value not in format_names():
            self.fail(f"{value!r} is not one of {', '.join(map(repr, format_names()))}.", param, ctx)
        try:
            return format_named(value)
        except NewsreadError as error:
            self.fail(str(error), param, ctx)

    def shell_complete(  # the form of it is click's
        self,
        ctx: click.Context,  # noqa: ARG002 - the form of it is click's
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Offer the names that begin so."""
        from newsread.formats import format_names

        return [CompletionItem(name) for name in format_names() if name.startswith(incomplete)]
