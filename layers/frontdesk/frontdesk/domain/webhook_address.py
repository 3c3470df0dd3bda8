"""Where a webhook may lead: to the public internet, and never back into the network that Frontdesk runs in."""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from frontdesk.domain.errors import InvalidInput

Address = IPv4Address | IPv6Address

PORTS = frozenset({443, 8443})
LONGEST_HOST = 253
# Not reached from the public internet, or not one machine (RFC 6890 and what IANA has added to its registry since).
# 169.254/16 holds the clouds' metadata services, 100.64/10 others of them.
PRIVATE_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
# All that has been given out; of it, what tunnels, documents or serves protocols is none of the public internet.
PUBLIC_V6 = IPv6Network("2000::/3")
PRIVATE_V6 = tuple(
    map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3ffe::/16", "3fff::/20"))
)
# Behind these prefixes stands an IPv4 address, which decides.
MAPPED = IPv6Network("::ffff:0:0/96")
NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Target:
    """A webhook's address taken apart. `path` is what is asked for, with its query."""

    secure: bool
    host: str
    port: int
    path: str


def is_public(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in PRIVATE_V4)
    if address in MAPPED or address in NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    return address in PUBLIC_V6 and not any(address in network for network in PRIVATE_V6)


def target_of(url: str, *, local: bool = False) -> Target:
    """Raises InvalidInput for an address that no webhook can have. A host's name is looked up by whoever connects.

    `local` is for a stack on one machine, whose receivers are on it too: there, http and any port will do.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _host(parts.hostname or "")
    except ValueError as error:
        raise InvalidInput("url", "This is no address of a web server.") from error
    secure = parts.scheme == "https"
    if not secure and not (local and parts.scheme == "http"):
        raise InvalidInput("url", "A webhook's address begins with https://.")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise InvalidInput("url", "A webhook's address has no user name, password or fragment.")
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise InvalidInput("url", "Write the address in ASCII: other characters of its path are percent-encoded.")
    if not local:
        _check_public(host, port)
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    return Target(secure, host, port or (443 if secure else 80), path)


def _host(name: str) -> str:
    """As DNS knows it. Raises ValueError."""
    if ":" in name:
        return str(IPv6Address(name))
    host = name.rstrip(".").encode("idna").decode().lower()
    if not 0 < len(host) <= LONGEST_HOST:
        raise ValueError(name)
    return host


def _check_public(host: str, port: int | None) -> None:
    """What can be told without asking DNS, so that a mistake is seen when it is made."""
    if (443 if port is None else port) not in PORTS:
        raise InvalidInput("url", "A webhook's port is 443 or 8443.")
    literal = _literal(host)
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        raise InvalidInput("url", "A webhook cannot lead into a private network.")
    if literal is not None and not is_public(literal):
        raise InvalidInput("url", "A webhook cannot lead into a private network.")
    if literal is None and "." not in host:
        raise InvalidInput("url", "Give the host's full name.")


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
