"""Files in conversations, sent by both transports, and one that is not what it says."""

from collections.abc import Callable
from typing import Any

from frontdesk.domain.principal import Principal
from frontdesk.use_cases.upload_attachment import Declared, upload_attachment
from tests.contract.deployed import VISITOR_TOKEN, WIDGET_TOKEN, Deployment
from tests.integration.forms import post_form
from tests.integration.http.client import AGENT, Client

TEXT = b"Hello."
PAGE = b"<html>"
VISITOR = f"/api/widget/{WIDGET_TOKEN}"


def send_files(ask: Client, conversation_id: str) -> None:
    for side, token in ((AGENT, "agent"), (VISITOR, VISITOR_TOKEN)):
        own = f"{side}/conversations/{conversation_id}"
        for content, status in ((TEXT, 201), (PAGE, 422)):
            client_id = f"file-{status}"
            declared = {"client_id": client_id, "name": "a.txt", "type": "text/plain", "size": 6}
            given = ask("POST", f"{own}/uploads", declared, token=token).json
            post_form(given["url"], given["fields"], content)
            message = {"client_id": client_id, "content": "a.txt", "attachment_id": given["attachment_id"]}
            assert ask("POST", f"{own}/messages", message, token=token).status == status
            found = 200 if status == 201 else 404
            assert ask("GET", f"{own}/attachments/{given['attachment_id']}", token=token).status == found


def uploaded(deployed: Deployment, sender: Principal, client_id: str, content: bytes) -> str:
    """The id of a file that can be sent with this message."""
    declared = Declared(client_id=client_id, name="a.txt", type="text/plain", size=len(content))
    permit = upload_attachment(deployed.desk, sender, deployed.conversation_id, declared)
    post_form(permit.form.url, permit.form.fields, content)
    return permit.upload.id


def send_files_by_socket(send: Callable[..., str], deployed: Deployment, about: dict[str, Any]) -> None:
    for content, answer in ((TEXT, "ack"), (PAGE, "error")):
        client_id = f"file-{answer}"
        attachment_id = uploaded(deployed, deployed.visitor, client_id, content)
        file = {"client_id": client_id, "content": "a.txt", "attachment_id": attachment_id}
        assert send("message.send", **about, **file) == answer
