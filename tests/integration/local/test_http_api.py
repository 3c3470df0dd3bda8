"""An HTTP API behaves like API Gateway's."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from local.testing import RunningStack

LESS_THAN_IT_SLEEPS = 25
"""And long enough for a function that starts for the first time, on a machine that does much else."""


@pytest.fixture
def api(sample: RunningStack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sample.url("HttpApi"), timeout=LESS_THAN_IT_SLEEPS) as client:
        yield client


def event_of(response: httpx.Response) -> Any:
    assert response.status_code == 200, response.text
    return response.json()["event"]


def test_the_more_specific_route_wins(api: httpx.Client) -> None:
    assert event_of(api.get("/items/named"))["routeKey"] == "GET /items/named"
    assert event_of(api.get("/items/7"))["routeKey"] == "GET /items/{id}"
    assert event_of(api.get("/items/7"))["pathParameters"] == {"id": "7"}
    assert event_of(api.put("/files/a/b.txt"))["pathParameters"] == {"proxy": "a/b.txt"}


@pytest.mark.parametrize(("method", "path"), [("GET", "/nothing"), ("POST", "/items/7"), ("GET", "/items/7/8")])
def test_a_route_that_is_not_there(api: httpx.Client, method: str, path: str) -> None:
    response = api.request(method, path)
    assert (response.status_code, response.json()) == (404, {"message": "Not Found"})


@pytest.mark.parametrize("fault", ["raise", "unserialisable"])
def test_a_handler_that_fails_answers_500_and_nothing_of_why(api: httpx.Client, fault: str) -> None:
    response = api.get(f"/items/1?do={fault}")
    assert (response.status_code, response.json()) == (500, {"message": "Internal Server Error"})


def test_a_handler_that_takes_too_long_is_ended(api: httpx.Client) -> None:
    assert api.get("/items/1?do=sleep").status_code == 500


def test_answers_that_are_not_http_responses(api: httpx.Client) -> None:
    plain = api.get("/items/1?do=plain")
    assert plain.json() == {"just": "data"}
    assert plain.headers["content-type"] == "application/json"


def test_binary_bodies_and_cookies(api: httpx.Client) -> None:
    assert api.get("/items/1?do=binary").content == b"GIF"
    made = api.get("/items/1?do=cookies")
    assert made.status_code == 201
    assert made.headers.get_list("set-cookie") == ["a=1", "b=2"]


def test_bodies_arrive_as_text_or_base64(api: httpx.Client) -> None:
    text = event_of(api.post("/files/x", content='{"ä": 1}'.encode()))
    assert (text["body"], text["isBase64Encoded"]) == ('{"ä": 1}', False)
    binary = event_of(api.post("/files/x", content=b"\xff\xfe"))
    assert (binary["body"], binary["isBase64Encoded"]) == ("//4=", True)


def test_a_body_over_ten_megabytes_is_refused(api: httpx.Client) -> None:
    assert api.post("/files/x", content=b"x" * (10 * 1024 * 1024 + 1)).status_code == 413


def test_preflights_are_answered_without_the_function(api: httpx.Client) -> None:
    asked = {"origin": "https://shop.example", "access-control-request-method": "POST"}
    response = api.options("/items/1", headers=asked)
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == "https://shop.example"
    assert response.headers["access-control-allow-methods"] == "GET,POST"
    assert response.headers["access-control-max-age"] == "60"
    strange = api.options("/items/1", headers={**asked, "origin": "https://evil.example"})
    assert "access-control-allow-origin" not in strange.headers


def test_each_function_has_its_own_environment_modules_and_context(api: httpx.Client) -> None:
    answer = api.get("/items/1").json()
    assert answer["name_at_import"] == answer["name_now"] == "http"
    assert answer["sibling"] == "http's own"
    assert answer["function"] == "local-HttpFunction"
    assert 0 < answer["remaining"] <= 5000


def test_addresses_of_the_cloud_become_local(api: httpx.Client, sample: RunningStack) -> None:
    environment = api.get("/items/1").json()["environment"]
    assert environment["SOCKET_URL"] == f"ws://localhost:{sample.ports['WebSocketApi']}/test"
    assert environment["SITE"] == f"http://localhost:{sample.ports['Site']}/page"
    assert environment["COGNITO"] == f"http://localhost:{sample.ports['ministack']}/"
    assert environment["ISSUER"] == "https://cognito-idp.us-east-1.amazonaws.com/pool"
    assert environment["BUCKETS"] == "local-files,none"


def test_files_of_a_layer_are_found(api: httpx.Client) -> None:
    environment = api.get("/items/1").json()["environment"]
    assert environment["LAYER_FILE"].endswith("layer/greeting.txt")
    assert "MISSING_LAYER_FILE" not in environment


def test_the_distribution_leads_to_the_api(sample: RunningStack) -> None:
    response = httpx.get(sample.url("Site") + "/items/7", timeout=LESS_THAN_IT_SLEEPS)
    assert event_of(response)["rawPath"] == "/items/7"
