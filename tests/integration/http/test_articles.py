"""Articles over HTTP: every agent writes them, visitors read the published ones and vote."""

from typing import Any

import pytest

from frontdesk.domain.principal import Principal
from tests.fakes.people import ADA, BEN
from tests.integration.http.api import SHOP, Api, both_ways
from tests.integration.http.client import AGENT, VISITOR, Answer

PATH = f"{AGENT}/articles"
PUBLIC = f"{VISITOR}/articles"
RETURNS = {
    "title": "Returning coffee",
    "body": "Send **unopened** bags back within [30 days](https://shop.example/returns).",
    "tags": ["orders"],
    "examples": ["Can I send it back?"],
    "published": True,
}


def ask(api: Api, method: str, path: str = "", body: Any = None, *, as_: Principal = ADA, **query: Any) -> Answer:
    return api.ask(method, PATH + path, body, token=api.agent(as_), **query)


def make(api: Api, **changes: Any) -> Any:
    made = ask(api, "POST", body={**RETURNS, **changes})
    assert made.status == 201, made.text
    return made.json


def slugs(api: Api, **query: Any) -> list[str]:
    return [item["slug"] for item in ask(api, "GET", **query).json["items"]]


@both_ways
def test_what_one_agent_writes_another_finds_changes_and_removes(api: Api) -> None:
    made = make(api)
    own = f"/{made['id']}"
    assert {name: made[name] for name in RETURNS} == RETURNS
    assert (made["slug"], made["locale"], made["version"]) == ("returning-coffee", "en", 1)
    assert made["excerpt"] == "Send unopened bags back within 30 days."
    assert (made["views"], made["helpful"], made["unhelpful"]) == (0, 0, 0)
    assert made["created_by"] == made["updated_by"] == {"id": ADA.id, "name": ADA.name}
    assert "<strong>unopened</strong>" in made["html"]
    assert ask(api, "GET", own, as_=BEN).json == made
    changed = ask(api, "PATCH", own, {"title": "Returns", "published": False, "version": 1}, as_=BEN).json
    assert (changed["title"], changed["slug"], changed["published"]) == ("Returns", "returning-coffee", False)
    assert (changed["version"], changed["updated_by"]["name"]) == (2, BEN.name)
    assert ask(api, "DELETE", own, as_=BEN).status == 204
    assert ask(api, "GET", own).problem == (404, "not_found")
    assert ask(api, "PATCH", own, {"title": "Back"}).problem == (404, "not_found")
    assert ask(api, "DELETE", own).problem == (404, "not_found")


def test_an_edit_of_what_has_changed_meanwhile_is_a_conflict(api: Api) -> None:
    own = f"/{make(api)['id']}"
    assert ask(api, "PATCH", own, {"title": "First", "version": 1}).status == 200
    assert ask(api, "PATCH", own, {"body": "Second", "version": 1}, as_=BEN).problem == (409, "conflict")
    assert ask(api, "PATCH", own, {"body": "Third"}, as_=BEN).json["version"] == 3
    same = ask(api, "PATCH", own, {"body": "Third", "title": " First "})
    assert same.json["version"] == 3, "nothing has changed"


def test_a_slug_is_made_from_the_title_and_is_used_once(api: Api) -> None:
    made = [make(api, title="Öffnungs­zeiten & mehr!")["slug"] for _ in range(4)]
    assert made[:3] == ["offnungs-zeiten-mehr", "offnungs-zeiten-mehr-2", "offnungs-zeiten-mehr-3"]
    assert made[3].startswith("offnungs-zeiten-mehr-")
    assert make(api, title="コーヒー")["slug"] == "article"
    other = make(api, slug="own")
    for refused in (
        ask(api, "POST", body=RETURNS | {"slug": "own"}),
        ask(api, "PATCH", f"/{other['id']}", {"slug": "article"}),
    ):
        assert (refused.problem, refused.fields) == ((409, "conflict"), ["slug"])


def test_the_list_shows_the_latest_change_first_in_pages(api: Api) -> None:
    made = []
    for number in range(3):
        made.append(make(api, slug=f"a-{number}"))
        api.clock.advance(seconds=1)
    ask(api, "PATCH", f"/{made[0]['id']}", {"title": "Changed"})
    first = ask(api, "GET", limit=2).json
    assert [item["slug"] for item in first["items"]] == ["a-0", "a-2"]
    assert "body" not in first["items"][0]
    rest = ask(api, "GET", limit=2, cursor=first["next_cursor"]).json
    assert ([item["slug"] for item in rest["items"]], rest["next_cursor"]) == (["a-1"], None)
    forged = ask(api, "GET", cursor="forged")
    assert (forged.problem, forged.fields) == ((422, "invalid_request"), ["cursor"])


