"""One visitor in two tabs of one browser: one connection serves both, and outlives either."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, WebSocket, expect

from local.testing import RunningStack, wait_for
from tests.e2e.pages import DESKTOP, WidgetPage, spoken


class Tabs:
    """Each tab's sockets are noted from its beginning."""

    def __init__(self, browser: Browser, stack: RunningStack) -> None:
        self.context = browser.new_context(viewport=DESKTOP, locale="en-GB")
        self.sockets: dict[Page, list[WebSocket]] = {}
        self.stack = stack

    def another(self) -> WidgetPage:
        page = self.context.new_page()
        self.sockets[page] = []
        page.on("websocket", lambda socket: self.sockets[page].append(socket))  # noqa: PLW0108 - it must be a function
        return WidgetPage(page, self.stack)

    def connections(self, tab: WidgetPage) -> int:
        return sum(not socket.is_closed() for socket in self.sockets[tab.page])

    def connected(self, tab: WidgetPage) -> None:
        def has_one() -> bool:
            tab.page.wait_for_timeout(20)
            return self.connections(tab) == 1

        wait_for(has_one)


@pytest.fixture
def tabs(browser: Browser, stack: RunningStack) -> Iterator[Tabs]:
    opened = Tabs(browser, stack)
    yield opened
    opened.context.close()


def two_with(tabs: Tabs, text: str) -> tuple[WidgetPage, WidgetPage]:
    leader = tabs.another()
    leader.write(text)
    leader.shows(text)
    tabs.connected(leader)
    follower = tabs.another()
    follower.shows(text)
    return leader, follower


def test_two_tabs_have_one_connection_and_show_the_same(tabs: Tabs) -> None:
    leader, follower = two_with(tabs, "From the first tab")
    follower.write("From the second")
    leader.shows("From the second")
    leader.write("And from the first again")
    follower.shows("And from the first again")
    everything = ["From the first tab", "From the second", "And from the first again"]
    assert spoken(leader.page, everything) == spoken(follower.page, everything) == everything
    assert tabs.connections(leader) == 1
    assert tabs.connections(follower) == 0


@pytest.mark.parametrize("end", ["closes", "crashes"])
def test_when_the_tab_with_the_connection_ends_the_other_takes_over(tabs: Tabs, end: str) -> None:
    leader, follower = two_with(tabs, "Who has the line?")
    if end == "closes":
        leader.page.close()
    else:
        with pytest.raises(Error):
            leader.page.goto("chrome://crash")
    tabs.connected(follower)
    follower.write("Now I have")
    follower.shows("Now I have")
    expect(follower.log.get_by_text("Sent")).to_have_count(1)


def test_who_signs_out_in_one_tab_is_signed_out_in_the_other(tabs: Tabs) -> None:
    one, other = two_with(tabs, "Nobody else may read this")
    one.page.evaluate("Frontdesk('logout')")
    other.does_not_show("Nobody else may read this")
