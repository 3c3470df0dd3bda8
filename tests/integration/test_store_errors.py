"""What DynamoDB's errors mean to the rest of Frontdesk: worth another try, or a fault of ours."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from frontdesk.adapters.dynamodb import WORTH_TRYING_AGAIN
from frontdesk.adapters.dynamodb_answers import DynamoAnswers
from frontdesk.domain.department import Department
from frontdesk.domain.errors import AgentAtCapacity, Busy
from frontdesk.domain.tenant import Cutoffs
from frontdesk.domain.vocabulary import Presence, SenderType
from frontdesk.use_cases.ports import Answer, Desk, SocketTicket
from tests.fakes.people import ADA, TENANT, VERA, WIDGET, a_conversation, a_message, record_of
from tests.fakes.system import START, FakeClock

PENDING = a_conversation()
SALES = Department(tenant_id=TENANT, id="d", name="Sales")
CALLS: dict[str, Callable[[Desk, FakeClock], object]] = {
    "read a conversation": lambda desk, _: desk.conversations.get(TENANT, "c"),
    "create a conversation": lambda desk, _: desk.conversations.create(PENDING),
    "replace a conversation": lambda desk, _: desk.conversations.replace(PENDING, PENDING.accepted(ADA, START)),
    "mark as read": lambda desk, _: desk.conversations.mark_read(PENDING, SenderType.VISITOR, 1),
    "list a queue": lambda desk, _: desk.conversations.queue(TENANT, None, 5),
    "find what is due": lambda desk, _: desk.conversations.resolved_before(Cutoffs(START), 5),
    "find an agent": lambda desk, _: desk.agents.get(TENANT, ADA.id),
    "list agents": lambda desk, _: desk.agents.of_tenant(TENANT),
    "enrol an agent": lambda desk, _: desk.agents.enrol(record_of(ADA)),
    "edit an agent": lambda desk, _: desk.agents.edit(record_of(ADA), record_of(ADA, max_chats=2)),
    "note a sign of life": lambda desk, _: desk.agents.note_seen(TENANT, ADA.id, START, active=True),
    "choose a status": lambda desk, _: desk.agents.choose(TENANT, ADA.id, Presence.AWAY),
    "tell a presence": lambda desk, _: desk.agents.tell_presence(record_of(ADA), Presence.ONLINE, START),
    "find who is there": lambda desk, _: desk.agents.present(),
    "let an agent go": lambda desk, _: desk.agents.leave(record_of(ADA)),
    "find a department": lambda desk, _: desk.departments.get(TENANT, "d"),
    "list departments": lambda desk, _: desk.departments.of_tenant(TENANT),
    "add a department": lambda desk, _: desk.departments.add(SALES),
    "remove a department": lambda desk, _: desk.departments.remove(SALES),
    "read a log": lambda desk, _: desk.log.read_from(TENANT, "c", 0),
    "append a message": lambda desk, _: desk.log.append(a_message(1)),
    "read a page forwards": lambda desk, _: desk.log.page_after(TENANT, "c", 0, 5),
    "read a page backwards": lambda desk, _: desk.log.page_before(TENANT, "c", None, 5),
    "read one tail": lambda desk, _: desk.log.tails(TENANT, ["c"]),
    "read many tails": lambda desk, _: desk.log.tails(TENANT, ["c", "d"]),
    "give a ticket": lambda desk, _: desk.connections.add_ticket("t", SocketTicket(ADA, None, START)),
    "redeem a ticket": lambda desk, _: desk.connections.redeem_ticket("t"),
    "open a connection": lambda desk, _: desk.connections.open("s", ADA, []),
    "close a connection": lambda desk, _: desk.connections.close("s"),
    "know a connection": lambda desk, _: desk.connections.principal("s"),
    "follow": lambda desk, _: desk.connections.follow("s", ADA, []),
    "unfollow": lambda desk, _: desk.connections.unfollow("s", []),
    "find listeners": lambda desk, _: desk.connections.listeners(WIDGET.token),  # type: ignore[arg-type]
    "find a widget": lambda desk, _: desk.directory.widget_by_token("w"),
    "find a widget by id": lambda desk, _: desk.directory.widget(TENANT, "w"),
    "store a widget": lambda desk, _: desk.directory.put_widget(WIDGET),
    "find a visitor": lambda desk, _: desk.directory.visitor(TENANT, "v"),
    "store a visitor": lambda desk, _: desk.directory.put_visitor(VERA),
    "know a token": lambda desk, _: desk.directory.visitor_of_token("t"),
    "claim a key": lambda _, clock: DynamoAnswers(clock).claim("key", "request"),
    "keep an answer": lambda _, clock: DynamoAnswers(clock).keep("key", Answer(200, "")),
    "free a key": lambda _, clock: DynamoAnswers(clock).release("key"),
}


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: Any) -> None:
        raise error

    monkeypatch.setattr(BaseClient, "_make_api_call", fail)


def refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": code}}, "AnyOperation")


@pytest.mark.parametrize("call", CALLS)
def test_a_store_that_is_busy_is_worth_another_try(
    desk: Desk, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    failing(monkeypatch, refused("ThrottlingException"))
    with pytest.raises(Busy):
        CALLS[call](desk, clock)


@pytest.mark.parametrize("code", sorted(WORTH_TRYING_AGAIN))
def test_every_passing_fault(desk: Desk, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    failing(monkeypatch, refused(code))
    with pytest.raises(Busy):
        desk.log.append(a_message(1))


@pytest.mark.parametrize(
    "error", [EndpointConnectionError(endpoint_url="https://x"), ReadTimeoutError(endpoint_url="https://x")]
)
def test_a_store_that_cannot_be_reached(desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    failing(monkeypatch, error)
    with pytest.raises(Busy):
        desk.log.read_from(TENANT, "c", 0)


@pytest.mark.parametrize("code", ["AccessDeniedException", "ResourceNotFoundException", "ValidationException"])
@pytest.mark.parametrize("call", ["append a message", "replace a conversation", "read a log", "claim a key"])
def test_a_fault_of_ours_is_not_hidden(
    desk: Desk, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, code: str, call: str
) -> None:
    failing(monkeypatch, refused(code))
    with pytest.raises(Exception, match=r"\w") as caught:
        CALLS[call](desk, clock)
    assert not isinstance(caught.value, Busy | AgentAtCapacity)
    # A transaction's fault is told by what it comes from.
    assert code in f"{caught.value} {caught.value.__context__}"
