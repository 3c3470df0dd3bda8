"""An agent is told of what they are not looking at, on each device, once."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from frontdesk.domain.agent_settings import AgentSettings
from frontdesk.domain.device import Device, DeviceKind
from frontdesk.domain.notification import PushJob, Reason
from frontdesk.domain.vocabulary import Presence
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.assign_conversation import assign_conversation
from frontdesk.use_cases.mark_read import mark_read as read_conversation
from frontdesk.use_cases.notify_agent import notify_agent
from frontdesk.use_cases.push_ports import CLAIM, PushDelayed, PushRefused
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from frontdesk.use_cases.transfer_conversation import transfer_conversation
from frontdesk.use_cases.view_conversation import unview, view
from tests.fakes import FakeDesk, make_desk
from tests.fakes.escalation_scenes import called_for
from tests.fakes.people import ADA, ADMIN, BEN, TENANT, VERA_HERSELF
from tests.fakes.push import FakePushDesk, make_push_desk
from tests.fakes.scenes import agent_of, connected, online, say, started
from tests.fakes.step import Step, no_step
from tests.fakes.system import FakeClock


@dataclass
class Scene:
    """A conversation that Ada has accepted, and her phone and her laptop."""

    desk: FakeDesk
    pushes: FakePushDesk
    conversation_id: str

    def told(self, number: int) -> PushJob:
        return PushJob(TENANT, self.conversation_id, ADA.id, Reason.MESSAGE, number)

    def written(self, content: str = "Are you there?") -> PushJob:
        """The job of a new message of the visitor's."""
        return self.told(say(self.desk, VERA_HERSELF, self.conversation_id, content).message.seq)

    def notify(self, job: PushJob) -> int:
        return notify_agent(self.desk, self.pushes, job)

    def sent(self) -> list[str]:
        return [device_id for device_id, _ in self.pushes.channel.sent]

    def bodies(self) -> list[str]:
        return [push.body for _, push in self.pushes.channel.sent]

    def listed(self, agent_id: str = ADA.id) -> list[str]:
        return [one.id for one in self.pushes.notifications.of_agent(TENANT, agent_id, None, 50).items]

    def change(self, **changes: object) -> None:
        before = agent_of(self.desk, ADA)
        assert self.desk.agents.edit(before, replace(before, **changes))  # type: ignore[arg-type]


def a_device(device_id: str, agent_id: str = ADA.id) -> Device:
    return Device(
        tenant_id=TENANT,
        agent_id=agent_id,
        id=device_id,
        kind=DeviceKind.WEB,
        endpoint=f"https://push.example/{device_id}",
        label=device_id,
        added_at=FakeClock().now(),
    )


def make_scene(step: Step = no_step) -> Scene:
    clock = FakeClock()
    desk = make_desk(clock=clock)
    pushes = make_push_desk(step, clock)
    online(desk, ADA)
    conversation = started(desk)
    accept_conversation(desk, ADA, conversation.id)
    for device_id in ("laptop", "phone"):
        pushes.devices.put(a_device(device_id))
    return Scene(desk, pushes, conversation.id)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_every_device_is_reached(scene: Scene) -> None:
    assert scene.notify(scene.written()) == 2
    assert scene.sent() == ["laptop", "phone"]
    assert scene.bodies() == ["Are you there?"] * 2


def test_the_same_job_again_reaches_nobody_and_is_listed_once(scene: Scene) -> None:
    connected(scene.desk, "ada-socket", ADA)
    job = scene.written()
    assert [scene.notify(job) for _ in range(3)] == [2, 0, 0]
    assert len(scene.listed()) == 1
    assert scene.desk.gateway.types("ada-socket").count("notification.created") == 1


def test_the_list_is_the_agents_own_and_told_to_them_alone(scene: Scene) -> None:
    for principal in (ADA, BEN):
        connected(scene.desk, f"{principal.id}-socket", principal)
    scene.notify(scene.written())
    assert scene.listed(BEN.id) == []
    assert "notification.created" not in scene.desk.gateway.types(f"{BEN.id}-socket")


# --- who looks ----------------------------------------------------------------------------------------------------


def looking(scene: Scene) -> None:
    connected(scene.desk, "ada-socket", ADA, scene.conversation_id)
    view(scene.desk, ADA, scene.conversation_id, "ada-socket")


def test_who_looks_at_the_conversation_is_not_disturbed(scene: Scene) -> None:
    looking(scene)
    assert scene.notify(scene.written()) == 0
    assert (scene.sent(), scene.listed()) == ([], [])


def test_it_is_checked_when_the_push_is_sent(scene: Scene) -> None:
    """Whoever has opened it between the message and the job is not disturbed, whoever has left it is."""
    first = scene.written()
    looking(scene)
    assert scene.notify(first) == 0
    unview(scene.desk, ADA, scene.conversation_id, "ada-socket")
    assert scene.notify(first) == 2


