"""Fit the correction of a tenant's confidence to what became of the bot's answers."""

from frontdesk.domain.answering.confidence import LEAST_OUTCOMES, Outcome, recalibrate
from frontdesk.domain.knowledge_index import Correction
from frontdesk.use_cases.index_ports import IndexDesk

LATEST = 500
# Finer than anybody could tell apart, and the same on every machine.
DIGITS = 6


def refit_confidence(desk: IndexDesk, tenant_id: str) -> bool:
    """False when the correction in use is the one that the latest outcomes give. Raises Busy."""
    outcomes = desk.outcomes.latest(tenant_id, LATEST)
    fitted = None
    if len(outcomes) >= LEAST_OUTCOMES:
        found = recalibrate([Outcome(one.raw_confidence, one.answered) for one in outcomes])
        fitted = Correction(
            slope=round(found.slope, DIGITS), offset=round(found.offset, DIGITS), outcomes=len(outcomes)
        )
    if fitted == desk.indexes.get(tenant_id, consistent=True).correction:
        return False
    desk.indexes.set_correction(tenant_id, fitted)
    return True
