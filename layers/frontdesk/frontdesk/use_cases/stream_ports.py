"""What a change that has been stored sets in motion."""

from dataclasses import dataclass

from frontdesk.use_cases.bot_ports import BotQueue
from frontdesk.use_cases.escalation_ports import EscalationRuns
from frontdesk.use_cases.knowledge_ports import Outcomes
from frontdesk.use_cases.privacy_ports import PrivacyQueue
from frontdesk.use_cases.push_ports import PushQueue
from frontdesk.use_cases.webhook_ports import WebhookOutlet


@dataclass(frozen=True, slots=True)
class StreamDesk:
    """Whatever takes it further than the tables. Each may be told of the same thing twice."""

    pushes: PushQueue
    bot: BotQueue
    escalations: EscalationRuns
    webhooks: WebhookOutlet
    privacy: PrivacyQueue
    outcomes: Outcomes
