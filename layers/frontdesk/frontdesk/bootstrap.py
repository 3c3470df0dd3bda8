"""The only place where ports meet adapters."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from botocore.session import Session, get_session

from frontdesk.adapters.connection_gateway import ConnectionGateway
from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_agents import AgentRow, DynamoAgents
from frontdesk.adapters.dynamodb_answers import AnswerRow
from frontdesk.adapters.dynamodb_articles import ArticleRow, DynamoArticles, SlugRow, TallyRow, VoteRow
from frontdesk.adapters.dynamodb_canned_responses import CannedResponseRow, DynamoCannedResponses
from frontdesk.adapters.dynamodb_connections import ConnectionRow, DynamoConnections
from frontdesk.adapters.dynamodb_conversation_row import ConversationRow
from frontdesk.adapters.dynamodb_conversations import DynamoConversations
from frontdesk.adapters.dynamodb_departments import DepartmentRow, DynamoDepartments
from frontdesk.adapters.dynamodb_devices import DeviceRow, HolderRow, KeyRow
from frontdesk.adapters.dynamodb_directory import DynamoDirectory, VisitorRow
from frontdesk.adapters.dynamodb_escalations import EscalationMailRow, EscalationStepRow
from frontdesk.adapters.dynamodb_knowledge_indexes import KnowledgeIndexRow
from frontdesk.adapters.dynamodb_messages import NOTES, DynamoMessageLog, MessageRow
from frontdesk.adapters.dynamodb_names import NameRow
from frontdesk.adapters.dynamodb_notifications import NotificationRow, PushRow
from frontdesk.adapters.dynamodb_outcomes import OutcomeRow
from frontdesk.adapters.dynamodb_pointers import PointerRow
from frontdesk.adapters.dynamodb_search import DynamoSearch, SearchRow
from frontdesk.adapters.dynamodb_tenants import DynamoTenantSettings, TenantSettingsRow
from frontdesk.adapters.dynamodb_tickets import DynamoTickets, TicketRow, TicketTextRow
from frontdesk.adapters.dynamodb_unanswered_questions import QuestionRow
from frontdesk.adapters.dynamodb_webhooks import DeliveryRow, WebhookRow
from frontdesk.adapters.dynamodb_widget_row import WidgetCountRow, WidgetRow
from frontdesk.adapters.dynamodb_workflows import WorkflowRow, WorkflowVersionRow
from frontdesk.adapters.keeping import Keeping
from frontdesk.adapters.s3_attachments import S3Attachments
from frontdesk.adapters.system import SystemClock, SystemSecrets
from frontdesk.metrics import Meter
from frontdesk.observability import make_logger
from frontdesk.settings import Settings, read_settings
from frontdesk.use_cases.ports import Desk

TAILS_AT_ONCE = 10
DIRECTORY = (
    WidgetRow,
    WidgetCountRow,
    VisitorRow,
    PointerRow,
    AnswerRow,
    AgentRow,
    DepartmentRow,
    CannedResponseRow,
    NameRow,
    TicketRow,
    TicketTextRow,
    NotificationRow,
    PushRow,
    DeviceRow,
    HolderRow,
    KeyRow,
    WorkflowRow,
    WorkflowVersionRow,
    EscalationStepRow,
    EscalationMailRow,
    TenantSettingsRow,
    WebhookRow,
    DeliveryRow,
)
ARTICLES = (ArticleRow, SlugRow, TallyRow, VoteRow, KnowledgeIndexRow, OutcomeRow, QuestionRow)


def make_desk(settings: Settings, session: Session | None = None, dynamodb: DynamoDb | None = None) -> Desk:
    """Everything that the use cases need, over one botocore session and one pool of threads."""
    session = session or get_session()
    dynamodb = dynamodb or DynamoDb(session)
    dynamodb.bind(ConversationRow, settings.conversations_table)
    dynamodb.bind(MessageRow, settings.messages_table)
    dynamodb.bind(ConnectionRow, settings.connections_table)
    dynamodb.bind(SearchRow, settings.search_table)
    for row in DIRECTORY:
        dynamodb.bind(row, settings.directory_table)
    for article_row in ARTICLES:
        dynamodb.bind(article_row, settings.articles_table)
    clock = SystemClock()
    pool = ThreadPoolExecutor(TAILS_AT_ONCE, thread_name_prefix="tail")
    tenants = DynamoTenantSettings(clock)
    keeping = Keeping(lambda tenant_id: tenants.get(tenant_id).retention_days or settings.retention_days)
    return Desk(
        policy=settings.policy(),
        clock=clock,
        secrets=SystemSecrets(),
        conversations=DynamoConversations(dynamodb, keeping),
        agents=DynamoAgents(dynamodb),
        departments=DynamoDepartments(dynamodb),
        tickets=DynamoTickets(dynamodb, keeping),
        canned_responses=DynamoCannedResponses(dynamodb),
        articles=DynamoArticles(dynamodb),
        search=DynamoSearch(),
        log=DynamoMessageLog(pool),
        notes=DynamoMessageLog(pool, NOTES),
        connections=DynamoConnections(clock),
        gateway=ConnectionGateway(session, settings.connections_url, clock, make_logger(settings.log_level), Meter()),
        directory=DynamoDirectory(clock, dynamodb, keeping),
        attachments=S3Attachments(session, settings.attachments_bucket),
        tenants=tenants,
    )


def desk_from(environment: Mapping[str, str]) -> Desk:
    return make_desk(read_settings(Settings, environment))
