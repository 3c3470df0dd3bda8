"""What a visitor thinks of a conversation, once it is over."""

from dataclasses import dataclass
from datetime import datetime

from frontdesk.domain.message import SYSTEM_ID, SYSTEM_NAME, Draft
from frontdesk.domain.vocabulary import SenderType

BEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """From 1 to 5 stars. It counts for the agent who was responsible then; None for the bot or a workflow."""

    stars: int
    feedback: str | None = None
    agent_id: str | None = None
    at: datetime


def noting(rating: Rating, visitor_name: str, *, after_seq: int) -> Draft:
    """The internal note of a rating: the same draft however often it is made."""
    told = f"{visitor_name} rated the conversation: {rating.stars} of {BEST}."
    return Draft(
        client_id=f"0.rated-{round(rating.at.timestamp() * 1_000_000)}",
        sender_type=SenderType.SYSTEM,
        sender_id=SYSTEM_ID,
        sender_name=SYSTEM_NAME,
        content=f"{told}\n{rating.feedback}" if rating.feedback else told,
        after_seq=after_seq,
    )
