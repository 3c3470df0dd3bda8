"""Answers, and questions without one, as they appear on a wire."""

from frontdesk.contract import answering_models
from frontdesk.domain.answering.gate import Decision
from frontdesk.domain.article import Article
from frontdesk.domain.unanswered_question import UnansweredQuestion
from frontdesk.use_cases.knowledge_ports import Found, FoundSource

ANSWERS = (Decision.ANSWER, Decision.ANSWER_AND_OFFER_HUMAN)
DIGITS = 3
# By the names of `domain/answering/features.py`.
SAID = {
    "relevance": "How much of the question's weight the article's words account for",
    "likelihood": "How often the article uses the question's words",
    "coverage": "How much of the question any passage says",
    "closest": "How like the question the closest passage is",
    "closest_three": "How like the question the three closest passages are",
    "title": "How like the question the title is",
    "tags": "How like the question the tags are",
    "overlap": "How many words the closest passage shares with the question",
    "letters": "How alike the question and the closest passage are spelled",
    "pairs": "How many of the question's neighbouring words stand together in the article",
    "order": "How many of them stand together in the closest passage",
    "passage_coverage": "How much of the closest passage the question says",
    "missing": "How many of the question's words the article lacks",
    "sense": "How near in sense the nearest passage is, whatever its words",
    "sense_three": "How near in sense the three nearest passages are",
    "sense_whole": "How near in sense the whole article is",
}


def asked(found: Found, threshold: float) -> answering_models.AskedQuestion:
    return answering_models.AskedQuestion(
        decision=found.decision,
        would_answer=found.decision in ANSWERS,
        confidence=round(found.confidence, DIGITS),
        raw_confidence=round(found.raw_confidence, DIGITS),
        threshold=threshold,
        human_requested=found.human_requested,
        sources=[_source(source) for source in found.sources],
    )


def _source(source: FoundSource) -> answering_models.AnswerSource:
    return answering_models.AnswerSource(
        article_id=source.article_id,
        title=source.title,
        slug=source.slug,
        passage=source.passage,
        matched=source.matched,
        score=round(source.score, DIGITS),
        reasons=[
            answering_models.Reason(name=name, value=round(value, DIGITS), text=SAID.get(name, name))
            for name, value in source.reasons.items()
        ],
    )


def unanswered(question: UnansweredQuestion) -> answering_models.UnansweredQuestion:
    return answering_models.UnansweredQuestion(
        id=question.id,
        question=question.samples[0],
        samples=list(question.samples),
        count=question.count,
        first_asked_at=question.first_asked_at,
        last_asked_at=question.last.asked_at,
        conversation_id=question.last.conversation_id,
        confidence=round(question.last.confidence, DIGITS),
        article_id=question.last.article_id,
        article_title=question.last.article_title,
    )


def taught(article: Article) -> answering_models.TaughtArticle:
    return answering_models.TaughtArticle(article_id=article.id, title=article.title, examples=list(article.examples))
