"""The configuration of a deployment: one typed class, read from the environment once, at a function's start."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from frontdesk.domain.agent import PresenceRules
from frontdesk.domain.rate_limit import Rate
from frontdesk.domain.vocabulary import SenderType
from frontdesk.domain.widget import THRESHOLD
from frontdesk.use_cases.ports import Policy
from frontdesk.use_cases.rate_ports import RequestRates

PREFIX = "FRONTDESK_"


class BadSettings(Exception):
    """The environment does not describe a deployment. The text names each variable at fault."""


PerMinute = Annotated[int, Field(ge=1, le=1_000_000, description="in a minute, and as many at once")]


class Settings(BaseModel):
    """Each field is the environment variable of its name in capitals behind `FRONTDESK_`."""

    model_config = ConfigDict(frozen=True, str_min_length=1)

    stage: str
    connections_table: str
    conversations_table: str
    messages_table: str
    directory_table: str
    search_table: str
    articles_table: str
    counters_table: str
    attachments_bucket: str
    connections_url: Annotated[str, Field(pattern=r"^https?://", description="the @connections endpoint")]
    websocket_url: Annotated[str, Field(pattern=r"^wss?://")]
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    # PRODUCT: "4,000 characters by default".
    message_length: Annotated[int, Field(ge=1, le=16_000, description="characters")] = 4000
    # PRODUCT: "up to 10 MB by default".
    attachment_bytes: Annotated[int, Field(ge=1, le=100 * 1024 * 1024)] = 10 * 1024 * 1024
    page_size: Annotated[int, Field(ge=1, le=100, description="messages")] = 50
    # Of a visitor to the bot, before it calls a human.
    message_cap: Annotated[int, Field(ge=1, le=1000, description="messages")] = 8
    # API Gateway drops a connection that has been idle for ten minutes; a lost push is noticed after one beat.
    heartbeat_seconds: Annotated[int, Field(ge=1, le=300)] = 25
    auto_close_minutes: Annotated[int, Field(ge=1, le=43_200)] = 1440
    # PRODUCT: "10 minutes of silence". The SLA is how long a conversation may wait for somebody to accept it, and the
    # grace how long admins then have before a ticket is made of it.
    sla_minutes: Annotated[float, Field(gt=0, le=1440)] = 5
    grace_minutes: Annotated[float, Field(gt=0, le=1440)] = 5
    silence_minutes: Annotated[float, Field(gt=0, le=1440)] = 10
    # Of a widget that is made without one.
    confidence_threshold: Annotated[float, Field(ge=0, le=1)] = THRESHOLD
    # Conversations are kept until somebody erases them where it is absent.
    retention_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    # Without a sign of an agent's activity, and of their life.
    away_minutes: Annotated[float, Field(gt=0, le=720)] = 10
    offline_seconds: Annotated[float, Field(gt=0, le=3600, validate_default=True)] = 60
    # What each counts, and where: docs/operations/limits.md. A person writes some ten messages a minute.
    rate_visitor_messages: PerMinute = 60
    rate_agent_messages: PerMinute = 120
    rate_visitor_frames: PerMinute = 600
    rate_agent_frames: PerMinute = 6000

    @field_validator("retention_days", mode="before")
    @classmethod
    def _empty_is_absent(cls, days: object) -> object:
        """A parameter of the template has a value, be it an empty one."""
        return None if days == "" else days

    @field_validator("offline_seconds")
    @classmethod
    def _outlasts_a_lost_heartbeat(cls, seconds: float, known: ValidationInfo) -> float:
        heartbeat = known.data.get("heartbeat_seconds")
        if heartbeat is not None and seconds <= 2 * heartbeat:
            raise ValueError(f"must be more than two heartbeats ({2 * heartbeat} seconds)")
        return seconds

    def policy(self) -> Policy:
        return Policy(
            message_length=self.message_length,
            attachment_bytes=self.attachment_bytes,
            page_size=self.page_size,
            message_cap=self.message_cap,
            auto_close=timedelta(minutes=self.auto_close_minutes),
            sla=timedelta(minutes=self.sla_minutes),
            grace=timedelta(minutes=self.grace_minutes),
            silence=timedelta(minutes=self.silence_minutes),
            message_rates={
                SenderType.VISITOR: Rate(self.rate_visitor_messages),
                SenderType.AGENT: Rate(self.rate_agent_messages),
            },
            frame_rates={
                SenderType.VISITOR: Rate(self.rate_visitor_frames),
                SenderType.AGENT: Rate(self.rate_agent_frames),
            },
            retention_days=self.retention_days,
            confidence_threshold=self.confidence_threshold,
            presence=PresenceRules(
                away_after=timedelta(minutes=self.away_minutes), offline_after=timedelta(seconds=self.offline_seconds)
            ),
        )


PushSubject = Annotated[
    str, Field(pattern=r"^(mailto:.+@.+|https://.+)$", description="whom a push service may contact")
]


WebhookQueueUrl = Annotated[str, Field(pattern=r"^https?://")]
# "on" lets webhooks lead to addresses on this machine, by plain http: for a stack that runs on one.
WebhookLocal = Annotated[Literal["off", "on"], Field(description="never on where strangers are admins")]
# For so long a function may not know of a webhook that has been added, changed or switched on.
WebhookSeconds = Annotated[float, Field(ge=0, le=600, description="what a warm function remembers of webhooks")]


class KnowledgeSettings(Settings):
    """What answering from articles needs beside, and building their index."""

    knowledge_bucket: str
    # For so long an article that has changed may be answered from as it was before.
    knowledge_seconds: Annotated[float, Field(ge=0, le=300)] = 5


class HttpSettings(KnowledgeSettings):
    """What the HTTP API needs beside."""

    # A path belongs to the origin that served script.js: a function cannot name the domain in front of it.
    assets_url: Annotated[str, Field(pattern=r"^(https?://|/)", description="where the widget's files are")]
    cognito_url: Annotated[str, Field(pattern=r"^https?://", description="where agents sign in")]
    cognito_issuer: Annotated[str, Field(pattern=r"^https?://")]
    user_pool_client_id: str
    user_pool_id: str
    push_subject: PushSubject
    # Hosts, divided by commas: those of the browsers' makers.
    push_services: str = "fcm.googleapis.com,updates.push.services.mozilla.com,push.apple.com,notify.windows.com"
    keys_table: str
    webhook_queue_url: WebhookQueueUrl
    webhook_seconds: WebhookSeconds = 60
    webhook_local: WebhookLocal = "off"
    # Shared by what stands in front of the API, which alone is believed about who its callers are.
    edge_key: Annotated[str, Field(min_length=0)] = ""
    rate_address_beginnings: PerMinute = 300
    rate_widget_sessions: PerMinute = 3000
    rate_visitor_actions: PerMinute = 60
    rate_address_requests: PerMinute = 12_000
    rate_visitor_requests: PerMinute = 600
    rate_agent_requests: PerMinute = 6000
    privacy_queue_url: Annotated[str, Field(pattern=r"^https?://")]
    fcm_application_arn: Annotated[str, Field(min_length=0)] = ""
    apns_application_arn: Annotated[str, Field(min_length=0)] = ""

    def request_rates(self) -> RequestRates:
        return RequestRates(
            beginnings_of_address=self.rate_address_beginnings,
            sessions_of_widget=self.rate_widget_sessions,
            actions_of_visitor=self.rate_visitor_actions,
            requests_of_address=self.rate_address_requests,
            requests_of_visitor=self.rate_visitor_requests,
            requests_of_agent=self.rate_agent_requests,
        )


EscalationMachineArn = Annotated[str, Field(pattern=r"^arn:", description="the state machine of escalations")]


class StreamSettings(Settings):
    """What the streams' consumer needs beside."""

    push_queue_url: Annotated[str, Field(pattern=r"^https?://")]
    escalation_machine_arn: EscalationMachineArn
    bot_queue_url: Annotated[str, Field(pattern=r"^https?://")]
    webhook_queue_url: WebhookQueueUrl
    webhook_seconds: WebhookSeconds = 60
    privacy_queue_url: Annotated[str, Field(pattern=r"^https?://")]


