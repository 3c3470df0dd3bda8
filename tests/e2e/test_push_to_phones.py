"""An agent's phone, reached through a platform endpoint of SNS that the stack's own SNS keeps."""

from typing import Any

import httpx
import pytest

from local.testing import RunningStack
from tests.e2e.conftest import FCM_APPLICATION
from tests.e2e.people import Person, signed_in_agent

PHONE = {"kind": "fcm", "endpoint": "token-that-the-platform-gave-to-the-app", "label": "Citra's phone"}


@pytest.fixture(scope="module")
def citra(http: httpx.Client, stack: RunningStack) -> Person:
    return signed_in_agent(http, stack, "citra@demo.example")


@pytest.fixture(scope="module")
def sns(stack: RunningStack) -> Any:
    client = stack.client("sns")
    made = client.create_platform_application(
        Name="frontdesk", Platform="GCM", Attributes={"PlatformCredential": "of-the-company"}
    )
    assert made["PlatformApplicationArn"] == FCM_APPLICATION
    return client


def labels(agent: Person) -> list[str]:
    return [device["label"] for device in agent.get("/notifications/devices").json()["items"]]


def test_a_phone_gets_notifications_until_its_app_is_gone(citra: Person, sns: Any) -> None:
    added = citra.post("/notifications/devices", PHONE)
    assert added.status_code == 201, added.text
    assert labels(citra) == ["Citra's phone"]
    assert citra.post("/notifications/test").json() == {"reached": 1}

    same = sns.create_platform_endpoint(PlatformApplicationArn=FCM_APPLICATION, Token=PHONE["endpoint"])
    sns.delete_endpoint(EndpointArn=same["EndpointArn"])
    assert citra.post("/notifications/test").json() == {"reached": 0}
    assert labels(citra) == []


def test_a_platform_that_was_not_set_up_is_a_clear_refusal(citra: Person) -> None:
    refused = citra.post("/notifications/devices", PHONE | {"kind": "apns"})
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    assert labels(citra) == []
