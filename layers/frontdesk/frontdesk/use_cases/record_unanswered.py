"""Note a question that the bot had no answer to."""

from frontdesk.domain.errors import Busy
from frontdesk.domain.question_identity import id_of
from frontdesk.domain.unanswered_question import Asking, UnansweredQuestion, weakest
from frontdesk.use_cases.knowledge_ports import UnansweredQuestions
from frontdesk.use_cases.ports import Clock

ATTEMPTS = 5
LONGEST_PAUSE_SECONDS = 0.05
# As many as somebody may work through. It bounds what a list reads, too.
MOST_QUESTIONS = 200


def record_unanswered(
    questions: UnansweredQuestions, clock: Clock, tenant_id: str, asking: Asking
) -> UnansweredQuestion | None:
    """Count it with those of the same words; None where its words ask nothing. Safe to call again. Raises Busy.

    Where there are too many, those that were asked the least go.
    """
    question_id = id_of(asking.question)
    if question_id is None:
        return None
    for _ in range(ATTEMPTS):
        known = questions.get(tenant_id, question_id)
        counted = known.again(asking) if known else UnansweredQuestion.first(tenant_id, question_id, asking)
        if counted is known:
            return known
        if questions.put(counted):
            if known is None:
                _make_room(questions, counted)
            return counted
        clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too many people ask the same at once. Please try again.")


def _make_room(questions: UnansweredQuestions, newest: UnansweredQuestion) -> None:
    others = [one for one in questions.of_tenant(newest.tenant_id) if one.id != newest.id]
    for one in weakest(others, MOST_QUESTIONS - 1):
        questions.remove(one.tenant_id, one.id)
