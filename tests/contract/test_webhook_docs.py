"""What docs/webhooks.md shows is what is sent."""

import json
import re
from typing import Any

import pytest

from frontdesk.contract.webhook_models import WebhookEventType
from frontdesk.contract.webhook_rendering import PAYLOAD
from frontdesk.domain.webhook_event import SUBSCRIBABLE
from tests.contract.sam_template import PROJECT

DOCUMENT = (PROJECT / "docs" / "webhooks.md").read_text()
EXAMPLES: list[Any] = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["type"])
def test_an_example_has_every_field_that_is_sent_and_no_other(example: Any) -> None:
    assert json.loads(PAYLOAD.dump_json(PAYLOAD.validate_python(example))) == example


def test_there_is_an_example_of_each_kind_of_payload() -> None:
    assert {example["type"].partition(".")[0] for example in EXAMPLES} == {
        "conversation",
        "message",
        "ticket",
        "webhook",
    }


def test_every_event_is_documented_and_can_be_chosen() -> None:
    names = {event.value for event in SUBSCRIBABLE}
    assert names == set(WebhookEventType.__args__)
    table = DOCUMENT.partition("## Events")[2].partition("##")[0]
    assert names == set(re.findall(r"`([a-z]+\.[a-z]+)`", table))
