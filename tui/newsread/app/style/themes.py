"""The colours: a dark theme, a light one and one for all eyes, and what every other theme borrows from them.

Entity colours are kept apart from the verdicts' green, red and amber: the machine's findings must not look
like a person's judgement. For who cannot tell green from red, verdicts are blue, orange and yellow in one theme, after
the palette of Okabe and Ito (2008).
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

_COLOUR_SAFE = {
    "entity-person": "#b9c3f5",
    "entity-place": "#6fd3b4",
    "entity-organisation": "#e0a3c6",
    "entity-date": "#d8cbb0",
    "entity-number": "#f3b8a6",
    "entity-other": "#b9bfca",
    "verified": "#56b4e9",
    "disputed": "#e69f00",
    "unverifiable": "#f0e442",
    "cursor-line": "#2b3550",
    "counterpart-line": "#1e2a2a",
    "found": "#f0e442",
    "quiet": "#9aa5b8",
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

COLOUR_SAFE = Theme(
    name="newsread-colour-safe",
    primary="#9ccdf2",
    secondary="#6fd3b4",
    accent="#9ccdf2",
    warning="#f0e442",
    error="#f2a65a",
    success="#56b4e9",
    foreground="#e4e8ee",
    background="#12161f",
    surface="#171c27",
    panel="#1f2633",
    dark=True,
    variables=_COLOUR_SAFE,
)

SHIPPED = (DARK, LIGHT, COLOUR_SAFE)
"""In the order in which one key goes through them."""


def after(name: str) -> Theme:
    """Return the shipped theme that follows one of them, round and round; the first one after any other."""
    names = [theme.name for theme in SHIPPED]
    return SHIPPED[(names.index(name) + 1) % len(SHIPPED)] if name in names else SHIPPED[0]


def variables_for(theme: Theme) -> dict[str, str]:
    """Return what our stylesheets need of a theme that knows nothing of them."""
    return _DARK if theme.dark else _LIGHT