def test_another_who_looks_changes_nothing(scene: Scene) -> None:
    connected(scene.desk, "olga-socket", ADMIN, scene.conversation_id)
    view(scene.desk, ADMIN, scene.conversation_id, "olga-socket")
    assert scene.notify(scene.written()) == 2


def test_a_page_that_died_unheard_is_not_looked_at(scene: Scene) -> None:
    looking(scene)
    scene.desk.clock.advance(seconds=61)
    assert scene.notify(scene.written()) == 2


def test_a_page_that_nobody_sits_at_is_not_looked_at(scene: Scene) -> None:
    looking(scene)
    for _ in range(12):
        scene.desk.clock.advance(seconds=55)
        scene.desk.agents.note_seen(TENANT, ADA.id, scene.desk.clock.now(), active=False)
        view(scene.desk, ADA, scene.conversation_id, "ada-socket")
    assert scene.notify(scene.written()) == 2


def test_what_has_been_read_is_told_to_nobody(scene: Scene) -> None:
    job = scene.written()
    read_conversation(scene.desk, ADA, scene.conversation_id, job.number)
    assert scene.notify(job) == 0
    assert scene.listed() == []


# --- whose it is --------------------------------------------------------------------------------------------------


def test_who_no_longer_holds_it_is_not_told(scene: Scene) -> None:
    job = scene.written()
    online(scene.desk, BEN)
    transfer_conversation(scene.desk, ADA, scene.conversation_id, agent_id=BEN.id, department_id=None, reason=None)
    assert scene.notify(job) == 0
    assert scene.listed() == []


def test_nobody_is_told_of_what_is_resolved_or_was_never_there(scene: Scene) -> None:
    job = scene.written()
    assert scene.notify(replace(job, conversation_id="elsewhere")) == 0
    assert scene.notify(scene.told(99)) == 0
    resolve_conversation(scene.desk, ADA, scene.conversation_id)
    assert scene.notify(job) == 0
    assert scene.listed() == []


def test_an_agent_who_was_removed_is_not_told(scene: Scene) -> None:
    job = scene.written()
    scene.change(removed=True)
    assert scene.notify(job) == 0
    assert scene.listed() == []


def test_what_was_said_before_it_came_to_them_is_told_by_the_assignment() -> None:
    scene = make_scene()
    online(scene.desk, BEN)
    scene.pushes.devices.put(a_device("bens", BEN.id))
    waiting = started(scene.desk, "start-2")
    scene.desk.clock.advance(seconds=1)
    given = assign_conversation(scene.desk, ADMIN, waiting.id, BEN.id)
    assert scene.notify(PushJob(TENANT, waiting.id, BEN.id, Reason.MESSAGE, 1)) == 0
    assert scene.notify(PushJob(TENANT, waiting.id, BEN.id, Reason.ASSIGNED, given.version)) == 1
    (device_id, push) = scene.pushes.channel.sent[0]
    assert (device_id, push.body, push.notification.urgent) == ("bens", "Assigned to you", True)


def test_who_chose_to_be_offline_finds_it_in_the_list_only(scene: Scene) -> None:
    scene.desk.agents.choose(TENANT, ADA.id, Presence.OFFLINE)
    assert scene.notify(scene.written()) == 0
    assert scene.sent() == []
    assert len(scene.listed()) == 1


def test_who_wants_it_is_told_while_offline(scene: Scene) -> None:
    scene.change(settings=AgentSettings(while_offline=True))
    scene.desk.agents.choose(TENANT, ADA.id, Presence.OFFLINE)
    assert scene.notify(scene.written()) == 2


def test_who_is_only_gone_is_told(scene: Scene) -> None:
    scene.desk.clock.advance(hours=3)
    assert scene.notify(scene.written()) == 2


def test_without_preview_no_device_shows_what_was_said(scene: Scene) -> None:
    scene.change(settings=AgentSettings(preview=False))
    scene.notify(scene.written("My password is hunter2"))
    assert scene.bodies() == ["New message"] * 2


# --- several messages ---------------------------------------------------------------------------------------------


def test_a_burst_is_counted_and_a_late_job_shows_the_latest_words(scene: Scene) -> None:
    scene.pushes.devices.remove(TENANT, ADA.id, "phone")
    jobs = [scene.written(f"Message {number}") for number in (1, 2, 3)]
    for job in (jobs[0], jobs[2], jobs[1]):
        scene.notify(job)
    assert scene.bodies() == ["Message 1", "Message 3 (2 new)", "Message 3 (3 new)"]


def test_what_was_read_in_the_list_is_not_pushed_by_a_job_that_comes_again(scene: Scene) -> None:
    job = scene.written()
    scene.pushes.channel.failures = {"https://push.example/phone": PushDelayed(1)}
    with pytest.raises(PushDelayed):
        scene.notify(job)
    scene.pushes.notifications.mark_read(scene.pushes.notifications.unread(TENANT, ADA.id))
    assert scene.notify(job) == 0
    assert scene.sent() == ["laptop"]


