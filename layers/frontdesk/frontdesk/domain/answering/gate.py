"""What the bot does with an answer that it is so sure of."""

from enum import StrEnum

DEFAULT_THRESHOLD = 0.65
# Below this an answer comes with the offer of a human.
SURE = 0.8
# From here to the threshold, titles may be offered instead of a guess.
WORTH_SUGGESTING = 0.35
MOST_SUGGESTIONS = 3


class Decision(StrEnum):
    ANSWER = "answer"
    ANSWER_AND_OFFER_HUMAN = "answer_and_offer_human"
    SUGGEST = "suggest"
    ESCALATE = "escalate"


def decide(confidence: float, *, human_requested: bool, threshold: float = DEFAULT_THRESHOLD) -> Decision:
    """A request for a human outweighs any confidence."""
    if human_requested:
        return Decision.ESCALATE
    if confidence >= threshold:
        return Decision.ANSWER if confidence >= SURE else Decision.ANSWER_AND_OFFER_HUMAN
    return Decision.SUGGEST if confidence >= WORTH_SUGGESTING else Decision.ESCALATE
