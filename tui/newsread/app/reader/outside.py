"""What goes to other programs: a citation to the clipboard, and the article's address to the browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from unicodedata import category
from urllib.parse import urlsplit

from newsread.app.reader.ground import Ground
from newsread.app.widgets.bars import plain
from newsread.app.widgets.date_text import short_date
from newsread.articles.article import Article
from newsread.text.printable import printable
from newsread.text.wording import quoted

_BROWSER_PATIENCE = 10.0
"""Seconds that a browser may take to be called; one that takes longer is running."""
_IN_TERMINAL = ("www-browser", "links", "elinks", "lynx", "w3m")
"""Browsers that would take the terminal from this program."""
_NONE = 3
_OPEN = f"""
import pathlib, sys, webbrowser
try:
    browser = webbrowser.get()
except webbrowser.Error:
    sys.exit({_NONE})
if pathlib.PurePath(str(getattr(browser, "name", ""))).name in {_IN_TERMINAL}:
    sys.exit({_NONE})
sys.exit(not browser.open(sys.argv[1]))
"""


def why_not(url: str | None, environment: Mapping[str, str], platform: str = sys.platform) -> str | None:
    """Return why an address cannot be opened here, as a sentence with the address; None where it can be tried."""
    if not url:
        return "The article's address is not known."
    if not is_web_address(url):
        return f"This is no address of the web: {url}"
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return f"You are connected from elsewhere, so no browser is opened here. The address is {url}"
    windows = platform in {"darwin", "win32", "cygwin"} or environment.get("WSL_DISTRO_NAME")
    if not windows and not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return f"There is no display for a browser. The address is {url}"
    return None


def is_web_address(url: str) -> bool:
    """Whether it is an http or https address, all in printable characters."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and url.isprintable() and " " not in url


def open_in_browser(url: str) -> str:
    """Open an address and return what was done, as a sentence. Blocks until the browser is called."""
    if not is_web_address(url):
        return f"This is no address of the web: {url}"
    try:
        # In a process of its own, as what a browser prints would go over the screen.
        done = subprocess.run(  # noqa: S603 - an address of the web, and no shell
            [sys.executable, "-c", _OPEN, url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_BROWSER_PATIENCE,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        return f"The browser was called for {url}"
    except OSError:
        return f"No browser could be called. The address is {url}"
    if done.returncode == _NONE:
        return f"No browser was found. The address is {url}"
    return f"Opened in the browser: {url}" if not done.returncode else f"The browser did not open {url}"


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


_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What would turn the direction of all that is pasted behind it."""


def citation(article: Article, start: int, end: int) -> str:
    """Return the words at `[start, end)` with what is known of their source, in one line.

    The words keep their code points, but white space is folded, and what a program or a terminal would act upon, and
    could run on after the words, is left out. What is unknown is left out, too; the article's id stands at the end.
    """
    source = article.source
    words = _cleaned(article.text[start:end])
    known = (
        source.outlet,
        quoted(source.title, len(source.title)) if source.title else None,
        source.marked("byline", source.byline),
        source.marked("published", short_date(source.published)),
        source.url,
        article.id,
    )
    return f"{quoted(words, len(words))} — {', '.join(_cleaned(each) for each in known if each)}"


def _cleaned(text: str) -> str:
    return " ".join("".join(filter(_is_kept, text)).split())


def _is_kept(character: str) -> bool:
    acts = category(character) in {"Cc", "Cs"} and not character.isspace()
    return not acts and character not in _OVERRIDES


class Outside(Ground):
    """Copies and opens."""

    def action_cite(self) -> None:
        """Copy the words with their source, white space folded, by every way that there is, and say which."""
        if not self._spot.article.sentences:
            self._tell(plain("there are no words to copy"))
            return
        aim = self._subject.aim
        text = citation(aim.article, *aim.span)
        self.app.copy_to_clipboard(text)

        def copy_elsewhere() -> None:
            taken = ", ".join(copy(text, os.environ))
            # No terminal answers whether it took it.
            told = "sent to the terminal by OSC 52" + (f"; copied by {taken}" if taken else "")
            self.app.call_later(self._tell_if_here, told)

        self.run_worker(copy_elsewhere, thread=True, group="clipboard", exit_on_error=False)

    def action_open_address(self) -> None:
        """Open the article's address in the browser, or say why not."""
        url = self._spot.article.source.url
        refusal = why_not(url, os.environ)
        if refusal or not url:
            self.notify(printable(refusal or ""), timeout=20, markup=False)  # whole, so that it can be copied
            return

        def open_it() -> None:
            self.app.call_later(self._tell_if_here, open_in_browser(url))

        self.run_worker(open_it, thread=True, group="browser", exit_on_error=False)

    def _tell_if_here(self, words: str) -> None:
        if self.is_current:
            self._tell(plain(words))
