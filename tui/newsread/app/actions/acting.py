"""What screens and windows have in common: which actions of the table work there, and which do something now."""

from newsread.app.actions.places import Where


class Acting:
    """A screen or a window with actions of the table."""

    @property
    def where(self) -> Where:
        """Which of the actions work now."""
        raise NotImplementedError

    def works(self, call: str) -> bool:
        """Whether an action, by what it calls, does something now; the key bar shows only those."""
        _ = call
        return True
