"""Nobody accepts: what the visitor, the agents and their mailboxes are told, in real browsers."""

import re

from playwright.sync_api import Browser, expect

from local.demo import BOT_WIDGET_TOKEN
from local.testing import wait_for
from tests.e2e.impatient.desk import PATIENCE, Desk
from tests.e2e.pages import DashboardPage, WidgetPage, somebody

EMAIL = "rina@example.com"
QUESTION = "Will the moon turn purple on my grandmother's birthday?"


def mail_about(desk: Desk, number: str) -> list[str]:
    """What the admin is told of the ticket."""
    return [mail["BodyText"] for mail in desk.mails("ana@demo.example") if f"#{number}:" in mail["Subject"]]


def test_whom_nobody_helps_has_a_ticket_and_its_number(browser: Browser, desk: Desk) -> None:
    with somebody(browser) as page, somebody(browser) as office:
        ana = DashboardPage(office, desk.stack, "ana@demo.example")
        visitor = WidgetPage(page, desk.stack, BOT_WIDGET_TOKEN)
        page.get_by_label("Your name").fill("Rina")
        page.get_by_label("Your email").fill(EMAIL)
        page.get_by_role("button", name="Start chat").click()
        visitor.write(QUESTION)
        expect(page.get_by_role("status").filter(has_text="You are in the queue")).to_be_visible()
        told = page.get_by_text(re.compile(r"^Ticket #\d+: you will be answered there\.$"))
        expect(told).to_be_visible(timeout=PATIENCE * 1000)
        number = re.findall(r"\d+", told.inner_text())[0]
        expect(visitor.log.get_by_text(f"#{number}")).to_have_count(1)

        ana.go_to("Tickets")
        office.get_by_role("link", name=re.compile(f"^#{number} ")).click()
        ticket = office.get_by_role("region", name=f"Ticket {number}")
        expect(ticket.get_by_text("Rina").first).to_be_visible()
        expect(ticket.get_by_role("region", name="Description")).to_contain_text(QUESTION)
        ticket.get_by_role("link", name="Open conversation").click()
        expect(office.get_by_text("The bot was not sure enough to answer").first).to_be_visible()
        conversation = office.get_by_role("region", name="Conversation", exact=True)
        expect(conversation.get_by_role("link", name=f"Ticket #{number}")).to_be_visible()

        wait_for(lambda: mail_about(desk, number), PATIENCE)
        (link,) = re.findall(r"https?://\S+", mail_about(desk, number)[0])
        office.goto(link)
        expect(ticket.get_by_role("region", name="Description")).to_contain_text(QUESTION)
    wait_for(lambda: desk.mails(EMAIL), PATIENCE)
    assert [mail["Subject"] for mail in desk.mails(EMAIL)] == [f"[Kopi Pagi Bot] Your request: ticket #{number}"]
