"""The agents' lists by HTTP: each filter and sort, search, the queue with its figures, and what they refuse."""

from datetime import timedelta
from typing import Any

import pytest

from frontdesk.domain.vocabulary import Handler, Priority, SenderType, Status
from frontdesk.use_cases.index_words import index_words
from tests.fakes.people import ADA, BEN, TENANT, a_conversation, a_message, an_agent
from tests.fakes.system import START
from tests.integration.http.api import Api, both_ways
from tests.integration.http.client import AGENT

CONVERSATIONS, QUEUE = f"{AGENT}/conversations", f"{AGENT}/queue"
OTHERS = an_agent(tenant_id="other")


def there(api: Api, own_id: str, status: Status = Status.PENDING, *, seconds: int = 0, **facts: Any) -> None:
    created_at = START + timedelta(seconds=seconds)
    conversation = a_conversation(status, **{"id": own_id, "created_at": created_at, **facts})
    assert api.desk.conversations.create(conversation)
    index_words(api.desk, conversation.tenant_id, own_id, [])


def listed(api: Api, path: str = CONVERSATIONS, **query: Any) -> list[str]:
    """The ids in one page."""
    answer = api.ask("GET", path, token=api.agent(), **query)
    assert answer.status == 200, answer.text
    return [item["id"] for item in answer.json["items"]]


@both_ways
def test_every_filter_and_sort_of_conversations(api: Api) -> None:
    there(api, "plain")
    there(
        api,
        "special",
        Status.ACTIVE,
        seconds=60,
        widget_id="widget-2",
        department_id="returns",
        priority=Priority.URGENT,
        tags=("vip", "two words"),
        unanswered_since=START,
    )
    there(api, "closed", Status.CLOSED, seconds=120, agent_id=BEN.id, handler=Handler.WORKFLOW)
    assert listed(api) == ["closed", "special", "plain"]
    assert listed(api, sort="oldest") == ["plain", "special", "closed"]
    assert listed(api, sort="longest_waiting") == ["special", "plain"]
    assert listed(api, scope="mine") == ["special"]
    assert listed(api, status=["pending", "closed"]) == ["closed", "plain"]
    assert listed(api, status="active") == ["special"]
    assert listed(api, agent_id=BEN.id) == ["closed"]
    assert listed(api, handler="workflow") == ["closed"]
    assert listed(api, handler="agent") == ["special", "plain"]
    assert api.ask("GET", CONVERSATIONS, token=api.agent(), handler="robot").problem == (422, "invalid_request")
    for name, value in {
        "widget_id": "widget-2",
        "department_id": "returns",
        "priority": "urgent",
        "tag": "two words",
    }.items():
        assert listed(api, **{name: value}) == ["special"], name
    assert listed(api, priority="medium") == ["closed", "plain"]
    begin, end = START + timedelta(seconds=60), START + timedelta(seconds=120)
    assert listed(api, **{"from": begin.isoformat(), "to": end.isoformat()}) == ["special"]
    assert listed(api, **{"to": end.isoformat(), "tag": "vip", "status": "active"}) == ["special"]


@both_ways
def test_what_the_bot_has_not_answered_waits_for_the_team_once_an_agent_has_it(api: Api) -> None:
    there(api, "taken", Status.ACTIVE, handler=Handler.BOT, agent_id=None, agent_name=None, unanswered_since=START)
    there(api, "automatic", Status.ACTIVE, handler=Handler.BOT, agent_id=None, agent_name=None, unanswered_since=START)
    asked = a_message(1, conversation_id="taken")
    answered = a_message(2, SenderType.BOT, conversation_id="taken", content="Within a week.")
    for message in (asked, answered, again := a_message(3, conversation_id="taken")):
        api.desk.log.append(message)
    assert api.ask("POST", f"{CONVERSATIONS}/taken/accept", token=api.agent()).status == 200
    answer = api.ask("GET", CONVERSATIONS, token=api.agent(), sort="longest_waiting")
    waiting = [(item["id"], item["unanswered_since"]) for item in answer.json["items"]]
    assert waiting == [("taken", again.created_at.strftime("%Y-%m-%dT%H:%M:%S.000Z")), ("automatic", None)]


