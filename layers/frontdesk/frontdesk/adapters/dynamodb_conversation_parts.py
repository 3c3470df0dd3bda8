"""What a conversation's row keeps as JSON: its transfers, its escalations and its rating."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from frontdesk.adapters.dynamodb import without_none
from frontdesk.domain.conversation import Transfer
from frontdesk.domain.escalation import Escalation, EscalationReason, Outcome
from frontdesk.domain.party import Party
from frontdesk.domain.rating import Rating


def transfer_values(transfer: Transfer) -> dict[str, Any]:
    return without_none({**asdict(transfer), "at": transfer.at.isoformat()})


def transfer_of(values: dict[str, Any]) -> Transfer:
    parties = {name: Party(**values[name]) for name in ("from_agent", "to_agent", "to_department") if name in values}
    return Transfer(
        **parties,
        by=Party(**values["by"]),
        reason=values.get("reason"),
        at=datetime.fromisoformat(values["at"]),
    )


def escalation_values(escalation: Escalation) -> dict[str, Any]:
    settled = escalation.settled_at
    values = {
        **asdict(escalation),
        "metadata": dict(escalation.metadata) or None,
        "at": escalation.at.isoformat(),
        "settled_at": settled.isoformat() if settled else None,
    }
    return without_none(values)


def escalation_of(values: dict[str, Any]) -> Escalation:
    settled = values.get("settled_at")
    return Escalation(
        number=values["number"],
        reason=EscalationReason(values["reason"]),
        by=Party(**values["by"]),
        at=datetime.fromisoformat(values["at"]),
        metadata=values.get("metadata", {}),
        outcome=Outcome(values["outcome"]) if "outcome" in values else None,
        settled_at=datetime.fromisoformat(settled) if settled else None,
    )


def rating_values(rating: Rating) -> dict[str, Any]:
    return without_none({**asdict(rating), "at": rating.at.isoformat()})


def rating_of(values: dict[str, Any]) -> Rating:
    return Rating(**{**values, "at": datetime.fromisoformat(values["at"])})
