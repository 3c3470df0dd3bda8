"""What must hold of escalations, at any time and once all is quiet."""

from collections.abc import Iterator, Sequence

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalation import Outcome
from frontdesk.domain.escalation_due import unheard_since
from frontdesk.domain.escalation_steps import EscalationKey
from frontdesk.domain.message import Message
from frontdesk.domain.vocabulary import Status
from tests.reliability.simulation.world import World

TICKET_TOLD = "escalation-ticketed-"


def escalation_laws(world: World, found: Conversation, log: Sequence[Message]) -> Iterator[str]:
    for version in world.history[found.id]:
        still_open = [each.number for each in version.escalations if each.outcome is None]
        if len(still_open) > 1:
            yield f"at most one escalation is open: {still_open} at version {version.version}"
        if still_open and version.status is not Status.PENDING:
            yield f"an escalation is settled when somebody accepts: {still_open} at version {version.version}"
    for escalation in found.escalations:
        key = EscalationKey(found.tenant_id, found.id, escalation.number)
        execution = world.escalations.machine.executions.get(key)
        if execution is None:
            yield f"each escalation is followed: {escalation.number} is not"
        elif execution.ended is (escalation.outcome is None) and not execution.given_up:
            yield f"an escalation is followed until it is settled: {escalation.number} is at {execution.state}"
    for forgotten in _forgotten(world.history[found.id]):
        yield f"whoever is in the queue has been called for, or is due: neither at version {forgotten.version}"
    told = sum(TICKET_TOLD in message.client_id for message in log)
    if told != sum(each.outcome is Outcome.TICKETED for each in found.escalations):
        yield f"a ticket is told once: {told} times"


def _forgotten(history: Sequence[Conversation]) -> Iterator[Conversation]:
    """Who is in the queue and not due, though nobody has called for them since they came into it."""
    known: set[int] = set()
    for version in history:
        numbers = {each.number for each in version.escalations}
        if version.status is not Status.PENDING:
            known = numbers
        elif numbers <= known and unheard_since(version) is None:
            yield version
