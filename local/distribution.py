"""A CloudFront distribution: its behaviours choose between folders that stand for buckets and the HTTP APIs, and
its response headers policies apply as they would in the cloud."""

import fnmatch
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from local.addresses import Addresses
from local.apis import API
from local.model import Model, Resource
from local.static import Folders, file_response

Headers = dict[str, str]


@dataclass(frozen=True)
class Behaviour:
    pattern: str
    origin: ASGIApp | Folders | None
    host: str
    """What the origin gets as its Host."""
    headers: Headers
    pages: bool
    """Whether a function of the viewer's request is there, as single-page apps have one: it is not run; a path
    without a file name is answered with the root object."""

    def covers(self, path: str) -> bool:
        return fnmatch.fnmatchcase(path, self.pattern if self.pattern.startswith("/") else f"/{self.pattern}")


@dataclass(frozen=True)
class Distribution:
    behaviours: list[Behaviour]
    """In order; the last covers everything."""
    root: str
    error_pages: Mapping[int, tuple[str, int]] = field(default_factory=dict)
    """Status → the page to answer with, and its status: how a single-page app gets its routes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = Request(scope).url.path
        behaviour = next(b for b in self.behaviours if b.covers(path))
        if isinstance(behaviour.origin, Folders):
            await self._file(behaviour, path)(scope, receive, send)
        elif behaviour.origin is None:
            await Response("This origin has no local counterpart.", 502)(scope, receive, send)
        else:
            await behaviour.origin(_for_host(scope, behaviour.host), receive, _adding(behaviour.headers, send))

    def _file(self, behaviour: Behaviour, path: str) -> Response:
        assert isinstance(behaviour.origin, Folders)
        is_page = path == "/" or (behaviour.pages and "." not in path.rpartition("/")[2])
        file = behaviour.origin.find(self.root if is_page else path)
        status = 200
        if file is None:
            page, status = self.error_pages.get(403) or self.error_pages.get(404) or ("", 404)
            file = behaviour.origin.find(page) if page else None
        if file is None:
            return Response("Not found: has the front end been built?", 404, behaviour.headers)
        response = file_response(file, status=status)
        response.headers.update(behaviour.headers)
        return response


def distribution(
    model: Model,
    resource: Resource,
    apis: Mapping[str, ASGIApp],
    bucket_folders: Mapping[str, Folders],
    addresses: Addresses,
) -> Distribution:
    config = model.properties(resource)["DistributionConfig"]
    origins = {
        origin["Id"]: _origin(model, str(origin["DomainName"]), apis, bucket_folders) for origin in config["Origins"]
    }
    hosts = {
        origin["Id"]: addresses.localise(f"https://{origin['DomainName']}").partition("://")[2]
        for origin in config["Origins"]
    }
    listed = [*config.get("CacheBehaviors", []), {"PathPattern": "*", **config["DefaultCacheBehavior"]}]
    behaviours = [
        Behaviour(
            item["PathPattern"],
            origins[item["TargetOriginId"]],
            hosts[item["TargetOriginId"]],
            _headers(model, item.get("ResponseHeadersPolicyId"), addresses),
            bool(item.get("FunctionAssociations")),
        )
        for item in listed
    ]
    errors = {
        int(error["ErrorCode"]): (error["ResponsePagePath"], int(error.get("ResponseCode", error["ErrorCode"])))
        for error in config.get("CustomErrorResponses", [])
        if "ResponsePagePath" in error
    }
    return Distribution(behaviours, config.get("DefaultRootObject", "index.html"), errors)


def _origin(
    model: Model, host: str, apis: Mapping[str, ASGIApp], bucket_folders: Mapping[str, Folders]
) -> ASGIApp | Folders | None:
    for api in model.of_type(API):
        if host.startswith(f"{model.ref(api.name)}.execute-api."):
            return apis[api.name]
    for bucket in model.of_type("AWS::S3::Bucket"):
        if host == model.attribute(bucket.name, "RegionalDomainName"):
            return bucket_folders.get(bucket.name, Folders({}))
    return None


def _headers(model: Model, policy_id: Any, addresses: Addresses) -> Headers:
    policy = model.resources.get(str(policy_id))
    if policy is None or policy.type != "AWS::CloudFront::ResponseHeadersPolicy":
        return {}
    config = model.properties(policy)["ResponseHeadersPolicyConfig"]
    headers = _security_headers(config.get("SecurityHeadersConfig", {}))
    if "*" in config.get("CorsConfig", {}).get("AccessControlAllowOrigins", {}).get("Items", []):
        headers["access-control-allow-origin"] = "*"
    headers |= {
        item["Header"].lower(): item["Value"] for item in config.get("CustomHeadersConfig", {}).get("Items", [])
    }
    return {name: addresses.localise(value) for name, value in headers.items()}


def _security_headers(config: dict[str, Any]) -> Headers:
    """All but what asks for TLS: Strict-Transport-Security and upgrade-insecure-requests."""
    headers = {}
    if "ContentSecurityPolicy" in config:
        policy = str(config["ContentSecurityPolicy"]["ContentSecurityPolicy"])
        headers["content-security-policy"] = re.sub(r";?\s*upgrade-insecure-requests", "", policy)
    if "ContentTypeOptions" in config:
        headers["x-content-type-options"] = "nosniff"
    if "FrameOptions" in config:
        headers["x-frame-options"] = config["FrameOptions"]["FrameOption"]
    if "ReferrerPolicy" in config:
        headers["referrer-policy"] = config["ReferrerPolicy"]["ReferrerPolicy"]
    return headers


def _for_host(scope: Scope, host: str) -> Scope:
    """The viewer's Host stays at CloudFront, as with the managed policy AllViewerExceptHostHeader."""
    kept = [(name, value) for name, value in scope["headers"] if name != b"host"]
    return {**scope, "headers": [(b"host", host.encode()), *kept]}


def _adding(headers: Headers, send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            extra = [(name.encode(), value.encode()) for name, value in headers.items() if name.encode() not in given]
            message = {**message, "headers": [*message["headers"], *extra]}
        await send(message)

    return send_with_headers
