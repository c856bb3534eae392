"""Print the README's table of keys, from the table of actions that the program itself goes by.

python docs/keys.py
"""

from newsread.app.actions import ACTIONS, EVERYWHERE, Action, Where

_HEADINGS = {Where.READER: "In the reader", Where.LIBRARY: "In the library", None: "In both"}


def keys() -> str:
    """Return the tables in Markdown, one for each screen and one for what works on both."""
    return "\n\n".join(
        _table(heading, [a for a in ACTIONS if _only(a) == where]) for where, heading in _HEADINGS.items()
    )


def _only(action: Action) -> Where | None:
    return None if action.where == EVERYWHERE else next(iter(action.where))


def _table(heading: str, actions: list[Action]) -> str:
    rows = [
        f"| {', '.join(f'`{key}`' for key in action.all_keys.split(', '))} | {action.tells} |" for action in actions
    ]
    return "\n".join([f"| {heading} | |", "|---|---|", *rows])


if __name__ == "__main__":
    print(keys())
