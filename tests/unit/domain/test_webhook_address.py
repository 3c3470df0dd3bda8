"""Where a webhook may lead. What is refused here is refused before anything is sent."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.webhook_address import MAPPED, NAT64, PRIVATE_V4, is_public, target_of

PRIVATE = {
    "this network": "0.0.0.0",
    "private, 10/8": "10.0.0.1",
    "carriers' NAT, and some clouds' metadata": "100.100.100.200",
    "loopback": "127.0.0.1",
    "loopback, not the usual one": "127.8.8.8",
    "link-local, AWS's metadata": "169.254.169.254",
    "link-local, the credentials of containers": "169.254.170.2",
    "private, 172.16/12": "172.31.255.255",
    "protocol assignments": "192.0.0.192",
    "documentation": "203.0.113.9",
    "private, 192.168/16": "192.168.1.1",
    "benchmarks": "198.19.0.1",
    "multicast": "224.0.0.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "IPv6: unspecified": "::",
    "IPv6: loopback": "::1",
    "IPv6: link-local": "fe80::1",
    "IPv6: unique local": "fd12:3456::1",
    "IPv6: AWS's metadata": "fd00:ec2::254",
    "IPv6: site-local of old": "fec0::1",
    "IPv6: multicast": "ff02::1",
    "IPv6: documentation": "2001:db8::1",
    "IPv6: Teredo": "2001::7f00:1",
    "IPv6: 6to4 of loopback": "2002:7f00:1::",
    "IPv6: mapped loopback": "::ffff:127.0.0.1",
    "IPv6: mapped metadata": "::ffff:169.254.169.254",
    "IPv6: compatible, as of old": "::127.0.0.1",
    "IPv6: NAT64 of loopback": "64:ff9b::7f00:1",
    "IPv6: NAT64 of metadata": "64:ff9b::a9fe:a9fe",
    "IPv6: a network's own NAT64": "64:ff9b:1::808:808",
    "IPv6: discarded": "100::1",
}


@pytest.mark.parametrize("address", PRIVATE.values(), ids=PRIVATE)
def test_an_address_that_is_not_of_the_public_internet_is_refused(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "52.94.236.248", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_an_address_of_the_public_internet_is_not(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_the_same_in_every_dress(address: IPv4Address) -> None:
    for prefix in (MAPPED, NAT64):
        dressed = IPv6Address(int(prefix.network_address) + int(address))
        assert is_public(dressed) == is_public(address)


@given(st.ip_addresses())
def test_nothing_is_public_that_python_knows_to_be_otherwise(address: IPv4Address | IPv6Address) -> None:
    known = address.is_private or address.is_loopback or address.is_link_local or address.is_multicast
    if known or address.is_reserved or address.is_unspecified:
        embedded = isinstance(address, IPv6Address) and (address in MAPPED or address in NAT64)
        assert embedded or not is_public(address)


@given(st.sampled_from(PRIVATE_V4), st.data())
def test_every_address_of_a_private_network_is_refused(network: object, data: st.DataObject) -> None:
    assert not is_public(data.draw(st.ip_addresses(network=str(network))))


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.com/",
        "ftp://hooks.example.com/",
        "//hooks.example.com/",
        "hooks.example.com",
        "https://",
        "https:///path",
        "https://user@hooks.example.com/",
        "https://user:word@hooks.example.com/",
        "https://hooks.example.com/#part",
        "https://hooks.example.com:22/",
        "https://hooks.example.com:80/",
        "https://hooks.example.com:0/",
        "https://hooks.example.com:99999/",
        "https://hooks.example.com:port/",
        "https://localhost/",
        "https://desk.localhost/",
        "https://printer.local/",
        "https://metadata.google.internal/",
        "https://intranet/",
        "https://127.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[fe80::1%25eth0]/",
        "https://hooks.example.com/a b",
        "https://hooks.example.com/\r\nHost: other",
        "https://hooks.example.com\\@127.0.0.1/",
        "https://hooks.example.com/ä",
    ],
)
def test_what_no_webhook_can_have_is_refused_when_it_is_entered(url: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        target_of(url)
    assert refused.value.field == "url"


def test_an_address_is_taken_apart() -> None:
    target = target_of("https://Hooks.Example.com:8443/desk?key=1")
    assert (target.secure, target.host, target.port, target.path) == (True, "hooks.example.com", 8443, "/desk?key=1")
    assert target_of("https://hooks.example.com").path == "/"


def test_on_one_machine_its_own_addresses_will_do() -> None:
    target = target_of("http://localhost:5126/hooks", local=True)
    assert (target.secure, target.host, target.port) == (False, "localhost", 5126)
    with pytest.raises(InvalidInput):
        target_of("file:///etc/passwd", local=True)
