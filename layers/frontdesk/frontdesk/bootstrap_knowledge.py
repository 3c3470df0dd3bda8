"""The knowledge base put together: for those who answer from it, and for the indexer."""

from collections.abc import Mapping
from datetime import timedelta

from aws_lambda_powertools import Logger
from botocore.session import Session, get_session

from frontdesk.adapters.article_knowledge import ArticleKnowledge
from frontdesk.adapters.cached_engines import CachedEngines
from frontdesk.adapters.dynamodb_knowledge_indexes import DynamoKnowledgeIndexes
from frontdesk.adapters.dynamodb_outcomes import DynamoOutcomes
from frontdesk.adapters.dynamodb_unanswered_questions import DynamoUnansweredQuestions
from frontdesk.adapters.engine_version import engine_version
from frontdesk.adapters.s3_indexes import S3Indexes
from frontdesk.bootstrap import make_desk
from frontdesk.observability import make_logger
from frontdesk.settings import KnowledgeSettings, read_settings
from frontdesk.use_cases.index_ports import IndexDesk
from frontdesk.use_cases.knowledge_ports import KnowledgeDesk
from frontdesk.use_cases.ports import Clock, Desk


def make_knowledge_desk(desk: Desk, session: Session, settings: KnowledgeSettings) -> KnowledgeDesk:
    engines = CachedEngines(
        DynamoKnowledgeIndexes(),
        S3Indexes(session, settings.knowledge_bucket),
        desk.clock,
        make_logger(settings.log_level),
        timedelta(seconds=settings.knowledge_seconds),
        engine_version,
    )
    return KnowledgeDesk(
        articles=desk.articles,
        knowledge=ArticleKnowledge(engines, desk.articles),
        outcomes=DynamoOutcomes(),
        questions=DynamoUnansweredQuestions(),
    )


def indexer_from(environment: Mapping[str, str]) -> tuple[IndexDesk, Clock, Logger]:
    settings = read_settings(KnowledgeSettings, environment)
    session = get_session()
    desk = make_desk(settings, session)
    indexing = IndexDesk(
        articles=desk.articles,
        outcomes=DynamoOutcomes(),
        indexes=DynamoKnowledgeIndexes(),
        store=S3Indexes(session, settings.knowledge_bucket),
        engine=engine_version(),
    )
    return indexing, desk.clock, make_logger(settings.log_level)
