"""Who the visitor of a conversation is, by HTTP."""

from dataclasses import replace

from tests.fakes.people import TENANT, an_agent
from tests.integration.http.api import Api, both_ways
from tests.integration.http.client import AGENT, VISITOR, Answer

FIREFOX = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"


def context(api: Api, conversation_id: str, token: str) -> Answer:
    return api.ask("GET", f"{AGENT}/conversations/{conversation_id}/visitor-context", token=token)


@both_ways
def test_what_is_known_of_a_visitor(api: Api) -> None:
    vera, ada = api.visitor(), api.agent()
    own = api.started(vera)
    found = api.desk.directory.visitor_of_token(vera)
    assert found is not None
    told = replace(
        found[0].particulars,
        email="vera@example.com",
        user_agent=FIREFOX,
        locale="id",
        time_zone="Asia/Jakarta",
        page_url="https://shop.example/cart",
        page_title="Cart",
        referrer="https://search.example/",
        ip_address="192.0.2.7",
    )
    api.desk.directory.put_visitor(replace(found[0], verified=True, particulars=told, attributes={"plan": "gold"}))
    answer = context(api, own, ada)
    assert answer.json == {
        "visitor": {
            "id": found[0].id,
            "name": "Vera",
            "email": "vera@example.com",
            "verified": True,
            "external_id": None,
            "first_seen_at": "2026-01-05T09:00:00.000Z",
            "last_seen_at": "2026-01-05T09:00:00.000Z",
            "locale": "id",
            "time_zone": "Asia/Jakarta",
            "page_url": "https://shop.example/cart",
            "page_title": "Cart",
            "referrer": "https://search.example/",
            "device": {"browser": "Firefox 127", "os": "Ubuntu", "kind": "desktop"},
            "attributes": {"plan": "gold"},
        },
        "conversation_count": 0,
        "conversations": [],
        "ticket_count": 0,
        "open_tickets": [],
    }
    assert "192.0.2.7" not in answer.text


def test_earlier_conversations_the_open_ones_and_the_latest_ten_of_the_rest(api: Api) -> None:
    vera, ada = api.visitor(), api.agent()
    started = []
    for number in range(13):
        api.clock.advance(minutes=1)
        started.append(api.started(vera, f"start-{number}"))
    still_open, ended = started[0], started[1:]
    for each in ended:
        assert api.ask("POST", f"{VISITOR}/conversations/{each}/end", token=vera).status == 200
    found = context(api, ended[-1], ada).json
    assert found["conversation_count"] == 12
    assert [item["id"] for item in found["conversations"]] == [still_open, *ended[-2:-12:-1]]
    assert found["conversations"][0]["last_message"]["content"] == "Where is my order?"


def test_tickets_are_counted_and_the_open_ones_shown(api: Api) -> None:
    vera, ada = api.visitor(), api.agent()
    started = [api.started(vera, f"start-{number}") for number in range(3)]
    for each in started:
        api.ask("POST", f"{AGENT}/conversations/{each}/convert-to-ticket", token=ada)
    for number, status in ((1, "pending"), (2, "solved")):
        assert api.ask("PATCH", f"{AGENT}/tickets/{number}", {"status": status}, token=ada).status == 200
    api.ask("POST", f"{AGENT}/conversations/{api.started(api.visitor('Wim'), 'wims')}/convert-to-ticket", token=ada)
    found = context(api, started[0], ada).json
    assert found["ticket_count"] == 3
    assert [(ticket["number"], ticket["status"]) for ticket in found["open_tickets"]] == [(3, "open"), (1, "pending")]


def test_attributes_of_the_visitor_outweigh_answers_and_later_answers_earlier_ones(api: Api) -> None:
    vera, ada = api.visitor(), api.agent()
    first = api.started(vera, "start-1", answers={"plan": "free", "phone": "1", "city": "Bandung"})
    api.clock.advance(minutes=1)
    second = api.started(vera, "start-2", answers={"phone": "2"})
    found = api.desk.directory.visitor_of_token(vera)
    assert found is not None
    api.desk.directory.put_visitor(replace(found[0], attributes={"plan": "gold"}))
    for own in (first, second):
        attributes = context(api, own, ada).json["visitor"]["attributes"]
        assert attributes == {"plan": "gold", "phone": "2", "city": "Bandung"}


def test_coming_back_keeps_the_attributes(api: Api) -> None:
    vera = api.visitor()
    found = api.desk.directory.visitor_of_token(vera)
    assert found is not None
    api.desk.directory.put_visitor(replace(found[0], attributes={"plan": "gold"}))
    assert api.ask("POST", f"{VISITOR}/session", {"locale": "id"}, token=vera).status == 200
    again = api.desk.directory.visitor(TENANT, found[0].id)
    assert again is not None
    assert again.attributes == {"plan": "gold"}


def test_strangers_learn_nothing(api: Api) -> None:
    own = api.started(api.visitor())
    assert context(api, own, api.agent(an_agent(tenant_id="other"))).problem == (404, "not_found")
    assert api.ask("GET", f"{AGENT}/conversations/{own}/visitor-context").problem == (401, "unauthorized")
    answer = api.ask("GET", f"{AGENT}/conversations/a%23b/visitor-context", token=api.agent())
    assert (answer.problem, answer.fields) == ((422, "invalid_request"), ["id"])
