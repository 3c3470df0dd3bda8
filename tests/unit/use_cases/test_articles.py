"""Articles that agents share, quote and import."""

from dataclasses import replace
from typing import Any

import pytest

from frontdesk.domain.article import Article
from frontdesk.domain.canned_response import CannedResponse
from frontdesk.domain.errors import Busy, Forbidden, InvalidInput, InvalidParts, NotFound
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import MessageType
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.append_message import Appended
from frontdesk.use_cases.import_articles import Arrival, Imported, export_articles, import_articles
from frontdesk.use_cases.manage_articles import create_article, edit_article
from frontdesk.use_cases.send_message import Outgoing, send_message
from frontdesk.use_cases.use_canned_response import use_canned_response
from tests.fakes import make_desk
from tests.fakes.desk import FakeDesk
from tests.fakes.people import ADA, TENANT, VERA_HERSELF, WIDGET, an_agent
from tests.fakes.scenes import started
from tests.fakes.system import START

STRANGER = an_agent("stranger-1", name="Mallory", tenant_id="elsewhere")


@pytest.fixture
def desk() -> FakeDesk:
    return make_desk()


def accepted(desk: FakeDesk) -> str:
    own = started(desk).id
    accept_conversation(desk, ADA, own)
    return own


def an_article(desk: FakeDesk, **changes: Any) -> Article:
    return create_article(desk, ADA, {"title": "Returns", "body": "Send it *back*.", "published": True, **changes})


def share(desk: FakeDesk, conversation_id: str, article_id: str, sender: Principal = ADA) -> Appended:
    outgoing = Outgoing(
        conversation_id=conversation_id, client_id="0.card-1", base_seq=0, content="Look", article_id=article_id
    )
    return send_message(desk, sender, outgoing)


def test_a_shared_article_is_a_card_with_the_title_as_its_words(desk: FakeDesk) -> None:
    article = an_article(desk)
    message = share(desk, accepted(desk), article.id).message
    assert (message.type, message.content) == (MessageType.ARTICLE, "Returns")
    assert message.article == article.card()
    assert message.article.excerpt == "Send it back."


def test_only_agents_share_and_only_what_visitors_can_read(desk: FakeDesk) -> None:
    own = accepted(desk)
    article, draft = an_article(desk), an_article(desk, published=False)
    with pytest.raises(Forbidden):
        share(desk, own, article.id, VERA_HERSELF)
    for unknown in (draft.id, "nothing"):
        with pytest.raises(InvalidInput) as refused:
            share(desk, own, unknown)
        assert refused.value.field == "article_id"
    assert [message.type for message in desk.log.read_from(TENANT, own, 1)] == [MessageType.TEXT, MessageType.SYSTEM]


def test_a_card_that_was_shared_stays_acknowledged_after_the_article_is_gone(desk: FakeDesk) -> None:
    own, article = accepted(desk), an_article(desk)
    first = share(desk, own, article.id)
    edit_article(desk, ADA, article.id, {"published": False})
    again = share(desk, own, article.id)
    assert (again.message, again.duplicate) == (first.message, True)


def used(desk: FakeDesk, body: str, site: str | None = None) -> tuple[str, tuple[str, ...]]:
    desk.directory.put_widget(WIDGET)
    response = CannedResponse(
        tenant_id=TENANT, id="canned-1", shortcut="returns", title="Returns", body=body, updated_at=START
    )
    desk.canned_responses.add(response)
    filled = use_canned_response(desk, ADA, started(desk).id, response.id, site=site)
    return filled.text, filled.missing


def test_a_canned_response_quotes_an_article_by_title_and_address(desk: FakeDesk) -> None:
    an_article(desk)
    text, missing = used(desk, "See {{article:returns}}. Bye, {{agent_name}}", "https://desk.example")
    address = f"https://desk.example/api/widget/{WIDGET.token}/articles/returns/page"
    assert text == f"See Returns: {address}. Bye, {ADA.name}"
    assert missing == ()


def test_an_article_is_quoted_by_its_title_where_the_address_is_unknown(desk: FakeDesk) -> None:
    an_article(desk)
    assert used(desk, "See {{ article: returns }}.") == ("See Returns.", ())


def test_an_article_that_visitors_cannot_read_is_missing(desk: FakeDesk) -> None:
    an_article(desk, published=False)
    text, missing = used(desk, "{{article:returns}} {{article:nothing}}")
    assert text == "{{article:returns}} {{article:nothing}}"
    assert missing == ("article:returns", "article:nothing")


