"""What holds for one tenant: the deployment's policy, under what the tenant has settled for itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from frontdesk.domain.tenant import Cutoffs, TenantSettings
from frontdesk.use_cases.ports import Desk, Policy


def policy_of(desk: Desk, tenant_id: str) -> Policy:
    """Up to half a minute behind the tenant's settings, and free of charge for all but one call in that time."""
    return settled(desk.policy, desk.tenants.get(tenant_id))


def cutoffs_of(desk: Desk, patience: Callable[[Policy], timedelta]) -> Cutoffs:
    """What has begun before them has lasted longer than its tenant's patience."""
    now = desk.clock.now()
    own = {found.tenant_id: now - patience(settled(desk.policy, found)) for found in desk.tenants.of_all()}
    return Cutoffs(now - patience(desk.policy), own)


def settled(policy: Policy, own: TenantSettings) -> Policy:
    def minutes(number: int | None, otherwise: timedelta) -> timedelta:
        return otherwise if number is None else timedelta(minutes=number)

    auto_close = None if own.auto_close_hours is None else own.auto_close_hours * 60
    return replace(
        policy,
        retention_days=own.retention_days or policy.retention_days,
        message_cap=own.message_cap or policy.message_cap,
        sla=minutes(own.sla_minutes, policy.sla),
        silence=minutes(own.silence_minutes, policy.silence),
        auto_close=minutes(auto_close, policy.auto_close),
        confidence_threshold=(
            policy.confidence_threshold if own.confidence_threshold is None else own.confidence_threshold
        ),
    )
