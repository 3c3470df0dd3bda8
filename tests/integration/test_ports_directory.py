"""The Directory and Answers ports, in memory and in DynamoDB."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_answers import DynamoAnswers
from frontdesk.adapters.dynamodb_directory import REMEMBER_WIDGET, DynamoDirectory
from frontdesk.domain.business_hours import BusinessHours, Holiday, Interval
from frontdesk.domain.errors import IdempotencyConflict
from frontdesk.domain.visitor import FORMER_TOKENS_LIVE, Particulars
from frontdesk.domain.vocabulary import HandlerType, Routing
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.ports import Answer, Answers, Desk, Directory
from tests.fakes import make_desk
from tests.fakes.answers import FakeAnswers
from tests.fakes.people import TENANT, VERA, WIDGET, a_visitor
from tests.fakes.system import START, FakeClock
from tests.integration.cloud import Tables

VERIFIED = replace(a_visitor("verified-1"), verified=True, external_id="42")
EVERYTHING = replace(
    WIDGET,
    active=False,
    public_key="pk_1",
    secret_hint="abcd",
    former_token_until=START,
    former_secret_until=START,
    handler_type=HandlerType.WORKFLOW,
    handler_id="workflow-1",
    threshold=0.4,
    bot_name="Kopi",
    greeting="Hallo!",
    business_hours=BusinessHours(
        time_zone="Asia/Jakarta",
        week=((Interval(540, 1020), Interval(1320, 360)), (), (), (), (), (), (Interval(0, 1440),)),
        holidays=(
            Holiday(date=date(2026, 12, 25), name="Natal"),
            Holiday(date=date(2026, 8, 17), intervals=(Interval(600, 720),)),
        ),
    ),
    routing=Routing.AUTOMATIC,
    allowed_domains=("shop.example", "www.shop.example"),
    appearance={"primary_colour": "#112233", "border_radius": 8},
    texts={"welcome_title": "Hallo 👋"},
    behaviour={"sound": False},
    created_at=START,
    updated_at=START + timedelta(days=1),
    version=3,
)


@pytest.fixture(params=["in memory", "in DynamoDB"])
def directory(request: pytest.FixtureRequest, clock: FakeClock) -> Directory:
    if request.param == "in memory":
        return make_desk(clock=clock).directory
    desk: Desk = request.getfixturevalue("desk")
    return desk.directory


@pytest.fixture(params=["in memory", "in DynamoDB"])
def answers(request: pytest.FixtureRequest, clock: FakeClock) -> Answers:
    if request.param == "in memory":
        return FakeAnswers(clock)
    request.getfixturevalue("desk")
    return DynamoAnswers(clock)


@pytest.mark.parametrize("widget", [WIDGET, EVERYTHING], ids=["plain", "with everything"])
def test_a_widget_is_known_by_its_token(directory: Directory, widget: Widget) -> None:
    assert directory.widget_by_token(WIDGET.token) is None
    directory.put_widget(widget)
    assert directory.widget_by_token(WIDGET.token) == widget
    assert directory.widget_by_token("unknown") is None


def test_a_removed_widget_is_found_by_its_conversations_alone(directory: Directory) -> None:
    removed = replace(WIDGET, removed=True)
    directory.put_widget(removed)
    assert directory.widget_by_token(WIDGET.token) is None
    assert directory.widget(TENANT, WIDGET.id) == removed


def test_a_visitor_is_found_within_their_tenant(directory: Directory) -> None:
    told = Particulars(name="Vera", locale="id", ip_address="192.0.2.1")
    known = replace(VERA, verified=True, particulars=told, attributes={"plan": "gold"})
    directory.put_visitor(VERA)
    directory.put_visitor(known)
    assert directory.visitor(TENANT, VERA.id) == known
    assert directory.visitor("other", VERA.id) is None
    assert directory.visitor(TENANT, "unknown") is None


def test_a_visitor_is_made_once(directory: Directory) -> None:
    known = replace(VERIFIED, particulars=Particulars(name="Vera"))
    assert directory.create_visitor(known)
    assert not directory.create_visitor(VERIFIED)
    assert directory.visitor(TENANT, VERIFIED.id, consistent=True) == known


def test_who_has_become_somebody_is_them_by_every_token_for_a_day_at_most(
    directory: Directory, clock: FakeClock
) -> None:
    ends = START + timedelta(days=30)
    directory.put_visitor(VERA)
    directory.create_visitor(VERIFIED)
    directory.add_visitor_token("token-1", VERA, ends)
    directory.add_visitor_token("token-2", VERA, START + timedelta(hours=1))
    after = VERIFIED.taking_over(VERA.id)
    assert directory.merge_visitor(VERIFIED, after, VERA)
    assert directory.visitor_of_token("token-1") == (after, START + FORMER_TOKENS_LIVE)
    assert directory.visitor_of_token("token-2") == (after, START + timedelta(hours=1))
    lost = directory.visitor(TENANT, VERA.id)
    assert lost is not None
    assert (lost.merged_into, lost.merged_at) == (VERIFIED.id, START)


def test_a_visitor_becomes_nobody_else_afterwards_and_a_late_writer_begins_anew(directory: Directory) -> None:
    other = replace(VERIFIED, id="verified-2", external_id="43")
    for visitor in (VERA, a_visitor("visitor-2")):
        directory.put_visitor(visitor)
    for visitor in (VERIFIED, other):
        directory.create_visitor(visitor)
    after = VERIFIED.taking_over(VERA.id)
    assert directory.merge_visitor(VERIFIED, after, VERA)
    assert not directory.merge_visitor(other, other.taking_over(VERA.id), VERA)
    assert not directory.merge_visitor(VERIFIED, VERIFIED.taking_over("visitor-2"), a_visitor("visitor-2"))
    assert not directory.merge_visitor(other, other.taking_over("unknown"), a_visitor("unknown"))
    assert directory.visitor(TENANT, other.id) == other
    done = after.has_taken_over(VERA.id)
    assert directory.merge_visitor(after, done)
    assert not directory.merge_visitor(after, done)
    assert directory.visitor(TENANT, VERIFIED.id) == done
    assert (done.former_ids, done.merging) == ((VERA.id,), ())


def test_what_a_visitor_tells_leaves_who_they_have_become(directory: Directory) -> None:
    directory.put_visitor(VERA)
    directory.create_visitor(VERIFIED)
    after = VERIFIED.taking_over(VERA.id)
    directory.merge_visitor(VERIFIED, after, VERA)
    directory.put_visitor(replace(VERA, attributes={"plan": "gold"}))
    directory.put_visitor(replace(VERIFIED, attributes={"plan": "gold"}))
    lost = directory.visitor(TENANT, VERA.id)
    assert lost is not None
    assert (lost.merged_into, dict(lost.attributes)) == (VERIFIED.id, {"plan": "gold"})
    assert directory.visitor(TENANT, VERIFIED.id) == replace(after, attributes={"plan": "gold"})
    directory.put_visitor(replace(VERIFIED, attributes={}))
    assert directory.visitor(TENANT, VERIFIED.id) == after


def test_a_visitor_is_known_by_any_of_their_tokens(directory: Directory) -> None:
    ends = START + timedelta(days=30)
    directory.put_visitor(VERA)
    directory.add_visitor_token("token-1", VERA, ends)
    directory.add_visitor_token("token-2", VERA, ends + timedelta(days=1, microseconds=5))
    assert directory.visitor_of_token("token-1") == (VERA, ends)
    assert directory.visitor_of_token("token-2") == (VERA, ends + timedelta(days=1))
    assert directory.visitor_of_token("token-3") is None


def test_a_token_of_a_visitor_who_is_gone_is_unknown(directory: Directory) -> None:
    directory.add_visitor_token("token-1", VERA, START)
    assert directory.visitor_of_token("token-1") is None


def test_tokens_and_tickets_are_kept_as_hashes_alone(desk: Desk, tables: Tables) -> None:
    desk.directory.put_visitor(VERA)
    desk.directory.add_visitor_token("the-visitors-token", VERA, START)
    assert "the-visitors-token" not in str(tables.rows("DirectoryTable"))


def test_a_warm_function_remembers_a_widget_for_half_a_minute(connection: DynamoDb, clock: FakeClock) -> None:
    warm, other = DynamoDirectory(clock, connection), DynamoDirectory(clock, connection)
    warm.put_widget(WIDGET)
    assert warm.widget_by_token(WIDGET.token) == WIDGET
    other.put_widget(EVERYTHING)
    assert warm.widget_by_token(WIDGET.token) == WIDGET
    clock.advance(seconds=REMEMBER_WIDGET.total_seconds())
    assert warm.widget_by_token(WIDGET.token) == EVERYTHING


def test_the_first_with_a_key_carries_out_and_the_next_are_answered_the_same(answers: Answers) -> None:
    assert answers.claim("key", "request") is None
    answers.keep("key", Answer(201, '{"seq": 1}'))
    for _ in range(2):
        assert answers.claim("key", "request") == Answer(201, '{"seq": 1}')
    assert answers.claim("another key", "request") is None


def test_a_key_belongs_to_one_request(answers: Answers) -> None:
    answers.claim("key", "request")
    with pytest.raises(IdempotencyConflict, match="another request"):
        answers.claim("key", "another request")
    answers.keep("key", Answer(200, ""))
    with pytest.raises(IdempotencyConflict, match="another request"):
        answers.claim("key", "another request")


def test_while_the_first_is_at_work_the_next_is_refused(answers: Answers, clock: FakeClock) -> None:
    answers.claim("key", "request")
    clock.advance(seconds=30)
    with pytest.raises(IdempotencyConflict, match="still at work"):
        answers.claim("key", "request")


def test_a_claim_whose_holder_died_is_free_after_half_a_minute(answers: Answers, clock: FakeClock) -> None:
    answers.claim("key", "request")
    clock.advance(seconds=31)
    assert answers.claim("key", "another request") is None
    with pytest.raises(IdempotencyConflict, match="still at work"):
        answers.claim("key", "another request")


def test_a_refused_write_frees_its_key(answers: Answers) -> None:
    answers.claim("key", "request")
    answers.release("key")
    assert answers.claim("key", "another request") is None


def test_an_answer_is_kept_for_a_day(answers: Answers, clock: FakeClock) -> None:
    answers.claim("key", "request")
    answers.keep("key", Answer(200, "{}"))
    clock.advance(days=1)
    assert answers.claim("key", "request") == Answer(200, "{}")
    clock.advance(seconds=1)
    assert answers.claim("key", "request") is None
    with pytest.raises(IdempotencyConflict, match="still at work"):
        answers.claim("key", "request")
