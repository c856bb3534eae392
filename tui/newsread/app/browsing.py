"""Opening an address in the system's browser."""

import subprocess
import sys
from collections.abc import Mapping
from urllib.parse import urlsplit

_PATIENCE = 10.0
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
            timeout=_PATIENCE,
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