@both_ways
def test_search_and_its_filters(api: Api) -> None:
    there(api, "one", visitor_name="Renée Müller", visitor_email="renee@mail.example")
    there(api, "two", Status.CLOSED, seconds=60, visitor_name="Wim")
    api.desk.log.append(a_message(1, conversation_id="two", content="Where is order 7004211?"))
    index_words(api.desk, TENANT, "two", ["Where is order 7004211?"])
    for query in ("muller", "RENEE@mail", "mail.example"):
        assert listed(api, q=query) == ["one"], query
    assert listed(api, q="order wim") == ["two"]
    assert listed(api, q="7004") == ["two"]
    assert listed(api, q="wim", status="pending") == []
    assert listed(api, q="w", scope="mine", status="closed") == ["two"]
    assert listed(api, q="#7") == []


@both_ways
def test_a_tickets_number_leads_to_its_conversation(api: Api) -> None:
    own = api.started(api.visitor())
    api.started(api.visitor("Wim"), "start-2")
    ticket = api.ask("POST", f"{CONVERSATIONS}/{own}/convert-to-ticket", {}, token=api.agent())
    number = ticket.json["ticket"]["number"]
    for query in (f"#{number}", f"{number}"):
        assert listed(api, q=query) == [own]


@both_ways
def test_the_queue_by_priority_or_wait_with_filters(api: Api) -> None:
    there(api, "patient", queued_at=START)
    there(api, "urgent", queued_at=START + timedelta(seconds=30), priority=Priority.URGENT, department_id="returns")
    there(api, "german", queued_at=START + timedelta(seconds=10), required_skills=("german",))
    there(api, "taken", Status.ACTIVE)
    assert listed(api, QUEUE) == ["urgent", "patient", "german"]
    assert listed(api, QUEUE, sort="wait") == ["patient", "german", "urgent"]
    assert listed(api, QUEUE, priority="urgent") == ["urgent"]
    assert listed(api, QUEUE, skill="german") == ["german"]
    assert listed(api, QUEUE, department_id="returns") == ["urgent"]
    assert listed(api, QUEUE, department_id="returns", skill="german") == []


@both_ways
def test_the_queues_figures(api: Api) -> None:
    there(api, "patient", queued_at=START)
    there(api, "urgent", queued_at=START + timedelta(seconds=30), priority=Priority.URGENT)
    api.clock.advance(seconds=60)
    assert api.ask("GET", f"{QUEUE}/stats", token=api.agent()).json == {
        "total": 2,
        "by_priority": {"low": 0, "normal": 1, "high": 0, "urgent": 1},
        "longest_wait_seconds": 60,
        "waits": [
            {"conversation_id": "urgent", "priority": "urgent", "waiting_seconds": 30},
            {"conversation_id": "patient", "priority": "normal", "waiting_seconds": 60},
        ],
    }


def test_an_empty_queue_has_no_longest_wait(api: Api) -> None:
    stats = api.ask("GET", f"{QUEUE}/stats", token=api.agent()).json
    assert (stats["total"], stats["longest_wait_seconds"], stats["waits"]) == (0, None, [])


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (CONVERSATIONS, {}),
        (CONVERSATIONS, {"sort": "oldest", "status": ["pending", "active"]}),
        (CONVERSATIONS, {"sort": "longest_waiting"}),
        (CONVERSATIONS, {"q": "vera"}),
        (QUEUE, {}),
        (QUEUE, {"sort": "wait"}),
    ],
)
def test_a_walk_by_cursors(api: Api, path: str, query: dict[str, Any]) -> None:
    for number in range(5):
        there(api, f"c{number}", seconds=number, queued_at=START + timedelta(seconds=number))
    walked: list[str] = []
    more: dict[str, str] = {}
    while True:
        page = api.ask("GET", path, token=api.agent(), limit=2, **query, **more).json
        walked += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        more = {"cursor": page["next_cursor"]}
    whole = listed(api, path, **query)
    assert walked == whole
    assert len(whole) == 5