# --- devices that fail --------------------------------------------------------------------------------------------


def test_a_device_that_is_gone_is_forgotten_and_the_other_reached(scene: Scene) -> None:
    scene.pushes.channel.gone.add("https://push.example/laptop")
    assert scene.notify(scene.written()) == 1
    assert scene.sent() == ["phone"]
    assert [device.id for device in scene.pushes.devices.of_agent(TENANT, ADA.id)] == ["phone"]


def test_a_device_that_is_delayed_is_tried_again_alone(scene: Scene) -> None:
    job = scene.written()
    scene.pushes.channel.failures["https://push.example/laptop"] = PushDelayed(7)
    with pytest.raises(PushDelayed) as delayed:
        scene.notify(job)
    assert delayed.value.after == 7
    assert scene.sent() == ["phone"]
    assert scene.notify(job) == 1
    assert scene.sent() == ["phone", "laptop"]


def test_the_longest_delay_counts(scene: Scene) -> None:
    scene.pushes.channel.failures = {
        "https://push.example/laptop": PushDelayed(60),
        "https://push.example/phone": PushDelayed(5),
    }
    with pytest.raises(PushDelayed) as delayed:
        scene.notify(scene.written())
    assert delayed.value.after == 60


def test_a_device_that_refuses_is_told_after_the_others_were_tried(scene: Scene) -> None:
    job = scene.written()
    scene.pushes.channel.failures["https://push.example/laptop"] = PushRefused(400)
    with pytest.raises(PushRefused):
        scene.notify(job)
    assert scene.sent() == ["phone"]
    assert scene.notify(job) == 1, "what was put right can be sent again"


def test_one_gone_one_delayed_one_refused_and_one_well(scene: Scene) -> None:
    for device_id in ("tablet", "watch"):
        scene.pushes.devices.put(a_device(device_id))
    scene.pushes.channel.gone.add("https://push.example/laptop")
    scene.pushes.channel.failures = {
        "https://push.example/phone": PushRefused(413),
        "https://push.example/tablet": PushDelayed(3),
    }
    job = scene.written()
    with pytest.raises(PushDelayed):
        scene.notify(job)
    assert scene.sent() == ["watch"]
    assert scene.notify(job) == 2
    assert sorted(scene.sent()) == ["phone", "tablet", "watch"]


# --- invocations that meet, and that die ----------------------------------------------------------------------------


class Killed(BaseException):
    """The invocation is gone."""


def dying_at(name: str) -> Callable[[str], None]:
    left = [name]

    def step(reached: str) -> None:
        if reached in left:
            left.remove(reached)
            raise Killed

    return step


@pytest.mark.parametrize("moment", ["notifications.add", "notifications.claim", "channel.send", "devices.of_agent"])
def test_whoever_dies_before_it_is_sent_loses_no_push(moment: str) -> None:
    scene = make_scene(dying_at(moment))
    job = scene.written()
    with pytest.raises(Killed):
        scene.notify(job)
    scene.desk.clock.advance(seconds=CLAIM.total_seconds() + 1)
    assert scene.notify(job) == 2
    assert scene.sent() == ["laptop", "phone"]


def test_a_job_that_comes_while_another_is_at_it_comes_again_until_the_claim_has_ended() -> None:
    """The other may be dead: a job that counted as done now would be the last to know of it."""
    scene = make_scene(dying_at("channel.send"))
    job = scene.written()
    with pytest.raises(Killed):
        scene.notify(job)
    for _ in range(4):
        with pytest.raises(PushDelayed) as delayed:
            scene.notify(job)
        assert scene.sent() == ["phone"]
        scene.desk.clock.advance(seconds=delayed.value.after)
    assert scene.notify(job) == 1, "the fifth time is the last that the queue gives it out"
    assert sorted(scene.sent()) == ["laptop", "phone"]


def test_an_admin_is_told_once_of_an_escalation_that_nobody_takes() -> None:
    desk, pushes = make_desk(), make_push_desk()
    key = called_for(desk)
    pushes.devices.put(a_device("olgas-phone", ADMIN.id))
    online(desk, ADMIN)
    job = PushJob(TENANT, key.conversation_id, ADMIN.id, Reason.ESCALATED, key.number)
    assert [notify_agent(desk, pushes, job) for _ in range(2)] == [1, 0]
    (push,) = [push for _, push in pushes.channel.sent]
    assert push.notification.urgent
    assert "nobody has taken" in push.body


def test_nobody_is_told_of_an_escalation_that_somebody_has_taken() -> None:
    desk, pushes = make_desk(), make_push_desk()
    key = called_for(desk)
    accept_conversation(desk, ADA, key.conversation_id)
    job = PushJob(TENANT, key.conversation_id, ADMIN.id, Reason.ESCALATED, key.number)
    assert notify_agent(desk, pushes, job) == 0
    assert list(pushes.notifications.of_agent(TENANT, ADMIN.id, None, 5).items) == []
