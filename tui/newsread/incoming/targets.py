"""A web address taken apart, and what cannot be one to fetch. Pure."""

from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from newsread.errors import NewsreadError
from newsread.incoming.addresses import is_disguised
from newsread.printable import printable

_PORTS = {"http": 80, "https": 443}
_LEGAL = "!#$%&'()*+,/:;=?@[]~"
"""In an address, beside letters and digits."""


class Target(NamedTuple):
    """An http or https address: all in ASCII, without a fragment."""

    scheme: str
    host: str
    """Of an IPv6 address without brackets."""
    port: int
    path: str
    """With the query."""

    @property
    def netloc(self) -> str:
        """The host, and the port if it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.netloc}{self.path}"

    def next(self, location: str) -> "Target":
        """Return where a redirect leads on to. Raises NewsreadError where that is not to be fetched."""
        try:
            # Header fields are read as Latin-1; servers write UTF-8 into them.
            words = location.encode("latin-1").decode(errors="replace")
            url = urljoin(self.url, words.strip().replace(" ", "%20"))
        except ValueError:
            url = location
        return _target(url, f"{printable(self.url)} leads to {printable(url)}, which")


def target(url: str) -> Target:
    """Take an address apart. Raises NewsreadError for one that is not to be fetched."""
    return _target(url.strip(), printable(url))


def _target(url: str, shown: str) -> Target:
    if not url.isprintable() or " " in url or "\\" in url:
        raise NewsreadError(f"{shown} is no web address: check it for spaces and signs that do not belong.")
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port
    except ValueError:  # a port that is no number, half a bracket, a name that no host can have
        raise NewsreadError(f"{shown} is no web address: check its host.") from None
    if parts.scheme not in _PORTS:
        raise NewsreadError(f"{shown} is no address of http or https: only those are fetched.")
    if "@" in parts.netloc:
        raise NewsreadError(f"{shown} has a name or a password before its host: leave that out.")
    if not host or is_disguised(host) or port == 0:
        raise NewsreadError(f"{shown} is no web address: check its host.")
    path = quote(parts.path or "/", _LEGAL) + (f"?{quote(parts.query, _LEGAL)}" if parts.query else "")
    return Target(parts.scheme, host, port or _PORTS[parts.scheme], path)
