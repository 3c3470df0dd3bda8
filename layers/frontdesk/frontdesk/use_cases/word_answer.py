"""What the articles answer, in the words of a language model where they pass."""

from dataclasses import replace

from frontdesk.domain.answering.text import language_of
from frontdesk.domain.bot import Say
from frontdesk.domain.composing.prompt import Passage
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.events import BotWriting
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.compose_answer import Composed, Composition, NotComposed, compose_answer
from frontdesk.use_cases.composing_ports import ComposingDesk
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.ports import Desk

JUDGED = 1
"""The number of the passage whose confidence the gate has judged."""


def word_answer(
    desk: Desk, composing: ComposingDesk, conversation: Conversation, widget: Widget, question: str, say: Say
) -> Say:
    """As it was, where it is no answer or the model has none. The visitor sees it as it is being written."""
    if say.answer is None or not say.passages:
        return say
    sources = say.answer.sources
    wanted = Composition(
        tenant_id=conversation.tenant_id,
        question=question,
        passages=[
            Passage(number, source.title, text)
            for number, (source, text) in enumerate(zip(sources, say.passages, strict=True), 1)
        ],
        language=language_of(str(widget.behaviour.get("locale", ""))),
        longest=desk.policy.message_length,
    )
    now = desk.clock.now()
    try:
        composed = compose_answer(
            composing,
            wanted,
            now.date(),
            lambda text: deliver(desk, BotWriting(conversation, now, widget.bot_name, text)),
        )
        _cites_what_was_judged(composed)
    except NotComposed as why:
        composing.report(str(why))
        return say
    cited = tuple(source for number, source in enumerate(sources, 1) if number in composed.cited)
    return replace(say, text=composed.text, answer=replace(say.answer, provider=composing.provider, sources=cited))


def _cites_what_was_judged(composed: Composed) -> None:
    """The gate has passed the first passage; an answer from others alone would borrow its confidence."""
    if JUDGED not in composed.cited:
        raise NotComposed("the passage that the confidence is of is not cited")
