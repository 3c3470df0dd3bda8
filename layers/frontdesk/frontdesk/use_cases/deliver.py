"""Tell the connections that listen for an event, and forget those that are gone."""

from collections.abc import Iterable

from frontdesk.domain.events import Event
from frontdesk.domain.vocabulary import Role
from frontdesk.use_cases.ports import Desk


def deliver(desk: Desk, *events: Event, but_not_to: str | None = None) -> None:
    """Post each event to its audience, save to the connection that caused it: its own answer tells it the same."""
    for event in events:
        listening = {
            listener.connection_id: listener.role
            for topic in event.audience
            for listener in desk.connections.listeners(topic)
            if listener.connection_id != but_not_to
        }
        visitors = [connection_id for connection_id, role in listening.items() if role is Role.VISITOR]
        agents = listening.keys() - visitors
        if event.for_agents_only:
            _post(desk, event, agents, for_agents=True)
        elif event.shows_agents_more:
            _post(desk, event, visitors, for_agents=False)
            _post(desk, event, agents, for_agents=True)
        else:
            _post(desk, event, listening, for_agents=False)


def _post(desk: Desk, event: Event, connection_ids: Iterable[str], *, for_agents: bool) -> None:
    to = sorted(connection_ids)
    if not to:
        return
    for gone in desk.gateway.post(event, to, for_agents=for_agents):
        desk.connections.close(gone, heard_on=event.audience)
