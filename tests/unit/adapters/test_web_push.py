"""What a browser's push service is told, and what its answers mean."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from unittest.mock import patch

import jwt
import pytest
import urllib3

from frontdesk.adapters.dynamodb_devices import DynamoVapidKey
from frontdesk.adapters.web_push import VapidKey, WebPush, retry_after, topic_of
from frontdesk.domain.device import Device, DeviceKind
from frontdesk.domain.notification import Notification, Push, Reason
from frontdesk.use_cases.push_ports import PushDelayed, PushRefused
from local.push_browser import Browser
from local.vapid import Stranger, sender_of
from tests.fakes.people import ADA, TENANT
from tests.fakes.system import START, FakeClock

SERVICE = "https://push.example"
SUBJECT = "mailto:desk@example.com"
BROWSER = Browser.new()


class MadeUp:
    """A key that is made and kept nowhere."""

    def private_key(self, make: Any) -> str:
        return str(make())


KEY = VapidKey(cast(DynamoVapidKey, MadeUp()))
PHONE = Device(
    tenant_id=TENANT,
    agent_id=ADA.id,
    id="phone",
    kind=DeviceKind.WEB,
    endpoint=f"{SERVICE}/wpush/1",
    public_key=BROWSER.keys["p256dh"],
    secret=BROWSER.keys["auth"],
    label="Phone",
    added_at=START,
)
PUSH = Push(
    notification=Notification(
        tenant_id=TENANT,
        agent_id=ADA.id,
        conversation_id="conversation-1",
        reason=Reason.ASSIGNED,
        number=2,
        title="Vera",
        created_at=START,
    ),
    count=1,
    body="Assigned to you",
)


class Service:
    def __init__(self) -> None:
        self.status = 201
        self.headers: dict[str, str] = {}
        self.asked: list[dict[str, Any]] = []

    def request(self, _method: str, url: str, **asked: Any) -> urllib3.HTTPResponse:
        self.asked.append({"url": url, **asked})
        if self.status == 0:
            raise urllib3.exceptions.ConnectTimeoutError
        return urllib3.HTTPResponse(status=self.status, headers=self.headers)


@pytest.fixture
def service() -> Iterator[Service]:
    made = Service()
    with patch.object(urllib3.PoolManager, "request", lambda _pool, *known, **more: made.request(*known, **more)):
        yield made


def send(now: datetime | None = None) -> bool:
    return WebPush(KEY, SUBJECT, FakeClock(start=now or datetime.now(UTC))).send(PHONE, PUSH)


def test_the_sender_shows_who_it_is_to_that_service_for_half_a_day(service: Service) -> None:
    assert send()
    authorization = service.asked[0]["headers"]["Authorization"]
    assert sender_of(authorization, SERVICE) == KEY.public
    with pytest.raises(Stranger):
        sender_of(authorization, "https://another.example")
    token = authorization.removeprefix("vapid t=").partition(",")[0]
    claims = jwt.decode(token, KEY.private.public_key(), ["ES256"], audience=SERVICE)
    assert claims.keys() == {"aud", "exp", "sub"}
    assert claims["sub"] == SUBJECT
    assert timedelta(0) < datetime.fromtimestamp(claims["exp"], UTC) - datetime.now(UTC) <= timedelta(hours=24)


def test_it_says_how_urgent_it_is_and_what_it_replaces_and_nothing_else_in_the_clear(service: Service) -> None:
    send()
    asked = service.asked[0]
    headers = asked["headers"]
    assert (headers["Urgency"], headers["TTL"], headers["Topic"]) == ("high", "14400", topic_of("conversation-1"))
    assert len(headers["Topic"]) == 32
    assert b"conversation-1" not in asked["body"]
    assert b'"conversation_id": "conversation-1"' in BROWSER.open(asked["body"])
    assert asked["redirect"] is False


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_is_gone(service: Service, status: int) -> None:
    service.status = status
    assert not send()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_service_is_asked_again_when_it_says(service: Service, status: int) -> None:
    service.status, service.headers = status, {"Retry-After": "17"}
    with pytest.raises(PushDelayed) as delayed:
        send()
    assert delayed.value.after == 17


def test_a_service_that_does_not_answer_is_asked_again(service: Service) -> None:
    service.status = 0
    with pytest.raises(PushDelayed):
        send()


@pytest.mark.parametrize("status", [301, 307, 400, 401, 403, 413])
def test_anything_else_is_a_refusal(service: Service, status: int) -> None:
    service.status, service.headers = status, {"Location": "http://169.254.169.254/"}
    with pytest.raises(PushRefused, match=str(status)):
        send()


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, 30),
        ("", 30),
        ("soon", 30),
        ("0", 0),
        ("120", 120),
        ("86400", 3600),
        ("Mon, 05 Jan 2026 09:02:00 GMT", 120),
        ("Mon, 05 Jan 2026 08:00:00 GMT", 0),
        ("Mon, 05 Jan 2026 09:02:00", 30),
    ],
)
def test_a_pause_is_given_in_seconds_or_by_a_date(header: str | None, seconds: float) -> None:
    assert retry_after(header, START) == seconds
