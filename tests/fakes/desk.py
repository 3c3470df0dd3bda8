"""Every fake joined, in the place of `bootstrap`."""

from collections.abc import Iterable
from dataclasses import dataclass

from frontdesk.domain.principal import Principal
from frontdesk.use_cases.ports import Desk, Policy
from tests.fakes.agents import FakeAgents
from tests.fakes.articles import FakeArticles
from tests.fakes.attachments import FakeAttachments
from tests.fakes.canned_responses import FakeCannedResponses
from tests.fakes.connections import FakeConnections
from tests.fakes.conversations import FakeConversations
from tests.fakes.departments import FakeDepartments
from tests.fakes.directory import FakeDirectory
from tests.fakes.gateway import FakeGateway
from tests.fakes.message_log import FakeMessageLog
from tests.fakes.people import STAFF, record_of
from tests.fakes.search import FakeSearch
from tests.fakes.step import Lag, Step, no_lag, no_step
from tests.fakes.system import FakeClock, FakeSecrets
from tests.fakes.tenants import FakeTenantSettings
from tests.fakes.tickets import FakeTickets


@dataclass(frozen=True, slots=True)
class FakeDesk(Desk):
    """A desk of which a test can see the inside."""

    clock: FakeClock
    secrets: FakeSecrets
    conversations: FakeConversations
    agents: FakeAgents
    departments: FakeDepartments
    tickets: FakeTickets
    canned_responses: FakeCannedResponses
    articles: FakeArticles
    search: FakeSearch
    log: FakeMessageLog
    notes: FakeMessageLog
    connections: FakeConnections
    gateway: FakeGateway
    directory: FakeDirectory
    attachments: FakeAttachments
    tenants: FakeTenantSettings


def make_desk(
    step: Step = no_step,
    *,
    policy: Policy | None = None,
    clock: FakeClock | None = None,
    lag: Lag = no_lag,
    staff: Iterable[Principal] = STAFF,
) -> FakeDesk:
    """The staff is enrolled, and nobody is there yet."""
    moved_by_hand = clock or FakeClock(step)
    agents = FakeAgents(step)
    for principal in staff:
        agents.enrol(record_of(principal))
    conversations = FakeConversations(agents, step, lag)
    return FakeDesk(
        policy=policy or Policy(),
        clock=moved_by_hand,
        secrets=FakeSecrets(),
        conversations=conversations,
        agents=agents,
        departments=FakeDepartments(step),
        tickets=FakeTickets(conversations, step),
        canned_responses=FakeCannedResponses(step),
        articles=FakeArticles(step),
        search=FakeSearch(conversations, step),
        log=FakeMessageLog(step, lag),
        notes=FakeMessageLog(step, lag, name="notes"),
        connections=FakeConnections(moved_by_hand, step),
        gateway=FakeGateway(step),
        directory=FakeDirectory(moved_by_hand, step),
        attachments=FakeAttachments(step),
        tenants=FakeTenantSettings(step),
    )
