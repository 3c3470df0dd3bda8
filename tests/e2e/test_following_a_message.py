"""What the running stack tells of a message: lines that carry its id through the functions, and metrics."""

import json
from functools import partial
from typing import Any

import httpx

from local.testing import RunningStack, wait_for
from tests.e2e.people import client_id, new_visitor, start

WORDS = "Do you deliver marzipan to Wladiwostok?"


class Log:
    """What the stack has logged since this was made."""

    def __init__(self, stack: RunningStack) -> None:
        self._path = stack.log
        self._begin = stack.log.stat().st_size

    def text(self) -> str:
        with self._path.open("rb") as written:
            written.seek(self._begin)
            return written.read().decode()

    def about(self, event: str, ids: str) -> list[dict[str, Any]]:
        named = [line for line in self.text().splitlines() if f'"{event}"' in line and f'"{ids}"' in line]
        return [json.loads(line) for line in named if line.endswith("}")]

    def counts(self, metric: str) -> bool:
        return f'"Metrics":[{{"Name":"{metric}","Unit":"Count"}}]' in self.text()


def test_a_message_is_found_again_in_every_function_it_passes_and_is_counted(
    http: httpx.Client, stack: RunningStack
) -> None:
    log = Log(stack)
    visitor = new_visitor(http, stack)
    conversation_id = start(visitor)
    with visitor.line() as line:
        frame = {"conversation_id": conversation_id, "client_id": client_id(1), "base_seq": 1, "content": WORDS}
        sent = line.ask(type="message.send", **frame)["message"]
    correlation = f"{conversation_id}/{sent['seq']}"

    wait_for(lambda: log.about("records_worked", correlation))
    (stored,) = log.about("message_stored", correlation)
    assert stored["tenant_id"] == "demo"
    assert {"request_id", "connection_id", "function_request_id"} <= stored.keys()
    assert log.about("records_worked", correlation)[0]["function_request_id"] != stored["function_request_id"]
    # The start of a conversation comes by another stream than its messages.
    for metric in ("Messages", "ConversationsStarted", "ConnectionsOpened"):
        wait_for(partial(log.counts, metric))
    assert WORDS not in log.text()
