"""Which addresses may be fetched: web addresses taken apart, and internet addresses that are public. Pure."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from newsread.errors import NewsreadError
from newsread.text.printable import printable

_OF_NOBODY = "no address of the public internet"

_SPECIAL = {
    ip_network(network): kind
    for kind, networks in {
        "an address of this machine": ("0.0.0.0/8", "127.0.0.0/8", "::/128", "::1/128"),
        "an address of a local network": (
            "10.0.0.0/8",
            "100.64.0.0/10",  # behind a provider's translation of addresses
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "64:ff9b:1::/48",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
        ),
        _OF_NOBODY: (
            "192.0.0.0/24",  # assigned to protocols
            "192.0.2.0/24",  # for documents, like 198.51.100.0/24 and 203.0.113.0/24
            "192.88.99.0/24",  # relays of 6to4
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",  # to many at once
            "240.0.0.0/4",  # reserved, or to all
            "2001::/23",  # assigned to protocols, Teredo among them, which holds another address
            "2001:db8::/32",  # for documents
            "2002::/16",  # 6to4, which holds another address
            "3fff::/20",  # for documents
        ),
    }.items()
    for network in networks
}
_GIVEN_OUT = ip_network("2000::/3")
"""The part of IPv6 in which public addresses lie."""
_NAT64 = ip_network("64:ff9b::/96")
"""What networks without IPv4 have in place of it: the last 32 bits are the address that is meant (RFC 6052)."""

_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+", re.IGNORECASE)
_PLAIN = re.compile(r"(?:0|[1-9][0-9]{0,2})(?:\.(?:0|[1-9][0-9]{0,2})){3}")


def why_not_public(address: str) -> str | None:
    """Return what an IPv4 or IPv6 address is, if it is not one of the public internet; None for a public one.

    The answer stands within a sentence: `an address of this machine`. What is no address is not public.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return _OF_NOBODY
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return _kind(found.ipv4_mapped) or _OF_NOBODY
        if found in _NAT64:
            return _kind(IPv4Address(int(found) & 0xFFFF_FFFF))
        return _kind(found) or (None if found in _GIVEN_OUT else _OF_NOBODY)
    return _kind(found)


def _kind(address: IPv4Address | IPv6Address) -> str | None:
    return next((kind for network, kind in _SPECIAL.items() if address in network), None)


def is_disguised(host: str) -> bool:
    """Whether a host is an IPv4 address in a spelling that hides which: `2130706433`, `0x7f.1`, `0177.0.0.1`.

    As browsers have it, a host whose last part is a number is an address.
    """
    last = host.rstrip(".").rpartition(".")[2]
    return ":" not in host and _NUMBER.fullmatch(last) is not None and _PLAIN.fullmatch(host) is None


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
