"""Files: uploaded for one message of one conversation, checked, and had by those who may read it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.domain.attachment import Attachment
from frontdesk.domain.errors import InvalidInput, InvalidTransition, NotFound
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import MessageType, Status
from frontdesk.use_cases.append_message import Appended
from frontdesk.use_cases.find_attachment import find_attachment
from frontdesk.use_cases.send_message import Outgoing, send_message
from frontdesk.use_cases.upload_attachment import Declared, Permit, upload_attachment
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import ADA, BEN, TENANT, VERA_HERSELF, a_visitor, an_agent
from tests.fakes.scenes import in_status, started

TEXT = b"Hello."
STRANGER = a_visitor("visitor-2").principal(VERA_HERSELF.expires_at)


def permit(desk: FakeDesk, uploader: Principal, conversation_id: str, size: int = len(TEXT)) -> Permit:
    declared = Declared(client_id="file-1", name="a.txt", type="text/plain", size=size)
    return upload_attachment(desk, uploader, conversation_id, declared)


def uploaded(desk: FakeDesk, conversation_id: str, content: bytes = TEXT, *, uploader: Principal = VERA_HERSELF) -> str:
    given = permit(desk, uploader, conversation_id)
    desk.attachments.post(given.form, content)
    return given.upload.id


def send(
    desk: FakeDesk, conversation_id: str, file: str, client_id: str = "file-1", sender: Principal = VERA_HERSELF
) -> Appended:
    return send_message(
        desk,
        sender,
        Outgoing(conversation_id=conversation_id, client_id=client_id, base_seq=0, content="x", attachment_id=file),
    )


@pytest.mark.parametrize("sender", [VERA_HERSELF, ADA], ids=["visitor", "agent"])
def test_a_message_carries_the_file_and_shows_its_name(sender: Principal) -> None:
    desk = make_desk()
    found = in_status(desk, Status.ACTIVE)
    file = uploaded(desk, found.id, uploader=sender)
    message = send(desk, found.id, file, sender=sender).message
    assert (message.type, message.content) == (MessageType.FILE, "a.txt")
    assert message.attachment == Attachment(id=file, name="a.txt", type="text/plain", size=6)
    for reader in (VERA_HERSELF, ADA, BEN):
        address, until = find_attachment(desk, reader, found.id, file)
        assert address.endswith(file)
        assert until == desk.clock.now() + timedelta(minutes=5)


def test_the_same_message_again_is_the_same_even_when_the_upload_is_gone() -> None:
    desk = make_desk()
    found = started(desk)
    file = uploaded(desk, found.id)
    first = send(desk, found.id, file)
    received = desk.attachments.received(TENANT, found.id, file)
    assert received is not None
    assert send(desk, found.id, file) == Appended(first.message, duplicate=True)
    desk.attachments.discard(received)
    assert send(desk, found.id, file) == Appended(first.message, duplicate=True)


def test_a_file_is_sent_once() -> None:
    desk = make_desk()
    found = started(desk)
    file = uploaded(desk, found.id)
    send(desk, found.id, file)
    with pytest.raises(NotFound):
        send(desk, found.id, file, "file-2")


def test_a_file_belongs_to_its_uploader_and_its_conversation() -> None:
    desk = make_desk()
    found, other = in_status(desk, Status.ACTIVE), started(desk, "start-2")
    file = uploaded(desk, found.id)
    with pytest.raises(NotFound):
        send(desk, other.id, file)
    with pytest.raises(NotFound):
        send(desk, found.id, file, sender=ADA)
    with pytest.raises(NotFound):
        send(desk, found.id, "never-uploaded")
    send(desk, found.id, file)
    for reader in (STRANGER, an_agent(tenant_id="elsewhere")):
        with pytest.raises(NotFound):
            find_attachment(desk, reader, found.id, file)
    with pytest.raises(NotFound):
        find_attachment(desk, VERA_HERSELF, other.id, file)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"<html>", "not that of a TXT file"), (b"Hello, you", "has 10 bytes, and not 6 as was declared")],
)
def test_a_content_that_is_not_what_was_declared_is_refused_and_gone(content: bytes, reason: str) -> None:
    desk = make_desk()
    found = started(desk)
    file = uploaded(desk, found.id, content)
    with pytest.raises(InvalidInput, match=reason) as refused:
        send(desk, found.id, file)
    assert refused.value.field == "attachment_id"
    assert desk.attachments.received(TENANT, found.id, file) is None
    assert desk.attachments.kept == {}
    assert len(desk.log.all(TENANT, found.id)) == 1


def test_what_has_not_become_part_of_a_message_cannot_be_had() -> None:
    desk = make_desk()
    found = started(desk)
    file = uploaded(desk, found.id)
    with pytest.raises(NotFound):
        find_attachment(desk, VERA_HERSELF, found.id, file)


def test_who_may_not_write_may_not_upload() -> None:
    desk = make_desk()
    closed = in_status(desk, Status.CLOSED)
    with pytest.raises(InvalidTransition):
        permit(desk, VERA_HERSELF, closed.id)
    with pytest.raises(NotFound):
        permit(desk, STRANGER, closed.id)


def test_a_file_is_as_large_as_the_deployment_allows() -> None:
    desk = make_desk(policy=replace(make_desk().policy, attachment_bytes=10))
    found = started(desk)
    assert permit(desk, VERA_HERSELF, found.id, size=10).upload.size == 10
    with pytest.raises(InvalidInput, match="1 to 10 bytes"):
        permit(desk, VERA_HERSELF, found.id, size=11)


def test_a_message_carries_one_thing() -> None:
    desk = make_desk()
    found = in_status(desk, Status.ACTIVE)
    outgoing = Outgoing(
        conversation_id=found.id, client_id="c", base_seq=0, content="x", article_id="a", attachment_id="b"
    )
    with pytest.raises(InvalidInput, match="an article or a file, not both"):
        send_message(desk, ADA, outgoing)
