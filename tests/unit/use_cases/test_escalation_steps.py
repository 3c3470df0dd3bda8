"""Each step of an escalation: what it does, that it does it once, and that it does nothing to one that is settled."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from frontdesk.domain.business_hours import BusinessHours
from frontdesk.domain.errors import Busy, NotFound
from frontdesk.domain.escalating import WORKFLOW, Call
from frontdesk.domain.escalation import WANTED_AGENT, EscalationReason, Outcome
from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep, Way
from frontdesk.domain.notification import PushJob, Reason
from frontdesk.domain.ticket import OPEN_STATUSES
from frontdesk.domain.visitor import Particulars
from frontdesk.domain.vocabulary import Presence, Priority, Routing, Status, TicketStatus
from frontdesk.domain.webhook import Webhook
from frontdesk.domain.webhook_delivery import WebhookJob
from frontdesk.domain.webhook_event import EventType
from frontdesk.entrypoints.escalation import STEPS
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.announce_to_webhooks import announce_ticket
from frontdesk.use_cases.await_acceptance import await_acceptance
from frontdesk.use_cases.convert_to_ticket import TicketWishes, convert_to_ticket
from frontdesk.use_cases.edit_ticket import TicketEdit, edit_ticket
from frontdesk.use_cases.email_escalation import email_escalation
from frontdesk.use_cases.end_conversation import end_conversation
from frontdesk.use_cases.escalate_conversation import escalate
from frontdesk.use_cases.find_ticket import find_ticket
from frontdesk.use_cases.finish_escalation import finish_escalation
from frontdesk.use_cases.list_escalations import list_escalations
from frontdesk.use_cases.offer_escalation import offer_escalation
from frontdesk.use_cases.raise_alarm import raise_alarm
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from frontdesk.use_cases.summarise_escalation import summarise_escalation
from frontdesk.use_cases.ticket_escalation import tell_ticket, ticket_escalation
from tests.fakes import make_desk
from tests.fakes.desk import FakeDesk
from tests.fakes.escalation_scenes import called_for, escalation, stream_to
from tests.fakes.escalations import FakeEscalationDesk, FakeMailer, make_escalation_desk
from tests.fakes.people import ADA, ADMIN, BEN, TENANT, VERA, VERA_HERSELF, WIDGET
from tests.fakes.scenes import connected, online, started, stored

STEP_WAYS = {EscalationStep.OFFER: Way.FINISH, EscalationStep.TICKET: Way.FINISH}


@pytest.fixture
def desk() -> FakeDesk:
    made = make_desk()
    made.directory.put_widget(WIDGET)
    return made


@pytest.fixture
def work(desk: FakeDesk) -> FakeEscalationDesk:
    return make_escalation_desk(clock=desk.clock, mailer=FakeMailer())


def notes(desk: FakeDesk, key: EscalationKey) -> list[str]:
    return [note.content for note in desk.notes.read_from(TENANT, key.conversation_id, 0)]


def told(desk: FakeDesk, key: EscalationKey) -> list[str]:
    return [message.content for message in desk.log.read_from(TENANT, key.conversation_id, 0)]


def test_the_summary_is_one_note_that_only_agents_hear_of(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    key = called_for(desk)
    connected(desk, "ada", ADA, key.conversation_id)
    connected(desk, "vera", VERA_HERSELF, key.conversation_id)
    for _ in range(2):
        summarise_escalation(desk, work, key)
    (note,) = notes(desk, key)
    assert "Where is my order?" in note
    assert desk.gateway.types("ada").count("note.created") == 1
    assert "note.created" not in desk.gateway.types("vera")


def test_who_is_free_gets_what_is_offered(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    desk.directory.put_widget(replace(WIDGET, routing=Routing.AUTOMATIC))
    key = called_for(desk)
    online(desk, ADA)
    for _ in range(2):
        assert offer_escalation(desk, work, key) is Way.FINISH
    assert stored(desk, key.conversation_id).agent_id == ADA.id
    assert escalation(desk, key).outcome is Outcome.ACCEPTED


def test_the_agent_whom_a_workflow_names_gets_what_is_offered_where_nothing_routes_by_itself(
    desk: FakeDesk, work: FakeEscalationDesk
) -> None:
    online(desk, ADMIN)
    online(desk, ADA)
    call = Call(reason=EscalationReason.WORKFLOW, by=WORKFLOW, metadata={WANTED_AGENT: ADA.id})
    found = escalate(desk, TENANT, started(desk).id, call, while_=lambda _: True)
    assert offer_escalation(desk, work, EscalationKey(TENANT, found.id, 1)) is Way.FINISH
    assert stored(desk, found.id).agent_id == ADA.id


def test_nobody_there_is_waited_for_in_business_hours(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    assert offer_escalation(desk, work, called_for(desk)) is Way.WAIT


def test_nobody_there_outside_business_hours_makes_a_ticket_at_once(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    closed = BusinessHours(time_zone="Asia/Jakarta", week=((),) * 7)
    desk.directory.put_widget(replace(WIDGET, business_hours=closed))
    key = called_for(desk)
    assert offer_escalation(desk, work, key) is Way.TICKET
    online(desk, ADA)
    assert offer_escalation(desk, work, key) is Way.WAIT


def test_a_queue_that_nobody_looks_at_is_an_alarm_at_once(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    assert offer_escalation(desk, work, called_for(desk, reason=EscalationReason.QUEUE_SLA)) is Way.ALARM


def test_who_accepts_ends_the_wait(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    stream_to(desk, work.runs)
    key = called_for(desk)
    await_acceptance(desk, work, key, EscalationStep.WAIT, "token-1")
    assert work.runs.machine.answered == {}
    accept_conversation(desk, ADA, key.conversation_id)
    assert work.runs.machine.answered == {"token-1": Outcome.ACCEPTED}


def test_who_was_faster_than_the_wait_ends_it_too(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    stream_to(desk, work.runs)
    key = called_for(desk)
    accept_conversation(desk, ADA, key.conversation_id)
    for _ in range(2):
        await_acceptance(desk, work, key, EscalationStep.WAIT, "token-1")
    assert work.runs.machine.answered == {"token-1": Outcome.ACCEPTED}


@pytest.mark.parametrize("settling", [resolve_conversation, end_conversation])
def test_a_visitor_who_needs_nobody_any_more_ends_the_wait(
    desk: FakeDesk, work: FakeEscalationDesk, settling: Callable[..., object]
) -> None:
    stream_to(desk, work.runs)
    key = called_for(desk)
    await_acceptance(desk, work, key, EscalationStep.WAIT, "token-1")
    settling(desk, VERA_HERSELF, key.conversation_id)
    assert set(work.runs.machine.answered) == {"token-1"}
    assert escalation(desk, key).outcome in (Outcome.RESOLVED, Outcome.CLOSED)


def test_a_ticket_made_by_hand_ends_the_wait(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    stream_to(desk, work.runs)
    key = called_for(desk)
    await_acceptance(desk, work, key, EscalationStep.WAIT, "token-1")
    convert_to_ticket(desk, ADA, key.conversation_id, TicketWishes())
    assert work.runs.machine.answered == {"token-1": Outcome.TICKETED}


def test_an_escalation_is_started_once(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    stream_to(desk, work.runs)
    key = called_for(desk)
    assert called_for(desk, stored(desk, key.conversation_id)) == key
    desk.conversations.on_change(None, stored(desk, key.conversation_id))
    assert work.runs.machine.started == [key]


def test_one_that_comes_after_another_is_settled_has_the_next_number(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    stream_to(desk, work.runs)
    key = called_for(desk)
    accept_conversation(desk, ADA, key.conversation_id)
    again = called_for(desk, stored(desk, key.conversation_id), EscalationReason.AGENT)
    assert work.runs.machine.started == [key, replace(key, number=2)] == [key, again]


def test_an_alarm_makes_it_urgent_and_calls_every_admin(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    key = called_for(desk)
    for _ in range(2):
        raise_alarm(desk, work, key)
    assert stored(desk, key.conversation_id).priority is Priority.URGENT
    assert set(work.pushes.jobs) == {PushJob(TENANT, key.conversation_id, ADMIN.id, Reason.ESCALATED, 1)}


def test_a_ticket_ends_the_escalation_and_its_visitor_is_told_once(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    key = called_for(desk)
    for _ in range(2):
        assert ticket_escalation(desk, work, key) is Way.TELL
        tell_ticket(desk, work, key)
    after = stored(desk, key.conversation_id)
    assert after.ticket_number == desk.tickets.last_number(TENANT) == 1
    assert after.status is Status.PENDING
    assert escalation(desk, key).outcome is Outcome.TICKETED
    assert [line for line in told(desk, key) if "#1" in line] == ["Ticket #1 was made. You will be answered there."]


def test_a_conversation_keeps_the_ticket_that_it_has(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    conversation = started(desk)
    convert_to_ticket(desk, ADA, conversation.id, TicketWishes())
    key = called_for(desk, stored(desk, conversation.id))
    assert ticket_escalation(desk, work, key) is Way.TELL
    assert desk.tickets.last_number(TENANT) == 1


def ticketed_and(desk: FakeDesk, status: TicketStatus) -> EscalationKey:
    """Called for again, with a ticket of before that has this status by now."""
    conversation = started(desk)
    convert_to_ticket(desk, ADA, conversation.id, TicketWishes())
    edit_ticket(desk, ADA, 1, TicketEdit(status=status, assignee_id=ADA.id))
    return called_for(desk, stored(desk, conversation.id))


def listen_for_tickets(desk: FakeDesk, work: FakeEscalationDesk) -> list[WebhookJob]:
    work.webhooks.subscriptions.webhooks.add(
        Webhook(
            tenant_id=TENANT,
            id="webhook-1",
            url="https://hooks.example.com",
            events=frozenset({EventType.TICKET_UPDATED}),
            secret="whsec_c2VjcmV0",
            created_at=desk.clock.now(),
            updated_at=desk.clock.now(),
        )
    )
    return work.webhooks.queue.jobs


@pytest.mark.parametrize("status", [TicketStatus.SOLVED, TicketStatus.CLOSED])
def test_who_is_told_of_a_ticket_that_was_done_with_has_it_worked_on_again(
    desk: FakeDesk, work: FakeEscalationDesk, status: TicketStatus
) -> None:
    key = ticketed_and(desk, status)
    jobs = listen_for_tickets(desk, work)
    for _ in range(2):
        assert ticket_escalation(desk, work, key) is Way.TELL
    ticket = find_ticket(desk, ADA, 1)
    assert (ticket.status, ticket.version) == (TicketStatus.OPEN, 3)
    assert ticket.assignee is not None
    assert ticket.assignee.id == ADA.id
    assert [(job.event.type, job.event.subject_id, job.event.number) for job in jobs] == [("ticket.updated", "1", 3)]
    assert escalation(desk, key).outcome is Outcome.TICKETED


@pytest.mark.parametrize("status", list(TicketStatus))
def test_who_asks_for_the_ticket_of_before_by_hand_ends_the_wait_and_has_it_worked_on(
    desk: FakeDesk, work: FakeEscalationDesk, status: TicketStatus
) -> None:
    stream_to(desk, work.runs)
    key = ticketed_and(desk, status)
    await_acceptance(desk, work, key, EscalationStep.WAIT, "token-1")
    jobs = listen_for_tickets(desk, work)
    about_to = partial(announce_ticket, work.webhooks)
    for _ in range(2):
        converted = convert_to_ticket(desk, BEN, key.conversation_id, TicketWishes(), about_to)
        assert (converted.ticket, converted.duplicate) == (find_ticket(desk, ADA, 1), True)
    assert converted.ticket.is_open
    assert [job.event.number for job in jobs] == ([] if status in OPEN_STATUSES else [converted.ticket.version])
    assert work.runs.machine.answered == {"token-1": Outcome.TICKETED}


def test_a_ticket_that_is_worked_on_already_stays_as_it_is(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    key = ticketed_and(desk, TicketStatus.PENDING)
    jobs = listen_for_tickets(desk, work)
    before = find_ticket(desk, ADA, 1)
    assert ticket_escalation(desk, work, key) is Way.TELL
    assert (find_ticket(desk, ADA, 1), jobs) == (before, [])


def test_who_accepts_while_a_ticket_is_opened_again_leaves_it_as_it_was(work: FakeEscalationDesk) -> None:
    def accept_first(name: str) -> None:
        if name == "tickets.replace" and accepts:
            accept_conversation(desk, ADA, accepts.pop())

    accepts: list[str] = []
    desk = make_desk(accept_first)
    key = ticketed_and(desk, TicketStatus.SOLVED)
    accepts.append(key.conversation_id)
    assert ticket_escalation(desk, work, key) is Way.FINISH
    assert find_ticket(desk, ADA, 1).status is TicketStatus.SOLVED


def test_who_accepts_while_the_ticket_is_made_leaves_no_ticket(work: FakeEscalationDesk) -> None:
    def accept_first(name: str) -> None:
        if name == "tickets.create" and accepts:
            accept_conversation(desk, ADA, accepts.pop())

    accepts: list[str] = []
    desk = make_desk(accept_first)
    key = called_for(desk)
    accepts.append(key.conversation_id)
    assert ticket_escalation(desk, work, key) is Way.FINISH
    assert desk.tickets.last_number(TENANT) == 0
    assert escalation(desk, key).outcome is Outcome.ACCEPTED


def waiting_with_address(desk: FakeDesk, email: str | None = "vera@example.com") -> EscalationKey:
    desk.directory.put_visitor(VERA)
    conversation = started(desk)
    given = replace(conversation, visitor_email=email, version=conversation.version + 1)
    assert desk.conversations.replace(conversation, given)
    return called_for(desk, stored(desk, conversation.id))


def mailed(desk: FakeDesk, work: FakeEscalationDesk, email: str | None = "vera@example.com") -> EscalationKey:
    key = waiting_with_address(desk, email)
    ticket_escalation(desk, work, key)
    return key


def test_mails_go_to_the_visitor_and_the_admins_once(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    assert work.mailer is not None
    key = mailed(desk, work)
    for _ in range(2):
        email_escalation(desk, work, key)
    assert [mail.to for mail in work.mailer.sent] == ["vera@example.com", f"{ADMIN.id}@example.com"]
    to_vera, to_admin = work.mailer.sent
    assert "#1" in to_vera.subject
    assert "Where is my order?" not in to_vera.subject + to_vera.text
    assert "https://desk.example/#/tickets/1\n" in to_admin.text
    assert "nobody has taken it" in to_admin.text
    assert "nobody was free" in to_vera.text


def test_the_mails_of_a_ticket_made_by_hand_do_not_say_that_nobody_was_there(
    desk: FakeDesk, work: FakeEscalationDesk
) -> None:
    assert work.mailer is not None
    key = waiting_with_address(desk)
    convert_to_ticket(desk, ADA, key.conversation_id, TicketWishes())
    email_escalation(desk, work, key)
    to_vera, to_admin = work.mailer.sent
    assert "nobody" not in to_vera.text + to_admin.subject + to_admin.text
    assert "Ada has made a ticket of it" in to_admin.text
    assert "ticket #1" in to_vera.text


def test_the_mails_of_a_later_escalation_say_that_nobody_was_there_whoever_made_the_ticket(
    desk: FakeDesk, work: FakeEscalationDesk
) -> None:
    assert work.mailer is not None
    key = waiting_with_address(desk)
    convert_to_ticket(desk, ADA, key.conversation_id, TicketWishes())
    desk.clock.advance(minutes=5)
    again = called_for(desk, stored(desk, key.conversation_id))
    ticket_escalation(desk, work, again)
    email_escalation(desk, work, again)
    assert "nobody has taken it" in work.mailer.sent[-1].text


def test_who_gives_their_name_and_address_after_the_start_is_the_requester(
    desk: FakeDesk, work: FakeEscalationDesk
) -> None:
    assert work.mailer is not None
    key = waiting_with_address(desk, None)
    desk.directory.put_visitor(replace(VERA, particulars=Particulars(name="Vera Wijaya", email="vera@example.org")))
    ticket_escalation(desk, work, key)
    email_escalation(desk, work, key)
    ticket = desk.tickets.get(TENANT, 1)
    assert ticket is not None
    assert (ticket.requester_name, ticket.requester_email) == ("Vera Wijaya", "vera@example.org")
    assert (ticket.description or "").startswith("Vera Wijaya asked: ")
    assert work.mailer.sent[0].to == "vera@example.org"


def test_a_visitor_without_an_address_gets_no_mail(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    assert work.mailer is not None
    email_escalation(desk, work, mailed(desk, work, None))
    assert [mail.to for mail in work.mailer.sent] == [f"{ADMIN.id}@example.com"]


def test_a_mail_that_is_refused_holds_up_no_other(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    assert work.mailer is not None
    work.mailer.refused.add("vera@example.com")
    key = mailed(desk, work)
    email_escalation(desk, work, key)
    assert [mail.to for mail in work.mailer.sent] == [f"{ADMIN.id}@example.com"]
    assert [taken.result for taken in work.steps.of_conversation(TENANT, key.conversation_id)][-1] == "1 of 2 sent"


def test_a_mail_whose_sender_has_died_is_sent_when_their_claim_has_ended(desk: FakeDesk) -> None:
    mailer = FakeMailer()
    work = make_escalation_desk(clock=desk.clock, mailer=mailer)
    key = mailed(desk, work)
    work.steps.claim_mail(key, "vera@example.com")
    with pytest.raises(Busy):
        email_escalation(desk, work, key)
    assert mailer.sent == []
    desk.clock.advance(seconds=20)
    email_escalation(desk, work, key)
    assert len(mailer.sent) == 2


def test_without_a_sender_no_mail_is_sent(desk: FakeDesk) -> None:
    work = make_escalation_desk(clock=desk.clock)
    key = mailed(desk, work)
    email_escalation(desk, work, key)
    assert work.steps.of_conversation(TENANT, key.conversation_id)[-1].result == "no sender is set"


@pytest.mark.parametrize("step", STEPS)
def test_a_step_of_one_that_was_accepted_changes_nothing(
    desk: FakeDesk, work: FakeEscalationDesk, step: EscalationStep
) -> None:
    key = called_for(desk)
    accept_conversation(desk, ADA, key.conversation_id)
    before = stored(desk, key.conversation_id)
    if step not in (EscalationStep.TELL, EscalationStep.EMAIL):  # the machine comes there with a ticket alone
        assert STEPS[step](desk, work, key) is STEP_WAYS.get(step)
    assert stored(desk, key.conversation_id) == before
    assert work.pushes.jobs == []


@pytest.mark.parametrize("step", STEPS)
def test_a_step_of_a_conversation_that_was_erased_says_so(
    desk: FakeDesk, work: FakeEscalationDesk, step: EscalationStep
) -> None:
    with pytest.raises(NotFound):
        STEPS[step](desk, work, EscalationKey(TENANT, "erased", 1))
    with pytest.raises(NotFound):
        await_acceptance(desk, work, EscalationKey(TENANT, "erased", 1), EscalationStep.WAIT, "token-1")


def test_agents_read_what_was_done_and_when(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    key = called_for(desk)
    summarise_escalation(desk, work, key)
    desk.clock.advance(minutes=5)
    for _ in range(2):
        raise_alarm(desk, work, key)
        desk.clock.advance(minutes=5)
    accept_conversation(desk, ADA, key.conversation_id)
    finish_escalation(desk, work, key)
    ((found, steps),) = list_escalations(desk, work.steps, ADA, key.conversation_id)
    assert found.outcome is Outcome.ACCEPTED
    assert [(taken.step, taken.result) for taken in steps] == [
        (EscalationStep.SUMMARISE, None),
        (EscalationStep.ALARM, "1 called"),
        (EscalationStep.FINISH, "accepted"),
    ]
    assert (steps[1].at - steps[0].at).total_seconds() == 300


def test_a_conversation_that_was_never_escalated_has_no_history(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    assert list_escalations(desk, work.steps, ADA, started(desk).id) == []


def test_an_away_agent_is_nobody_outside_business_hours(desk: FakeDesk, work: FakeEscalationDesk) -> None:
    closed = BusinessHours(time_zone="Asia/Jakarta", week=((),) * 7)
    desk.directory.put_widget(replace(WIDGET, business_hours=closed))
    online(desk, ADA)
    desk.agents.choose(TENANT, ADA.id, Presence.AWAY)
    assert offer_escalation(desk, work, called_for(desk)) is Way.TICKET
