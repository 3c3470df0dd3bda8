"""What the cost table counts, counted. `make costs` writes it down where something has changed."""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter
from botocore.session import get_session

from frontdesk.adapters.dynamodb_conversation_row import conversation_of_image
from frontdesk.bootstrap_push import make_push_desk
from frontdesk.entrypoints.stream_metrics import tell_batch
from frontdesk.entrypoints.table_stream import handle
from frontdesk.entrypoints.websocket_frames import answer as answer_frame
from frontdesk.metrics import Meter
from frontdesk.observability import SERVICE
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.notify_agent import notify_agent
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from frontdesk.use_cases.view_conversation import view
from operations.cost_table import MEASURED
from tests.contract.sam_template import PROJECT
from tests.fakes.stream import a_stream_desk
from tests.integration.capacity import metered
from tests.integration.cloud import SocketsApi, Tables
from tests.integration.test_after_effects import record
from tests.integration.test_costs import AGENT, Talk

PING = '{"type": "ping", "request_id": "r1", "active": true}'
LINE_OVERHEAD = 26  # bytes that CloudWatch Logs adds to each line
Figures = dict[str, float]


@dataclass
class Scales:
    tables: Tables
    sockets: SocketsApi
    capsys: pytest.CaptureFixture[str]
    lines: list[str] = field(default_factory=list)

    @contextmanager
    def weigh(self) -> Iterator[Figures]:
        """What is done meanwhile: requests and units of DynamoDB, frames pushed to sockets, bytes of log."""
        self.sockets.clear()
        self.lines.clear()
        self.capsys.readouterr()
        found: Figures = {}
        with metered(self.tables) as meter:
            yield found
        told = [*self.lines, *self.capsys.readouterr().out.splitlines()]
        logged = sum(len(line.encode()) + LINE_OVERHEAD for line in told)
        found |= {
            "dynamodb_requests": len(meter.calls),
            "read_units": meter.reads,
            "write_units": meter.writes,
            "posts": len(self.sockets.posted),
            "log_bytes": round(logged, -2),
        }


@pytest.fixture
def scales(desk: Desk, tables: Tables, sockets: SocketsApi, capsys: pytest.CaptureFixture[str]) -> Iterator[Scales]:
    assert desk
    made = Scales(tables, sockets, capsys)
    handler = logging.Handler()
    handler.setFormatter(LambdaPowertoolsFormatter())
    handler.emit = lambda line: made.lines.append(handler.format(line))  # type: ignore[method-assign]
    logger = logging.getLogger(SERVICE)
    level, inherited = logger.level, logger.handlers
    logger.handlers = [handler]
    logger.setLevel("INFO")
    yield made
    logger.handlers = inherited
    logger.setLevel(level)


def rows_of(tables: Tables, talk: Talk) -> tuple[dict[str, Any], dict[str, Any]]:
    """The conversation's, and that of its last message."""
    (row,) = [row for row in tables.rows("ConversationsTable") if row["conversation_key"]["S"].endswith(talk.id)]
    return row, max(tables.rows("MessagesTable"), key=lambda message: int(message["seq"]["N"]))


def measure(desk: Desk, scales: Scales) -> dict[str, Figures]:
    talk = Talk(desk)
    tables = scales.tables
    talk.by_socket("agent-socket")
    view(desk, AGENT, talk.id, "agent-socket")
    before, _ = rows_of(tables, talk)
    with scales.weigh() as message:
        talk.by_socket("visitor-socket")
    after, stored = rows_of(tables, talk)
    onward, meter = a_stream_desk(), Meter()
    event = {"Records": [record("MessagesTable", stored), record("ConversationsTable", after, before, 2)]}
    with scales.weigh() as stream:
        answer = handle(desk, onward, conversation_of_image, event)
        tell_batch(meter, conversation_of_image, event, answer)
    jobs = onward.pushes.jobs
    pushes = make_push_desk(get_session(), desk.clock, "mailto:desk@example.com")
    with scales.weigh() as push:
        notify_agent(desk, pushes, jobs[0])
    with scales.weigh() as heartbeat:
        answer_frame(desk, "visitor-socket", PING)
    with scales.weigh() as agents_heartbeat:
        answer_frame(desk, "agent-socket", PING)
    with scales.weigh() as conversation:
        waiting = talk.start()
        accept_conversation(desk, AGENT, waiting)
        resolve_conversation(desk, AGENT, waiting)
    return {
        "message": message,
        "stream": {**stream, "jobs": len(jobs)},
        "push": push,
        "visitors_heartbeat": heartbeat,
        "agents_heartbeat": agents_heartbeat,
        "conversation": conversation,
    }


def without_log_bytes(found: dict[str, Figures]) -> dict[str, Figures]:
    """Times and ids are not equally long every time."""
    return {
        step: {name: each for name, each in figures.items() if name != "log_bytes"} for step, figures in found.items()
    }


def test_what_is_counted_is_what_the_cost_table_counts_with(desk: Desk, scales: Scales) -> None:
    found = measure(desk, scales)
    if os.environ.get("FRONTDESK_WRITE_MEASURED"):
        MEASURED.write_text(json.dumps(found, indent=2) + "\n")
    counted = json.loads(MEASURED.read_text())
    assert without_log_bytes(found) == without_log_bytes(counted), "run `make costs`, and look at what has changed"
    assert MEASURED.is_relative_to(PROJECT)
