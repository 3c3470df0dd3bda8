"""What Android and iOS are told."""

import json
from typing import Any

import pytest

from frontdesk.adapters.sns_push import attributes, payloads
from frontdesk.domain.notification import Notification, Push, Reason
from tests.fakes.people import ADA, TENANT
from tests.fakes.system import START


def a_push(reason: Reason = Reason.MESSAGE, *, silent: bool = False) -> Push:
    notification = Notification(
        tenant_id=TENANT,
        agent_id=ADA.id,
        conversation_id="conversation-1",
        reason=reason,
        number=3,
        title="Vera",
        preview="Hello",
        created_at=START,
    )
    return Push(notification=notification, count=2, body="Hello (2 new)", silent=silent)


def android(push: Push) -> Any:
    return json.loads(payloads(push)["GCM"])["fcmV1Message"]["message"]


def apple(push: Push) -> Any:
    return json.loads(payloads(push)["APNS"])


def test_android_shows_one_notification_for_a_conversation_which_opens_it() -> None:
    message = android(a_push())
    assert message["notification"] == {"title": "Vera", "body": "Hello (2 new)"}
    assert message["data"] == {
        "conversation_id": "conversation-1",
        "link": "frontdesk://conversations/conversation-1",
        "count": "2",
    }
    own = message["android"]
    assert (own["collapse_key"], own["notification"]["tag"]) == ("conversation-1", "conversation-1")
    assert (own["priority"], own["ttl"]) == ("HIGH", "14400s")


@pytest.mark.parametrize(
    ("reason", "channel", "vibrations"), [(Reason.MESSAGE, "chat", 2), (Reason.ASSIGNED, "chat_urgent", 6)]
)
def test_android_has_a_channel_for_what_is_urgent_and_vibrates_longer(
    reason: Reason, channel: str, vibrations: int
) -> None:
    shown = android(a_push(reason))["android"]["notification"]
    assert (shown["channel_id"], len(shown["vibrate_timings"]), shown["sound"]) == (channel, vibrations, "default")
    assert shown["notification_count"] == 2


@pytest.mark.parametrize(
    ("reason", "sound", "level"),
    [(Reason.MESSAGE, "chat.caf", "active"), (Reason.ASSIGNED, "chat_urgent.caf", "time-sensitive")],
)
def test_ios_groups_a_conversation_and_lets_what_is_urgent_through(reason: Reason, sound: str, level: str) -> None:
    told = apple(a_push(reason))
    assert told["aps"] == {
        "alert": {"title": "Vera", "body": "Hello (2 new)"},
        "thread-id": "conversation-1",
        "interruption-level": level,
        "badge": 2,
        "sound": sound,
    }
    assert told["link"] == "frontdesk://conversations/conversation-1"
    assert payloads(a_push(reason))["APNS_SANDBOX"] == payloads(a_push(reason))["APNS"]


def test_a_silent_push_has_no_sound() -> None:
    push = a_push(silent=True)
    assert "sound" not in android(push)["android"]["notification"]
    assert "sound" not in apple(push)["aps"]


def test_apple_keeps_the_latest_of_a_conversation_for_four_hours() -> None:
    told = {name: given["StringValue"] for name, given in attributes(a_push()).items()}
    assert told["AWS.SNS.MOBILE.APNS.COLLAPSE_ID"] == "conversation-1"
    assert told["AWS.SNS.MOBILE.APNS.TTL"] == "14400"
    assert told["AWS.SNS.MOBILE.APNS_SANDBOX.PUSH_TYPE"] == "alert"