class BotSettings(KnowledgeSettings):
    """What the bot needs beside."""

    bot_queue_url: Annotated[str, Field(pattern=r"^https?://")]
    answer_provider: Literal["retrieval", "bedrock"] = "retrieval"
    bedrock_model: Annotated[str, Field(description="of a model, or an inference profile")] = "amazon.nova-micro-v1:0"
    # A visitor waits, and the function ends after thirty.
    bedrock_seconds: Annotated[float, Field(gt=0, le=20)] = 8
    bedrock_daily_tokens: Annotated[int, Field(ge=0, description="of each tenant")] = 1_000_000


class EscalationSettings(Settings):
    """What the steps of an escalation need beside. Without a sender no mails are sent."""

    push_queue_url: Annotated[str, Field(pattern=r"^https?://")]
    webhook_queue_url: WebhookQueueUrl
    webhook_seconds: WebhookSeconds = 60
    escalation_machine_arn: EscalationMachineArn
    sender_email: Annotated[str, Field(min_length=0, pattern=r"^(.+@.+)?$")] = ""
    site_url: Annotated[str, Field(pattern=r"^https?://", description="where the dashboard is")]


class PrivacySettings(Settings):
    """What erasing and giving out what is known of visitors need beside."""

    privacy_queue_url: Annotated[str, Field(pattern=r"^https?://")]
    escalation_machine_arn: EscalationMachineArn


class PushSettings(Settings):
    """What the push queue's consumer needs beside."""

    push_queue_url: Annotated[str, Field(pattern=r"^https?://")]
    push_dead_letters_url: Annotated[str, Field(pattern=r"^https?://")]
    push_subject: PushSubject


class WebhookSettings(Settings):
    """What the webhooks' queue's consumer needs beside."""

    webhook_queue_url: WebhookQueueUrl
    webhook_local: WebhookLocal = "off"
    webhook_retry_seconds: Annotated[float, Field(gt=0, le=600, description="until the second attempt")] = 10


S = TypeVar("S", bound=Settings)


def read_settings(kind: type[S], environment: Mapping[str, str]) -> S:
    """Raises BadSettings, naming every variable that is missing or wrong."""
    values = {
        name: environment[PREFIX + name.upper()] for name in kind.model_fields if PREFIX + name.upper() in environment
    }
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        faults = "; ".join(f"{PREFIX}{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in error.errors())
        raise BadSettings(f"Frontdesk cannot start. {faults}") from None
