"""The formats, for people: what each is for, how it counts, and what becomes of what it cannot hold."""

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TextIO

from newsread.errors import NewsreadError
from newsread.formats import Format, Loss, Offsets, format_named, format_names
from newsread.text.printable import printable

_WIDTH = 80
_LEFT_OUT = "left out"


def print_formats(out: TextIO) -> None:
    """Print each format with its ending, and whether newsread reads it back. One that cannot be loaded says why."""
    for number, name in enumerate(format_names()):
        try:
            lines = _lines(name, format_named(name))
        except NewsreadError as error:
            lines = iter((name, f"  {error}"))
        out.write("\n" if number else "")
        out.writelines(f"{line}\n" for each in lines for line in _wrapped(printable(each)))


def _wrapped(line: str) -> list[str]:
    """Return a line in lines that fit a terminal, all but the first deeper in."""
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(line, _WIDTH, subsequent_indent=f"{indent}  ", break_long_words=False, break_on_hyphens=False)


def _lines(name: str, known: Format) -> Iterator[str]:
    yield f"{name} ({known.ending}): {known.tells}"
    counted = "" if known.offsets is Offsets.NONE else f"; offsets in {known.offsets}"
    yield f"  {'newsread import reads it back' if known.read else 'cannot be read back'}{counted}"
    yield from _losses(known.losses) if known.losses else ("  keeps everything",)


def _losses(losses: Iterable[Loss]) -> Iterator[str]:
    """Give what is left out, and then what is changed, each with those fields of which the same becomes."""
    fields: defaultdict[str, list[str]] = defaultdict(list)
    for loss in losses:
        fields[loss.how].append(loss.field)
    left_out = {how: of for how, of in fields.items() if how.startswith(_LEFT_OUT)}
    if left_out:
        told = (", ".join(left_out[how]) + _more(how) for how in sorted(left_out, key=_LEFT_OUT.__ne__))
        yield f"  left out: {'; '.join(told)}"
    if changed := [f"{', '.join(of)} ({how})" for how, of in fields.items() if how not in left_out]:
        yield f"  changed: {'; '.join(changed)}"


def _more(how: str) -> str:
    """Return what is said beyond that something is left out."""
    more = how.removeprefix(_LEFT_OUT).lstrip(", ")
    return f" ({more})" if more else ""
