"""Whose hands a conversation is in, and what agents are holding: changed as one, in memory and in DynamoDB."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.domain.assignment import assigned, released, transferred_to_agent, transferred_to_department
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import AgentAtCapacity
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.domain.rating import Rating
from frontdesk.domain.vocabulary import SenderType, Status
from frontdesk.use_cases.ports import Desk
from tests.fakes import make_desk
from tests.fakes.people import ADA, ADMIN, BEN, STAFF, TENANT, a_conversation, a_message, record_of
from tests.fakes.system import START

LATER = START + timedelta(seconds=30)
A_DAY = timedelta(days=1)


@pytest.fixture(params=["in memory", "in DynamoDB"])
def desk_of_hands(request: pytest.FixtureRequest) -> Desk:
    """Nobody can hold more than two."""
    if request.param == "in memory":
        desk: Desk = make_desk(staff=())
    else:
        desk = request.getfixturevalue("empty_desk")
    for principal in STAFF:
        desk.agents.enrol(record_of(principal, max_chats=2))
    return desk


def pending(desk: Desk, number: int = 1) -> Conversation:
    conversation = a_conversation(id=f"conversation-{number}")
    assert desk.conversations.create(conversation)
    return conversation


def held(desk: Desk, number: int = 1, by: Principal = ADA) -> Conversation:
    before = pending(desk, number)
    after = before.accepted(by, LATER)
    assert desk.conversations.replace(before, after)
    return after


def holding(desk: Desk, principal: Principal = ADA) -> set[str]:
    agent = desk.agents.get(TENANT, principal.id)
    assert agent is not None
    return set(agent.holding)


def stored(desk: Desk, conversation: Conversation) -> Conversation | None:
    return desk.conversations.get(TENANT, conversation.id, consistent=True)


def test_who_takes_one_holds_it(desk_of_hands: Desk) -> None:
    taken = held(desk_of_hands)
    ada = desk_of_hands.agents.get(TENANT, ADA.id)
    assert ada is not None
    assert (ada.holding, ada.total_chats, ada.free_since) == ({taken.id}, 1, LATER)
    assert stored(desk_of_hands, taken) == taken


def test_it_stays_in_the_same_hands_while_the_turn_changes(desk_of_hands: Desk) -> None:
    taken = held(desk_of_hands)
    answered = taken.after(a_message(1, SenderType.AGENT), agent_online=True)
    assert answered.status is Status.WAITING
    assert desk_of_hands.conversations.replace(taken, answered)
    assert holding(desk_of_hands) == {taken.id}


@pytest.mark.parametrize("end", ["resolved", "closed", "released", "to a department"])
def test_who_gives_one_back_holds_it_no_more(desk_of_hands: Desk, end: str) -> None:
    taken, other = held(desk_of_hands), held(desk_of_hands, 2)
    after = {
        "resolved": taken.resolved(ADA, LATER),
        "closed": taken.ended(ADA, LATER),
        "released": released(taken, LATER),
        "to a department": transferred_to_department(taken, Party("dep_1", "Sales"), ADA, None, LATER),
    }[end]
    assert desk_of_hands.conversations.replace(taken, after)
    assert (stored(desk_of_hands, taken), holding(desk_of_hands)) == (after, {other.id})


def test_a_transfer_moves_it_from_hand_to_hand(desk_of_hands: Desk) -> None:
    taken = held(desk_of_hands)
    moved = transferred_to_agent(taken, record_of(BEN), ADA, "He knows more.", LATER)
    assert desk_of_hands.conversations.replace(taken, moved)
    assert (holding(desk_of_hands, ADA), holding(desk_of_hands, BEN)) == (set(), {taken.id})
    assert stored(desk_of_hands, taken) == moved


def test_the_maximum_is_not_exceeded_and_a_refusal_changes_nothing(desk_of_hands: Desk) -> None:
    first, second = held(desk_of_hands), held(desk_of_hands, 2)
    third = pending(desk_of_hands, 3)
    with pytest.raises(AgentAtCapacity, match="Ada has no free slot"):
        desk_of_hands.conversations.replace(third, third.accepted(ADA, LATER))
    assert (stored(desk_of_hands, third), holding(desk_of_hands)) == (third, {first.id, second.id})
    assert desk_of_hands.conversations.replace(first, first.resolved(ADA, LATER))
    assert desk_of_hands.conversations.replace(third, third.accepted(ADA, LATER))
    assert holding(desk_of_hands) == {second.id, third.id}


def test_a_transfer_to_an_agent_at_their_maximum_leaves_it_where_it_is(desk_of_hands: Desk) -> None:
    mine = held(desk_of_hands)
    theirs = {held(desk_of_hands, number, BEN).id for number in (2, 3)}
    with pytest.raises(AgentAtCapacity):
        desk_of_hands.conversations.replace(mine, transferred_to_agent(mine, record_of(BEN), ADA, None, LATER))
    assert (holding(desk_of_hands, ADA), holding(desk_of_hands, BEN)) == ({mine.id}, theirs)
    assert stored(desk_of_hands, mine) == mine


def test_a_maximum_that_was_lowered_takes_nothing_away_and_lets_nothing_in(desk_of_hands: Desk) -> None:
    for number in (1, 2):
        held(desk_of_hands, number)
    ada = desk_of_hands.agents.get(TENANT, ADA.id)
    assert ada is not None
    assert desk_of_hands.agents.edit(ada, replace(ada, max_chats=1))
    third = pending(desk_of_hands, 3)
    with pytest.raises(AgentAtCapacity):
        desk_of_hands.conversations.replace(third, third.accepted(ADA, LATER))
    assert len(holding(desk_of_hands)) == 2


@pytest.mark.parametrize("load", [0, 1])
def test_an_assignment_holds_only_while_the_load_is_what_it_was_decided_on(desk_of_hands: Desk, load: int) -> None:
    for number in range(load):
        held(desk_of_hands, number + 10)
    offered = pending(desk_of_hands)
    given = assigned(offered, record_of(ADA), ADMIN.id, LATER)
    for wrong in {0, 1, 2} - {load}:
        with pytest.raises(AgentAtCapacity):
            desk_of_hands.conversations.replace(offered, given, expected_load=wrong)
    assert stored(desk_of_hands, offered) == offered
    assert desk_of_hands.conversations.replace(offered, given, expected_load=load)
    assert len(holding(desk_of_hands)) == load + 1


def test_the_expected_load_matches_also_once_all_were_given_back(desk_of_hands: Desk) -> None:
    taken = held(desk_of_hands)
    assert desk_of_hands.conversations.replace(taken, taken.resolved(ADA, LATER))
    offered = pending(desk_of_hands, 2)
    assert desk_of_hands.conversations.replace(
        offered, assigned(offered, record_of(ADA), ADMIN.id, LATER), expected_load=0
    )


def test_who_lost_the_version_takes_nothing(desk_of_hands: Desk) -> None:
    offered = pending(desk_of_hands)
    assert desk_of_hands.conversations.replace(offered, offered.accepted(ADA, LATER))
    assert not desk_of_hands.conversations.replace(offered, offered.accepted(BEN, LATER))
    assert (holding(desk_of_hands, ADA), holding(desk_of_hands, BEN)) == ({offered.id}, set())


def test_a_version_that_was_lost_outweighs_a_maximum_that_is_reached(desk_of_hands: Desk) -> None:
    offered = pending(desk_of_hands)
    assert desk_of_hands.conversations.replace(offered, offered.accepted(BEN, LATER))
    for number in (2, 3):
        held(desk_of_hands, number)
    assert not desk_of_hands.conversations.replace(offered, offered.accepted(ADA, LATER))


def test_giving_back_twice_is_once(desk_of_hands: Desk) -> None:
    taken = held(desk_of_hands)
    assert desk_of_hands.conversations.replace(taken, taken.resolved(ADA, LATER))
    assert not desk_of_hands.conversations.replace(taken, taken.ended(ADA, LATER))
    assert holding(desk_of_hands) == set()


@pytest.mark.parametrize("agent", ["removed", "unknown"])
def test_who_is_no_agent_any_more_takes_nothing(desk_of_hands: Desk, agent: str) -> None:
    offered = pending(desk_of_hands)
    if agent == "removed":
        known = record_of(ADMIN, max_chats=2)
        assert desk_of_hands.agents.edit(known, replace(known, removed=True))
    taker = ADMIN if agent == "removed" else replace(ADMIN, id="unknown")
    with pytest.raises(AgentAtCapacity):
        desk_of_hands.conversations.replace(offered, offered.accepted(taker, LATER))
    assert stored(desk_of_hands, offered) == offered
    assert desk_of_hands.agents.get(TENANT, "unknown") is None


def test_coming_back_to_its_agent_fills_a_slot_again(desk_of_hands: Desk) -> None:
    taken = held(desk_of_hands)
    resolved = taken.resolved(ADA, LATER)
    assert desk_of_hands.conversations.replace(taken, resolved)
    back = resolved.after(a_message(9), agent_online=True)
    assert desk_of_hands.conversations.replace(resolved, back)
    assert (back.status, holding(desk_of_hands)) == (Status.ACTIVE, {taken.id})


def test_ratings_are_summed_with_the_change_and_moved_from_agent_to_agent(desk_of_hands: Desk) -> None:
    taken = held(desk_of_hands)
    over = taken.resolved(ADA, LATER)
    low = over.rated(2, None, LATER, A_DAY)
    high = low.rated(5, "Better.", LATER, A_DAY)
    for before, after in ((taken, over), (over, low), (low, high)):
        assert desk_of_hands.conversations.replace(before, after)
    assert not desk_of_hands.conversations.replace(over, low), "it is not stored any more"
    assert rated(desk_of_hands, ADA) == (5, 1)
    of_ben = replace(high.changed(), rating=Rating(stars=1, agent_id=BEN.id, at=LATER))
    assert desk_of_hands.conversations.replace(high, of_ben)
    of_nobody = replace(of_ben.changed(), rating=Rating(stars=3, at=LATER))
    assert (rated(desk_of_hands, ADA), rated(desk_of_hands, BEN)) == ((0, 0), (1, 1))
    assert desk_of_hands.conversations.replace(of_ben, of_nobody)
    assert rated(desk_of_hands, BEN) == (0, 0)
    assert stored(desk_of_hands, taken) == of_nobody


def rated(desk: Desk, principal: Principal) -> tuple[int, int]:
    agent = desk.agents.get(TENANT, principal.id)
    assert agent is not None
    return agent.ratings_sum, agent.ratings_count
