"""What a company does on its first day with Frontdesk, against a deployed stack: over HTTP and over WebSockets."""

import json
from dataclasses import dataclass
from typing import Any

import httpx

from local.testing import wait_for
from tests.deploy.steps import step
from tests.e2e.people import AGENTS, Json, Line, Person, client_id, start

SHOP = "https://shop.example"
PATIENCE = 90
ARTICLE = {
    "title": "How do I get my deposit back?",
    "body": "Bring the **crate** to any of our shops. You get the deposit back at once.",
    "published": True,
}
QUESTION = "How can I get back the deposit for my crate?"
NOTE = b"Order 1042 arrived with a broken lid."


@dataclass(frozen=True)
class Desk:
    """Where the deployed stack is, for who calls it."""

    http: httpx.Client
    api: str
    dashboard: str
    cognito: Any
    client: str

    def visitor(self, widget_token: str, name: str) -> Person:
        base = f"{self.api}/api/widget/{widget_token}"
        session = self.http.post(f"{base}/session", json={"name": name}, headers={"Origin": SHOP})
        assert session.status_code == 200, session.text
        headers = {"Authorization": f"Bearer {session.json()['visitor_token']}", "Origin": SHOP}
        return Person(self.http, base, headers, SHOP)

    def agent(self, email: str, password: str) -> Person:
        given = {"USERNAME": email, "PASSWORD": password}
        signed_in = self.cognito.initiate_auth(
            ClientId=self.client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=given
        )
        token = signed_in["AuthenticationResult"]["IdToken"]
        headers = {"Authorization": f"Bearer {token}", "Origin": self.dashboard}
        return Person(self.http, self.api + AGENTS, headers, self.dashboard)


def converse(desk: Desk, admin: Person, widget_token: str) -> None:
    """A visitor and an agent, from the first word to the rating."""
    sari = desk.visitor(widget_token, "Sari")
    with admin.line() as at_the_desk:
        with step("a visitor's first message is announced to the agent"):
            conversation = start(sari, "Where is my order?")
            at_the_desk.hear("conversation.created", where=lambda frame: frame["conversation"]["id"] == conversation)
        with sari.line() as in_the_shop:
            with step("accepted and answered by WebSocket, the visitor hears it at once"):
                _talk_by_socket(at_the_desk, in_the_shop, conversation)
            with step("a file goes to the bucket by the signed form, and to the agent"):
                _send_a_file(sari, admin, at_the_desk, conversation)
    with step("what was missed comes by HTTP, in order; the stream has kept the list up"):
        assert [message["seq"] for message in sari.log(conversation) if message["type"] != "system"]
        _listed(admin, conversation, "broken.txt")
    with step("resolved, and rated by the visitor"):
        assert admin.post(f"/conversations/{conversation}/resolve").status_code == 200
        rated = sari.post(f"/conversations/{conversation}/rate", {"rating": 5})
        assert rated.status_code == 200, rated.text


def _talk_by_socket(at_the_desk: Line, in_the_shop: Line, conversation: str) -> None:
    about = {"conversation_id": conversation}
    resumed = in_the_shop.ask(type="resume", conversations={conversation: 0})
    assert resumed["type"] == "ack", resumed
    assert at_the_desk.ask(type="conversation.accept", **about)["type"] == "ack"
    answer = at_the_desk.ask(type="message.send", client_id=client_id(), content="On its way.", **about)["message"]
    heard = in_the_shop.hear("message.created", where=lambda frame: frame["message"]["content"] == "On its way.")
    assert heard["message"]["seq"] == answer["seq"]
    thanks = {"client_id": client_id(answer["seq"]), "content": "Thank you!"}
    sent = in_the_shop.ask(type="message.send", **thanks, **about)
    again = in_the_shop.ask(type="message.send", **thanks, **about)
    assert (again["duplicate"], again["message"]) == (True, sent["message"])
    at_the_desk.hear("message.created", where=lambda frame: frame["message"] == sent["message"])


def _send_a_file(sari: Person, admin: Person, at_the_desk: Line, conversation: str) -> None:
    own = client_id(1)
    declared = {"client_id": own, "name": "broken.txt", "type": "text/plain", "size": len(NOTE)}
    form = sari.post(f"/conversations/{conversation}/uploads", declared)
    assert form.status_code == 201, form.text
    given = form.json()
    taken = httpx.post(given["url"], data=given["fields"], files={"file": ("broken.txt", NOTE)})
    assert taken.status_code == 204, taken.text
    message = {"client_id": own, "content": "The lid", "attachment_id": given["attachment_id"]}
    sent = sari.post(f"/conversations/{conversation}/messages", message)
    assert sent.status_code == 201, sent.text
    at_the_desk.hear("message.created", where=lambda frame: frame["message"]["seq"] == sent.json()["message"]["seq"])
    where = admin.get(f"/conversations/{conversation}/attachments/{given['attachment_id']}").json()["url"]
    assert httpx.get(where).content == NOTE


def _listed(admin: Person, conversation: str, preview: str) -> Json:
    def found() -> Json | None:
        listed = admin.get("/conversations", scope="all").json()["items"]
        return next((one for one in listed if one["id"] == conversation and preview in json.dumps(one)), None)

    return wait_for(found, PATIENCE)


def ask_the_bot(desk: Desk, admin: Person) -> None:
    """What is published becomes an index, from which questions are answered; who wants a human gets one."""
    with step("an article is published and indexed from its table's stream"):
        assert admin.post("/articles", ARTICLE).status_code == 201
        made = admin.post("/widgets", {"name": "Helper", "handler_type": "ai_bot"})
        assert made.status_code == 201, made.text
        wait_for(lambda: admin.post("/articles/ask", {"question": QUESTION}).json()["would_answer"], PATIENCE)
    sari = desk.visitor(made.json()["widget"]["token"], "Sari")
    conversation = start(sari, QUESTION)
    with step("a question goes through its queue to the bot, and is answered with the source"):
        answer = wait_for(lambda: _of(sari, conversation, "bot"), PATIENCE)
        assert answer["metadata"]["answer"]["sources"][0]["title"] == ARTICLE["title"]
    with step("a call for a human runs the state machine, until an agent accepts"):
        called = sari.post(f"/conversations/{conversation}/escalate", {})
        assert called.status_code == 200, called.text
        wait_for(lambda: "wait" in _steps(admin, conversation), PATIENCE)
        assert admin.post(f"/conversations/{conversation}/accept").status_code == 200
        wait_for(lambda: "finish" in _steps(admin, conversation), PATIENCE)


def _of(person: Person, conversation: str, sender: str) -> Json | None:
    return next((message for message in person.log(conversation) if message["sender_type"] == sender), None)


def _steps(admin: Person, conversation: str) -> set[str]:
    escalation, *_ = admin.get(f"/conversations/{conversation}/escalations").json()["items"]
    return {taken["step"] for taken in escalation["steps"]}
