"""Domain objects as they appear on a wire."""

from frontdesk.contract import records, server_frames
from frontdesk.domain import events
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message


def message(found: Message) -> records.Message:
    told = found.announcement
    return records.Message(
        conversation_id=found.conversation_id,
        seq=found.seq,
        client_id=found.client_id,
        sender_type=found.sender_type,
        sender_id=found.sender_id,
        sender_name=found.sender_name,
        type=found.type,
        content=found.content,
        metadata=records.MessageMetadata(event=told.event, actor_name=told.actor_name) if told else None,
        created_at=found.created_at,
    )


def state(conversation: Conversation) -> records.ConversationState:
    return records.ConversationState(
        id=conversation.id,
        status=conversation.status,
        handler=conversation.handler,
        agent=_agent(conversation),
        version=conversation.version,
    )


def visitor_conversation(conversation: Conversation, last: Message | None) -> records.VisitorConversation:
    return records.VisitorConversation(
        id=conversation.id,
        status=conversation.status,
        handler=conversation.handler,
        agent=_agent(conversation),
        version=conversation.version,
        subject=conversation.subject,
        created_at=conversation.created_at,
        tail_seq=last.seq if last else 0,
        last_message=message(last) if last else None,
        visitor_read_seq=conversation.visitor_read_seq,
        agent_read_seq=conversation.agent_read_seq,
    )


def agent_conversation(conversation: Conversation, last: Message | None) -> records.AgentConversation:
    seen_by_visitor = visitor_conversation(conversation, last)
    return records.AgentConversation(
        **{name: getattr(seen_by_visitor, name) for name in records.VisitorConversation.model_fields},
        tenant_id=conversation.tenant_id,
        widget_id=conversation.widget_id,
        visitor=records.VisitorSummary(
            id=conversation.visitor_id,
            name=conversation.visitor_name,
            email=conversation.visitor_email,
            verified=conversation.visitor_verified,
        ),
        priority=conversation.priority,
        required_skills=list(conversation.required_skills),
        source_url=conversation.source_url,
        source_page_title=conversation.source_page_title,
        assigned_at=conversation.assigned_at,
        wait_seconds=conversation.wait_seconds,
        unanswered_since=conversation.unanswered_since,
        first_response_at=conversation.first_response_at,
        resolved_at=conversation.resolved_at,
        closed_at=conversation.closed_at,
        attributes=dict(conversation.attributes),
    )


def push_frame(event: events.Event) -> server_frames.PushFrame:
    """The frame that tells an event."""
    about = event.conversation
    head = {"tenant_id": about.tenant_id, "conversation_id": about.id, "timestamp": event.at}
    match event:
        case events.MessageCreated():
            return server_frames.MessageCreated(
                **head,
                message=message(event.message),
                conversation=state(about),
                agent_name=about.agent_name,
                visitor_id=about.visitor_id,
                widget_id=about.widget_id,
                handler=about.handler,
            )
        case events.MessageRead():
            return server_frames.MessageReadBy(**head, reader=event.reader, seq=event.seq)
        case events.Typing():
            who = event.principal
            return server_frames.TypingBy(
                **head, sender_type=who.sender_type, sender_id=who.id, sender_name=who.name, on=event.on
            )
        case events.ConversationCreated():
            conversation = agent_conversation(about, event.last_message)
            return server_frames.ConversationCreated(**head, conversation=conversation)
        case events.ConversationAssigned():
            return server_frames.ConversationAssigned(**head, conversation=state(about))
        case events.ConversationEnded():
            return server_frames.ConversationEnded(**head, conversation=state(about))
        case events.ConversationUpdated():
            return server_frames.ConversationUpdated(**head, conversation=state(about))
        case events.QueueUpdated():
            return server_frames.QueueUpdated(**head, change="added" if event.added else "removed")
    raise TypeError(f"No frame tells {type(event).__name__}")


def _agent(conversation: Conversation) -> records.AgentBadge | None:
    if conversation.agent_id is None or conversation.agent_name is None:
        return None
    return records.AgentBadge(id=conversation.agent_id, name=conversation.agent_name)
