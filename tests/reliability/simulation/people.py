"""What visitors and agents do with their clients."""

from collections.abc import Callable, Sequence
from functools import partial

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.principal import Principal
from frontdesk.domain.visitor import Visitor
from frontdesk.domain.vocabulary import Handler, Presence, Role
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.begin_workflow import workflow_to_begin
from frontdesk.use_cases.end_conversation import end_conversation
from frontdesk.use_cases.escalate_conversation import escalate_conversation
from frontdesk.use_cases.find_conversation import View
from frontdesk.use_cases.hand_back import hand_back
from frontdesk.use_cases.keep_presence import set_status
from frontdesk.use_cases.list_conversations import Wish, list_conversations, list_own
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.reopen_conversation import reopen_conversation
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from frontdesk.use_cases.transfer_conversation import transfer_to_agent
from tests.fakes.knowledge import ASKS_FOR_A_HUMAN, a_source
from tests.fakes.people import FAR_AWAY, STAFF
from tests.reliability.simulation.client import Client
from tests.reliability.simulation.small_workflow import ANSWERS
from tests.reliability.simulation.world import WIDGETS, World

LIST_SIZE = 20
VISITORS_WORDS = (a_source().title, ASKS_FOR_A_HUMAN, "thanks", *ANSWERS)
Command = Callable[[Desk, Principal, str], Conversation]
FRAMES = {
    accept_conversation: "conversation.accept",
    resolve_conversation: "conversation.resolve",
    end_conversation: "conversation.end",
}


class Person:
    """Has so much to say, and says it through one client."""

    def __init__(self, world: World, me: Principal, name: str, *, to_say: int) -> None:
        self.me = me
        self.client = Client(world, me, name)
        self._world = world
        self._random = world.random
        self._to_say = to_say

    @property
    def quiet(self) -> bool:
        return not self.client.outbox

    def act(self) -> None:
        if self._random.random() < 0.85:
            self.client.act()
        elif not self._world.faults.ceased:
            self._want_something()

    def discover(self) -> None:
        """Follow everything that is listed."""
        self.client.http(self._listed, lambda found: self.client.follow(view.conversation.id for view in found))

    def _want_something(self) -> None:
        raise NotImplementedError

    def _listed(self) -> Sequence[View]:
        raise NotImplementedError

    def _say_something(self, conversation_id: str) -> None:
        if self._to_say > 0:
            self._to_say -= 1
            self.client.write(conversation_id, anchored=self._random.random() < 0.9, words=self._words())

    def _words(self) -> str | None:
        """None for words of one's own."""
        return None

    def _command(self, command: Command, conversation_id: str) -> None:
        if command in FRAMES and self._random.random() < 0.5:
            self.client.command(FRAMES[command], conversation_id)
        else:
            then = self.client.won if command is accept_conversation else self.client.learn
            self.client.http(lambda: command(self._world.desk, self.me, conversation_id), then)

    def _lot(self, conversation_ids: Sequence[str]) -> str | None:
        return self._random.choice(conversation_ids) if conversation_ids else None

    def _known(self, *statuses: str) -> list[str]:
        return [each for each, state in self.client.states.items() if state["status"] in statuses]


class VisitorPerson(Person):
    """A visitor at one of their devices. A device with a beginning starts the conversation, the others find it."""

    def __init__(self, world: World, visitor: Visitor, name: str, *, to_say: int, starts: bool) -> None:
        super().__init__(world, visitor.principal(FAR_AWAY), name, to_say=to_say)
        self._visitor = visitor
        self._widget = world.random.choice(WIDGETS)
        self._beginning = self._new_beginning() if starts else None

    @property
    def quiet(self) -> bool:
        return super().quiet and self._beginning is None

    def act(self) -> None:
        if self._beginning is not None and self._random.random() < 0.1:
            self._start(self._beginning)
        else:
            super().act()

    def _want_something(self) -> None:
        if not self.client.logs or self._random.random() < 0.1:
            self.discover()
            return
        conversation_id = self._random.choice(list(self.client.logs))
        wish = self._random.random()
        if wish < 0.04:
            self._command(end_conversation, conversation_id)
        elif wish < 0.07:
            self._command(resolve_conversation, conversation_id)
        elif wish < 0.1:
            self._command(escalate_conversation, conversation_id)
        elif wish < 0.4:
            for _ in range(2 if self._random.random() < 0.3 else 1):
                self._say_something(conversation_id)

    def _words(self) -> str | None:
        return self._random.choice(VISITORS_WORDS) if self._random.random() < 0.5 else None

    def _listed(self) -> Sequence[View]:
        return list_own(self._world.desk, self.me, None, LIST_SIZE).items

    def _new_beginning(self) -> Beginning:
        name = self.client.name
        own = f"0.{name}-first-message"
        with_words = self._random.random() < 0.8
        self.client.written += [own] if with_words else []
        return Beginning(
            client_id=f"{name}-beginning",
            message_client_id=own if with_words else None,
            message_content="Hello?" if with_words else None,
        )

    def _start(self, beginning: Beginning) -> None:
        self.client.http(
            lambda: self._begin(beginning),
            lambda started: self._started(*started),
        )

    def _begin(self, beginning: Beginning) -> tuple[View, Message | None]:
        pin = workflow_to_begin(self._world.workflows, self._widget)
        return start_conversation(self._world.desk, self._widget, self._visitor, self.me, beginning, pin)

    def _started(self, view: View, message: Message | None) -> None:
        self._beginning = None
        self.client.started(view.conversation, message)


class AgentPerson(Person):
    def _want_something(self) -> None:
        wish = self._random.random()
        if wish < 0.1:
            self.discover()
        elif wish < 0.4:
            self._try(accept_conversation, self._known("pending"))
        elif wish < 0.42:
            self._try(accept_conversation, self._with_the_bot())
        elif wish < 0.45:
            self._try(resolve_conversation, self._mine())
        elif wish < 0.47:
            self._try(end_conversation, self._mine())
        elif wish < 0.52:
            self._try(reopen_conversation, self._known("closed"))
        elif wish < 0.55:
            self._hand_on()
        elif wish < 0.57:
            self._try(escalate_conversation, self._mine())
        elif wish < 0.64:
            self._try(hand_back, self._mine())
        elif wish < 0.69:
            status = self._random.choice([Presence.ONLINE, Presence.AWAY, Presence.ONLINE])
            self.client.http(lambda: set_status(self._world.desk, self.me, status), lambda _agent: None)
        elif conversation_id := self._lot(self._mine()):
            self._say_something(conversation_id)

    def _hand_on(self) -> None:
        to = self._random.choice([each.id for each in STAFF])
        if conversation_id := self._lot(self._mine()):
            give = partial(transfer_to_agent, self._world.desk, self.me, conversation_id, to, None)
            self.client.http(give, self.client.learn)

    def _try(self, command: Command, conversation_ids: Sequence[str]) -> None:
        if conversation_id := self._lot(conversation_ids):
            self._command(command, conversation_id)

    def _mine(self) -> list[str]:
        held = self._known("active", "waiting")
        if self.me.role is Role.ADMIN:
            return held
        return [each for each in held if self.client.states[each].get("agent", {}).get("id") == self.me.id]

    def _with_the_bot(self) -> list[str]:
        return [each for each in self._known("active") if self.client.states[each]["handler"] != Handler.AGENT]

    def _listed(self) -> Sequence[View]:
        return list_conversations(self._world.desk, self.me, Wish(), None, LIST_SIZE).items
