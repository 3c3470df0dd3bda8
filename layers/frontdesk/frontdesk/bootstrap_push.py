"""Push notifications put together: for the consumer of the queue, and for the HTTP API, where agents add devices."""

from collections.abc import Mapping, Sequence

from aws_lambda_powertools import Logger
from botocore.session import Session, get_session

from frontdesk.adapters.dynamodb_devices import DynamoDevices, DynamoVapidKey
from frontdesk.adapters.dynamodb_notifications import DynamoNotifications
from frontdesk.adapters.push_channels import PushChannels
from frontdesk.adapters.push_registry import PushRegistry
from frontdesk.adapters.sns_push import SnsPush
from frontdesk.adapters.sqs_push_queue import SqsPushInbox
from frontdesk.adapters.web_push import VapidKey, WebPush
from frontdesk.bootstrap import make_desk
from frontdesk.domain.device import DeviceKind
from frontdesk.observability import make_logger
from frontdesk.settings import PushSettings, read_settings
from frontdesk.use_cases.ports import Clock, Desk
from frontdesk.use_cases.push_ports import PushDesk, PushInbox


def make_push_desk(
    session: Session,
    clock: Clock,
    subject: str,
    services: Sequence[str] = (),
    applications: Mapping[DeviceKind, str] | None = None,
) -> PushDesk:
    """Without `services` and `applications` no device can be added, only reached."""
    key = VapidKey(DynamoVapidKey())
    sns = SnsPush(session)
    web = WebPush(key, subject, clock)
    return PushDesk(
        registry=PushRegistry(session, key, services, applications or {}),
        notifications=DynamoNotifications(clock),
        devices=DynamoDevices(),
        channel=PushChannels({DeviceKind.WEB: web, DeviceKind.FCM: sns, DeviceKind.APNS: sns}),
    )


def push_from(environment: Mapping[str, str]) -> tuple[Desk, PushDesk, PushInbox, Logger]:
    settings = read_settings(PushSettings, environment)
    session = get_session()
    desk = make_desk(settings, session)
    pushes = make_push_desk(session, desk.clock, settings.push_subject)
    inbox = SqsPushInbox(session, settings.push_queue_url, settings.push_dead_letters_url)
    return desk, pushes, inbox, make_logger(settings.log_level)
