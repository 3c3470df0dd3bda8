"""A conversation as a file, by HTTP."""

from typing import Any

import pytest

from frontdesk.use_cases import read_transcript
from tests.fakes.people import ADA, an_agent
from tests.integration.http.api import Api, both_ways
from tests.integration.http.client import AGENT, VISITOR, Answer

MARKER = "a-word-that-only-agents-may-read"
SIDES = [("agent", AGENT), ("visitor", VISITOR)]


class Scene:
    """Vera's conversation with Ada, with an internal note between."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.tokens = {"visitor": api.visitor(), "agent": api.agent()}
        vera, ada = self.tokens["visitor"], self.tokens["agent"]
        self.id = api.started(vera, subject="Order 7", answers={"order": "7"})
        api.ask("POST", f"{AGENT}/conversations/{self.id}/accept", token=ada)
        note = {"client_id": "note-1", "content": MARKER}
        assert api.ask("POST", f"{AGENT}/conversations/{self.id}/notes", note, token=ada).status == 201
        assert api.say(ada, self.id, "It is <b>here</b> 👋", side=AGENT).status == 201

    def transcript(self, who: str, side: str, **query: Any) -> Answer:
        return self.api.ask("GET", f"{side}/conversations/{self.id}/transcript", token=self.tokens[who], **query)


@pytest.fixture
def scene(api: Api) -> Scene:
    return Scene(api)


@both_ways
@pytest.mark.parametrize(("who", "side"), SIDES)
def test_as_text(scene: Scene, who: str, side: str) -> None:
    answer = scene.transcript(who, side)
    assert answer.text.splitlines() == [
        "Monday, 5 January 2026",
        "",
        "[09:00] Vera: Where is my order?",
        "[09:00] Frontdesk: Ada joined the conversation.",
        "[09:00] Ada: It is <b>here</b> 👋",
    ]
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="conversation-{scene.id}.txt"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "private, no-store"


@both_ways
@pytest.mark.parametrize(("who", "side"), SIDES)
def test_as_a_document(scene: Scene, who: str, side: str) -> None:
    answer = scene.transcript(who, side, format="html", time_zone="Asia/Jakarta")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="conversation-{scene.id}.html"'
    assert answer.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert "<title>Order 7</title>" in answer.text
    assert "It is &lt;b&gt;here&lt;/b&gt; 👋" in answer.text
    assert ">16:00</time>" in answer.text


def test_as_data(scene: Scene) -> None:
    answer = scene.transcript("agent", AGENT, format="json")
    assert answer.headers["content-disposition"] == f'attachment; filename="conversation-{scene.id}.json"'
    assert [message["seq"] for message in answer.json["messages"]] == [1, 2, 3]
    assert answer.json["conversation"]["attributes"] == {"order": "7"}


@pytest.mark.parametrize(("who", "side"), SIDES)
@pytest.mark.parametrize("format", ["text", "html", "json"])
def test_internal_notes_are_in_no_transcript(scene: Scene, who: str, side: str, format: str) -> None:
    answer = scene.transcript(who, side, format=format)
    assert MARKER not in answer.text
    assert answer.status == (422 if (who, format) == ("visitor", "json") else 200)


def test_a_long_log_is_whole(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontdesk.use_cases.read_whole_log.PAGE_SIZE", 3)
    vera = api.visitor()
    own = api.started(vera)
    for number in range(2, 10):
        api.say(vera, own, f"number {number}")
    lines = api.ask("GET", f"{VISITOR}/conversations/{own}/transcript", token=vera).text.splitlines()
    assert [line.partition("number ")[2] for line in lines[3:]] == [str(number) for number in range(2, 10)]


@pytest.mark.parametrize("limit", ["MOST_MESSAGES", "MOST_CHARACTERS"])
def test_what_no_file_holds_is_refused_rather_than_cut(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(read_transcript, limit, 2)
    assert scene.transcript("agent", AGENT).problem == (413, "too_large")


@pytest.mark.parametrize(("who", "side"), SIDES)
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"format": "pdf"}, "format"),
        *(
            ({"time_zone": name}, "time_zone")
            for name in ("Mars/Olympus", "America", "../../etc/passwd", "/etc", "", "x" * 65)
        ),
    ],
)
def test_a_wrong_question_is_named(scene: Scene, who: str, side: str, query: dict[str, str], field: str) -> None:
    answer = scene.transcript(who, side, **query)
    assert (answer.problem, answer.fields) == ((422, "invalid_request"), [field])


def test_others_and_strangers_get_none(scene: Scene) -> None:
    api = scene.api
    path = f"conversations/{scene.id}/transcript"
    assert api.ask("GET", f"{AGENT}/{path}", token=api.agent(an_agent(tenant_id="other"))).problem == (404, "not_found")
    assert api.ask("GET", f"{VISITOR}/{path}", token=api.visitor("Wim")).problem == (404, "not_found")
    for side in (AGENT, VISITOR):
        assert api.ask("GET", f"{side}/{path}").problem == (401, "unauthorized")
    assert api.ask("GET", f"{VISITOR}/{path}", token=api.agent(ADA)).problem == (401, "unauthorized")