def test_the_list_is_narrowed_by_words_tag_locale_and_state(api: Api) -> None:
    make(api)
    make(
        api, title="Jam buka", slug="jam-buka", locale="id", tags=[], published=False, examples=[], body="Setiap hari."
    )
    assert slugs(api, q="UNOPENED bag") == ["returning-coffee"]
    assert slugs(api, q="send it back") == ["returning-coffee"]
    assert slugs(api, q="espresso") == []
    assert slugs(api, tag="orders") == ["returning-coffee"]
    assert slugs(api, locale="id") == ["jam-buka"]
    assert slugs(api, published=False) == ["jam-buka"]
    assert slugs(api, published=True, q="jam") == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " \n "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"slug": "Not a slug"}, "slug"),
        ({"slug": "-"}, "slug"),
        ({"slug": ""}, "slug"),
        ({"slug": "x" * 81}, "slug"),
        ({"body": "x" * 50_001}, "body"),
        ({"tags": ["a, b"]}, "tags.0"),
        ({"tags": [str(number) for number in range(21)]}, "tags"),
        ({"examples": ["x" * 301]}, "examples.0"),
        ({"locale": "english language"}, "locale"),
        ({"published": "perhaps"}, "published"),
        ({"views": 7}, "views"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_saved(api: Api, wrong: dict[str, Any], field: str) -> None:
    own = make(api, slug="own")
    before = ask(api, "GET").json
    for refused in (ask(api, "POST", body={**RETURNS, **wrong}), ask(api, "PATCH", f"/{own['id']}", wrong)):
        assert (refused.problem, refused.fields) == ((422, "invalid_request"), [field])
    assert ask(api, "GET").json == before


def test_a_preview_shows_what_visitors_would_see_and_keeps_nothing(api: Api) -> None:
    shown = ask(api, "POST", "/preview", {"body": "# Hello\n\n<script>alert(1)</script>"}).json["html"]
    assert shown == "<h2>Hello</h2>\n<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    assert slugs(api) == []


def test_visitors_read_what_is_published_and_each_reading_is_counted(api: Api) -> None:
    made = make(api)
    make(api, slug="draft", published=False)
    for _ in range(2):
        read = api.ask("GET", f"{PUBLIC}/returning-coffee", origin=SHOP)
    assert read.json == {
        "id": made["id"],
        "title": "Returning coffee",
        "slug": "returning-coffee",
        "html": made["html"],
        "locale": "en",
        "updated_at": made["updated_at"],
    }
    for unknown in ("draft", "nothing", "a%2Fb"):
        assert api.ask("GET", f"{PUBLIC}/{unknown}").problem == (404, "not_found")
    assert ask(api, "GET", f"/{made['id']}").json["views"] == 2
    assert {item["slug"]: item["views"] for item in ask(api, "GET").json["items"]} == {
        "returning-coffee": 2,
        "draft": 0,
    }


def test_visitors_search_in_what_is_published(api: Api) -> None:
    make(api, title="Brewing", slug="brewing", body="How to brew coffee")
    api.clock.advance(seconds=1)
    make(api, title="Grinding", slug="grinding", body="Before brewing, grind.")
    make(api, title="Brewing draft", slug="draft", published=False)
    found = api.ask("GET", PUBLIC, q="brew").json["items"]
    assert [item["slug"] for item in found] == ["brewing", "grinding"], "the title counts most"
    assert found[0].keys() == {"id", "title", "slug", "excerpt", "locale", "updated_at"}
    assert len(api.ask("GET", PUBLIC).json["items"]) == 2
    assert api.ask("GET", PUBLIC, q="brew", locale="id").json == {"items": [], "next_cursor": None}
    assert api.ask("GET", PUBLIC, q="?!").fields == ["q"]


def test_a_visitor_has_one_vote_which_may_change(api: Api) -> None:
    made = make(api)
    vera, victor = api.visitor(), api.visitor("Victor")

    def vote(token: str | None, *, helpful: bool) -> Answer:
        return api.ask("POST", f"{PUBLIC}/returning-coffee/vote", {"helpful": helpful}, token=token)

    assert vote(vera, helpful=True).json == {"article_id": made["id"], "helpful": True}
    for token in (vera, victor, victor):
        assert vote(token, helpful=False).status == 200
    counted = ask(api, "GET", f"/{made['id']}").json
    assert (counted["helpful"], counted["unhelpful"], counted["version"]) == (0, 2, 1)
    assert vote(None, helpful=True).problem == (401, "unauthorized")
    assert api.ask("POST", f"{PUBLIC}/nothing/vote", {"helpful": True}, token=vera).problem == (404, "not_found")


def test_an_article_has_a_page_of_its_own_that_runs_nothing(api: Api) -> None:
    made = make(api, title="Returns <b>", body="Hi <script>alert(1)</script> ![](https://shop.example/a.png)")
    page = api.ask("GET", f"{PUBLIC}/{made['slug']}/page")
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<h1 dir="auto">Returns &lt;b&gt;</h1>' in page.text
    assert "<script" not in page.text
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert ask(api, "GET", f"/{made['id']}").json["views"] == 1
    missing = api.ask("GET", f"{PUBLIC}/nothing/page")
    assert (missing.status, missing.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<h1>" in missing.text


def test_an_agent_shares_an_article_and_the_visitor_sees_its_card(api: Api) -> None:
    made, vera = make(api), api.visitor()
    conversation = api.started(vera)
    assert api.ask("POST", f"{AGENT}/conversations/{conversation}/accept", token=api.agent()).status == 200
    card = {"client_id": "card-1", "content": "Look", "article_id": made["id"]}
    sent = api.ask("POST", f"{AGENT}/conversations/{conversation}/messages", card, token=api.agent())
    assert sent.status == 201
    read = api.ask("GET", f"{VISITOR}/conversations/{conversation}/messages", token=vera).json["items"][-1]
    assert (read["type"], read["content"]) == ("article", "Returning coffee")
    assert read["metadata"]["article"] == {name: made[name] for name in ("id", "title", "slug", "excerpt")}
    refused = api.ask("POST", f"{VISITOR}/conversations/{conversation}/messages", card, token=vera)
    assert (refused.problem, refused.fields) == ((422, "invalid_request"), ["article_id"])
    unknown = api.ask(
        "POST",
        f"{AGENT}/conversations/{conversation}/messages",
        card | {"client_id": "card-2", "article_id": "nothing"},
        token=api.agent(),
    )
    assert (unknown.problem, unknown.fields) == ((422, "invalid_request"), ["article_id"])
