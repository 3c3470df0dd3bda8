"""From an article that is published to an answer, on the running stack: its stream, its bucket, its index."""

from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest

from local.demo import TENANT
from local.testing import RunningStack, wait_for
from tests.e2e.people import Json, Person, signed_in_agent


@pytest.fixture(scope="module")
def ana(http: httpx.Client, stack: RunningStack) -> Person:
    return signed_in_agent(http, stack, "ana@demo.example")


@pytest.fixture
def article(http: httpx.Client, ana: Person) -> Iterator[Json]:
    """Of something that no other article speaks of."""
    written = {
        "title": f"How is a theodolite calibrated? {uuid4().hex[:6]}",
        "body": "Send the **theodolite** to our workshop. Calibration takes two weeks.",
        "examples": ["my theodolite measures wrong angles"],
        "published": True,
    }
    made: Json = ana.post("/articles", written).json()
    yield made
    http.delete(f"{ana.base}/articles/{made['id']}", headers=ana.headers)


def ask(ana: Person, question: str) -> Json:
    answer: Json = ana.post("/articles/ask", {"question": question}).json()
    return answer


def first_source(ana: Person, question: str) -> str | None:
    return next((source["article_id"] for source in ask(ana, question)["sources"]), None)


def test_what_is_published_is_answered_from_until_it_is_withdrawn(ana: Person, article: Json) -> None:
    question = "My theodolit measures the wrong angle"
    wait_for(lambda: first_source(ana, question) == article["id"])
    found = ask(ana, question)
    assert found["would_answer"]
    assert found["sources"][0]["matched"] == article["examples"][0]
    assert found["sources"][0]["passage"] == "Send the theodolite to our workshop. Calibration takes two weeks."
    assert ana.patch(f"/articles/{article['id']}", {"published": False}).status_code == 200
    withdrawn = ask(ana, question)
    assert not withdrawn["would_answer"], "at once: the index may still name it"
    assert article["id"] not in {source["article_id"] for source in withdrawn["sources"]}


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("bagaimana menyimpan biji kopi?", "storing-coffee"),
        ("langganan mau saya hentikan dulu", "pause-or-cancel-a-subscription"),
    ],
)
def test_a_question_in_one_language_finds_the_article_in_the_other(ana: Person, question: str, slug: str) -> None:
    # The index may hold some of the demo's articles before it holds them all.
    wait_for(lambda: [source["slug"] for source in ask(ana, question)["sources"][:1]] == [slug])


def test_an_index_of_the_engine_before_is_built_anew_by_a_question(ana: Person, stack: RunningStack) -> None:
    """It is made to look like one, as after a deployment."""
    table = {"TableName": stack.outputs().references["ArticlesTable"]}
    key = {"owner": {"S": f"tenant#{TENANT}"}, "record": {"S": "index"}}
    rows = stack.client("dynamodb")
    wait_for(lambda: first_source(ana, "How do I store coffee?"))
    own = rows.get_item(**table, Key=key)["Item"]["engine"]["S"]
    before = {":engine": {"S": "the engine before"}}
    rows.update_item(**table, Key=key, UpdateExpression="SET engine = :engine", ExpressionAttributeValues=before)

    def is_built_anew() -> bool:
        assert first_source(ana, "How do I store coffee?") is not None, "the index that is there serves"
        return bool(rows.get_item(**table, Key=key)["Item"]["engine"]["S"] == own)

    wait_for(is_built_anew)


def test_a_stream_that_delivers_twice_and_out_of_order_leaves_the_latest_words(
    ana: Person, article: Json, stack: RunningStack
) -> None:
    stack.inject(stream_duplicated=1.0, stream_shuffled=1.0)
    for weeks in ("three", "four", "five"):
        body = f"The theodolite's calibration takes {weeks} weeks."
        assert ana.patch(f"/articles/{article['id']}", {"body": body}).status_code == 200
    question = "How many weeks does the theodolite's calibration take?"
    wait_for(lambda: any("five weeks" in source["matched"] for source in ask(ana, question)["sources"]))
