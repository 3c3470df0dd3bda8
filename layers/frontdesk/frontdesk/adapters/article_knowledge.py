"""Answers from a tenant's published articles, found by the answer engine in this very process."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from frontdesk.adapters.cached_engines import CachedEngines
from frontdesk.domain.answering.gate import MOST_SUGGESTIONS, Decision
from frontdesk.domain.article import Article
from frontdesk.domain.excerpt import matched_text, passage_to_show
from frontdesk.use_cases.knowledge_ports import Articles, Found, FoundSource

if TYPE_CHECKING:
    from frontdesk.domain.answering.engine import Source


class ArticleKnowledge:
    def __init__(self, engines: CachedEngines, articles: Articles) -> None:
        self._engines = engines
        self._articles = articles

    def ask(self, tenant_id: str, question: str, threshold: float, *, most: int = MOST_SUGGESTIONS) -> Found:
        """An article that is gone since the index was built is no source. Where that was the first one, nothing is
        known of the others' chances: nobody is answered by a guess."""
        engine = self._engines.of_tenant(tenant_id)
        if engine is None:
            return _without_articles(question)
        # Only here, as all of answering.
        from frontdesk.domain.answering.small_talk import without_small_talk  # noqa: PLC0415

        answer = engine.answer(without_small_talk(question), threshold)
        best = answer.sources[:most]
        there = self._articles.several(tenant_id, [source.article_id for source in best]) if best else {}
        published = {article_id: article for article_id, article in there.items() if article.published}
        sources = tuple(
            _source(source, published[source.article_id]) for source in best if source.article_id in published
        )
        if best and best[0].article_id not in published:
            return Found(decision=Decision.ESCALATE, human_requested=answer.human_requested, sources=sources)
        return Found(
            decision=answer.decision,
            confidence=answer.confidence,
            raw_confidence=answer.raw_confidence,
            human_requested=answer.human_requested,
            sources=sources,
        )


def _without_articles(question: str) -> Found:
    # Only here, as all of answering: a function that is asked nothing does not load it.
    from frontdesk.domain.answering.human_request import asks_for_human  # noqa: PLC0415

    return Found(decision=Decision.ESCALATE, human_requested=asks_for_human(question))


def _source(source: "Source", article: Article) -> FoundSource:
    return FoundSource(
        article_id=article.id,
        title=article.title,
        slug=article.slug,
        passage=passage_to_show(article, source.passage),
        score=source.share,
        matched=matched_text(article, source.passage),
        reasons=asdict(source.features),
    )
