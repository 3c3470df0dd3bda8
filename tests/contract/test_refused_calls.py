"""What the end-to-end tests find when a policy lacks something."""

from typing import Any

import pytest

from tests.e2e.policies import refused

REFERENCES = {
    "BotFunction": "stack-BotFunction",
    "WebSocketFunction": "stack-WebSocketFunction",
    "TableStreamFunction": "stack-TableStreamFunction",
    "MessagesTable": "stack-MessagesTable",
    "ConversationsTable": "stack-ConversationsTable",
    "BotQueue": "http://localhost/000000000000/stack-BotQueue.fifo",
}


def call(function: str, operation: str, **arguments: Any) -> dict[str, Any]:
    return {"function": f"stack-{function}", "operation": operation, "arguments": arguments}


@pytest.mark.parametrize(
    "made",
    [
        call("WebSocketFunction", "Query", TableName="stack-MessagesTable"),
        call("TableStreamFunction", "SendMessageBatch", QueueUrl="http://localhost/0/stack-BotQueue.fifo"),
        call("WebSocketFunction", "TransactWriteItems", TransactItems=[{"Put": {"TableName": "stack-MessagesTable"}}]),
    ],
)
def test_what_a_policy_allows_is_fine(made: dict[str, Any]) -> None:
    assert refused([made], REFERENCES) == []


@pytest.mark.parametrize(
    ("made", "missing"),
    [
        (
            call("WebSocketFunction", "Scan", TableName="stack-MessagesTable"),
            ("WebSocketFunction", "dynamodb:Scan", "MessagesTable"),
        ),
        (
            call("BotFunction", "Query", TableName="stack-ConversationsTable", IndexName="by_tenant"),
            ("BotFunction", "dynamodb:Query", "ConversationsTable/index/by_tenant"),
        ),
        (
            call("WebSocketFunction", "SendMessage", QueueUrl="http://localhost/0/stack-BotQueue.fifo"),
            ("WebSocketFunction", "sqs:SendMessage", "BotQueue"),
        ),
    ],
)
def test_what_no_policy_allows_is_named(made: dict[str, Any], missing: tuple[str, str, str]) -> None:
    assert refused([made], REFERENCES) == [missing]
