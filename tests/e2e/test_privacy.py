"""A visitor of the running stack: given all that is known of them, and erased from its tables and its bucket."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import httpx
import pytest

from local.demo import WIDGET_TOKEN
from local.testing import RunningStack, wait_for
from tests.contract.sam_template import of_type, written
from tests.e2e.people import Json, Person, client_id, new_visitor, signed_in_agent, start
from tests.e2e.team import BEAT_SECONDS
from tests.e2e.test_files import permit, post_form

WORD = "zebrafinch"
EMAIL = f"{WORD}@example.com"
FILE = f"{WORD} in a file".encode()


@pytest.fixture(scope="module")
def ana(http: httpx.Client, stack: RunningStack) -> Person:
    return signed_in_agent(http, stack, "ana@demo.example")


@pytest.fixture(scope="module")
def budi(http: httpx.Client, stack: RunningStack) -> Person:
    return signed_in_agent(http, stack, "budi@demo.example")


@pytest.fixture
def conversation(http: httpx.Client, stack: RunningStack, ana: Person) -> Json:
    """Somebody who says the word wherever they can, and an agent who repeats it."""
    vera = new_visitor(http, stack, f"{WORD} name", WIDGET_TOKEN)
    vera.post("/session", {"name": f"{WORD} name", "email": EMAIL, "page": {"url": f"https://shop.example/{WORD}"}})
    own = start(vera, f"Where is the {WORD}?", subject=f"{WORD} subject", answers={"pre-chat": WORD})
    with vera.line() as line:
        more = {"client_id": client_id(), "base_seq": 0, "content": f"{WORD}, please"}
        ack = line.ask(type="message.send", conversation_id=own, **more)
        assert ack["type"] == "ack", ack
    sent = client_id()
    given = permit(vera, own, sent, f"{WORD}.txt", FILE, "text/plain")
    assert post_form(given, FILE).status_code == 204
    body = {"client_id": sent, "content": f"{WORD} file", "attachment_id": given["attachment_id"]}
    _done(vera.post(f"/conversations/{own}/messages", body))
    with ana.line() as desk, desk.beating(BEAT_SECONDS):
        _done(ana.post(f"/conversations/{own}/accept"))
        answer = {"client_id": client_id(), "content": f"Your {WORD} is here."}
        _done(ana.post(f"/conversations/{own}/messages", answer))
        _done(ana.post(f"/conversations/{own}/notes", {"client_id": "n", "content": f"{WORD} note"}))
        _done(ana.patch(f"/conversations/{own}", {"tags": [WORD], "attributes": {"order": WORD}}))
        keyed = {"Idempotency-Key": WORD}
        _done(ana.post(f"/conversations/{own}/convert-to-ticket", {"category": WORD}, **keyed))
        _done(ana.post(f"/conversations/{own}/resolve"))
    _done(vera.post(f"/conversations/{own}/rate", {"rating": 2, "feedback": f"{WORD} feedback"}))
    wait_for(lambda: _found_by(ana, WORD))
    found: Json = ana.get(f"/conversations/{own}").json()
    return found


def _done(answer: httpx.Response) -> None:
    assert answer.is_success, answer.text


def _found_by(agent: Person, query: str) -> list[Json]:
    items: list[Json] = agent.get("/conversations", q=query).json()["items"]
    return items


def test_a_visitor_is_given_out_and_then_found_nowhere(
    stack: RunningStack, http: httpx.Client, ana: Person, budi: Person, conversation: Json
) -> None:
    visitor_id = conversation["visitor"]["id"]
    own = f"/visitors/{visitor_id}"
    assert found(stack, WORD).keys() >= {"Conversations", "Directory", "Messages", "Search", "files"}
    assert {
        budi.get(f"{own}/export").status_code,
        budi.http.delete(budi.base + own, headers=budi.headers).status_code,
    } == {403}
    packed = http.get(wait_for(lambda: ana.get(f"{own}/export").json()["url"])).content
    with ZipFile(BytesIO(packed)) as archive:
        contents = {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert FILE in contents.values()
    assert EMAIL in contents["visitor.json"].decode()
    assert all(WORD.encode() in content for content in contents.values())
    asked = ana.http.delete(ana.base + own, headers=ana.headers)
    assert asked.status_code == 202, asked.text
    wait_for(lambda: ana.get(f"{own}/erasure").json()["state"] == "settling")
    assert found(stack, WORD) == {}
    assert found(stack, visitor_id).keys() <= {"Directory"}, "an admin's act is remembered with its object"
    assert ana.get(own).status_code == 404
    assert _found_by(ana, WORD) == []
    assert ana.get(f"/conversations/{conversation['id']}").status_code == 404
    assert ana.get(f"/tickets/{conversation['ticket_number']}").json()["subject"] == "Erased"


def found(stack: RunningStack, word: str) -> dict[str, int]:
    """How often the word stands in each table, and in the bucket's keys and contents, where it stands there at all."""
    dynamodb, s3 = stack.client("dynamodb"), stack.client("s3")
    everywhere: dict[str, int] = {}
    names = stack.outputs().references
    for table in of_type("AWS::DynamoDB::Table", written()):
        pages = dynamodb.get_paginator("scan").paginate(TableName=names[table])
        everywhere[table.removesuffix("Table")] = sum(str(page["Items"]).count(word) for page in pages)
    bucket = names["AttachmentsBucket"]
    for version in _versions(s3, bucket):
        content = s3.get_object(Bucket=bucket, Key=version["Key"], VersionId=version["VersionId"])["Body"].read()
        kind = version["Key"].partition("/")[0]
        everywhere[kind] = everywhere.get(kind, 0) + f"{version['Key']} {content!r}".count(word)
    return {place: times for place, times in everywhere.items() if times}


def _versions(s3: Any, bucket: str) -> list[Json]:
    pages = s3.get_paginator("list_object_versions").paginate(Bucket=bucket)
    return [version for page in pages for version in page.get("Versions", ())]
