"""What a tenant has settled for itself holds in the place of the deployment's rule, for it alone."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.bot_job import BotJob
from frontdesk.domain.business_hours import BusinessHours, Interval
from frontdesk.domain.errors import InvalidTransition
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.escalation_steps import EscalationKey
from frontdesk.domain.tenant import TenantSettings
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.answer_visitor import answer_visitor
from frontdesk.use_cases.auto_close import auto_close
from frontdesk.use_cases.manage_widgets import create_widget
from frontdesk.use_cases.ports import Policy
from frontdesk.use_cases.rate_conversation import rate_conversation, rateable_until
from frontdesk.use_cases.settle_escalation import follow_escalations
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from frontdesk.use_cases.sweep_escalations import sweep_queue, sweep_silence
from frontdesk.use_cases.tenant_policy import policy_of, settled
from frontdesk.use_cases.widget_ports import WidgetDesk
from tests.fakes import FakeDesk, make_desk
from tests.fakes.escalation_scenes import called_for
from tests.fakes.escalations import make_escalation_desk
from tests.fakes.knowledge import make_knowledge_desk
from tests.fakes.people import ADA, ADMIN, TENANT, VERA, VERA_HERSELF, WIDGET
from tests.fakes.scenes import in_status, online, say, started, stored
from tests.fakes.widgets import FakeKnownWorkflows, FakeWidgets
from tests.unit.use_cases.test_answer_visitor import BOT_WIDGET, CONFIDENCES, SOURCES, SURE

NINE_TO_FIVE = BusinessHours(time_zone="Asia/Jakarta", week=((Interval(540, 1020),),) * 7)


def settle(desk: FakeDesk, tenant_id: str = TENANT, **settings: Any) -> None:
    before = desk.tenants.get(tenant_id)
    desk.tenants.put(before, replace(before, **settings, version=before.version + 1))


@pytest.fixture
def desk() -> FakeDesk:
    made = make_desk()
    made.directory.put_widget(WIDGET)
    return made


@given(
    st.builds(
        TenantSettings,
        tenant_id=st.just(TENANT),
        **{name: st.none() | st.integers(1, 99) for name in ("retention_days", "sla_minutes", "message_cap")},
        confidence_threshold=st.none() | st.floats(0, 1),
    )
)
def test_each_setting_is_the_tenants_where_there_is_one_and_else_the_deployments(own: TenantSettings) -> None:
    usual = Policy(retention_days=400)
    policy = settled(usual, own)
    assert policy.retention_days == (400 if own.retention_days is None else own.retention_days)
    assert policy.sla == (usual.sla if own.sla_minutes is None else timedelta(minutes=own.sla_minutes))
    assert policy.message_cap == (usual.message_cap if own.message_cap is None else own.message_cap)
    threshold = usual.confidence_threshold if own.confidence_threshold is None else own.confidence_threshold
    assert policy.confidence_threshold == threshold
    assert (policy.silence, policy.auto_close, policy.grace) == (usual.silence, usual.auto_close, usual.grace)


@pytest.mark.parametrize(("own", "waits"), [(2, 2), (60, 60), (None, 5)])
def test_the_queue_is_called_for_after_the_tenants_own_sla(desk: FakeDesk, own: int | None, waits: int) -> None:
    settle(desk, sla_minutes=own)
    settle(desk, "elsewhere", sla_minutes=1)
    found = started(desk)
    desk.clock.advance(minutes=waits)
    assert sweep_queue(desk) == 0
    desk.clock.advance(seconds=1)
    assert sweep_queue(desk) == 1
    assert [one.reason for one in stored(desk, found.id).escalations] == [EscalationReason.QUEUE_SLA]


def test_an_escalation_waits_for_the_tenants_own_sla(desk: FakeDesk) -> None:
    settle(desk, sla_minutes=17)
    runs = make_escalation_desk(clock=desk.clock).runs
    waits: dict[EscalationKey, timedelta] = {}
    start = runs.machine.start

    def noting(key: EscalationKey, *, sla: timedelta, grace: timedelta) -> None:
        waits[key] = sla
        start(key, sla=sla, grace=grace)

    runs.machine.start = noting  # type: ignore[method-assign]
    key = called_for(desk)
    follow_escalations(desk, runs, None, stored(desk, key.conversation_id))
    assert waits == {key: timedelta(minutes=17)}


def test_a_silent_agent_is_given_the_tenants_own_time(desk: FakeDesk) -> None:
    settle(desk, silence_minutes=3)
    found = started(desk)
    online(desk, ADA)
    accept_conversation(desk, ADA, found.id)
    desk.clock.advance(minutes=3)
    assert sweep_silence(desk) == 0
    desk.clock.advance(seconds=1)
    assert sweep_silence(desk) == 1


def test_what_is_resolved_closes_and_can_be_rated_for_the_tenants_own_time(desk: FakeDesk) -> None:
    settle(desk, auto_close_hours=2)
    found = in_status(desk, Status.RESOLVED)
    assert rateable_until(desk, found) == desk.clock.now() + timedelta(hours=2)
    desk.clock.advance(hours=1)
    rate_conversation(desk, VERA_HERSELF, found.id, 5, None)
    desk.clock.advance(hours=1)
    assert auto_close(desk) == 0
    desk.clock.advance(seconds=1)
    with pytest.raises(InvalidTransition):
        rate_conversation(desk, VERA_HERSELF, found.id, 4, None)
    assert auto_close(desk) == 1


def test_what_goes_on_cannot_be_rated_and_asks_for_no_settings(desk: FakeDesk) -> None:
    asked: list[str] = []
    found = started(desk)
    desk.tenants.step = asked.append
    assert rateable_until(desk, found) is None
    assert asked == []


def test_the_bot_calls_a_human_after_as_many_messages_as_the_tenant_has_settled() -> None:
    desk, knowledge = make_desk(), make_knowledge_desk()
    knowledge.knowledge.confidences, knowledge.knowledge.sources = CONFIDENCES, SOURCES
    desk.directory.put_widget(BOT_WIDGET)
    settle(desk, message_cap=1)
    found = in_bots_hands(desk)
    for tail in (0, 2):
        said = say(desk, VERA_HERSELF, found, SURE, client_id=f"{tail}.{'x' * 20}").message
        answer_visitor(desk, knowledge, BotJob(TENANT, found, said.seq))
    assert [one.reason for one in stored(desk, found).escalations] == [EscalationReason.MESSAGE_CAP]


def in_bots_hands(desk: FakeDesk) -> str:
    return start_conversation(desk, BOT_WIDGET, VERA, VERA_HERSELF, Beginning(client_id="s"))[0].conversation.id


def test_a_new_widget_begins_with_the_tenants_threshold_and_hours_unless_told_otherwise(desk: FakeDesk) -> None:
    widgets = WidgetDesk(FakeWidgets(desk.directory), FakeKnownWorkflows())
    plain = create_widget(desk, widgets, ADMIN, {"name": "Plain"}).counted.widget
    assert (plain.threshold, plain.business_hours) == (desk.policy.confidence_threshold, None)
    settle(desk, confidence_threshold=0.8, business_hours=NINE_TO_FIVE)
    settled_one = create_widget(desk, widgets, ADMIN, {"name": "Settled"}).counted.widget
    assert (settled_one.threshold, settled_one.business_hours) == (0.8, NINE_TO_FIVE)
    named = {"name": "Named", "threshold": 0.1, "business_hours": None}
    other = create_widget(desk, widgets, ADMIN, named).counted.widget
    assert (other.threshold, other.business_hours) == (0.1, None)


def test_the_settings_of_one_tenant_are_nothing_to_another(desk: FakeDesk) -> None:
    settle(desk, "elsewhere", message_cap=1, retention_days=1)
    assert policy_of(desk, TENANT) == desk.policy
    assert policy_of(desk, "elsewhere").message_cap == 1
