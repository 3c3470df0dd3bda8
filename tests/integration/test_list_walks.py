"""Whatever is asked, walking the cursors gives each conversation that matches, once, in order."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.selection import Selection
from frontdesk.domain.transitions import OPEN
from frontdesk.domain.vocabulary import Priority, Status
from frontdesk.use_cases.index_words import index_words
from frontdesk.use_cases.list_conversations import NOT_CLOSED, Sort, Wish, list_conversations
from frontdesk.use_cases.list_queue import list_queue
from frontdesk.use_cases.ports import Desk
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import ADA, BEN, TENANT, a_conversation
from tests.fakes.system import START
from tests.integration.listing import everything

COUNT = 60
SECONDS = 20
NAMES = ("Vera", "Wim", "Xenia")
DEPARTMENTS = (None, "returns", "sales")
TAGS = ("vip", "refund")
SKILLS = ("german",)

SELECTIONS = st.builds(
    Selection,
    agent_id=st.sampled_from([None, None, ADA.id, BEN.id]),
    department_id=st.sampled_from(DEPARTMENTS),
    priority=st.sampled_from([None, None, *Priority]),
    tag=st.sampled_from([None, None, *TAGS, "none"]),
    skill=st.sampled_from([None, None, None, *SKILLS]),
    created_from=st.none() | st.integers(0, SECONDS).map(lambda number: START + timedelta(seconds=number)),
    created_to=st.none() | st.integers(0, SECONDS).map(lambda number: START + timedelta(seconds=number)),
)
WISHES = st.builds(
    Wish,
    mine=st.booleans(),
    statuses=st.none() | st.frozensets(st.sampled_from(Status), min_size=1),
    selection=SELECTIONS,
    sort=st.sampled_from(Sort),
    query=st.none() | st.sampled_from(["vera", "WI", "x", "absent"]),
)
LIMITS = st.sampled_from([1, 4, 9, 100])


def thoroughly(desk: Desk) -> settings:
    """Each walk in DynamoDB takes many reads of a simulation that is slow."""
    examples = 150 if isinstance(desk, FakeDesk) else 25
    return settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(params=["in memory", "in DynamoDB"])
def anywhere(request: pytest.FixtureRequest) -> Desk:
    if request.param == "in memory":
        return make_desk()
    desk: Desk = request.getfixturevalue("desk")
    return desk


def populated(desk: Desk) -> Sequence[Conversation]:
    """Many that were started, assigned or queued at the very same instant."""
    lot = Random(7)

    def moment() -> timedelta:
        return timedelta(seconds=lot.randrange(SECONDS))

    population = []
    for number in range(COUNT):
        status = lot.choice(list(Status))
        agent = lot.choice([ADA, BEN])
        conversation = a_conversation(
            status,
            id=f"c{number:03}",
            visitor_name=lot.choice(NAMES),
            created_at=START + moment(),
            queued_at=START + moment(),
            unanswered_since=lot.choice([None, START + moment()]),
            agent_id=None if status is Status.PENDING else agent.id,
            assigned_at=None if status is Status.PENDING else START + moment(),
            department_id=lot.choice(DEPARTMENTS),
            priority=lot.choice(list(Priority)),
            tags=tuple(lot.sample(TAGS, lot.randrange(3))),
            required_skills=lot.choice([(), SKILLS]),
        )
        desk.conversations.create(conversation)
        index_words(desk, TENANT, conversation.id, [])
        population.append(conversation)
    return population


def expected(population: Sequence[Conversation], wish: Wish) -> list[str]:
    statuses = wish.statuses or (OPEN if wish.sort is Sort.LONGEST_WAITING else NOT_CLOSED if wish.mine else Status)
    found = [
        each
        for each in population
        if wish.selection.wants(each)
        and each.status in statuses
        and (not wish.mine or each.agent_id == ADA.id)
        and (wish.query is None or (each.visitor_name or "").casefold().startswith(wish.query.casefold()))
    ]
    by_assignment = wish.mine and wish.query is None and Status.CLOSED not in statuses

    def rank(each: Conversation) -> tuple[object, ...]:
        if wish.sort is Sort.LONGEST_WAITING:
            return each.unanswered_since is None, each.unanswered_since or START, each.created_at, each.id
        return (each.assigned_at if by_assignment else each.created_at), each.id

    return [each.id for each in sorted(found, key=rank, reverse=wish.sort is Sort.NEWEST)]


def refused(wish: Wish) -> bool:
    waiting = wish.sort is Sort.LONGEST_WAITING
    return (
        (wish.mine and wish.selection.agent_id not in (None, ADA.id))
        or (waiting and wish.query is not None)
        or (waiting and wish.statuses is not None and not wish.statuses <= OPEN)
    )


def test_a_walk_through_conversations(anywhere: Desk) -> None:
    population = populated(anywhere)

    @thoroughly(anywhere)
    @given(WISHES, LIMITS)
    def walk(wish: Wish, limit: int) -> None:
        def ids() -> list[str]:
            cursor: str | None = None
            walked: list[str] = []
            while True:
                page = list_conversations(anywhere, ADA, wish, cursor, limit)
                assert len(page.items) <= limit
                walked += [view.conversation.id for view in page.items]
                cursor = page.next_cursor
                if cursor is None:
                    return walked

        if refused(wish):
            with pytest.raises(InvalidInput):
                ids()
        else:
            assert ids() == expected(population, wish)

    walk()


def test_a_walk_through_the_queue(anywhere: Desk) -> None:
    pending = [each for each in populated(anywhere) if each.status is Status.PENDING]

    @thoroughly(anywhere)
    @given(SELECTIONS, LIMITS, st.booleans())
    def walk(selection: Selection, limit: int, by_wait: bool) -> None:
        wanted = [each for each in pending if selection.wants(each)]
        ranked = sorted(wanted, key=lambda each: (0 if by_wait else each.priority.rank, each.queued_at, each.id))
        ids = everything(
            lambda cursor: anywhere.conversations.queue(TENANT, cursor, limit, selection=selection, by_wait=by_wait),
            limit,
        )
        assert ids == [each.id for each in ranked]
        views = list_queue(anywhere, ADA, None, limit, selection=selection, by_wait=by_wait).items
        assert [view.conversation.id for view in views] == ids[:limit]

    walk()
