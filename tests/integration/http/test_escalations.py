"""Agents read what became of each escalation."""

from frontdesk.adapters.dynamodb_escalations import DynamoEscalationSteps
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.escalation_steps import EscalationStep
from frontdesk.use_cases.accept_conversation import accept_conversation
from tests.fakes.escalation_scenes import called_for
from tests.fakes.people import ADA, VERA
from tests.fakes.scenes import started
from tests.integration.http.api import Api
from tests.integration.http.client import AGENT


def test_each_escalation_comes_with_its_steps(api: Api) -> None:
    api.desk.directory.put_visitor(VERA)
    steps = DynamoEscalationSteps(api.clock)
    key = called_for(api.desk, reason=EscalationReason.LOW_CONFIDENCE)
    steps.note(key, EscalationStep.SUMMARISE, api.clock.now())
    steps.note(key, EscalationStep.OFFER, api.clock.now(), "wait")
    steps.keep_token(key, EscalationStep.WAIT, "a-secret-token", api.clock.now())
    accept_conversation(api.desk, ADA, key.conversation_id)
    answer = api.ask("GET", f"{AGENT}/conversations/{key.conversation_id}/escalations", token=api.agent())
    assert answer.status == 200
    (escalation,) = answer.json["items"]
    assert (escalation["reason"], escalation["outcome"]) == ("low_confidence", "accepted")
    assert [(step["step"], step["result"]) for step in escalation["steps"]] == [
        ("summarise", None),
        ("offer", "wait"),
        ("wait", None),
    ]
    assert "a-secret-token" not in str(answer.json)


def test_a_conversation_that_was_never_escalated_has_an_empty_history(api: Api) -> None:
    conversation = started(api.desk)
    answer = api.ask("GET", f"{AGENT}/conversations/{conversation.id}/escalations", token=api.agent())
    assert answer.json == {"items": []}
