"""The colours: one dark and one light theme, and the colours that every other theme borrows from them.

Entity colours are kept apart from the verdicts' green, red and amber: the machine's findings must not look
like a person's judgement.
"""

from textual.theme import Theme

_DARK = {
    "entity-person": "#8ab4f8",
    "entity-place": "#7fd1c7",
    "entity-organisation": "#c9a6f2",
    "entity-date": "#e3b98f",
    "entity-number": "#e6a3c4",
    "entity-other": "#b5bd8f",
    "verified": "#7fd88f",
    "disputed": "#ff9c93",
    "unverifiable": "#f0d06b",
    "cursor-line": "#2b3550",
    "counterpart-line": "#1e2a2a",
    "found": "#e3b98f",
    "quiet": "#9aa5b8",
}

_LIGHT = {
    "entity-person": "#1a56b8",
    "entity-place": "#00665c",
    "entity-organisation": "#6f35ad",
    "entity-date": "#8a4a00",
    "entity-number": "#a1246b",
    "entity-other": "#565c14",
    "verified": "#17692c",
    "disputed": "#b3261e",
    "unverifiable": "#765800",
    "cursor-line": "#dbe6fb",
    "counterpart-line": "#e4efe6",
    "found": "#8a4a00",
    "quiet": "#566073",
}

DARK = Theme(
    name="newsread-dark",
    primary="#8ab4f8",
    secondary="#7fd1c7",
    accent="#8ab4f8",
    warning="#f0d06b",
    error="#ff9c93",
    success="#7fd88f",
    foreground="#dde3ec",
    background="#12161f",
    surface="#171c27",
    panel="#1f2633",
    dark=True,
    variables=_DARK,
)

LIGHT = Theme(
    name="newsread-light",
    primary="#1a56b8",
    secondary="#00665c",
    accent="#1a56b8",
    warning="#765800",
    error="#b3261e",
    success="#17692c",
    foreground="#1d2430",
    background="#fbfbf8",
    surface="#f3f3ee",
    panel="#e7e8e3",
    dark=False,
    variables=_LIGHT,
)


def variables_for(theme: Theme) -> dict[str, str]:
    """Return what our stylesheets need of a theme that knows nothing of them."""
    return _DARK if theme.dark else _LIGHT
