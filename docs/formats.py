"""Print the table of formats in docs/formats.md, from what the formats declare.

python docs/formats.py
"""

from itertools import groupby

from newsread.formats import Format, Loss, Offsets, format_named, format_names


def table() -> str:
    """Return the table in Markdown."""
    rows = [_row(format_named(name)) for name in format_names()]
    head = "| format | ending | what it is for | offsets | read back | left out or changed |\n|---|---|---|---|---|---|"
    return "\n".join([head, *rows])


def _row(known: Format) -> str:
    offsets = "none" if known.offsets is Offsets.NONE else known.offsets
    back = "yes" if known.read else "no"
    return f"| `{known.name}` | `{known.ending}` | {known.tells} | {offsets} | {back} | {_lost(known.losses)} |"


def _lost(losses: tuple[Loss, ...]) -> str:
    by_how = sorted(losses, key=lambda loss: loss.how)
    parts = [
        f"{how}: {', '.join(each.field for each in some)}" for how, some in groupby(by_how, key=lambda loss: loss.how)
    ]
    return "; ".join(parts) or "nothing"


if __name__ == "__main__":
    print(table())
