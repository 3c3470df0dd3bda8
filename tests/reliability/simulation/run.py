"""One run: people talk while everything goes wrong, then the faults cease, and the laws are checked."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from frontdesk.domain.conversation import ROUTING
from frontdesk.domain.message import SystemEvent
from tests.fakes.people import ADA, ADMIN, a_visitor
from tests.reliability.simulation.client import Client
from tests.reliability.simulation.faults import RATES
from tests.reliability.simulation.laws import measure, violations
from tests.reliability.simulation.parts import WHOLE, Parts
from tests.reliability.simulation.people import AgentPerson, Person, VisitorPerson
from tests.reliability.simulation.world import World

STORMY_ROUNDS = 900
CALM_ROUNDS = 6000
LOOK_EVERY = 25
# How much the cloud gets done while one person does one thing at most.
STORMY_TURNS = 2
CALM_TURNS = 4
PACE = 0.4
HOLE_READ = "hole read"
PLACE_LOST = "place lost to another"
POST_TO_THE_DEAD = "post to the dead"
KINDS_OF_FAULTS = (*RATES, HOLE_READ, PLACE_LOST, POST_TO_THE_DEAD)


@dataclass(slots=True)
class Outcome:
    broken: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)


def simulate(seed: int, parts: Parts = WHOLE) -> Outcome:
    world = World(seed, parts)
    people = _people(world)
    try:
        for _ in range(STORMY_ROUNDS):
            _round(world, people, STORMY_TURNS)
        _settle(world, people)
        clients = [person.client for person in people]
        return Outcome(
            broken=list(violations(world, clients)),
            counts=_counts(world, clients) + measure(world, clients),
            faults=_faults(world),
        )
    finally:
        world.scheduler.abandon()


def _people(world: World) -> list[Person]:
    vera, viktor = a_visitor("vera", name="Vera"), a_visitor("viktor", name="Viktor")
    return [
        VisitorPerson(world, vera, "vera-desk", to_say=5, starts=True),
        VisitorPerson(world, vera, "vera-phone", to_say=4, starts=False),
        VisitorPerson(world, viktor, "viktor", to_say=5, starts=True),
        AgentPerson(world, ADA, "ada", to_say=7),
        AgentPerson(world, ADMIN, "olga", to_say=7),
    ]


def _round(world: World, people: list[Person], turns: int) -> None:
    for _ in range(turns):
        world.turn()
    if world.random.random() < PACE:
        world.random.choice(people).act()


def _settle(world: World, people: list[Person]) -> None:
    """No fault any more: everybody is online, looks at the lists once, and waits."""
    world.faults.cease()
    for person in people:
        person.discover()
    for number in range(CALM_ROUNDS):
        if number % LOOK_EVERY == 0:
            if _at_rest(world, people):
                return
            for person in people:
                person.client.connect()
        _round(world, people, CALM_TURNS)


def _at_rest(world: World, people: list[Person]) -> bool:
    """Whether everybody has everything, even once all that is still under way has come to its end."""
    if not _contented(world, people):
        return False
    while not world.quiet or any(person.client.expects_mail for person in people):
        world.turn()
        for person in people:
            person.client.take_mail()
    return _contented(world, people)


def _contented(world: World, people: list[Person]) -> bool:
    tails = {found.id: len(world.messages(found.id)) for found in world.conversations.all()}
    return all(
        person.quiet and all(log.watermark >= tails[each] for each, log in person.client.logs.items())
        for person in people
    )


def _counts(world: World, clients: Iterable[Client]) -> Counter[str]:
    counts = Counter(conversations=len(world.conversations.all()))
    for client in clients:
        counts["written"] += len(client.written)
        counts["acknowledged"] += sum(len(told) for told in client.acknowledged.values())
        counts["refused"] += len(client.refused)
        counts["sent again"] += client.resends
        counts["accepted"] += sum(len(each) for each in client.accepted.values())
    for history in world.history.values():
        for before, after in pairwise(history):
            moved = before.holder_id != after.holder_id
            told = after.announcement.event if moved and after.announcement else None
            counts["routed"] += moved and after.holder_id is not None and after.assigned_by == ROUTING
            counts["transferred"] += told is SystemEvent.TRANSFERRED
            counts["released"] += told is SystemEvent.RELEASED
    counts["stored"] = sum(len(world.messages(found.id)) for found in world.conversations.all())
    return counts


def _faults(world: World) -> Counter[str]:
    """Those that were injected, and those that came of them."""
    consequences = {
        HOLE_READ: world.log.holes_read,
        PLACE_LOST: world.log.places_lost,
        POST_TO_THE_DEAD: world.network.posts_to_the_dead,
    }
    return world.faults.injected + Counter(consequences)
