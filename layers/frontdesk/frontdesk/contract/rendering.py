"""Domain objects as they appear on a wire."""

from dataclasses import asdict
from datetime import datetime

from frontdesk.contract import attachment_models, records
from frontdesk.domain.agent import Agent
from frontdesk.domain.canned_response import Filled
from frontdesk.domain.conversation import Conversation, Transfer
from frontdesk.domain.escalation import Escalation
from frontdesk.domain.message import Message
from frontdesk.domain.message_parts import BotAnswer
from frontdesk.domain.notification import Notification
from frontdesk.domain.party import Party
from frontdesk.domain.vocabulary import Presence


def message(found: Message) -> records.Message:
    return records.Message(
        conversation_id=found.conversation_id,
        seq=found.seq,
        client_id=found.client_id,
        sender_type=found.sender_type,
        sender_id=found.sender_id,
        sender_name=found.sender_name,
        type=found.type,
        content=found.content,
        attachment=attachment_models.Attachment(**asdict(found.attachment)) if found.attachment else None,
        metadata=_metadata(found),
        created_at=found.created_at,
    )


def _metadata(found: Message) -> records.MessageMetadata | None:
    told = found.announcement
    if told is None and found.answer is None and found.form is None and found.article is None:
        return None
    return records.MessageMetadata(
        event=told.event if told else None,
        actor_name=told.actor_name if told else None,
        target_name=told.target_name if told else None,
        answer=_answer(found.answer) if found.answer else None,
        form=records.Form.model_validate(asdict(found.form)) if found.form else None,
        article=records.ArticleCard(**asdict(found.article)) if found.article else None,
    )


def _answer(found: BotAnswer) -> records.BotAnswer:
    return records.BotAnswer(
        confidence=found.confidence,
        threshold=found.threshold,
        provider=found.provider,
        sources=[records.Source(**asdict(source)) for source in found.sources],
        offers_human=found.offers_human,
    )


def note(found: Message) -> records.Note:
    return records.Note(
        conversation_id=found.conversation_id,
        seq=found.seq,
        after_seq=found.after_seq or 0,
        client_id=found.client_id,
        author=records.AgentBadge(id=found.sender_id, name=found.sender_name),
        content=found.content,
        created_at=found.created_at,
    )


def state(conversation: Conversation) -> records.ConversationState:
    return records.ConversationState(
        id=conversation.id,
        status=conversation.status,
        handler=conversation.handler,
        agent=_agent(conversation),
        version=conversation.version,
        rating=_stars(conversation),
        feedback=_feedback(conversation),
    )


def visitor_conversation(
    conversation: Conversation,
    last: Message | None,
    *,
    queue_position: int | None = None,
    rateable_until: datetime | None = None,
) -> records.VisitorConversation:
    return records.VisitorConversation(
        id=conversation.id,
        status=conversation.status,
        handler=conversation.handler,
        agent=_agent(conversation),
        version=conversation.version,
        rating=_stars(conversation),
        feedback=_feedback(conversation),
        subject=conversation.subject,
        created_at=conversation.created_at,
        tail_seq=last.seq if last else 0,
        last_message=message(last) if last else None,
        visitor_read_seq=conversation.visitor_read_seq,
        agent_read_seq=conversation.agent_read_seq,
        queue_position=queue_position,
        rateable_until=rateable_until,
    )


def agent_details(conversation: Conversation) -> records.AgentDetails:
    return records.AgentDetails(
        visitor=records.VisitorSummary(
            id=conversation.visitor_id,
            name=conversation.visitor_name,
            email=conversation.visitor_email,
            verified=conversation.visitor_verified,
        ),
        priority=conversation.priority,
        department_id=conversation.department_id,
        subject=conversation.subject,
        required_skills=list(conversation.required_skills),
        tags=list(conversation.tags),
        attributes=dict(conversation.attributes),
        queued_at=conversation.queued_at,
        assigned_at=conversation.assigned_at,
        wait_seconds=conversation.wait_seconds,
        unanswered_since=conversation.owed_since,
        first_response_at=conversation.first_response_at,
        resolved_at=conversation.resolved_at,
        closed_at=conversation.closed_at,
        rating=_stars(conversation),
        feedback=_feedback(conversation),
        transfers=[_transfer(transfer) for transfer in conversation.transfers],
        escalations=[escalation(found) for found in conversation.escalations] or None,
        ticket_number=conversation.ticket_number,
    )


def agent_conversation(conversation: Conversation, last: Message | None) -> records.AgentConversation:
    return records.AgentConversation(
        **dict(visitor_conversation(conversation, last)) | dict(agent_details(conversation)),
        tenant_id=conversation.tenant_id,
        widget_id=conversation.widget_id,
        source_url=conversation.source_url,
        source_page_title=conversation.source_page_title,
    )


def agent(found: Agent, presence: Presence) -> records.Agent:
    return records.Agent(
        id=found.id,
        name=found.name,
        email=found.email,
        role=found.role,
        presence=presence,
        skills=list(found.skills),
        department_ids=list(found.department_ids),
        max_concurrent_chats=found.max_chats,
        current_chats=len(found.holding),
        total_chats=found.total_chats,
        ratings=ratings(found),
        last_active_at=found.active_at,
    )


def ratings(found: Agent) -> records.Ratings | None:
    return records.Ratings(sum=found.ratings_sum, count=found.ratings_count) if found.ratings_count else None


def filled_canned_response(filled: Filled) -> records.FilledCannedResponse:
    return records.FilledCannedResponse(
        canned_response_id=filled.response_id, text=filled.text, missing=list(filled.missing)
    )


def notification(found: Notification) -> records.Notification:
    return records.Notification(
        id=found.id,
        conversation_id=found.conversation_id,
        reason=found.reason,
        urgent=found.urgent,
        title=found.title,
        preview=found.preview,
        created_at=found.created_at,
        read=found.read,
    )


def escalation(found: Escalation) -> records.Escalation:
    return records.Escalation(
        number=found.number,
        reason=found.reason,
        by=records.AgentBadge(id=found.by.id, name=found.by.name),
        at=found.at,
        metadata=dict(found.metadata),
        outcome=found.outcome,
        settled_at=found.settled_at,
    )


def badge(party: Party | None) -> records.AgentBadge | None:
    return records.AgentBadge(id=party.id, name=party.name) if party else None


def _transfer(transfer: Transfer) -> records.Transfer:
    return records.Transfer(
        from_agent=badge(transfer.from_agent),
        to_agent=badge(transfer.to_agent),
        to_department=badge(transfer.to_department),
        by=records.AgentBadge(id=transfer.by.id, name=transfer.by.name),
        reason=transfer.reason,
        at=transfer.at,
    )


def _agent(conversation: Conversation) -> records.AgentBadge | None:
    if conversation.agent_id is None or conversation.agent_name is None:
        return None
    return records.AgentBadge(id=conversation.agent_id, name=conversation.agent_name)


def _stars(conversation: Conversation) -> int | None:
    return conversation.rating.stars if conversation.rating else None


def _feedback(conversation: Conversation) -> str | None:
    return conversation.rating.feedback if conversation.rating else None
