"""The configuration: read from the environment once; a bad value stops the start with its name."""

from datetime import timedelta

import pytest

from frontdesk.domain.agent import PresenceRules
from frontdesk.settings import BadSettings, HttpSettings, Settings, read_settings

COMPLETE = {
    "FRONTDESK_STAGE": "dev",
    "FRONTDESK_CONNECTIONS_TABLE": "connections",
    "FRONTDESK_CONVERSATIONS_TABLE": "conversations",
    "FRONTDESK_MESSAGES_TABLE": "messages",
    "FRONTDESK_DIRECTORY_TABLE": "directory",
    "FRONTDESK_SEARCH_TABLE": "search",
    "FRONTDESK_ARTICLES_TABLE": "articles",
    "FRONTDESK_COUNTERS_TABLE": "counters",
    "FRONTDESK_ATTACHMENTS_BUCKET": "attachments",
    "FRONTDESK_CONNECTIONS_URL": "https://api.example/dev",
    "FRONTDESK_WEBSOCKET_URL": "wss://api.example/dev",
}


def test_what_is_not_set_has_the_default_of_the_product() -> None:
    settings = read_settings(Settings, COMPLETE)
    assert (settings.message_length, settings.page_size, settings.heartbeat_seconds) == (4000, 50, 25)
    assert settings.policy().auto_close == timedelta(days=1)
    assert settings.policy().attachment_bytes == 10 * 1024 * 1024


def test_what_is_set_reaches_the_policy() -> None:
    chosen = {
        "FRONTDESK_MESSAGE_LENGTH": "500",
        "FRONTDESK_ATTACHMENT_BYTES": "2000",
        "FRONTDESK_PAGE_SIZE": "20",
        "FRONTDESK_AUTO_CLOSE_MINUTES": "60",
        "FRONTDESK_AWAY_MINUTES": "5",
        "FRONTDESK_SLA_MINUTES": "0.5",
        "FRONTDESK_GRACE_MINUTES": "2",
        "FRONTDESK_SILENCE_MINUTES": "3",
        "FRONTDESK_OFFLINE_SECONDS": "90",
    }
    policy = read_settings(Settings, COMPLETE | chosen).policy()
    assert (policy.message_length, policy.attachment_bytes, policy.page_size) == (500, 2000, 20)
    assert policy.auto_close == timedelta(hours=1)
    waits = [timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=3)]
    assert [policy.sla, policy.grace, policy.silence] == waits
    assert policy.presence == PresenceRules(timedelta(minutes=5), timedelta(seconds=90))


def test_an_agent_outlasts_a_lost_heartbeat() -> None:
    with pytest.raises(BadSettings, match=r"FRONTDESK_OFFLINE_SECONDS: .*more than two heartbeats \(80 seconds\)"):
        read_settings(Settings, COMPLETE | {"FRONTDESK_HEARTBEAT_SECONDS": "40"})


def test_variables_of_others_are_left_alone() -> None:
    assert read_settings(Settings, COMPLETE | {"FRONTDESK_LATER": "x", "PATH": "/bin"}).stage == "dev"


@pytest.mark.parametrize("missing", COMPLETE)
def test_a_missing_variable_is_named(missing: str) -> None:
    environment = {name: value for name, value in COMPLETE.items() if name != missing}
    with pytest.raises(BadSettings, match=rf"^Frontdesk cannot start\. {missing}: "):
        read_settings(Settings, environment)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FRONTDESK_STAGE", ""),
        ("FRONTDESK_CONNECTIONS_URL", "ws://api.example"),
        ("FRONTDESK_WEBSOCKET_URL", "https://api.example"),
        ("FRONTDESK_LOG_LEVEL", "LOUD"),
        ("FRONTDESK_MESSAGE_LENGTH", "many"),
        ("FRONTDESK_MESSAGE_LENGTH", "0"),
        ("FRONTDESK_MESSAGE_LENGTH", "16001"),
        ("FRONTDESK_PAGE_SIZE", "101"),
        ("FRONTDESK_HEARTBEAT_SECONDS", "0"),
        ("FRONTDESK_AUTO_CLOSE_MINUTES", "-1"),
        ("FRONTDESK_AWAY_MINUTES", "0"),
        ("FRONTDESK_SLA_MINUTES", "0"),
        ("FRONTDESK_GRACE_MINUTES", "soon"),
        ("FRONTDESK_SILENCE_MINUTES", "-1"),
        ("FRONTDESK_OFFLINE_SECONDS", "50"),
    ],
)
def test_a_wrong_variable_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSettings, match=f"{name}: "):
        read_settings(Settings, COMPLETE | {name: value})


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(BadSettings) as caught:
        read_settings(HttpSettings, {})
    for name in (*COMPLETE, "FRONTDESK_ASSETS_URL", "FRONTDESK_USER_POOL_CLIENT_ID", "FRONTDESK_COGNITO_ISSUER"):
        assert name in str(caught.value)
