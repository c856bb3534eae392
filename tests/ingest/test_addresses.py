"""Addresses: which are public, whatever they are wrapped in."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsread.ingest.addresses import is_disguised, why_not_public

PUBLIC = ["8.8.8.8", "93.184.216.34", "1.1.1.1", "100.63.255.255", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"]
LOCAL = [
    "0.0.0.0",  # noqa: S104 - nothing is bound to it
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.31.255.255",
    "192.168.0.1",
    "::",
    "::1",
    "fc00::1",
    "fe80::1%eth0",
    "fec0::1",
]
OF_NOBODY = [
    "192.0.2.1",
    "198.19.0.1",
    "203.0.113.9",
    "224.0.0.1",
    "255.255.255.255",
    "2001:0:7f00:1::",
    "2001:db8::1",
    "2002:7f00:1::",
    "ff02::1",
    "4000::1",
    "100::1",
    "::7f00:1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address: str) -> None:
    assert why_not_public(address) is None


@pytest.mark.parametrize("address", LOCAL)
def test_addresses_of_this_machine_and_its_network_are_named_so(address: str) -> None:
    assert why_not_public(address) in {"an address of this machine", "an address of a local network"}


@pytest.mark.parametrize("address", [*OF_NOBODY, "", "news.example", "127.1", "1.2.3.4.5", "0x7f000001", "::1::"])
def test_what_is_nobodys_or_no_address_is_not_public(address: str) -> None:
    assert why_not_public(address) == "no address of the public internet"


@given(st.ip_addresses(v=4))
def test_what_the_standard_library_calls_private_is_never_public(address: IPv4Address) -> None:
    if address.is_private or address.is_multicast or address.is_reserved or address.is_link_local:
        assert why_not_public(str(address))


@given(st.ip_addresses(v=6))
def test_the_same_holds_of_ipv6(address: IPv6Address) -> None:
    special = address.is_private or address.is_multicast or address.is_reserved or address.is_site_local
    if special and int(address) >> 32 != 0x64_FF9B << 64:  # in which IPv4 is wrapped
        assert why_not_public(str(address))


@given(st.ip_addresses(v=4))
def test_an_address_wrapped_in_ipv6_is_never_more_public_than_it_is(address: IPv4Address) -> None:
    number = int(address)
    mapped = IPv6Address(0xFFFF_0000_0000 | number)
    translated = IPv6Address((0x64_FF9B << 96) | number)
    assert why_not_public(str(mapped))
    assert why_not_public(str(translated)) == why_not_public(str(address))
    for wrapping in (0x2002 << 112 | number << 80, 0x2001_0000 << 96 | number, number):
        assert why_not_public(str(IPv6Address(wrapping)))


@given(st.one_of(st.ip_addresses().map(str), st.sampled_from(["news.example", "7.example", "xn--0x.example", ""])))
def test_plain_addresses_and_names_are_no_disguise(host: str) -> None:
    assert not is_disguised(host)


@given(st.ip_addresses(v=4))
def test_other_spellings_of_an_address_are_disguises(address: IPv4Address) -> None:
    number = int(address)
    first, rest = divmod(number, 1 << 24)
    octal = ".".join(f"0{int(part):o}" for part in str(address).split("."))
    for spelled in (str(number), hex(number), f"{first}.{rest}", octal, f"{address}."):
        assert is_disguised(spelled)
        with pytest.raises(ValueError, match="does not appear"):
            ip_address(spelled)
