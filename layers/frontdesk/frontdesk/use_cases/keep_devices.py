"""An agent's devices and notifications, as the agent sees them."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from frontdesk.domain.agent_settings import AgentSettings
from frontdesk.domain.device import Device, DeviceKind
from frontdesk.domain.errors import Busy
from frontdesk.domain.notification import Notification, Push, Reason
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.find_agent import find_agent
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.push_ports import PushDelayed, PushDesk, PushRefused

ATTEMPTS = 5
ID_LENGTH = 26
LONGEST_PAUSE_SECONDS = 0.05
DEVICES_AT_MOST = 10


def add_device(
    desk: Desk,
    pushes: PushDesk,
    agent: Principal,
    *,
    kind: DeviceKind,
    address: str,
    keys: tuple[str, str] | None,
    label: str,
) -> Device:
    """The same address again is the same device, with its latest keys. Where there are too many, the oldest goes.

    Raises InvalidInput and Conflict.
    """
    endpoint = pushes.registry.endpoint_of(kind, address, keys)
    public_key, secret = keys or (None, None)
    device = Device(
        tenant_id=agent.tenant_id,
        agent_id=agent.id,
        id=sha256(endpoint.encode()).hexdigest()[:ID_LENGTH],
        kind=kind,
        endpoint=endpoint,
        public_key=public_key,
        secret=secret,
        label=label,
        added_at=desk.clock.now(),
    )
    pushes.devices.put(device)
    for old in pushes.devices.of_agent(agent.tenant_id, agent.id)[:-DEVICES_AT_MOST]:
        pushes.devices.remove(old.tenant_id, old.agent_id, old.id)
    return device


def mark_read(
    pushes: PushDesk, agent: Principal, *, ids: Sequence[str] | None = None, conversation_id: str | None = None
) -> int:
    """How many of the latest are unread afterwards."""
    unread = pushes.notifications.unread(agent.tenant_id, agent.id)
    read = [
        notification
        for notification in unread
        if (ids is None or notification.id in ids)
        and (conversation_id is None or notification.conversation_id == conversation_id)
    ]
    pushes.notifications.mark_read(read)
    return len(unread) - len(read)


def change_settings(desk: Desk, agent: Principal, settings: AgentSettings) -> AgentSettings:
    """Raises NotFound, and Busy where the agent is being edited all the time."""
    for _ in range(ATTEMPTS):
        before = find_agent(desk, agent, agent.id)
        if desk.agents.edit(before, replace(before, settings=settings)):
            return settings
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Your settings are being changed elsewhere. Please try again.")


def send_test(desk: Desk, pushes: PushDesk, agent: Principal) -> int:
    """How many of the agent's devices took a test notification; one that is gone for good is forgotten."""
    sample = Notification(
        tenant_id=agent.tenant_id,
        agent_id=agent.id,
        conversation_id="test",
        reason=Reason.MESSAGE,
        number=0,
        title="Frontdesk",
        created_at=desk.clock.now(),
    )
    push = Push(notification=sample, count=1, body="Notifications reach this device.")
    return sum(_tested(pushes, device, push) for device in pushes.devices.of_agent(agent.tenant_id, agent.id))


def _tested(pushes: PushDesk, device: Device, push: Push) -> bool:
    try:
        there = pushes.channel.send(device, push)
    except (PushDelayed, PushRefused):
        return False
    if not there:
        pushes.devices.remove(device.tenant_id, device.agent_id, device.id)
    return there
