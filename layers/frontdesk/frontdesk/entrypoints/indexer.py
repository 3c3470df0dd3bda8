"""Records of the Articles table's stream: whose index is to be built, whose confidence to be fitted.

A batch does each for a tenant once, however many records ask for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aws_lambda_powertools import Logger

from frontdesk.domain.errors import Busy
from frontdesk.use_cases.build_index import build_index, renew_index
from frontdesk.use_cases.index_ports import IndexDesk
from frontdesk.use_cases.ports import Clock
from frontdesk.use_cases.refit_confidence import refit_confidence

Record = Mapping[str, Any]
Image = Mapping[str, Any]
# What of an article an index is built from.
INDEXED = ("title", "body", "tags", "locale", "examples", "published")


@dataclass(slots=True)
class _Work:
    """What a tenant's records ask for, and the first of them."""

    first: int
    build: bool = False
    renew: bool = False
    refit: bool = False


def handle(desk: IndexDesk, clock: Clock, logger: Logger, event: Mapping[str, Any]) -> dict[str, Any]:
    """Where the store is busy, ask for the batch again from the first record of a tenant that is not done."""
    records = event["Records"]
    built = refitted = 0
    failed: list[int] = []
    for tenant_id, work in _work_of(records).items():
        try:
            built += work.build and build_index(desk, clock, tenant_id)
            built += work.renew and renew_index(desk, clock, tenant_id)
            refitted += work.refit and refit_confidence(desk, tenant_id)
        except Busy:
            logger.warning("index_not_built", extra={"tenant_id": tenant_id})
            failed.append(work.first)
    if built or refitted:
        logger.info("indexes_built", extra={"built": built, "refitted": refitted, "records": len(records)})
    again = [records[min(failed)]] if failed else []
    return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]} for record in again]}


def _work_of(records: Sequence[Record]) -> dict[str, _Work]:
    by_tenant: dict[str, _Work] = {}
    for number, change in enumerate(record["dynamodb"] for record in records):
        kind, _, tenant_id = change["Keys"]["owner"]["S"].partition("#")
        build, renew = kind == "tenant" and _wants_index(change), kind == "tenant" and _wants_engine(change)
        refit = kind == "outcomes"
        if build or renew or refit:
            work = by_tenant.setdefault(tenant_id, _Work(number))
            work.build |= build
            work.renew |= renew
            work.refit |= refit
    return by_tenant


def _wants_index(change: Record) -> bool:
    """A change of what is published; or that somebody could not read the index that there is."""
    old, new = change.get("OldImage", {}), change.get("NewImage", {})
    if change["Keys"]["record"]["S"] == "index":
        return _is_true(new, "unreadable")
    if not change["Keys"]["record"]["S"].startswith("article#"):
        return False
    seen = _is_true(old, "published") or _is_true(new, "published")
    return seen and any(old.get(name) != new.get(name) for name in INDEXED)


def _wants_engine(change: Record) -> bool:
    """Somebody has another engine than the one that the index is for."""
    old, new = change.get("OldImage", {}), change.get("NewImage", {})
    return change["Keys"]["record"]["S"] == "index" and new.get("asked_at") not in (None, old.get("asked_at"))


def _is_true(image: Image, name: str) -> bool:
    return bool(image.get(name, {}).get("BOOL", False))
