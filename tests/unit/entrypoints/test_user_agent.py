"""What a user agent says of the visitor's device."""

import pytest

from frontdesk.contract.agent_models import Device
from frontdesk.entrypoints.user_agent import device_of

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "browser", "os", "kind"),
    [
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/126.0.0.0 Safari/537.36",
            "Chrome 126",
            "Windows",
            "desktop",
        ),
        (
            f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {SAFARI} Version/17.5 Safari/605.1.15",
            "Safari 17",
            "macOS",
            "desktop",
        ),
        (
            "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
            "Firefox 127",
            "Ubuntu",
            "desktop",
        ),
        (
            f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/126.0.0.0 Safari/537.36",
            "Chrome 126",
            "Chrome OS",
            "desktop",
        ),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) {SAFARI} Version/17.5 Mobile/15E148 Safari/604.1",
            "Mobile Safari 17",
            "iOS",
            "phone",
        ),
        (
            f"Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) {SAFARI} Version/16.6 Mobile/15E148 Safari/604.1",
            "Mobile Safari 16",
            "iOS",
            "tablet",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} Chrome/126.0.0.0 Mobile Safari/537.36",
            "Chrome Mobile 126",
            "Android",
            "phone",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} Chrome/126.0.0.0 Safari/537.36",
            "Chrome 126",
            "Android",
            "tablet",
        ),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot 2", None, "bot"),
        ("curl/8.5.0", "curl 8", None, None),
    ],
)
def test_browser_system_and_kind(user_agent: str, browser: str, os: str | None, kind: str | None) -> None:
    found = device_of(user_agent)
    assert (found.browser, found.os, found.kind) == (browser, os, kind)


@pytest.mark.parametrize("user_agent", [None, "", "nonsense", "\x00", "x" * 100_000])
def test_what_is_not_understood_stays_unsaid(user_agent: str | None) -> None:
    assert device_of(user_agent) == Device()
