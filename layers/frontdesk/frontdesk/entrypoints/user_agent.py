"""What a browser's user agent says of the device that it runs on."""

from typing import TYPE_CHECKING, Literal

from frontdesk.contract.agent_models import Device

if TYPE_CHECKING:
    from ua_parser.core import Result

# Longer than any honest one: the sender chooses it, and hundreds of patterns are tried on it.
LENGTH_READ = 512
SYSTEMS = {"Mac OS X": "macOS"}
IN_THE_HAND = frozenset({"Android", "iOS", "Windows Phone", "KaiOS", "BlackBerry OS"})
ON_THE_DESK = frozenset(
    {"Windows", "Mac OS X", "Linux", "Ubuntu", "Fedora", "Debian", "Chrome OS", "FreeBSD", "OpenBSD"}
)
Kind = Literal["desktop", "phone", "tablet", "bot"]


def device_of(user_agent: str | None) -> Device:
    """What is not understood stays null. Browsers say less and less of versions: only their own is to be believed."""
    if not user_agent:
        return Device()
    from ua_parser import parse  # noqa: PLC0415 - as long to import as all of ours; needed when an agent looks

    found = parse(user_agent[:LENGTH_READ])
    browser, system = found.user_agent, found.os
    return Device(
        browser=" ".join(part for part in (browser.family, browser.major) if part) if browser else None,
        os=SYSTEMS.get(system.family, system.family) if system else None,
        kind=_kind(found),
    )


def _kind(found: "Result") -> Kind | None:
    system = found.os.family if found.os else None
    if found.device and found.device.family == "Spider":
        return "bot"
    if system in IN_THE_HAND:
        return "tablet" if _is_tablet(found) else "phone"
    return "desktop" if system in ON_THE_DESK else None


def _is_tablet(found: "Result") -> bool:
    """Android's browsers leave out that one word on larger screens."""
    if found.device and found.device.family == "iPad":
        return True
    return bool(found.os and found.os.family == "Android" and "Mobile" not in found.string)
