"""An agent's notifications, devices and settings by HTTP."""

from dataclasses import replace
from typing import Any

import boto3
import pytest
from botocore.session import get_session
from fastapi import FastAPI

from frontdesk.bootstrap_push import make_push_desk
from frontdesk.domain.device import DeviceKind
from frontdesk.use_cases.keep_devices import DEVICES_AT_MOST
from local.push_browser import Browser
from tests.fakes.people import BEN
from tests.integration.http.api import Api
from tests.integration.http.client import AGENT, Answer

HERE = f"{AGENT}/notifications"
SERVICES = ("push.example", "localhost")
ENDPOINT = "https://eu.push.example/wpush/1"


@pytest.fixture
def fcm() -> str:
    made = boto3.client("sns").create_platform_application(Name="desk", Platform="GCM", Attributes={})
    return str(made["PlatformApplicationArn"])


@pytest.fixture
def token(api: Api, app: FastAPI, fcm: str) -> str:
    """Ada's, at a desk whose devices and lists are real, and which knows of Android apps alone."""
    pushes = make_push_desk(get_session(), api.clock, "mailto:desk@example.com", SERVICES, {DeviceKind.FCM: fcm})
    app.state.context = replace(app.state.context, pushes=pushes)
    signed_in = api.agent()
    assert api.ask("GET", f"{AGENT}/agents/me", token=signed_in).status == 200
    return signed_in


def browser(**changes: Any) -> dict[str, Any]:
    return {"kind": "web", "endpoint": ENDPOINT, "keys": Browser.new().keys, "label": "Firefox", **changes}


def add(api: Api, token: str, body: dict[str, Any]) -> Answer:
    return api.ask("POST", f"{HERE}/devices", body, token=token)


def devices(api: Api, token: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = api.ask("GET", f"{HERE}/devices", token=token).json["items"]
    return items


def test_a_browser_is_added_listed_and_removed(api: Api, token: str) -> None:
    made = add(api, token, browser())
    assert made.status == 201
    assert devices(api, token) == [made.json]
    assert "endpoint" not in made.json, "who knows it could try to push to it"
    for _ in range(2):
        assert api.ask("DELETE", f"{HERE}/devices/{made.json['id']}", token=token).status == 204
    assert devices(api, token) == []


def test_another_agents_device_cannot_be_removed(api: Api, token: str) -> None:
    made = add(api, token, browser())
    assert api.ask("DELETE", f"{HERE}/devices/{made.json['id']}", token=api.agent(BEN)).status == 204
    assert devices(api, token) == [made.json]


def test_the_oldest_device_makes_room(api: Api, token: str) -> None:
    for number in range(DEVICES_AT_MOST + 1):
        api.clock.advance(seconds=1)
        assert add(api, token, browser(endpoint=f"{ENDPOINT}{number}", label=f"{number}")).status == 201
    assert [device["label"] for device in devices(api, token)] == [f"{n}" for n in range(1, DEVICES_AT_MOST + 1)]


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://169.254.169.254/latest/meta-data",
        "https://push.example.evil.example/1",
        "https://evilpush.example/1",
        "http://push.example/1",
        "https://push.example:8443/1",
        "https://push.example:99999/1",
        "https://me@push.example/1",
        "https://[push.example/1",
        "ftp://localhost/1",
        "push.example",
    ],
)
def test_an_address_that_is_no_push_services_is_refused(api: Api, token: str, endpoint: str) -> None:
    refused = add(api, token, browser(endpoint=endpoint))
    assert (refused.problem, refused.fields) == ((422, "invalid_request"), ["endpoint"])


@pytest.mark.parametrize(
    "keys", [None, {"p256dh": "AAAA", "auth": "BTBZMqHH6r4Tts7J_aSIgg"}, {**Browser.new().keys, "auth": "short"}]
)
def test_keys_that_are_none_are_refused(api: Api, token: str, keys: Any) -> None:
    refused = add(api, token, browser(keys=keys))
    assert (refused.problem, refused.fields) == ((422, "invalid_request"), ["keys"])


def test_an_app_is_added_where_its_platform_is_set_up(api: Api, token: str) -> None:
    assert add(api, token, {"kind": "fcm", "endpoint": "token-of-a-phone"}).status == 201
    assert add(api, token, {"kind": "apns", "endpoint": "token-of-a-phone"}).problem == (409, "conflict")


def test_a_phone_that_was_disabled_is_enabled_when_it_comes_again(api: Api, token: str, fcm: str) -> None:
    sns = boto3.client("sns")
    add(api, token, {"kind": "fcm", "endpoint": "token-of-a-phone"})
    (known,) = sns.list_endpoints_by_platform_application(PlatformApplicationArn=fcm)["Endpoints"]
    sns.set_endpoint_attributes(EndpointArn=known["EndpointArn"], Attributes={"Enabled": "false"})
    assert api.ask("POST", f"{HERE}/test", token=token).json == {"reached": 0}
    assert devices(api, token) == []
    add(api, token, {"kind": "fcm", "endpoint": "token-of-a-phone"})
    assert api.ask("POST", f"{HERE}/test", token=token).json == {"reached": 1}


def test_the_deployments_key_is_always_the_same(api: Api, token: str) -> None:
    keys = {api.ask("GET", f"{HERE}/web-push-key", token=token).json["public_key"] for _ in range(2)}
    assert [len(key) for key in keys] == [87]


NIGHT = {"start": "22:00:00", "end": "07:00:00", "time_zone": "Asia/Jakarta"}
SETTINGS = {"sounds": False, "preview": False, "while_offline": True, "quiet_hours": NIGHT}


def test_settings_are_kept(api: Api, token: str) -> None:
    before = api.ask("GET", f"{HERE}/settings", token=token).json
    assert before == {"sounds": True, "preview": True, "while_offline": False, "quiet_hours": None}
    assert api.ask("PUT", f"{HERE}/settings", SETTINGS, token=token).json == SETTINGS
    assert api.ask("GET", f"{HERE}/settings", token=token).json == SETTINGS


@pytest.mark.parametrize("zone", ["Mars/Olympus", "Asia", "", "../etc/passwd", "/etc"])
def test_a_time_zone_that_is_none_is_refused(api: Api, token: str, zone: str) -> None:
    refused = api.ask("PUT", f"{HERE}/settings", {"quiet_hours": {**NIGHT, "time_zone": zone}}, token=token)
    assert (refused.status, refused.fields) == (422, ["quiet_hours.time_zone"])


def test_a_time_of_day_with_a_zone_of_its_own_is_refused(api: Api, token: str) -> None:
    refused = api.ask("PUT", f"{HERE}/settings", {"quiet_hours": {**NIGHT, "start": "22:00:00Z"}}, token=token)
    assert (refused.status, refused.fields) == (422, ["quiet_hours.start"])


def test_a_cursor_of_something_else_is_refused(api: Api, token: str) -> None:
    refused = api.ask("GET", HERE, token=token, cursor="forged")
    assert (refused.problem, refused.fields) == ((422, "invalid_request"), ["cursor"])
