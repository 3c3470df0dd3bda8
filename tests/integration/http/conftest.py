"""The application on moto's tables, straight and through Mangum."""

import asyncio

import pytest
from botocore.session import get_session
from fastapi import FastAPI

from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_answers import DynamoAnswers
from frontdesk.adapters.dynamodb_audit import AuditRow, DynamoAuditTrail
from frontdesk.adapters.dynamodb_escalations import DynamoEscalationSteps
from frontdesk.adapters.dynamodb_outcomes import DynamoOutcomes
from frontdesk.adapters.dynamodb_privacy import DynamoPrivacyRecords, ErasureRow, ExportRow
from frontdesk.adapters.dynamodb_rates import AddressKeyRow, DynamoAddressKeys, DynamoRateCounters, RateRow
from frontdesk.adapters.dynamodb_unanswered_questions import DynamoUnansweredQuestions
from frontdesk.adapters.dynamodb_widgets import DynamoWidgets
from frontdesk.adapters.dynamodb_workflows import DynamoWorkflows
from frontdesk.adapters.s3_private_files import S3PrivateFiles
from frontdesk.bootstrap_analytics import make_counters
from frontdesk.contract.agent_models import SignInSettings
from frontdesk.contract.http_models import ClientLimits
from frontdesk.domain.attachment import TYPES_BY_EXTENSION
from frontdesk.entrypoints.http_app import make_app
from frontdesk.entrypoints.http_context import Context
from frontdesk.use_cases.knowledge_ports import KnowledgeDesk
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.privacy_ports import PrivacyDesk
from frontdesk.use_cases.rate_ports import RateDesk
from frontdesk.use_cases.widget_ports import WidgetDesk
from tests.fakes.accounts import FakeAccounts
from tests.fakes.agent_tokens import FakeAgentTokens
from tests.fakes.knowledge import FakeKnowledge
from tests.fakes.people import WIDGET
from tests.fakes.privacy import FakePrivacyQueue
from tests.fakes.push import make_push_desk
from tests.fakes.system import FakeClock
from tests.fakes.webhooks import make_webhook_desk
from tests.integration.cloud import ENVIRONMENT
from tests.integration.http.api import Api
from tests.integration.http.client import Client, Lambda, Straight

LIMITS = ClientLimits(
    message_length=4000,
    attachment_bytes=10_485_760,
    attachment_types=TYPES_BY_EXTENSION,
    page_size=50,
    heartbeat_seconds=25,
)

EDGE_KEY = "the-distribution"


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return make_app(None)


@pytest.fixture
def privacy(connection: DynamoDb) -> PrivacyDesk:
    """Its files are asked for nothing but addresses here."""
    for row in (ErasureRow, ExportRow):
        connection.bind(row, ENVIRONMENT["FRONTDESK_DIRECTORY_TABLE"])
    files = S3PrivateFiles(get_session(), ENVIRONMENT["FRONTDESK_ATTACHMENTS_BUCKET"])
    return PrivacyDesk(FakePrivacyQueue(), DynamoPrivacyRecords(), files)


@pytest.fixture
def api(
    request: pytest.FixtureRequest,
    app: FastAPI,
    loop: asyncio.AbstractEventLoop,
    desk: Desk,
    clock: FakeClock,
    connection: DynamoDb,
    privacy: PrivacyDesk,
) -> Api:
    tokens, accounts = FakeAgentTokens(clock), FakeAccounts()
    workflows = DynamoWorkflows(connection)
    connection.bind(AuditRow, ENVIRONMENT["FRONTDESK_DIRECTORY_TABLE"])
    connection.bind(RateRow, ENVIRONMENT["FRONTDESK_DIRECTORY_TABLE"])
    connection.bind(AddressKeyRow, ENVIRONMENT["FRONTDESK_KEYS_TABLE"])
    app.state.context = Context(
        desk=desk,
        tokens=tokens,
        accounts=accounts,
        pushes=make_push_desk(),
        knowledge=KnowledgeDesk(desk.articles, FakeKnowledge(), DynamoOutcomes(), DynamoUnansweredQuestions()),
        escalation_steps=DynamoEscalationSteps(clock),
        privacy=privacy,
        webhooks=make_webhook_desk(),
        widgets=WidgetDesk(DynamoWidgets(connection), workflows),
        workflows=workflows,
        answers=DynamoAnswers(clock),
        counters=make_counters(connection, ENVIRONMENT["FRONTDESK_COUNTERS_TABLE"]),
        audit=DynamoAuditTrail(),
        rates=RateDesk(clock, DynamoRateCounters(), DynamoAddressKeys()),
        limits=LIMITS,
        sign_in=SignInSettings(user_pool_client_id="client-1", cognito_url="https://sign-in.example/"),
        assets_url="/widget",
        websocket_url="wss://sockets.example/dev",
        edge_key=EDGE_KEY,
    )
    desk.directory.put_widget(WIDGET)
    straight = getattr(request, "param", None) == "straight"
    transport = Straight(app, loop) if straight else Lambda(app)
    return Api(Client(transport), desk, clock, tokens, accounts, workflows)
