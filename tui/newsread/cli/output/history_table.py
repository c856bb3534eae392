"""The log, for people and for programs: who changed what, when and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import chain, groupby, islice
from typing import NamedTuple, TextIO

from newsread.annotations.anchoring.placing import Hold
from newsread.annotations.history import (
    MOST_OF_WORDS,
    ClaimLog,
    Phrase,
    deed,
    in_turn,
    reasons,
    same_words,
    span,
    summary,
)
from newsread.annotations.records import Action, Record, to_json
from newsread.annotations.store.safe_json import encoded
from newsread.articles.article import Unreadable
from newsread.text.printable import printable
from newsread.text.wording import quoted
from newsread.workspace.workspace import Workspace

_QUIET, _BOLD = "quiet", "bold"
_STYLES = {
    "verified": "bold green",
    "disputed": "bold red",
    "unverifiable": "bold yellow",
    "mark": "bold",
    _BOLD: "bold",
    _QUIET: "dim",
}
"""What a tone looks like on a terminal."""

_DEEPER = 2
"""How much deeper in a line goes on that is too long for the terminal, in cells."""
_AT_ONCE = 100
"""So many lines are given to the terminal at once, which is faster than one by one."""
_LEAST_WIDTH = 24
"""Where there is less room than this, a line is not wrapped but left to the terminal."""


# For programs


def print_json(logs: Iterable[ClaimLog], out: TextIO) -> None:
    """Print a list of claims with their changes, one claim on a line; what is absent is null.

    A change has the fields of its record, `from` is the record that stood before it, without its history.
    """
    out.write("[")
    for number, each in enumerate(logs):
        out.write(f"{',' if number else ''}\n{encoded(_claim_to_json(each))}")
    out.write("\n]\n")


def _claim_to_json(each: ClaimLog) -> dict[str, object]:
    article, start, end, quote = each.place
    changes = [
        _record_to_json(change.record) | {"from": change.before and _standing_to_json(change.before)}
        for change in each.changes
    ]
    return {
        "article": article,
        "claim": str(each.claim.id),
        "start": start,
        "end": end,
        "quote": quote,
        "changes": changes,
    }


def _record_to_json(record: Record) -> dict[str, object]:
    stored = _known(to_json(record), ("at", "by", "action", "verdict", "aspect", "mark", "note", "evidence"))
    found = stored | _known(to_json(record), ("undoes", "inherited_from", "judged", "missing_in", "anchor"))
    if record.action is not Action.REANCHOR or record.missing_in:
        found["anchor"] = None
    return {"id": str(record.id), **found}


def _standing_to_json(record: Record) -> dict[str, object]:
    return {"id": str(record.id), **_known(to_json(record), ("verdict", "mark", "note", "evidence"))}


def _known(stored: Mapping[str, object], names: Sequence[str]) -> dict[str, object]:
    return {name: stored.get(name) for name in names}


# For people


class _Line(NamedTuple):
    """A line of phrases, which may be too long for the terminal."""

    indent: int
    phrases: tuple[Phrase, ...]


def print_log(workspace: Workspace, logs: Sequence[ClaimLog], out: TextIO, *, since: datetime | None = None) -> None:
    """Print the changes under their articles and words, and a line that sums them up.

    On a terminal with colours, and wrapped to its width; elsewhere plain, each thing on one line.
    """
    lines = _lines(workspace, logs, since)
    if out.isatty():
        _print_for_terminal(lines, out)
    else:
        out.writelines(f"{' ' * line.indent}{_text(line)}".rstrip() + "\n" for line in lines)


def print_nothing(out: TextIO, *, article: str | None, since: datetime | None, by: str | None) -> None:
    """Say that there is nothing to tell."""
    of = f" of {article}" if article else ""
    maker = f" by {by}" if by else ""
    when = f" since {_clock(since)}" if since else ""
    out.write(printable(f"Nothing was recorded{of}{maker}{when}.") + "\n")


def _lines(workspace: Workspace, logs: Sequence[ClaimLog], since: datetime | None) -> Iterator[_Line]:
    for article_id, claims in groupby(same_words(logs), key=lambda claims: claims[0].claim.article):
        yield _Line(0, _heading(workspace, article_id))
        for each in claims:
            yield from _of_words(each)
        yield _Line(0, ())
    until = [Phrase(f"Since {_clock(since)}, ")] if since else []
    yield _Line(0, (*until, *summary(logs)))


def _heading(workspace: Workspace, article_id: str) -> tuple[Phrase, ...]:
    article = workspace.article(article_id)
    if isinstance(article, Unreadable):
        return Phrase(article_id, _BOLD), Phrase(" · is not among the articles that can be read", _QUIET)
    source = article.source
    known = "".join(f" · {' '.join(each.split())}" for each in (source.outlet, source.title) if each)
    return Phrase(article_id, _BOLD), Phrase(known, _QUIET)


def _of_words(claims: Sequence[ClaimLog]) -> Iterator[_Line]:
    first = claims[0]
    _, start, end, quote = first.place
    lost = first.hold not in {None, Hold.EXACT, Hold.MOVED}
    doubt = [Phrase(" · recorded there; not found for certain in the text as it is now", _QUIET)] if lost else []
    notes = [Phrase(f" · {note}", _QUIET) for note in dict.fromkeys(chain.from_iterable(each.notes for each in claims))]
    yield _Line(2, (Phrase(f"{span(start, end)}  ", _QUIET), Phrase(quoted(quote, MOST_OF_WORDS)), *doubt, *notes))
    for change in in_turn(claims):
        record = change.record
        yield _Line(4, (Phrase(f"{_clock(record.at)}  ", _QUIET), Phrase(f"{record.by}  "), *deed(change)))
        for reason in reasons(change):
            yield _Line(8, (Phrase(reason),))


def _clock(at: datetime) -> str:
    """Return a time to the minute in this machine's zone, or in its own at the ends of all times."""
    with suppress(OverflowError, OSError, ValueError):
        at = at.astimezone()
    return at.replace(tzinfo=None).isoformat(sep=" ", timespec="minutes")


def _text(line: _Line) -> str:
    return printable("".join(phrase.text for phrase in line.phrases))


def _print_for_terminal(lines: Iterator[_Line], out: TextIO) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(file=out, highlight=False)
    newline = Text("\n")
    while some := list(islice(lines, _AT_ONCE)):
        wrapped: list[Text] = []
        for line in some:
            text = Text(" " * line.indent)
            for words, tone in line.phrases:
                text.append(printable(words), _STYLES.get(tone))
            room = console.width - line.indent - _DEEPER
            if text.cell_len <= console.width or room < _LEAST_WIDTH:
                wrapped.append(text)
                continue
            first, *others = text[line.indent :].wrap(console, room)
            wrapped.append(Text(" " * line.indent).append_text(first))
            wrapped += [Text(" " * (line.indent + _DEEPER)).append_text(other) for other in others]
        console.print(newline.join(wrapped), soft_wrap=True)
