"""Tell an agent, on the dashboard and on their devices, of what they may not be looking at."""

from collections.abc import Sequence

from frontdesk.domain.agent import Agent
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.device import Device
from frontdesk.domain.events import NotificationCreated
from frontdesk.domain.notification import (
    Notification,
    Push,
    PushJob,
    Reason,
    of_assignment,
    of_escalation,
    of_message,
    push_of,
)
from frontdesk.domain.topics import viewers_topic
from frontdesk.domain.vocabulary import Presence
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.push_ports import CLAIM_PAUSE, Claim, PushDelayed, PushDesk, PushRefused


def notify_agent(desk: Desk, pushes: PushDesk, job: PushJob) -> int:
    """How many devices were reached. The same job again reaches none that it has reached before.

    Nobody is told who is looking at the conversation, has read it, or no longer holds it; of an escalation nobody is
    told once it is settled. Raises PushDelayed where a device must be tried again later and PushRefused where that is
    no use, after all the others have been tried; and Busy.
    """
    conversation = desk.conversations.get(job.tenant_id, job.conversation_id, consistent=True)
    if conversation is None or not _concerns(job, conversation):
        return 0
    agent = desk.agents.get(job.tenant_id, job.agent_id)
    if agent is None or agent.removed or _is_looking(desk, agent, conversation):
        return 0
    notification = _notification(desk, job, conversation)
    if notification is None:
        return 0
    new = _listed(desk, pushes, notification)
    devices = _devices_to_reach(pushes, agent)
    push = _push(desk, pushes, agent, notification, new) if devices else None
    return _push_to_all(pushes, push, devices) if push else 0


def _concerns(job: PushJob, conversation: Conversation) -> bool:
    if job.reason is Reason.ESCALATED:
        return conversation.open_escalation is not None and conversation.open_escalation.number == job.number
    return conversation.holder_id == job.agent_id


def _is_looking(desk: Desk, agent: Agent, conversation: Conversation) -> bool:
    """A page that died unheard still counts as open for a while, and one that nobody sits at for ever."""
    if not agent.is_there(desk.clock.now(), desk.policy.presence):
        return False
    viewing = desk.connections.listeners(viewers_topic(conversation.tenant_id, conversation.id))
    return any(listener.principal_id == agent.id for listener in viewing)


def _notification(desk: Desk, job: PushJob, conversation: Conversation) -> Notification | None:
    """None for a message that the agent has read, or that was there before the conversation came to them."""
    if job.reason is Reason.ASSIGNED:
        return of_assignment(job, conversation)
    if conversation.open_escalation is not None:
        return of_escalation(job, conversation, conversation.open_escalation)
    if job.number <= conversation.agent_read_seq:
        return None
    found = desk.log.page_after(job.tenant_id, job.conversation_id, job.number - 1, 1)
    if not found or found[0].seq != job.number:
        return None
    given_at = conversation.assigned_at
    return of_message(job, conversation, found[0]) if given_at is None or found[0].created_at >= given_at else None


def _listed(desk: Desk, pushes: PushDesk, notification: Notification) -> bool:
    """Put it into the agent's list; False where it was there already."""
    new = pushes.notifications.add(notification)
    if new:
        deliver(desk, NotificationCreated(notification, desk.clock.now()))
    return new


def _devices_to_reach(pushes: PushDesk, agent: Agent) -> Sequence[Device]:
    if agent.status is Presence.OFFLINE and not agent.settings.while_offline:
        return ()
    return pushes.devices.of_agent(agent.tenant_id, agent.id)


def _push(desk: Desk, pushes: PushDesk, agent: Agent, notification: Notification, new: bool) -> Push | None:
    """What the devices are to show."""
    unread = _unread_of_same(pushes, notification)
    # A job that comes again may find that the agent has seen to it meanwhile.
    if not new and notification.id not in {one.id for one in unread}:
        return None
    return push_of(notification, unread, agent.settings, desk.clock.now())


def _unread_of_same(pushes: PushDesk, notification: Notification) -> Sequence[Notification]:
    unread = pushes.notifications.unread(notification.tenant_id, notification.agent_id)
    return [one for one in unread if one.conversation_id == notification.conversation_id]


def _push_to_all(pushes: PushDesk, push: Push, devices: Sequence[Device]) -> int:
    delayed: list[PushDelayed] = []
    refused: list[PushRefused] = []
    reached = 0
    for device in devices:
        try:
            reached += _push_once(pushes, push, device)
        except PushDelayed as failure:
            delayed.append(failure)
        except PushRefused as failure:
            refused.append(failure)
    if delayed:
        raise max(delayed, key=lambda failure: failure.after)
    if refused:
        raise refused[0]
    return reached


def _push_once(pushes: PushDesk, push: Push, device: Device) -> bool:
    """Claimed before it is sent: whoever does the same job at the same time does not send it as well."""
    claim = pushes.notifications.claim(push.notification, device.id)
    if claim is Claim.ANOTHERS:
        # Who claimed it may have died; this job must not be the last to know of it.
        raise PushDelayed(CLAIM_PAUSE.total_seconds())
    if claim is Claim.PUSHED:
        return False
    try:
        there = pushes.channel.send(device, push)
    except (PushDelayed, PushRefused):
        pushes.notifications.release(push.notification, device.id)
        raise
    if there:
        pushes.notifications.mark_pushed(push.notification, device.id)
    else:
        pushes.devices.remove(device.tenant_id, device.agent_id, device.id)
    return there
