"""The sites that may embed a widget."""

import re
from collections.abc import Iterable

from frontdesk.domain.errors import InvalidInput

HOST_LENGTH = 253
HOST = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
BELOW = "*."


def allowed_domains(written: Iterable[str], field: str = "allowed_domains") -> tuple[str, ...]:
    """As they are compared with an origin's host, each once. Raises InvalidInput for what is no host."""
    return tuple(dict.fromkeys(_domain(text, f"{field}.{place}") for place, text in enumerate(written)))


def admits(domain: str, host: str) -> bool:
    """`shop.example` is that host alone; `*.shop.example` is everything below it."""
    return host.endswith(domain[1:]) if domain.startswith(BELOW) else host == domain


def _domain(text: str, field: str) -> str:
    domain = text.strip().lower()
    host = domain.removeprefix(BELOW)
    if not domain.isascii():
        raise InvalidInput(field, "Write it as browsers send it, in ASCII: xn--bcher-kva.example.")
    if len(domain) > HOST_LENGTH or not HOST.fullmatch(host):
        raise InvalidInput(field, "Write the host alone, such as shop.example, or *.shop.example for what is below it.")
    if host != domain and "." not in host:
        raise InvalidInput(field, f"Everything below .{host} is more than one company's.")
    return domain
