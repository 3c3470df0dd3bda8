"""Conversations as a desk has them, made up from a fixed seed: many know the common words, a few the rare ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.vocabulary import Handler, SenderType, Status

TENANT = "acme"
BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
APART = timedelta(minutes=37)
MESSAGES_EACH = 10
WORDS_EACH = 18
VOCABULARY = 20_000
FIRST = ["Ana", "Budi", "Chloë", "Dewi", "Emil", "Farah", "Gita", "Hans", "Indra", "Jörg", "Kezia", "Lina"]
LAST = [f"{begin}{end}" for begin in ("Müll", "Sant", "Wira", "Prad", "Kell", "Orte") for end in ("er", "oso", "ana")]
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ai", "el", "in", "or", "un")]


@dataclass(frozen=True, slots=True)
class Talk:
    conversation: Conversation
    messages: Sequence[Message]


def vocabulary() -> Sequence[str]:
    """From the most common word to the rarest."""
    lot = Random(1)
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        words["".join(lot.choices(SYLLABLES, k=lot.choice((1, 2, 2, 3, 3, 4))))] = None
    return list(words)


def talks(messages: int, words: Sequence[str]) -> Iterator[Talk]:
    """By Zipf's law, a word is as much rarer as it is further back."""
    lot = Random(2)
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for number in range(messages // MESSAGES_EACH):
        first, last = lot.choice(FIRST), lot.choice(LAST)
        begun = BEGIN + number * APART
        conversation = Conversation(
            tenant_id=TENANT,
            id=f"{lot.getrandbits(104):026x}",
            widget_id="widget-1",
            visitor_id=f"visitor-{number}",
            visitor_name=f"{first} {last}",
            visitor_email=f"{first}.{last}.{number}@mail.example".lower(),
            handler=Handler.AGENT,
            status=Status.CLOSED,
            created_at=begun,
            closed_at=begun + timedelta(hours=1),
        )
        spoken = lot.choices(words, cum_weights=weights, k=MESSAGES_EACH * WORDS_EACH)
        yield Talk(conversation, [_message(conversation, seq, spoken) for seq in range(1, MESSAGES_EACH + 1)])


def _message(conversation: Conversation, seq: int, spoken: Sequence[str]) -> Message:
    visitor = seq % 2 == 1
    return Message(
        tenant_id=conversation.tenant_id,
        conversation_id=conversation.id,
        seq=seq,
        client_id=f"{seq - 1}.0b0e7a86-3d0c-4a52-9d3f-6f3f7f0f{seq:04}",
        sender_type=SenderType.VISITOR if visitor else SenderType.AGENT,
        sender_id=conversation.visitor_id if visitor else "agent-1",
        sender_name=(conversation.visitor_name or "") if visitor else "Ada",
        content=" ".join(spoken[(seq - 1) * WORDS_EACH : seq * WORDS_EACH]).capitalize() + ".",
        created_at=conversation.created_at + timedelta(minutes=seq),
    )
