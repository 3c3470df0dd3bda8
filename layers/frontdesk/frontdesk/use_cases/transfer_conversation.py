"""Pass a conversation on, to another agent or to a department."""

from functools import partial

from frontdesk.domain.assignment import transferred_to_agent, transferred_to_department
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidInput, NotFound
from frontdesk.domain.events import ConversationAssigned
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.assign_conversation import handed_over, receiver
from frontdesk.use_cases.change_conversation import announce, change_conversation
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.ports import Desk


def transfer_conversation(
    desk: Desk,
    by: Principal,
    conversation_id: str,
    *,
    agent_id: str | None,
    department_id: str | None,
    reason: str | None,
) -> Conversation:
    """Raises InvalidInput unless exactly one receiver is given, and what the two ways raise."""
    find_conversation(desk, by, conversation_id)
    if agent_id is not None and department_id is None:
        return transfer_to_agent(desk, by, conversation_id, agent_id, reason)
    if department_id is not None and agent_id is None:
        return transfer_to_department(desk, by, conversation_id, department_id, reason)
    raise InvalidInput("agent_id", "Give either agent_id or department_id.")


def transfer_to_agent(
    desk: Desk, by: Principal, conversation_id: str, agent_id: str, reason: str | None
) -> Conversation:
    """The new agent is alerted urgently.

    Raises NotFound, Forbidden, InvalidTransition, AgentUnavailable, AgentAtCapacity.
    """
    agent = receiver(desk, by, agent_id)
    changed = change_conversation(
        desk,
        by,
        conversation_id,
        lambda conversation, now: transferred_to_agent(conversation, agent, by, reason, now),
        tell=partial(ConversationAssigned, urgent=True, by=Party(by.id, by.name), reason=reason),
    )
    return handed_over(desk, changed)


def transfer_to_department(
    desk: Desk, by: Principal, conversation_id: str, department_id: str, reason: str | None
) -> Conversation:
    """It waits in the queue for an agent of the department. Raises NotFound, Forbidden, InvalidTransition."""
    department = desk.departments.get(by.tenant_id, department_id)
    if department is None:
        raise NotFound("There is no such department.")
    party = Party(department.id, department.name)
    changed = change_conversation(
        desk,
        by,
        conversation_id,
        lambda conversation, now: transferred_to_department(conversation, party, by, reason, now),
    )
    announce(desk, changed)
    return changed
