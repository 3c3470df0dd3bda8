"""Events as the frames that tell them."""

from typing import Any

from frontdesk.contract import server_frames
from frontdesk.contract.rendering import (
    agent,
    agent_conversation,
    agent_details,
    badge,
    message,
    note,
    notification,
    state,
)
from frontdesk.domain import events


def push_frame(event: events.Event, *, for_agents: bool) -> server_frames.PushFrame:
    """The frame that tells an event to agents, or to visitors and agents alike."""
    match event:
        case events.PresenceChanged():
            return server_frames.PresenceChanged(
                tenant_id=event.tenant_id, timestamp=event.at, agent=agent(event.agent, event.agent.presence)
            )
        case events.NotificationCreated():
            return server_frames.NotificationCreated(
                tenant_id=event.tenant_id, timestamp=event.at, notification=notification(event.notification)
            )
        case events.StateChanged():
            return _state_frame(event, for_agents=for_agents)
        case events.AgentsEvent() | events.NoteCreated() | events.ViewersChanged():
            return _agents_frame(event)
        case events.ConversationEvent():
            return _public_frame(event)
    raise TypeError(f"No frame tells {type(event).__name__}")


def _head(event: events.ConversationEvent) -> dict[str, Any]:
    return {"tenant_id": event.tenant_id, "conversation_id": event.conversation.id, "timestamp": event.at}


def _public_frame(event: events.ConversationEvent) -> server_frames.PushFrame:
    about = event.conversation
    match event:
        case events.MessageCreated():
            return server_frames.MessageCreated(
                **_head(event),
                message=message(event.message),
                conversation=state(about),
                agent_name=about.agent_name,
                visitor_id=about.visitor_id,
                widget_id=about.widget_id,
                handler=about.handler,
            )
        case events.MessageRead():
            return server_frames.MessageReadBy(**_head(event), reader=event.reader, seq=event.seq)
        case events.BotWriting():
            return server_frames.BotWriting(**_head(event), sender_name=event.name, text=event.text)
        case events.Typing():
            who = event.principal
            return server_frames.TypingBy(
                **_head(event), sender_type=who.sender_type, sender_id=who.id, sender_name=who.name, on=event.on
            )
    raise TypeError(f"No frame tells {type(event).__name__}")


def _state_frame(event: events.StateChanged, *, for_agents: bool) -> server_frames.PushFrame:
    about = event.conversation
    told = {
        **_head(event),
        "conversation": state(about),
        "details": agent_details(about) if for_agents else None,
    }
    match event:
        case events.ConversationAssigned():
            if not for_agents:
                return server_frames.ConversationAssigned(**told)
            by = badge(event.by)
            return server_frames.ConversationAssigned(**told, urgent=event.urgent, by=by, reason=event.reason)
        case events.ConversationEnded():
            return server_frames.ConversationEnded(**told)
        case events.ConversationEscalated():
            return server_frames.ConversationEscalated(**told)
        case _:
            return server_frames.ConversationUpdated(**told)


def _agents_frame(event: events.ConversationEvent) -> server_frames.PushFrame:
    match event:
        case events.ConversationCreated():
            conversation = agent_conversation(event.conversation, event.last_message)
            return server_frames.ConversationCreated(**_head(event), conversation=conversation)
        case events.QueueUpdated():
            return server_frames.QueueUpdated(**_head(event), change="added" if event.added else "removed")
        case events.NoteCreated():
            return server_frames.NoteCreated(**_head(event), note=note(event.note))
        case events.ViewersChanged():
            return server_frames.ViewersChanged(**_head(event), viewer_ids=list(event.viewer_ids))
    raise TypeError(f"No frame tells {type(event).__name__}")
