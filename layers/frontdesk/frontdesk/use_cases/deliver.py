"""Tell the connections that listen for an event, and forget those that are gone."""

from frontdesk.domain.events import Event
from frontdesk.use_cases.ports import Desk


def deliver(desk: Desk, *events: Event, but_not_to: str | None = None) -> None:
    """Post each event to its audience, save to the connection that caused it: its own answer tells it the same."""
    for event in events:
        listening = {
            listener.connection_id
            for topic in event.audience
            for listener in desk.connections.listeners(topic)
            if listener.connection_id != but_not_to
        }
        if not listening:
            continue
        for gone in desk.gateway.post(event, sorted(listening)):
            desk.connections.close(gone, heard_on=event.audience)
