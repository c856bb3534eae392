"""The list of formats, as `newsread export --list-formats` prints it."""

from io import StringIO

import pytest

from newsread.cli.output import formats_table as formats
from newsread.errors import NewsreadError
from newsread.formats import Field, Format, Loss, Offsets, format_names


def printed() -> str:
    out = StringIO()
    formats.print_formats(out)
    return out.getvalue()


def of(monkeypatch: pytest.MonkeyPatch, *losses: Loss) -> str:
    """What is printed of a format with these losses."""
    known = Format("odd", ".odd", "oddities", Offsets.NONE, lambda *_: None, losses)
    monkeypatch.setattr(formats, "format_names", lambda: ["odd"])
    monkeypatch.setattr(formats, "format_named", lambda _: known)
    return printed()


def test_every_format_is_told_in_lines_that_fit_a_terminal() -> None:
    blocks = printed().split("\n\n")
    assert [block.split(" ")[0] for block in blocks] == format_names()
    assert all(len(line) <= 80 for line in printed().splitlines())
    assert "keeps everything" in blocks[0]


def test_what_is_left_out_stands_together_and_what_is_changed_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    told = of(
        monkeypatch,
        Loss(Field.QUOTE, "in capitals"),
        Loss(Field.MARK),
        Loss(Field.CONTEXT, "left out, as the text is there"),
        Loss(Field.NOTE, "in capitals"),
        Loss(Field.LINK, "told as groups"),
        Loss(Field.NAME),
    )
    assert told == (
        "odd (.odd): oddities\n"
        "  cannot be read back\n"
        "  left out: marks, corrections of names; words before and behind (as the text is\n"
        "    there)\n"
        "  changed: quoted words, reasons (in capitals); answers on counterparts (told as\n"
        "    groups)\n"
    )


def test_a_format_that_cannot_be_loaded_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> Format:
        raise NewsreadError("The format odd\x1b[31m is lost.")

    monkeypatch.setattr(formats, "format_names", lambda: ["odd"])
    monkeypatch.setattr(formats, "format_named", fail)
    assert printed() == "odd\n  The format odd␛[31m is lost.\n"
