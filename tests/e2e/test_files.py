"""Files in conversations over the wire: uploaded by the signed form, sent, and had by the other side."""

import struct
import zlib
from collections.abc import Iterator

import httpx
import pytest

from local.testing import RunningStack
from tests.e2e.people import ANSWER_SECONDS, Json, Person, client_id, new_visitor, signed_in_agent, start

PAGE = b"<!doctype html><script>alert(document.domain)</script>"


def a_picture(width: int = 3, height: int = 2) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def ana(http: httpx.Client, stack: RunningStack) -> Iterator[Person]:
    agent = signed_in_agent(http, stack, "ana@demo.example")
    with agent.here():
        yield agent


@pytest.fixture
def sari(http: httpx.Client, stack: RunningStack) -> Person:
    return new_visitor(http, stack, "Sari")


def permit(person: Person, conversation_id: str, own: str, name: str, content: bytes, kind: str = "image/png") -> Json:
    declared = {"client_id": own, "name": name, "type": kind, "size": len(content)}
    answer = person.post(f"/conversations/{conversation_id}/uploads", declared)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def post_form(given: Json, content: bytes) -> httpx.Response:
    return httpx.post(given["url"], data=given["fields"], files={"file": ("whatever", content)}, timeout=ANSWER_SECONDS)


def upload(person: Person, conversation_id: str, own: str, name: str, content: bytes) -> str:
    given = permit(person, conversation_id, own, name, content)
    assert post_form(given, content).status_code == 204
    return str(given["attachment_id"])


def had_by(person: Person, conversation_id: str, attachment_id: str) -> httpx.Response:
    answer = person.get(f"/conversations/{conversation_id}/attachments/{attachment_id}")
    assert answer.status_code == 200, answer.text
    return httpx.get(answer.json()["url"], timeout=ANSWER_SECONDS)


def test_a_visitors_picture_reaches_the_agent_byte_for_byte(sari: Person, ana: Person) -> None:
    conversation_id, own, picture = start(sari), client_id(1), a_picture()
    attachment_id = upload(sari, conversation_id, own, "../the parcel.PNG", picture)
    with sari.line() as visitor, ana.line() as agent:
        agent.ask(type="resume", conversations={conversation_id: 0})
        frame = {"type": "message.send", "conversation_id": conversation_id, "client_id": own, "base_seq": 1}
        sent = visitor.ask(**frame, content="A picture", attachment_id=attachment_id)["message"]
        heard = agent.hear("message.created", message=sent)["message"]
        again = visitor.ask(**frame, content="A picture", attachment_id=attachment_id)
    assert (heard["type"], heard["content"]) == ("file", "the parcel.PNG")
    assert heard["attachment"] == {
        "id": attachment_id,
        "name": "the parcel.PNG",
        "type": "image/png",
        "size": len(picture),
        "width": 3,
        "height": 2,
    }
    assert (again["message"], again["duplicate"]) == (sent, True)
    got = had_by(ana, conversation_id, attachment_id)
    assert got.content == picture
    assert got.headers["content-type"] == "image/png"
    assert got.headers["content-disposition"].startswith('attachment; filename="the parcel.PNG"')


def test_an_agents_text_reaches_the_visitor_and_nobody_else(
    sari: Person, ana: Person, http: httpx.Client, stack: RunningStack
) -> None:
    conversation_id, own, text = start(sari), client_id(1), "Größe: 42\n".encode()
    ana.post(f"/conversations/{conversation_id}/accept")
    given = permit(ana, conversation_id, own, "Maße.txt", text, "text/plain")
    post_form(given, text)
    message = {"client_id": own, "base_seq": 1, "content": "x", "attachment_id": given["attachment_id"]}
    assert ana.post(f"/conversations/{conversation_id}/messages", message).status_code == 201
    got = had_by(sari, conversation_id, given["attachment_id"])
    assert got.content == text
    assert "filename*=UTF-8''Ma%C3%9Fe.txt" in got.headers["content-disposition"]
    stranger = new_visitor(http, stack, "Rudi")
    path = f"/conversations/{conversation_id}/attachments/{given['attachment_id']}"
    assert stranger.get(path).status_code == 404


def test_a_page_that_is_called_a_picture_is_refused_and_gone(sari: Person) -> None:
    conversation_id, own = start(sari), client_id(1)
    attachment_id = upload(sari, conversation_id, own, "cat.png", PAGE)
    message = {"client_id": own, "base_seq": 1, "content": "cat.png", "attachment_id": attachment_id}
    refused = sari.post(f"/conversations/{conversation_id}/messages", message)
    assert refused.status_code == 422
    assert refused.json()["errors"] == [
        {"field": "attachment_id", "message": "This file's content is not that of a PNG file."}
    ]
    assert sari.post(f"/conversations/{conversation_id}/messages", message).status_code == 404
    assert [entry["type"] for entry in sari.log(conversation_id)] == ["text"]


def test_the_form_takes_nothing_else_than_was_declared(sari: Person) -> None:
    conversation_id, picture = start(sari), a_picture()
    given = permit(sari, conversation_id, client_id(1), "cat.png", picture)
    assert post_form(given, picture + b"\0").status_code == 400
    for changed in ({"Content-Type": "text/html"}, {"key": "files/elsewhere"}):
        assert post_form({**given, "fields": given["fields"] | changed}, picture).status_code == 403


@pytest.mark.parametrize("kind", ["image/svg+xml", "text/html", "application/x-msdownload"])
def test_what_a_browser_would_run_is_not_even_let_in(sari: Person, kind: str) -> None:
    declared = {"client_id": client_id(), "name": "x", "type": kind, "size": 10}
    refused = sari.post(f"/conversations/{start(sari)}/uploads", declared)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "type")
