"""Take away what a conversation leaves behind, wherever it is. Safe to call again, at any time, and beside itself."""

from frontdesk.domain.errors import Busy
from frontdesk.domain.escalation import Outcome
from frontdesk.domain.escalation_steps import EscalationKey
from frontdesk.domain.privacy import EraseConversation
from frontdesk.domain.topics import Topic, conversation_topic, viewers_topic
from frontdesk.domain.vocabulary import Role
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.privacy_ports import ErasingDesk
from frontdesk.use_cases.settle_escalation import settle_escalation

FIRST_SEQ = 1


def erase_remains(desk: Desk, work: ErasingDesk, remains: EraseConversation) -> None:
    """All but its summary. The log comes last: what else is to go is told by it. Raises Busy."""
    at = (remains.tenant_id, remains.conversation_id)
    end_sockets(desk, conversation_topic(*at))
    end_sockets(desk, viewers_topic(*at))
    for number in remains.escalations:
        settle_escalation(work.runs, EscalationKey(*at, number), Outcome.CLOSED)
    _forget_questions(work, *at)
    if remains.ticket_number is not None:
        work.remains.blank_ticket(remains.tenant_id, remains.ticket_number)
    work.remains.remove_notifications(*at)
    work.remains.remove_outcomes(desk.log.read_from(*at, FIRST_SEQ))
    work.remains.remove_steps(*at)
    work.remains.remove_words(remains)
    work.files.remove_files(*at)
    work.remains.remove_logs(*at)


def end_sockets(desk: Desk, topic: Topic) -> None:
    """Visitors are cut off; agents listen to this no more."""
    visitors = []
    for listener in desk.connections.listeners(topic):
        if listener.role is Role.VISITOR:
            visitors.append(listener.connection_id)
        else:
            desk.connections.unfollow(listener.connection_id, [topic])
    if visitors:
        desk.gateway.end(visitors)
    for connection_id in visitors:
        desk.connections.close(connection_id, [topic])


def _forget_questions(work: ErasingDesk, tenant_id: str, conversation_id: str) -> None:
    for question in work.questions.of_tenant(tenant_id):
        left = question.without(conversation_id)
        if left is None:
            work.questions.remove(tenant_id, question.id)
        elif left is not question and not work.questions.put(left):
            raise Busy("Somebody asks this very question. Please try again.")