def arrival(slug: str, **values: Any) -> Arrival:
    return Arrival(f"{slug}.md", {"title": slug.title(), "slug": slug, **values})


def test_an_import_makes_changes_and_leaves(desk: FakeDesk) -> None:
    an_article(desk)
    an_article(desk, title="Hours", examples=["When?"])
    arrivals = [arrival("new"), Arrival("hours.md", {"title": "Hours", "body": "Daily."}), arrival("returns")]
    assert import_articles(desk, ADA, arrivals) == Imported(created=1, updated=1, unchanged=1)
    changed = desk.articles.by_slug(TENANT, "hours")
    assert changed is not None
    assert (changed.body, changed.examples, changed.published, changed.version) == ("Daily.", ("When?",), True, 2)
    assert import_articles(desk, ADA, arrivals) == Imported(created=0, updated=0, unchanged=3)


def test_titles_of_another_script_are_articles_of_their_own_and_stay_so_in_the_next_import(desk: FakeDesk) -> None:
    first = [Arrival("kopi.md", {"title": "コーヒー"}), Arrival("a.csv row 2", {"title": "紅茶"})]
    assert import_articles(desk, ADA, first) == Imported(created=2, updated=0, unchanged=0)
    later = [Arrival("a.csv row 2", {"title": "Кофе"}), Arrival("a.csv row 3", {"title": "紅茶", "body": "Hot."})]
    assert import_articles(desk, ADA, [*later, first[0]]) == Imported(created=1, updated=1, unchanged=1)
    kept = {(article.title, article.body) for article in desk.articles.whole(TENANT)}
    assert kept == {("コーヒー", ""), ("紅茶", "Hot."), ("Кофе", "")}


def test_a_file_never_takes_the_place_of_an_article_that_has_no_slug_of_its_own(desk: FakeDesk) -> None:
    an_article(desk, title="返品")
    assert import_articles(desk, ADA, [Arrival("article.md", {"title": "紅茶"})]).created == 1


def test_two_of_one_slug_stop_an_import_before_it_begins(desk: FakeDesk) -> None:
    twice = [arrival("a"), Arrival("b.csv row 2", {"title": "A"}), arrival("c")]
    with pytest.raises(InvalidParts) as refused:
        import_articles(desk, ADA, twice)
    assert refused.value.faults == (("b.csv row 2: slug", "a.md has the slug a already."),)
    assert list(desk.articles.whole(TENANT)) == []


def test_an_import_that_meets_another_writer_can_be_repeated(desk: FakeDesk) -> None:
    an_article(desk)

    def somebody_else(name: str) -> None:
        if name == "articles.edit":
            desk.articles.step = lambda _: None
            edit_article(desk, ADA, desk.articles.by_slug(TENANT, "returns").id, {"title": "Theirs"})  # type: ignore[union-attr]

    desk.articles.step = somebody_else
    with pytest.raises(Busy):
        import_articles(desk, ADA, [arrival("returns", body="Ours")])
    assert import_articles(desk, ADA, [arrival("returns", body="Ours")]).updated == 1


def test_what_is_exported_is_ones_own_and_what_was_asked_for(desk: FakeDesk) -> None:
    an_article(desk, tags=["orders"])
    an_article(desk, title="Jam buka", locale="id")
    an_article(desk, title="Draft", published=False)
    assert [found.slug for found in export_articles(desk, ADA, tag="orders")] == ["returns"]
    assert [found.slug for found in export_articles(desk, ADA, locale="id")] == ["jam-buka"]
    assert [found.slug for found in export_articles(desk, ADA, published=False)] == ["draft"]
    assert list(export_articles(desk, STRANGER)) == []


def test_a_slug_that_is_found_taken_at_the_last_moment_is_another(desk: FakeDesk) -> None:
    taken = [an_article(desk).slug for _ in range(5)]
    assert taken[:3] == ["returns", "returns-2", "returns-3"]
    assert len(set(taken)) == 5
    assert all(slug.startswith("returns-") for slug in taken[1:])


def test_an_unknown_article_is_not_found(desk: FakeDesk) -> None:
    article = an_article(desk)
    with pytest.raises(NotFound):
        edit_article(desk, STRANGER, article.id, {"title": "Mine"})
    assert replace(article) == desk.articles.get(TENANT, article.id)