@pytest.mark.parametrize("path", [CONVERSATIONS, QUEUE])
def test_a_foreign_or_damaged_cursor_is_refused_at_its_field(api: Api, path: str) -> None:
    for number in range(2):
        there(api, f"c{number}")
        there(api, f"foreign-{number}", tenant_id="other")
    cursor = api.ask("GET", path, token=api.agent(), limit=1).json["next_cursor"]
    foreign = api.ask("GET", path, token=api.agent(OTHERS), limit=1).json["next_cursor"]
    assert api.ask("GET", path, token=api.agent(), cursor=cursor).status == 200
    for bad in (foreign, cursor[:-4], cursor[2:], "nonsense", "%%%"):
        answer = api.ask("GET", path, token=api.agent(), cursor=bad)
        assert (answer.problem, answer.fields) == ((422, "invalid_request"), ["cursor"])


@pytest.mark.parametrize(
    ("path", "query", "field"),
    [
        (CONVERSATIONS, {"scope": "ours"}, "scope"),
        (CONVERSATIONS, {"status": "open"}, "status.0"),
        (CONVERSATIONS, {"status": ["pending"] * 6}, "status"),
        (CONVERSATIONS, {"priority": "high!"}, "priority"),
        (CONVERSATIONS, {"agent_id": "no id"}, "agent_id"),
        (CONVERSATIONS, {"widget_id": ""}, "widget_id"),
        (CONVERSATIONS, {"department_id": "#"}, "department_id"),
        (CONVERSATIONS, {"tag": " "}, "tag"),
        (CONVERSATIONS, {"from": "yesterday"}, "from"),
        (CONVERSATIONS, {"to": "2026-01-05T09:00:00"}, "to"),
        (CONVERSATIONS, {"from": "2026-01-05T09:00:00Z", "to": "2026-01-05T09:00:00Z"}, "to"),
        (CONVERSATIONS, {"q": ""}, "q"),
        (CONVERSATIONS, {"q": "?!"}, "q"),
        (CONVERSATIONS, {"q": "x" * 201}, "q"),
        (CONVERSATIONS, {"q": "a b c d e f g h i j k"}, "q"),
        (CONVERSATIONS, {"sort": "loudest"}, "sort"),
        (CONVERSATIONS, {"sort": "longest_waiting", "status": "closed"}, "sort"),
        (CONVERSATIONS, {"sort": "longest_waiting", "q": "order"}, "sort"),
        (CONVERSATIONS, {"scope": "mine", "agent_id": "agent-2"}, "agent_id"),
        (CONVERSATIONS, {"limit": 0}, "limit"),
        (CONVERSATIONS, {"limit": 101}, "limit"),
        (CONVERSATIONS, {"skill": "german"}, "skill"),
        (QUEUE, {"sort": "newest"}, "sort"),
        (QUEUE, {"priority": "7"}, "priority"),
        (QUEUE, {"status": "pending"}, "status"),
        (QUEUE, {"limit": "many"}, "limit"),
    ],
)
def test_what_cannot_be_asked_is_named(api: Api, path: str, query: dict[str, Any], field: str) -> None:
    answer = api.ask("GET", path, token=api.agent(), **query)
    assert (answer.problem, answer.fields) == ((422, "invalid_request"), [field])


def test_another_tenant_finds_nothing_by_any_list(api: Api) -> None:
    there(api, "ours", Status.ACTIVE)
    there(api, "queued")
    stranger = api.agent(OTHERS)
    for query in ({}, {"q": "vera"}, {"scope": "mine"}, {"sort": "longest_waiting"}, {"agent_id": ADA.id}):
        assert api.ask("GET", CONVERSATIONS, token=stranger, **query).json["items"] == []
    assert api.ask("GET", QUEUE, token=stranger).json["items"] == []
    assert api.ask("GET", f"{QUEUE}/stats", token=stranger).json["total"] == 0
