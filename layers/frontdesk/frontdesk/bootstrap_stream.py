"""The consumer of the tables' streams put together."""

from collections.abc import Mapping

from botocore.session import get_session

from frontdesk.adapters.sqs_push_queue import SqsPushQueue
from frontdesk.bootstrap import make_desk
from frontdesk.settings import StreamSettings, read_settings
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.push_ports import PushQueue


def stream_from(environment: Mapping[str, str]) -> tuple[Desk, PushQueue]:
    settings = read_settings(StreamSettings, environment)
    session = get_session()
    return make_desk(settings, session), SqsPushQueue(session, settings.push_queue_url)
