"""What a ticket says of the conversation that it was made of."""

from datetime import timedelta
from typing import Any

import pytest

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.party import Party
from frontdesk.domain.ticket import DESCRIPTION_LENGTH, Ticket, ticket_of
from frontdesk.domain.vocabulary import Priority, SenderType, Status, TicketStatus
from tests.fakes.people import a_conversation, a_message
from tests.fakes.system import START

ADA = Party("agent-1", "Ada")
BEN = Party("agent-2", "Ben")
LATER = START + timedelta(minutes=5)


def made(*log: Message, conversation: Conversation | None = None, **wishes: Any) -> Ticket:
    about = conversation or a_conversation(Status.ACTIVE, visitor_email="vera@example.com")
    return ticket_of(about, log, number=1, by=ADA, now=LATER, **wishes)


def said(content: str) -> Ticket:
    return made(a_message(1, content=content))


@pytest.mark.parametrize(
    ("first", "subject"),
    [
        ("Where is my order?", "Chat: Where is my order?"),
        ("Where is\n  my\torder?", "Chat: Where is my order?"),
        ("a" * 60, "Chat: " + "a" * 60),
        ("a" * 61, "Chat: " + "a" * 59 + "…"),
        ("word " * 11 + "words", "Chat: " + "word " * 11 + "words"),
        ("word " * 11 + "wordless", "Chat: " + ("word " * 11).rstrip() + "…"),
        ("well-known " * 6, "Chat: " + ("well-known " * 5).rstrip() + "…"),
    ],
)
def test_the_subject_is_the_first_thing_said_cut_between_words(first: str, subject: str) -> None:
    assert said(first).subject == subject
    assert len(said(first).subject.removeprefix("Chat: ")) <= 60


def test_the_subject_is_the_visitors_first_message_not_anybody_elses() -> None:
    log = [a_message(1, SenderType.AGENT, content="Hello!"), a_message(2, content="My order?"), a_message(3)]
    assert made(*log).subject == "Chat: My order?"


def test_where_the_visitor_said_nothing_the_conversation_gives_the_subject() -> None:
    assert made(conversation=a_conversation(subject="Order 7")).subject == "Chat: Order 7"
    assert made().subject == "Chat: Vera"
    assert made(conversation=a_conversation(visitor_name=None)).subject == "Chat: Visitor"


@pytest.mark.parametrize(
    "words",
    ["URGENT: it burns", "this is an emergency!", "asap", "It's critical.", "Mendesak sekali", "ini darurat, tolong"],
)
def test_the_priority_is_high_where_the_visitor_said_so(words: str) -> None:
    assert made(a_message(1, content="Hi"), a_message(2, content=words)).priority is Priority.HIGH


@pytest.mark.parametrize("words", ["urgently", "insurgent", "critically", "emergencies", "kedaruratan", "no hurry"])
def test_part_of_a_word_is_not_that_word(words: str) -> None:
    assert said(words).priority is Priority.NORMAL


def test_what_others_say_does_not_make_it_urgent() -> None:
    assert made(a_message(1), a_message(2, SenderType.AGENT, content="Is it urgent?")).priority is Priority.NORMAL


def test_what_its_maker_wants_comes_first() -> None:
    wanted = made(a_message(1, content="urgent"), subject="Refund", category="billing", priority=Priority.LOW)
    assert (wanted.subject, wanted.category, wanted.priority) == ("Refund", "billing", Priority.LOW)


def test_it_knows_where_it_comes_from() -> None:
    ticket = said("Hi")
    assert (ticket.requester_name, ticket.requester_email, ticket.visitor_id) == (
        "Vera",
        "vera@example.com",
        "visitor-1",
    )
    assert (ticket.conversation_id, ticket.created_by, ticket.created_at) == ("conversation-1", ADA, LATER)
    assert (ticket.status, ticket.assignee) == (TicketStatus.OPEN, None)


def test_the_description_is_a_summary_and_the_transcript() -> None:
    log = [a_message(1, content="My order?"), a_message(2, SenderType.AGENT, content="Let me see.")]
    assert made(*log).description == "\n".join(
        [
            "Vera asked: “My order?”",
            "Handled by: Ada",
            "Messages: 1 from the visitor, 1 in answer",
            "Started: 2026-01-05 09:00. All times are UTC.",
            "",
            "Monday, 5 January 2026",
            "",
            "[09:00] Vera: My order?",
            "[09:00] Ada: Let me see.",
        ]
    )


def test_of_a_very_long_conversation_the_description_has_the_end_and_says_so() -> None:
    log = [a_message(seq, content=f"{seq} " + "x" * 990) for seq in range(1, 101)]
    description = made(*log).description or ""
    assert DESCRIPTION_LENGTH - 1100 < len(description) <= DESCRIPTION_LENGTH
    assert "Vera asked: “1…”" in description
    assert "The beginning is left out here" in description
    assert "[09:01] Vera: 100 x" in description
    assert "Vera: 40 x" not in description
    assert all(line.startswith("[09:0") for line in description.splitlines()[6:])


def test_an_edit_changes_what_it_names() -> None:
    ticket = said("Hi")
    edited = ticket.edited(LATER, status=TicketStatus.PENDING, category="billing", assignee=BEN)
    assert (edited.status, edited.category, edited.assignee) == (TicketStatus.PENDING, "billing", BEN)
    assert (edited.subject, edited.priority) == (ticket.subject, ticket.priority)
    assert (edited.version, edited.updated_at) == (2, LATER)
    cleared = edited.edited(LATER, cleared=["category", "assignee"])
    assert (cleared.category, cleared.assignee, cleared.status) == (None, None, TicketStatus.PENDING)


def test_an_edit_that_changes_nothing_is_none() -> None:
    ticket = said("Hi")
    assert ticket.edited(LATER, status=TicketStatus.OPEN, cleared=["category"]) is ticket


def test_open_and_pending_tickets_are_open_work() -> None:
    found = [status for status in TicketStatus if said("Hi").edited(LATER, status=status).is_open]
    assert found == [TicketStatus.OPEN, TicketStatus.PENDING]
