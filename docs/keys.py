"""Print the README's table of keys, from the table of actions that the program itself goes by.

python docs/keys.py
"""

from newsread.app.actions.action import Action
from newsread.app.actions.places import EVERYWHERE, WINDOWS, Where
from newsread.app.actions.table import ACTIONS, PALETTE_KEY

_LIBRARY, _READER, _CLAIMS, _COVERAGE, _SELECTING, _PANEL = (
    frozenset({where}) for where in Where if where not in WINDOWS
)

_HEADINGS = {
    _READER: "In the reader",
    _SELECTING: "In the reader, while words are selected",
    _PANEL: "In the reader, while the side panel has the keys",
    _READER | _CLAIMS: "In the reader and in the claims list",
    _CLAIMS: "In the claims list",
    _COVERAGE: "In the coverage",
    _LIBRARY: "In the library",
    _LIBRARY | _READER: "In the library and in the reader",
    EVERYWHERE: "Everywhere",
}


def keys() -> str:
    """Return the tables in Markdown, one for each of the screens that some actions work on, and one for windows."""
    tables = [
        _table(heading, [action for action in ACTIONS if action.where - WINDOWS == where])
        for where, heading in _HEADINGS.items()
    ]
    in_windows = [action for action in ACTIONS if action.where <= WINDOWS]
    return "\n\n".join([*tables, _table("In the windows that open over them", in_windows)])


def _table(heading: str, actions: list[Action]) -> str:
    rows = [
        f"| {', '.join(f'`{key}`' for key in (action.all_keys or PALETTE_KEY).split(', '))} | {action.tells} |"
        for action in actions
    ]
    return "\n".join([f"| {heading} | |", "|---|---|", *rows])


if __name__ == "__main__":
    print(keys())
