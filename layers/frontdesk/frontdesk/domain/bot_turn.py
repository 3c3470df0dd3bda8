"""What the bot finds at the end of a conversation's log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from frontdesk.domain.escalating import WORKFLOW
from frontdesk.domain.message import Message
from frontdesk.domain.message_parts import Choice, Form
from frontdesk.domain.vocabulary import MessageType, SenderType


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The bot's turn to speak, behind message `tail`, if anything is unanswered.

    `unanswered` are the visitor's messages after the last that somebody else has said; `written` counts all of the
    visitor's since the bot has the conversation; `form` is what the bot asked last, if that was a question.
    """

    tail: int
    unanswered: tuple[Message, ...]
    written: int
    said: Message | None = None

    @classmethod
    def at_the_end_of(cls, log: Sequence[Message], before: int) -> Self:
        """`log` is every message since the bot has the conversation, which was after message `before`.

        What a workflow has said there was for what came earlier.
        """
        unanswered: list[Message] = []
        said: Message | None = None
        for message in log:
            if message.sender_type is SenderType.VISITOR:
                unanswered.append(message)
            elif message.sender_type is not SenderType.SYSTEM and message.sender_id != WORKFLOW.id:
                unanswered, said = [], message
        return cls(
            tail=log[-1].seq if log else before,
            unanswered=tuple(unanswered),
            written=sum(message.sender_type is SenderType.VISITOR for message in log),
            said=said,
        )

    @property
    def form(self) -> Form | None:
        """What the bot asked last, if that was a question."""
        return self.said.form if self.said else None

    @property
    def follows_small_talk(self) -> bool:
        """The bot has said something that neither answers nor lets anybody choose."""
        said = self.said
        return said is not None and said.sender_type is SenderType.BOT and said.answer is None and said.form is None

    @property
    def question(self) -> str:
        """Empty where there is nothing but files."""
        return question_of(self.unanswered)

    @property
    def texts(self) -> tuple[str, ...]:
        """The question by its messages: each may ask for something of its own."""
        return texts_of(self.unanswered)

    @property
    def files(self) -> int:
        return sum(message.type is MessageType.FILE for message in self.unanswered)

    @property
    def chosen(self) -> Choice | None:
        """Which of the titles that the bot offered the visitor has taken."""
        offered = self.form.choices if self.form else ()
        return next((choice for choice in offered if choice.label == self.question), None)


def question_of(messages: Iterable[Message]) -> str:
    """People press Enter in the middle of what they want to say."""
    return "\n".join(texts_of(messages))


def texts_of(messages: Iterable[Message]) -> tuple[str, ...]:
    """What a file is called asks nothing."""
    return tuple(message.content for message in messages if message.type is not MessageType.FILE)
