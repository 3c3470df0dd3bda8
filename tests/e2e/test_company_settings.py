"""What an admin settles for the company, on the page; and the command line, beside a running stack."""

import json

import httpx
import pytest
from playwright.sync_api import Browser, expect

from local.testing import RunningStack
from tests.e2e.axe import grave_findings
from tests.e2e.company import frontdesk, widget_token
from tests.e2e.pages import DashboardPage, somebody
from tests.e2e.people import new_visitor, start
from tests.e2e.team import Team


@pytest.fixture(scope="module")
def team(http: httpx.Client, stack: RunningStack) -> Team:
    return Team(http, stack)


def test_an_admin_settles_what_holds_for_everybody_and_it_stands_in_the_trail(
    browser: Browser, stack: RunningStack, team: Team
) -> None:
    with somebody(browser) as page:
        DashboardPage(page, stack, team.ana.email)
        page.goto(f"{stack.url('Site')}/#/settings")
        company = page.get_by_role("form", name="Company")
        cap = company.get_by_label("Messages to the bot")
        expect(company.get_by_text("Left empty: 8 messages.")).to_be_visible()
        cap.fill("1001")
        company.get_by_role("button", name="Save for the company").click()
        expect(company.get_by_text("Enter a whole number from 1 to 1000, or nothing.")).to_be_visible()
        cap.fill("900")
        company.get_by_role("button", name="Save for the company").click()
        trail = page.get_by_role("list", name="Audit trail")
        expect(trail.get_by_text("changed the settings: messages to the bot").first).to_be_visible()
        expect(company.get_by_role("button", name="Save for the company")).to_have_count(0)
        assert grave_findings(page) == []
        page.reload()
        expect(cap).to_have_value("900")
    assert team.ana.person.get("/settings").json()["message_cap"] == 900
    assert team.ana.person.patch("/settings", {"message_cap": None}).json()["message_cap"] is None


def test_the_command_line_makes_a_company_on_the_running_stack(http: httpx.Client, stack: RunningStack) -> None:
    said = frontdesk(stack, "tenant", "create", "beans", "--name", "Bea", "--email", "bea@beans.example")
    visitor = new_visitor(http, stack, "Sari", widget_token(stack, said))
    started = start(visitor, "Do you sell beans?")
    (line,) = frontdesk(stack, "export", "beans", "--out", "-").splitlines()
    exported = json.loads(line)
    assert exported["conversation"]["id"] == started
    assert exported["messages"][0]["content"] == "Do you sell beans?"
