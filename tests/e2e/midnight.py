"""Where today does not end between two looks at it."""

from datetime import UTC, datetime

from playwright.sync_api import Page


def where_midnight_is_far() -> str:
    """A time zone in which it is day."""
    return "UTC" if 6 <= datetime.now(UTC).hour < 18 else "Pacific/Auckland"


def move(page: Page, time_zone: str) -> None:
    """The page is used there."""
    page.context.new_cdp_session(page).send("Emulation.setTimezoneOverride", {"timezoneId": time_zone})
