"""Read several reports of one event side by side and record a verdict on each claim."""

from typing import TYPE_CHECKING

from newsread._version import __version__

__all__ = ["Workspace", "__version__"]

if TYPE_CHECKING:
    from newsread.workspace.workspace import Workspace
else:

    def __getattr__(name: str) -> object:
        if name == "Workspace":
            from newsread.workspace.workspace import Workspace  # noqa: PLC0415 - every room imports this package, few that

            return Workspace
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
