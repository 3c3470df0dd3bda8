"""What erasing and giving out what is known of a visitor need beside the desk."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import IO, Protocol

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.privacy import EraseConversation, Erasure, Export, PrivacyJob
from frontdesk.domain.visitor import Visitor
from frontdesk.use_cases.escalation_ports import EscalationRuns
from frontdesk.use_cases.knowledge_ports import UnansweredQuestions
from frontdesk.use_cases.page import Page

AT_ONCE = timedelta(0)


class PrivacyQueue(Protocol):
    def put(self, jobs: Sequence[PrivacyJob], *, later: timedelta = AT_ONCE) -> None:
        """Each is done at least once, and not before `later` has passed. Raises Busy."""


class PrivacyInbox(Protocol):
    def postpone(self, receipt: str, seconds: float) -> None:
        """Let a job come again after that. Raises Busy."""


class PrivacyRecords(Protocol):
    """Which visitors there are, who of them has been erased, and what has been given out."""

    def visitors(self, tenant_id: str, cursor: str | None, limit: int) -> Page[Visitor]:
        """Those who have not become somebody else, whoever was seen for the first time last first."""

    def erasure(self, tenant_id: str, visitor_id: str) -> Erasure | None:
        """The latest of this visitor, by a strongly consistent read."""

    def begin_erasure(self, erasure: Erasure) -> None:
        """In the place of an earlier one of this visitor."""

    def put_erasure(self, erasure: Erasure) -> None:
        """How far it has come. What has been counted stays."""

    def count_erased(self, erasure: Erasure) -> None:
        """One more conversation has gone."""

    def export(self, tenant_id: str, visitor_id: str) -> Export | None:
        """The latest of this visitor for a day, by a strongly consistent read."""

    def put_export(self, export: Export) -> None: ...

    def remove_export(self, tenant_id: str, visitor_id: str) -> None: ...


class PrivateFiles(Protocol):
    """The files of visitors, and the exports, which are gone after a day."""

    def writing(self, export: Export) -> AbstractContextManager[IO[bytes]]:
        """What is written is there once this has ended well, and only then. Raises Busy."""

    def address(self, export: Export, life: timedelta) -> str:
        """Where an export can be had for so long."""

    def content(self, tenant_id: str, conversation_id: str, attachment_id: str) -> Iterator[bytes] | None:
        """A file that a message carries, piece by piece. Raises Busy."""

    def remove_files(self, tenant_id: str, conversation_id: str) -> None:
        """Uploads too, and every version of each. Raises Busy."""

    def remove_exports(self, tenant_id: str, visitor_id: str) -> None:
        """Raises Busy."""


class Remains(Protocol):
    """What is stored of visitors and their conversations, as those see it who take it away. Each may be done again."""

    def remove_conversation(self, conversation: Conversation) -> bool:
        """Its summary; False where it is not as it is given here any more."""

    def remove_logs(self, tenant_id: str, conversation_id: str) -> None:
        """Messages and notes."""

    def remove_words(self, remains: EraseConversation) -> None:
        """What it was found by."""

    def remove_steps(self, tenant_id: str, conversation_id: str) -> None:
        """The history of its escalations."""

    def remove_notifications(self, tenant_id: str, conversation_id: str) -> None:
        """From the lists of all agents, whoever has been removed among them."""

    def remove_outcomes(self, log: Sequence[Message]) -> None:
        """What has become of the bot's answers in this log."""

    def blank_ticket(self, tenant_id: str, number: int) -> None:
        """Its number and its dates stay, and nothing that anybody has said or is called."""

    def remove_tokens(self, tenant_id: str, visitor_id: str) -> None:
        """By which they are known and connect, and their votes on articles."""

    def remove_visitor(self, visitor: Visitor) -> bool:
        """False where they have taken over somebody meanwhile."""


@dataclass(frozen=True, slots=True)
class PrivacyDesk:
    queue: PrivacyQueue
    records: PrivacyRecords
    files: PrivateFiles


@dataclass(frozen=True, slots=True)
class ErasingDesk(PrivacyDesk):
    """With the right to take things away, which only one function has."""

    remains: Remains
    runs: EscalationRuns
    questions: UnansweredQuestions
