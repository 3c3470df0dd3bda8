"""Lets devices be registered: browsers of the known push services, and mobile apps through SNS."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from frontdesk.adapters.sns_push import BUSY, CLIENT
from frontdesk.adapters.web_push import VapidKey
from frontdesk.adapters.web_push_encryption import encrypted
from frontdesk.domain.device import DeviceKind
from frontdesk.domain.errors import Busy, Conflict, InvalidInput

LOCAL = "localhost"
HTTPS_PORTS = (None, 443)
WRONG_TOKEN = ("InvalidParameter", "InvalidParameterException")


class PushRegistry:
    """`services` are the hosts of push services: an agent must not make Frontdesk call anything else.

    `applications` are the SNS platform applications of the deployment, by kind of device.
    """

    def __init__(
        self, session: Session, key: VapidKey, services: Sequence[str], applications: Mapping[DeviceKind, str]
    ) -> None:
        self._session = session
        self._key = key
        self._services = services
        self._applications = applications

    def public_key(self) -> str:
        return self._key.public

    def endpoint_of(self, kind: DeviceKind, address: str, keys: tuple[str, str] | None) -> str:
        if kind is not DeviceKind.WEB:
            return self._platform_endpoint(kind, address)
        if keys is None:
            raise InvalidInput("keys", "A browser's subscription comes with its keys.")
        self._check_address(address)
        try:
            encrypted(b"", *keys)
        except ValueError as error:
            raise InvalidInput("keys", "These are no keys of a browser's subscription.") from error
        return address

    def _check_address(self, address: str) -> None:
        if not self._is_service(address):
            raise InvalidInput("endpoint", "This is no address of a browser's push service.")

    def _is_service(self, address: str) -> bool:
        try:
            where = urlsplit(address)
            host, port = where.hostname or "", where.port
        except ValueError:
            return False
        known = any(host == service or host.endswith(f".{service}") for service in self._services)
        on_this_machine = host == LOCAL and where.scheme in ("http", "https")
        safe = on_this_machine or (where.scheme == "https" and port in HTTPS_PORTS)
        return known and safe and where.username is None

    def _platform_endpoint(self, kind: DeviceKind, token: str) -> str:
        application = self._applications.get(kind)
        if not application:
            raise Conflict(f"Push to {kind.value} devices has not been set up here.")
        try:
            made = self._client.create_platform_endpoint(PlatformApplicationArn=application, Token=token)
            # One that SNS has known before stays disabled after it was.
            self._client.set_endpoint_attributes(EndpointArn=made["EndpointArn"], Attributes={"Enabled": "true"})
        except BotoCoreError as error:
            raise Busy("The platform cannot be reached. Please try again.") from error
        except ClientError as error:
            raise _meaning(error) from error
        return str(made["EndpointArn"])

    @cached_property
    def _client(self) -> Any:
        return self._session.create_client("sns", config=CLIENT)


def _meaning(error: ClientError) -> Exception:
    code = error.response["Error"]["Code"]
    if code in WRONG_TOKEN:
        return InvalidInput("endpoint", "The platform does not know this token.")
    return Busy("The platform is busy. Please try again.") if code in BUSY else error
