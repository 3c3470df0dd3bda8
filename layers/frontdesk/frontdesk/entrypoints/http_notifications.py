"""An agent's notifications, the devices that get them, and how the agent wants to be reached."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fastapi import APIRouter, Depends, Response

from frontdesk.contract import notification_models as models
from frontdesk.contract import rendering
from frontdesk.domain.agent_settings import AgentSettings, QuietHours
from frontdesk.domain.device import Device
from frontdesk.domain.errors import InvalidInput
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_context import LIST_SIZE, AgentOf, ContextOf, Cursor, ListLimit, PathId, agent_of
from frontdesk.entrypoints.http_idempotency import IdempotentRoute
from frontdesk.entrypoints.http_shared import CREATED
from frontdesk.use_cases.find_agent import find_agent
from frontdesk.use_cases.keep_devices import add_device, change_settings, mark_read, send_test

router = APIRouter(prefix=f"{PREFIX}/notifications", tags=["agent"], route_class=IdempotentRoute)


@router.get("")
async def notifications(
    context: ContextOf, agent: AgentOf, cursor: Cursor = None, limit: ListLimit = LIST_SIZE
) -> models.NotificationPage:
    listed = context.pushes.notifications.of_agent(agent.tenant_id, agent.id, cursor, limit)
    unread = context.pushes.notifications.unread(agent.tenant_id, agent.id)
    return models.NotificationPage(
        items=[rendering.notification(found) for found in listed.items],
        unread_count=len(unread),
        next_cursor=listed.next_cursor,
    )


@router.post("/read")
async def read(context: ContextOf, agent: AgentOf, body: models.ReadNotifications) -> models.UnreadNotifications:
    left = mark_read(context.pushes, agent, ids=body.ids, conversation_id=body.conversation_id)
    return models.UnreadNotifications(unread_count=left)


@router.get("/settings")
async def settings(context: ContextOf, agent: AgentOf) -> models.NotificationSettings:
    return _rendered(find_agent(context.desk, agent, agent.id).settings)


@router.put("/settings")
async def set_settings(
    context: ContextOf, agent: AgentOf, body: models.NotificationSettings
) -> models.NotificationSettings:
    return _rendered(change_settings(context.desk, agent, _settings_of(body)))


@router.get("/web-push-key", dependencies=[Depends(agent_of)])
async def web_push_key(context: ContextOf) -> models.WebPushKey:
    return models.WebPushKey(public_key=context.pushes.registry.public_key())


@router.get("/devices")
async def devices(context: ContextOf, agent: AgentOf) -> models.DeviceList:
    """All of them at once; `next_cursor` is always null."""
    return models.DeviceList(
        items=[_device(found) for found in context.pushes.devices.of_agent(agent.tenant_id, agent.id)]
    )


@router.post("/devices", status_code=CREATED)
async def add(context: ContextOf, agent: AgentOf, body: models.AddDevice) -> models.Device:
    added = add_device(
        context.desk,
        context.pushes,
        agent,
        kind=body.kind,
        address=body.endpoint,
        keys=(body.keys.p256dh, body.keys.auth) if body.keys else None,
        label=body.label,
    )
    return _device(added)


@router.delete("/devices/{id}", status_code=204)
async def remove(context: ContextOf, agent: AgentOf, device_id: PathId) -> Response:
    """One that is not there counts as removed."""
    context.pushes.devices.remove(agent.tenant_id, agent.id, device_id)
    return Response(status_code=204)


@router.post("/test")
async def test(context: ContextOf, agent: AgentOf) -> models.TestedPush:
    return models.TestedPush(reached=send_test(context.desk, context.pushes, agent))


def _device(found: Device) -> models.Device:
    return models.Device(id=found.id, kind=found.kind, label=found.label, added_at=found.added_at)


def _settings_of(body: models.NotificationSettings) -> AgentSettings:
    return AgentSettings(
        sounds=body.sounds,
        preview=body.preview,
        while_offline=body.while_offline,
        quiet_hours=_quiet_hours_of(body.quiet_hours) if body.quiet_hours else None,
    )


def _quiet_hours_of(body: models.QuietHours) -> QuietHours:
    _check_time_zone(body.time_zone)
    return QuietHours(start=body.start, end=body.end, time_zone=body.time_zone)


def _check_time_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInput("quiet_hours.time_zone", f"{name} is no time zone that is known here.") from error


def _rendered(settings: AgentSettings) -> models.NotificationSettings:
    quiet = settings.quiet_hours
    return models.NotificationSettings(
        sounds=settings.sounds,
        preview=settings.preview,
        while_offline=settings.while_offline,
        quiet_hours=models.QuietHours(start=quiet.start, end=quiet.end, time_zone=quiet.time_zone) if quiet else None,
    )
