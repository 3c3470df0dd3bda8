"""Too much at once, on the running stack: what is refused says when to come again, and nothing is lost by it."""

from uuid import uuid4

import httpx
import pytest

from frontdesk.settings import HttpSettings
from local.testing import RunningStack, wait_for
from tests.e2e.people import Json, Line, Person, client_id, new_visitor, start

MESSAGES: int = HttpSettings.model_fields["rate_visitor_messages"].default
ACTIONS: int = HttpSettings.model_fields["rate_visitor_actions"].default
SLOWEST = 10
"""How many times a minute's worth is sent at most: a slow machine rests while it sends."""


@pytest.fixture
def sari(http: httpx.Client, stack: RunningStack) -> Person:
    return new_visitor(http, stack, "Sari")


def test_a_visitor_who_writes_too_fast_is_told_to_wait_and_every_message_arrives_once(sari: Person) -> None:
    conversation_id = start(sari)
    with sari.line() as line:
        ids = [client_id(1) for _ in range(SLOWEST * MESSAGES)]

        def say(number: int) -> Json:
            words = {"conversation_id": conversation_id, "content": f"message {number}", "client_id": ids[number]}
            return line.ask(type="message.send", base_seq=1, **words)

        taken = 0
        while (answer := say(taken))["type"] == "ack":
            taken += 1
        assert taken >= MESSAGES - 1
        assert (answer["code"], answer["retryable"], answer["retry_after"]) == ("rate_limited", True, 1)
        assert say(0)["duplicate"] is True, "what is stored is acknowledged, however fast it comes"
        assert _is_alive(line)
        late = wait_for(lambda: (again := say(taken))["type"] == "ack" and again)
        assert late["message"]["seq"] == taken + 2
    first = max(0, taken - 50)
    end = sari.get(f"/conversations/{conversation_id}/messages", after_seq=1 + first, limit=100).json()
    assert [message["client_id"] for message in end["items"]] == ids[first : taken + 1]
    assert end["tail_seq"] == taken + 2


def _is_alive(line: Line) -> bool:
    return line.ask(type="ping")["type"] == "pong"


def test_who_asks_for_too_many_connections_is_told_when_the_next_may_be_had(sari: Person, stack: RunningStack) -> None:
    answers = [sari.post("/ws-ticket") for _ in range(ACTIONS)]
    # A minute by the clock may have turned meanwhile.
    while answers[-1].status_code == 200 and len(answers) <= 2 * ACTIONS:
        answers.append(sari.post("/ws-ticket"))
    refused = answers[-1]
    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
    assert refused.headers["content-type"] == "application/problem+json"
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert "Retry-After" in refused.headers["access-control-expose-headers"], "a site's page reads it too"
    assert new_visitor(sari.http, stack, f"Another {uuid4()}").post("/ws-ticket").status_code == 200
