"""The queue drains to who is free and fits, also where somebody changes it in between."""

from dataclasses import replace

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.department import Department
from frontdesk.domain.vocabulary import Priority, Routing, Status
from frontdesk.use_cases.drain_queue import drain_queue
from frontdesk.use_cases.ports import Page
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from frontdesk.use_cases.transfer_conversation import transfer_to_department
from tests.fakes import FakeDesk, make_desk
from tests.fakes.interruptions import Interruption
from tests.fakes.people import ADA, ADMIN, BEN, TENANT, VERA, VERA_HERSELF, WIDGET
from tests.fakes.scenes import online, stored
from tests.fakes.step import Step, no_step

AUTOMATIC = replace(WIDGET, routing=Routing.AUTOMATIC)
SALES = Department(tenant_id=TENANT, id="dep_1", name="Sales")


def a_desk(step: Step = no_step, *, maximum: int = 5) -> FakeDesk:
    desk = make_desk(step)
    desk.directory.put_widget(AUTOMATIC)
    ada = online(desk, ADA)
    assert desk.agents.edit(ada, replace(ada, max_chats=maximum))
    return desk


def waiting(desk: FakeDesk, client_id: str, priority: Priority = Priority.NORMAL) -> Conversation:
    beginning = Beginning(client_id=client_id, priority=priority)
    desk.clock.advance(seconds=1)
    return start_conversation(desk, AUTOMATIC, VERA, VERA_HERSELF, beginning)[0].conversation


def test_the_most_urgent_first_and_then_the_longest_wait_as_far_as_slots_go() -> None:
    desk = a_desk(maximum=2)
    first, second = waiting(desk, "1"), waiting(desk, "2")
    urgent = waiting(desk, "3", Priority.URGENT)
    assert drain_queue(desk, TENANT) == 2
    states = [stored(desk, each.id).status for each in (urgent, first, second)]
    assert states == [Status.ACTIVE, Status.ACTIVE, Status.PENDING]


def test_one_that_the_list_does_not_show_yet_is_offered_too() -> None:
    desk = a_desk()
    new = waiting(desk, "1")
    desk.conversations.queue = lambda *_, **__: Page(())  # type: ignore[method-assign]
    assert drain_queue(desk, TENANT, new) == 1
    assert stored(desk, new.id).agent_id == ADA.id


def test_nobody_gets_what_has_just_become_another_departments() -> None:
    """Wherever an admin's transfer comes in between."""
    point, met = 0, True
    while met:
        point += 1
        interruption = Interruption()
        desk = a_desk(interruption)
        desk.departments.add(SALES)
        found = waiting(desk, "1")
        interruption.arm(point, lambda desk=desk, found=found: _to_sales(desk, found.id))  # type: ignore[misc]
        drain_queue(desk, TENANT)
        met = not interruption.armed
        interruption.disarm()
        after = stored(desk, found.id)
        assert after.agent_id is None or after.department_id is None
    assert point > 5


def _to_sales(desk: FakeDesk, conversation_id: str) -> None:
    transfer_to_department(desk, ADMIN, conversation_id, SALES.id, None)


def test_two_who_drain_at_once_give_each_conversation_once_and_share_fairly() -> None:
    point, met = 0, True
    while met:
        point += 1
        interruption = Interruption()
        desk = a_desk(interruption)
        online(desk, BEN)
        found = [waiting(desk, f"{number}") for number in range(4)]
        interruption.arm(point, lambda desk=desk: drain_queue(desk, TENANT))  # type: ignore[misc]
        drain_queue(desk, TENANT)
        met = not interruption.armed
        interruption.disarm()
        loads = [len(agent.holding) for agent in desk.agents.all() if agent.id in (ADA.id, BEN.id)]
        assert loads == [2, 2]
        assert all(stored(desk, each.id).status is Status.ACTIVE for each in found)
    assert point > 10
