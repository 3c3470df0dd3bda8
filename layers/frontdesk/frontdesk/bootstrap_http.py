"""The HTTP API put together: apart from `bootstrap`, so that no other function loads what only this one needs."""

from collections.abc import Mapping
from datetime import timedelta

from botocore.session import Session, get_session
from fastapi import FastAPI

from frontdesk.adapters.cognito import CognitoTokens
from frontdesk.adapters.cognito_accounts import CognitoAccounts
from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_answers import DynamoAnswers
from frontdesk.adapters.dynamodb_audit import AuditRow, DynamoAuditTrail
from frontdesk.adapters.dynamodb_escalations import DynamoEscalationSteps
from frontdesk.adapters.dynamodb_rates import AddressKeyRow, DynamoAddressKeys, DynamoRateCounters, RateRow
from frontdesk.adapters.dynamodb_webhooks import DynamoDeliveries, DynamoWebhooks, RememberedSubscriptions
from frontdesk.adapters.dynamodb_widgets import DynamoWidgets, SigningKeyRow
from frontdesk.adapters.dynamodb_workflows import DynamoWorkflows
from frontdesk.adapters.sqs_webhook_queue import SqsWebhookQueue
from frontdesk.bootstrap import make_desk
from frontdesk.bootstrap_analytics import make_counters
from frontdesk.bootstrap_knowledge import make_knowledge_desk
from frontdesk.bootstrap_privacy import make_privacy_desk
from frontdesk.bootstrap_push import make_push_desk
from frontdesk.contract.agent_models import SignInSettings
from frontdesk.contract.http_models import ClientLimits
from frontdesk.domain.attachment import TYPES_BY_EXTENSION
from frontdesk.domain.device import DeviceKind
from frontdesk.entrypoints.http_app import make_app
from frontdesk.entrypoints.http_context import Context
from frontdesk.settings import HttpSettings, read_settings
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.rate_ports import RateDesk
from frontdesk.use_cases.webhook_ports import WebhookDesk, WebhookOutlet
from frontdesk.use_cases.widget_ports import WidgetDesk


def app_from(environment: Mapping[str, str]) -> FastAPI:
    settings = read_settings(HttpSettings, environment)
    session = get_session()
    dynamodb = DynamoDb(session)
    desk = make_desk(settings, session, dynamodb)
    dynamodb.bind(SigningKeyRow, settings.keys_table)
    dynamodb.bind(AuditRow, settings.directory_table)
    dynamodb.bind(AddressKeyRow, settings.keys_table)
    dynamodb.bind(RateRow, settings.directory_table)
    workflows = DynamoWorkflows(dynamodb)
    limits = ClientLimits(
        message_length=settings.message_length,
        attachment_bytes=settings.attachment_bytes,
        attachment_types=TYPES_BY_EXTENSION,
        page_size=settings.page_size,
        heartbeat_seconds=settings.heartbeat_seconds,
    )
    return make_app(
        Context(
            desk=desk,
            tokens=CognitoTokens(settings.cognito_issuer, settings.cognito_url, settings.user_pool_client_id),
            accounts=CognitoAccounts(session, settings.user_pool_id),
            pushes=make_push_desk(
                session,
                desk.clock,
                settings.push_subject,
                settings.push_services.split(","),
                {
                    DeviceKind.FCM: settings.fcm_application_arn,
                    DeviceKind.APNS: settings.apns_application_arn,
                },
            ),
            privacy=make_privacy_desk(session, dynamodb, settings, settings.privacy_queue_url),
            escalation_steps=DynamoEscalationSteps(desk.clock),
            knowledge=make_knowledge_desk(desk, session, settings),
            webhooks=_webhook_desk(desk, session, settings),
            widgets=WidgetDesk(DynamoWidgets(dynamodb), workflows),
            workflows=workflows,
            answers=DynamoAnswers(desk.clock),
            counters=make_counters(dynamodb, settings.counters_table),
            audit=DynamoAuditTrail(),
            rates=RateDesk(desk.clock, DynamoRateCounters(), DynamoAddressKeys(), settings.request_rates()),
            limits=limits,
            sign_in=SignInSettings(user_pool_client_id=settings.user_pool_client_id, cognito_url=settings.cognito_url),
            assets_url=settings.assets_url,
            websocket_url=settings.websocket_url,
            edge_key=settings.edge_key,
        )
    )


def _webhook_desk(desk: Desk, session: Session, settings: HttpSettings) -> WebhookDesk:
    webhooks = DynamoWebhooks()
    remembered = RememberedSubscriptions(webhooks, desk.clock, timedelta(seconds=settings.webhook_seconds))
    outlet = WebhookOutlet(remembered, SqsWebhookQueue(session, settings.webhook_queue_url))
    return WebhookDesk(webhooks, DynamoDeliveries(desk.clock), outlet, settings.webhook_local == "on")
