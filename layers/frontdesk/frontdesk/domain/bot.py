"""What the bot does with its turn: it answers, offers titles, or calls for a human."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from frontdesk.domain.answering.gate import MOST_SUGGESTIONS, SURE, Decision
from frontdesk.domain.answering.small_talk import SmallTalk
from frontdesk.domain.bot_texts import BotTexts
from frontdesk.domain.bot_turn import Turn
from frontdesk.domain.escalating import BOT, Call
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.message_parts import BotAnswer, Choice, Form, FormKind, Source

FILES = "files"
"""In the metadata of a call: how many files of the visitor the bot has no answer to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the knowledge base has to say: the passages of the answer's sources, and why."""

    decision: Decision
    passages: tuple[str, ...]
    answer: BotAnswer
    human_requested: bool = False

    @property
    def confidence(self) -> float:
        return self.answer.confidence

    @property
    def sources(self) -> Sequence[Source]:
        return self.answer.sources

    def led_by(self, article_id: str) -> Self | None:
        """With that article before the others; None where it is not among them."""
        found = [source.article_id for source in self.sources]
        if article_id not in found:
            return None
        first = found.index(article_id)
        places = [first, *(place for place in range(len(found)) if place != first)]
        sources = tuple(self.sources[place] for place in places)
        return replace(
            self,
            passages=tuple(self.passages[place] for place in places),
            answer=replace(self.answer, sources=sources),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """`passages` are what of each source may be read."""

    text: str
    passages: tuple[str, ...] = ()
    answer: BotAnswer | None = None
    form: Form | None = None


def too_long(turn: Turn, most_messages: int) -> Call | None:
    """PRODUCT: more than so many visitor messages without resolution."""
    if turn.written <= most_messages:
        return None
    return Call(reason=EscalationReason.MESSAGE_CAP, by=BOT, metadata={"messages": str(turn.written)})


def for_files(turn: Turn) -> Call:
    """Who sends nothing but files, or a greeting with them, expects somebody to look at them: the bot cannot."""
    return Call(reason=EscalationReason.LOW_CONFIDENCE, by=BOT, metadata={FILES: str(turn.files)})


def wish_for_human() -> Call:
    return Call(reason=EscalationReason.HUMAN_REQUEST, by=BOT)


def small_answer(talk: SmallTalk, turn: Turn, texts: BotTexts) -> Say | None:
    """It asks nothing, and is no reason to call anybody; None for a yes or no to what the bot has asked or answered.

    Titles to choose from are no question that a word answers, and a "no" to an answer calls for another one.
    """
    if talk is SmallTalk.YES:
        return None if turn.form else Say(text=texts.agreed)
    if talk is SmallTalk.NO:
        return Say(text=texts.goodbye) if turn.follows_small_talk else None
    words = {SmallTalk.GREETING: texts.greeting, SmallTalk.THANKS: texts.thanks, SmallTalk.GOODBYE: texts.goodbye}
    return Say(text=words[talk])


def reply(turn: Turn, evidence: Evidence, texts: BotTexts) -> Say | Call:
    """Titles are offered once: who takes one is answered from that article, however sure the engine is and of which;
    who has not found their question among them is helped by a human.
    """
    if evidence.human_requested:
        return wish_for_human()
    taken = evidence.led_by(turn.chosen.value) if turn.chosen else None
    if taken is not None:
        return _answered(taken)
    if evidence.decision in (Decision.ANSWER, Decision.ANSWER_AND_OFFER_HUMAN) and evidence.sources:
        return _answered(evidence)
    if evidence.decision is Decision.SUGGEST and evidence.sources and turn.form is None:
        return Say(text=texts.suggesting, answer=evidence.answer, form=_titles(evidence.sources))
    metadata = {
        "confidence": f"{evidence.confidence:.2f}",
        "threshold": f"{evidence.answer.threshold:.2f}",
        "seq": str(turn.tail),
    }
    if evidence.sources:
        metadata |= {"nearest": evidence.sources[0].title, "nearest_id": evidence.sources[0].article_id}
    return Call(reason=EscalationReason.LOW_CONFIDENCE, by=BOT, metadata=metadata)


def _answered(evidence: Evidence) -> Say:
    return Say(text=evidence.passages[0], passages=evidence.passages, answer=evidence.answer)


def offers_human(confidence: float) -> bool:
    return confidence < SURE


def _titles(sources: Sequence[Source]) -> Form:
    choices = tuple(Choice(source.article_id, source.title) for source in sources[:MOST_SUGGESTIONS])
    return Form(kind=FormKind.CHOICE, choices=choices)
