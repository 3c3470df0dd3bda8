"""What answers are made of, in memory: answers that a test sets down, outcomes, and unanswered questions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from frontdesk.domain.answering.article import Article as Entry
from frontdesk.domain.answering.gate import MOST_SUGGESTIONS, Decision, decide
from frontdesk.domain.article import Article
from frontdesk.domain.outcome import AnswerOutcome
from frontdesk.domain.party import Party
from frontdesk.domain.unanswered_question import UnansweredQuestion
from frontdesk.use_cases.knowledge_ports import Found, FoundSource, KnowledgeDesk
from tests.fakes.articles import FakeArticles
from tests.fakes.people import ADA, TENANT
from tests.fakes.step import Step, no_step
from tests.fakes.system import START

ASKS_FOR_A_HUMAN = "a human, please"


def a_source(article_id: str = "refund", **changes: Any) -> FoundSource:
    plain: dict[str, Any] = {
        "article_id": article_id,
        "title": "How do I get a refund?",
        "slug": article_id,
        "passage": "Refunds go back to the card you paid with.",
        "score": 0.9,
        "matched": "I want my money back",
        "reasons": {"title": 0.8},
    }
    return FoundSource(**{**plain, **changes})


def published(entry: Entry, tenant_id: str = TENANT, **changes: Any) -> Article:
    ada = Party(ADA.id, ADA.name)
    plain: dict[str, Any] = {
        "tenant_id": tenant_id,
        "id": entry.id,
        "title": entry.title,
        "slug": entry.id,
        "body": entry.body,
        "tags": entry.tags,
        "locale": entry.locale,
        "examples": entry.examples,
        "published": True,
        "created_at": START,
        "created_by": ada,
        "updated_at": START,
        "updated_by": ada,
    }
    return Article(**{**plain, **changes})


@dataclass
class FakeKnowledge:
    """`confidences` by question, with the sources that it then has; any other question finds nothing."""

    step: Step = no_step
    confidences: dict[str, float] = field(default_factory=dict)
    sources: tuple[FoundSource, ...] = (a_source(),)

    def ask(self, tenant_id: str, question: str, threshold: float, *, most: int = MOST_SUGGESTIONS) -> Found:
        self.step("knowledge.ask")
        if question == ASKS_FOR_A_HUMAN:
            return Found(decision=Decision.ESCALATE, human_requested=True)
        if question not in self.confidences:
            return Found(decision=Decision.ESCALATE)
        sure = self.confidences[question]
        return Found(
            decision=decide(sure, human_requested=False, threshold=threshold),
            confidence=sure,
            raw_confidence=sure,
            sources=self.sources[:most],
        )


@dataclass
class FakeOutcomes:
    step: Step = no_step
    _stored: dict[tuple[str, str, int], AnswerOutcome] = field(default_factory=dict)

    def record(self, outcome: AnswerOutcome) -> bool:
        self.step("outcomes.record")
        key = (outcome.tenant_id, outcome.conversation_id, outcome.seq)
        earlier = self._stored.get(key)
        if earlier is not None and earlier.weight > outcome.weight:
            return False
        self._stored[key] = outcome
        return True

    def latest(self, tenant_id: str, limit: int) -> Sequence[AnswerOutcome]:
        self.step("outcomes.latest")
        own = [outcome for outcome in self._stored.values() if outcome.tenant_id == tenant_id]
        return sorted(own, key=lambda one: (one.answered_at, one.conversation_id, str(one.seq)), reverse=True)[:limit]


@dataclass
class FakeUnansweredQuestions:
    step: Step = no_step
    _stored: dict[tuple[str, str], UnansweredQuestion] = field(default_factory=dict)

    def get(self, tenant_id: str, question_id: str) -> UnansweredQuestion | None:
        self.step("questions.get")
        return self._stored.get((tenant_id, question_id))

    def of_tenant(self, tenant_id: str) -> Sequence[UnansweredQuestion]:
        self.step("questions.of_tenant")
        return [found for (owner, _), found in sorted(self._stored.items()) if owner == tenant_id]

    def put(self, question: UnansweredQuestion) -> bool:
        self.step("questions.put")
        key = (question.tenant_id, question.id)
        stored = self._stored.get(key)
        if (stored.version if stored else 0) != question.version - 1:
            return False
        self._stored[key] = question
        return True

    def remove(self, tenant_id: str, question_id: str) -> None:
        self.step("questions.remove")
        self._stored.pop((tenant_id, question_id), None)


@dataclass(frozen=True, slots=True)
class FakeKnowledgeDesk(KnowledgeDesk):
    """A knowledge desk of which a test can see the inside."""

    articles: FakeArticles
    knowledge: FakeKnowledge
    outcomes: FakeOutcomes
    questions: FakeUnansweredQuestions


def make_knowledge_desk(step: Step = no_step, articles: FakeArticles | None = None) -> FakeKnowledgeDesk:
    return FakeKnowledgeDesk(
        articles=articles or FakeArticles(step),
        knowledge=FakeKnowledge(step),
        outcomes=FakeOutcomes(step),
        questions=FakeUnansweredQuestions(step),
    )
