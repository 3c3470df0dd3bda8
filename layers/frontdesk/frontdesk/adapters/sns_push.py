"""Push to mobile apps: Amazon SNS platform endpoints, which reach FCM (Android) and APNs (iOS)."""

import json
from functools import cached_property
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from frontdesk.domain.device import Device
from frontdesk.domain.notification import Push
from frontdesk.use_cases.push_ports import PushDelayed, PushRefused

DISABLED = frozenset({"EndpointDisabled", "EndpointDisabledException"})
GONE = DISABLED | {"NotFound", "NotFoundException"}
BUSY = frozenset({"InternalError", "InternalErrorException", "Throttled", "ThrottledException", "ThrottlingException"})
RETRY_SECONDS = 30.0
CLIENT = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 1}, parameter_validation=False)
# As long as Web Push keeps it.
KEPT_SECONDS = 14_400
LONG_VIBRATION = ["0s", "0.6s", "0.2s", "0.6s", "0.2s", "0.6s"]
SHORT_VIBRATION = ["0s", "0.2s"]


class SnsPush:
    def __init__(self, session: Session) -> None:
        self._session = session

    def send(self, device: Device, push: Push) -> bool:
        message = json.dumps(payloads(push), ensure_ascii=False)
        try:
            self._client.publish(
                TargetArn=device.endpoint,
                MessageStructure="json",
                Message=message,
                MessageAttributes=attributes(push),
            )
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code in GONE:
                self._forget(device, code)
                return False
            if code in BUSY:
                raise PushDelayed(RETRY_SECONDS) from error
            raise PushRefused(code) from error
        except BotoCoreError as error:
            raise PushDelayed(RETRY_SECONDS) from error
        return True

    def _forget(self, device: Device, code: str) -> None:
        """SNS would take the same phone, come again, for the endpoint that is disabled."""
        if code in DISABLED:
            self._client.delete_endpoint(EndpointArn=device.endpoint)

    @cached_property
    def _client(self) -> Any:
        return self._session.create_client("sns", config=CLIENT)


def payloads(push: Push) -> dict[str, str]:
    """What each platform is sent; all of a conversation's take one place on the screen."""
    notification = push.notification
    link = f"frontdesk://conversations/{notification.conversation_id}"
    channel = "chat_urgent" if notification.urgent else "chat"
    android = {
        "notification": {"title": notification.title, "body": push.body},
        "data": {"conversation_id": notification.conversation_id, "link": link, "count": str(push.count)},
        "android": {
            # Somebody waits for an answer: a phone that sleeps is to wake up for it.
            "priority": "HIGH",
            "ttl": f"{KEPT_SECONDS}s",
            "collapse_key": notification.conversation_id,
            "notification": {
                "channel_id": channel,
                "tag": notification.conversation_id,
                "notification_count": push.count,
                "vibrate_timings": LONG_VIBRATION if notification.urgent else SHORT_VIBRATION,
                **({} if push.silent else {"sound": "default"}),
            },
        },
    }
    apple = {
        "aps": {
            "alert": {"title": notification.title, "body": push.body},
            "thread-id": notification.conversation_id,
            "interruption-level": "time-sensitive" if notification.urgent else "active",
            "badge": push.count,
            **({} if push.silent else {"sound": f"{channel}.caf"}),
        },
        "conversation_id": notification.conversation_id,
        "link": link,
    }
    return {
        "default": push.body,
        "GCM": json.dumps({"fcmV1Message": {"message": android}}, ensure_ascii=False),
        "APNS": json.dumps(apple, ensure_ascii=False),
        "APNS_SANDBOX": json.dumps(apple, ensure_ascii=False),
    }


def attributes(push: Push) -> dict[str, dict[str, str]]:
    """What SNS tells Apple beside the message."""
    told = {
        "PUSH_TYPE": "alert",
        "COLLAPSE_ID": push.notification.conversation_id[:64],
        "TTL": str(KEPT_SECONDS),
    }
    return {
        f"AWS.SNS.MOBILE.{platform}.{name}": {"DataType": "String", "StringValue": value}
        for platform in ("APNS", "APNS_SANDBOX")
        for name, value in told.items()
    }
