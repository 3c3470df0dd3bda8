"""Let a language model word an answer that the articles give."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from frontdesk.domain.composing.grounding import GroundedText, Ungrounded
from frontdesk.domain.composing.prompt import MOST_TOKENS, SYSTEM, Passage, prompt_of, tokens_at_most
from frontdesk.use_cases.composing_ports import ComposingDesk, ModelFailed, Usage

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What is to be worded, for whom, in the words of which language."""

    tenant_id: str
    question: str
    passages: Sequence[Passage]
    language: str
    longest: int


@dataclass(frozen=True, slots=True)
class Composed:
    """`cited` are the numbers of the passages that it is taken from."""

    text: str
    cited: frozenset[int]


class NotComposed(Exception):
    """There is no such answer; the text is a reason for the log, and holds nothing of what was said."""


def compose_answer(work: ComposingDesk, wanted: Composition, today: date, progress: Progress) -> Composed:
    """`progress` is told all that may be said so far, at the end of each sentence. Raises NotComposed."""
    prompt = prompt_of(wanted.question, wanted.passages)
    reserved = tokens_at_most(prompt)
    if not work.budgets.reserve(wanted.tenant_id, today, reserved, work.daily_tokens):
        raise NotComposed("budget")
    used = reserved
    text = GroundedText(wanted.question, wanted.passages, wanted.language)
    try:
        for written in work.model.write(SYSTEM, prompt, MOST_TOKENS):
            if isinstance(written, Usage):
                used = written.tokens
            elif text.add(written):
                progress(text.said)
        answer = text.finish()
    except (ModelFailed, Ungrounded) as why:
        raise NotComposed(str(why)) from why
    finally:
        work.budgets.correct(wanted.tenant_id, today, used - reserved)
    if len(answer) > wanted.longest:
        raise NotComposed("too long")
    return Composed(answer, frozenset(text.cited))
