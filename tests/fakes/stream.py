"""What the streams set in motion, in memory."""

from dataclasses import dataclass

from frontdesk.use_cases.knowledge_ports import Outcomes
from frontdesk.use_cases.stream_ports import StreamDesk
from tests.fakes.bot import FakeBotQueue
from tests.fakes.escalations import FakeEscalationRuns, make_escalation_runs
from tests.fakes.knowledge import FakeOutcomes
from tests.fakes.privacy import FakePrivacyQueue
from tests.fakes.push import FakePushQueue
from tests.fakes.step import Step, no_step
from tests.fakes.webhooks import FakeWebhookOutlet, make_webhook_outlet


@dataclass(frozen=True, slots=True)
class FakeStreamDesk(StreamDesk):
    pushes: FakePushQueue
    bot: FakeBotQueue
    escalations: FakeEscalationRuns
    webhooks: FakeWebhookOutlet
    privacy: FakePrivacyQueue
    outcomes: Outcomes


def a_stream_desk(step: Step = no_step, outcomes: Outcomes | None = None) -> FakeStreamDesk:
    return FakeStreamDesk(
        pushes=FakePushQueue(step),
        bot=FakeBotQueue(step),
        escalations=make_escalation_runs(step),
        webhooks=make_webhook_outlet(step),
        privacy=FakePrivacyQueue(step),
        outcomes=outcomes or FakeOutcomes(step),
    )
