"""The ways from here to a clipboard, other than the terminal's own. None of them waits for more than a moment."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_PATIENCE = 2.0
"""Seconds that a program may take."""


class Route(NamedTuple):
    """A program that takes a text to a clipboard."""

    name: str
    command: tuple[str, ...]
    encoding: str = "utf-8"

    def take(self, text: str) -> bool:
        """Give it the text; whether it took it."""
        try:
            done = subprocess.run(  # noqa: S603 - one of the programs below, and no shell
                self.command,
                input=text.encode(self.encoding, "replace"),
                # Not to a pipe: some stay behind to hand the text out, and would keep it open.
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE,
                check=False,
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return done.returncode == 0


_TMUX = (
    Route("tmux", ("tmux", "load-buffer", "-w", "-")),
    Route("tmux's buffer", ("tmux", "load-buffer", "-")),  # one older than 3.2 does not hand it on
)
_SYSTEM = (
    ("WAYLAND_DISPLAY", Route("wl-copy", ("wl-copy",))),
    ("DISPLAY", Route("xclip", ("xclip", "-selection", "clipboard"))),
    ("DISPLAY", Route("xsel", ("xsel", "--clipboard", "--input"))),
    ("", Route("pbcopy", ("pbcopy",))),
    ("", Route("clip.exe", ("clip.exe",), "utf-16-le")),
)
"""The system's own, each with the variable that says whether it can work."""


def routes(environment: Mapping[str, str]) -> list[Sequence[Route]]:
    """Return the routes that are there; of each group the first one that works is enough."""
    tmux = _TMUX if environment.get("TMUX") else ()
    system = [route for variable, route in _SYSTEM if not variable or environment.get(variable)]
    path = environment.get("PATH")
    groups = ([route for route in group if shutil.which(route.command[0], path=path)] for group in (tmux, system))
    return [group for group in groups if group]


def copy(text: str, environment: Mapping[str, str]) -> list[str]:
    """Take a text to every clipboard that can be reached, and return the names of those that took it. Blocks."""
    taken = (next((route.name for route in group if route.take(text)), None) for group in routes(environment))
    return [name for name in taken if name]
