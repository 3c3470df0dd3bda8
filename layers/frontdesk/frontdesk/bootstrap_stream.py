"""The consumer of the tables' streams put together."""

from collections.abc import Mapping

from botocore.session import get_session

from frontdesk.adapters.sqs_bot_queue import SqsBotQueue
from frontdesk.adapters.sqs_push_queue import SqsPushQueue
from frontdesk.bootstrap import make_desk
from frontdesk.bootstrap_escalation import make_escalation_runs
from frontdesk.settings import StreamSettings, read_settings
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.stream_ports import StreamDesk


def stream_from(environment: Mapping[str, str]) -> tuple[Desk, StreamDesk]:
    settings = read_settings(StreamSettings, environment)
    session = get_session()
    desk = make_desk(settings, session)
    onward = StreamDesk(
        pushes=SqsPushQueue(session, settings.push_queue_url),
        bot=SqsBotQueue(session, settings.bot_queue_url),
        escalations=make_escalation_runs(session, desk.clock, settings.escalation_machine_arn),
    )
    return desk, onward
