"""Which internet addresses are public, and which belong to this machine, its network or nobody. Pure.

From the registries of special-purpose addresses of IANA (RFC 6890 and what was added since), written out, because
the standard library's answer differs from one release of Python to the next.
"""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

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
