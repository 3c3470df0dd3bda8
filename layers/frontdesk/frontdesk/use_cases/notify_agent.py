"""Tell an agent, on the dashboard and on their devices, of what they may not be looking at."""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.device import Device
from frontdesk.domain.events import NotificationCreated
from frontdesk.domain.notification import (
    Notification,
    Push,
    PushJob,
    Reason,
    of_assignment,
    of_message,
    push_of,
)
from frontdesk.domain.topics import viewers_topic
from frontdesk.domain.vocabulary import Presence
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.push_ports import PushDelayed, PushDesk, PushRefused


def notify_agent(desk: Desk, pushes: PushDesk, job: PushJob) -> int:
    """How many devices were reached. The same job again reaches none that it has reached before.

    Nobody is told who is looking at the conversation, or no longer holds it. Raises PushDelayed where a device must
    be tried again later and PushRefused where that is no use, after all the others have been tried; and Busy.
    """
    conversation = desk.conversations.get(job.tenant_id, job.conversation_id, consistent=True)
    if conversation is None or conversation.holder_id != job.agent_id or _is_looking(desk, job):
        return 0
    notification = _notification(desk, job, conversation)
    if notification is None:
        return 0
    if pushes.notifications.add(notification):
        deliver(desk, NotificationCreated(notification, desk.clock.now()))
    push = _push(desk, pushes, notification)
    return _push_to_all(pushes, push) if push else 0


def _is_looking(desk: Desk, job: PushJob) -> bool:
    viewing = desk.connections.listeners(viewers_topic(job.tenant_id, job.conversation_id))
    return any(listener.principal_id == job.agent_id for listener in viewing)


def _notification(desk: Desk, job: PushJob, conversation: Conversation) -> Notification | None:
    if job.reason is Reason.ASSIGNED:
        return of_assignment(job, conversation)
    found = desk.log.page_after(job.tenant_id, job.conversation_id, job.number - 1, 1)
    return of_message(job, conversation, found[0]) if found and found[0].seq == job.number else None


def _push(desk: Desk, pushes: PushDesk, notification: Notification) -> Push | None:
    agent = desk.agents.get(notification.tenant_id, notification.agent_id)
    if agent is None or agent.removed:
        return None
    if agent.status is Presence.OFFLINE and not agent.settings.while_offline:
        return None
    unread = pushes.notifications.unread(agent.tenant_id, agent.id)
    same = sum(one.conversation_id == notification.conversation_id for one in unread)
    return push_of(notification, same, agent.settings, desk.clock.now())


def _push_to_all(pushes: PushDesk, push: Push) -> int:
    notification = push.notification
    failed: PushDelayed | PushRefused | None = None
    reached = 0
    for device in pushes.devices.of_agent(notification.tenant_id, notification.agent_id):
        try:
            reached += _push_once(pushes, push, device)
        except (PushDelayed, PushRefused) as failure:
            failed = failure if failed is None or isinstance(failure, PushDelayed) else failed
    if failed is not None:
        raise failed
    return reached


def _push_once(pushes: PushDesk, push: Push, device: Device) -> bool:
    """Claimed before it is sent: whoever does the same job at the same time does not send it as well."""
    if not pushes.notifications.claim(push.notification, device.id):
        return False
    try:
        there = pushes.channel.send(device, push)
    except PushDelayed:
        pushes.notifications.release(push.notification, device.id)
        raise
    pushes.notifications.mark_pushed(push.notification, device.id)
    if not there:
        pushes.devices.remove(device.tenant_id, device.agent_id, device.id)
    return there
