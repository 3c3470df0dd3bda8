"""The knowledge base put together."""

from frontdesk.use_cases.knowledge_ports import KnowledgeDesk
from frontdesk.use_cases.ports import Desk


def make_knowledge_desk(desk: Desk) -> KnowledgeDesk:
    return KnowledgeDesk(articles=desk.articles)
