"""Reads the APIs of the template: their routes, and the function behind each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from local.errors import TemplateError
from local.functions import arn_to_name
from local.model import Model, Resource

API = "AWS::ApiGatewayV2::Api"
ANY_METHOD = "x-amazon-apigateway-any-method"
PARAMETER = re.compile(r"\{(\w+)(\+?)\}")


@dataclass(frozen=True)
class Cors:
    origins: list[str] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    exposed: list[str] = field(default_factory=list)
    max_age: int = 0
    credentials: bool = False


@dataclass(frozen=True)
class HttpRoute:
    key: str
    method: str
    pattern: re.Pattern[str]
    function: str

    @classmethod
    def of(cls, key: str, function: str) -> "HttpRoute":
        method, _, path = key.partition(" ")
        pattern = PARAMETER.sub(lambda found: f"(?P<{found[1]}>{'.+' if found[2] else '[^/]+'})", path)
        return cls(key, method, re.compile(f"^{pattern}$"), function)

    @property
    def rank(self) -> tuple[bool, int, bool]:
        """The most specific route wins: no greedy part, few parameters, a method of its own."""
        return "+}" in self.key, self.key.count("{"), self.method == "ANY"


@dataclass(frozen=True)
class HttpApiSpec:
    name: str
    stage: str
    routes: list[HttpRoute]
    default: str | None
    """The function of the $default route."""
    cors: Cors | None


@dataclass(frozen=True)
class SocketRoute:
    function: str
    answers: bool
    """Whether what the function returns is sent to the client."""


@dataclass(frozen=True)
class SocketApiSpec:
    name: str
    stage: str
    selection: str
    routes: dict[str, SocketRoute]


def http_apis(model: Model) -> list[HttpApiSpec]:
    return [_http_api(model, api) for api in model.of_type(API) if api.raw.get("ProtocolType") != "WEBSOCKET"]


def socket_apis(model: Model) -> list[SocketApiSpec]:
    return [_socket_api(model, api) for api in model.of_type(API) if api.raw.get("ProtocolType") == "WEBSOCKET"]


def _http_api(model: Model, api: Resource) -> HttpApiSpec:
    properties = model.properties(api)
    functions = dict(_body_routes(model, properties.get("Body", {}))) | {
        key: _function_of_route(model, route) for key, route in _routes(model, api)
    }
    default = functions.pop("$default", None)
    routes = sorted((HttpRoute.of(key, function) for key, function in functions.items()), key=lambda r: r.rank)
    return HttpApiSpec(api.name, _stage(model, api) or "$default", routes, default, _cors(properties))


def _body_routes(model: Model, body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for path, operations in body.get("paths", {}).items():
        for method, operation in operations.items():
            integration = (operation or {}).get("x-amazon-apigateway-integration")
            if integration is None:
                continue
            if operation.get("security"):
                raise TemplateError(f"The local stack runs no authorizers: check the token of {path} in its function.")
            key = f"{'ANY' if method == ANY_METHOD else method.upper()} {path}"
            yield "$default" if path == "$default" else key, function_name(model, integration["uri"])


def _cors(properties: dict[str, Any]) -> Cors | None:
    given = properties.get("CorsConfiguration") or properties.get("Body", {}).get("x-amazon-apigateway-cors")
    if not given:
        return None
    plain = {key[0].lower() + key[1:]: value for key, value in given.items()}
    return Cors(
        plain.get("allowOrigins", []),
        plain.get("allowMethods", []),
        plain.get("allowHeaders", []),
        plain.get("exposeHeaders", []),
        int(plain.get("maxAge", 0)),
        bool(plain.get("allowCredentials", False)),
    )


def _socket_api(model: Model, api: Resource) -> SocketApiSpec:
    answering = {response.raw["RouteId"]["Ref"] for response in model.of_type("AWS::ApiGatewayV2::RouteResponse")}
    routes = {}
    for key, route in _routes(model, api):
        if route.raw.get("AuthorizationType", "NONE") != "NONE":
            raise TemplateError(
                f"The local stack runs no authorizers: check the right to connect to {api.name} in $connect."
            )
        answers = "RouteResponseSelectionExpression" in route.raw and route.name in answering
        routes[key] = SocketRoute(_function_of_route(model, route), answers)
    stage = _stage(model, api)
    if stage is None:
        raise TemplateError(f"The WebSocket API {api.name} has no stage.")
    return SocketApiSpec(api.name, stage, str(api.raw.get("RouteSelectionExpression", "")), routes)


def _routes(model: Model, api: Resource) -> Iterator[tuple[str, Resource]]:
    for route in model.of_type("AWS::ApiGatewayV2::Route"):
        if route.raw["ApiId"] == {"Ref": api.name}:
            yield route.raw["RouteKey"], route


def _function_of_route(model: Model, route: Resource) -> str:
    integration = model.resources[model.resolve(route.raw["Target"]).rpartition("/")[2]]
    return function_name(model, model.resolve(integration.raw["IntegrationUri"]))


def _stage(model: Model, api: Resource) -> str | None:
    for stage in model.of_type("AWS::ApiGatewayV2::Stage"):
        if stage.raw["ApiId"] == {"Ref": api.name}:
            return str(model.resolve(stage.raw["StageName"]))
    return None


def function_name(model: Model, arn: str) -> str:
    """The logical id of the function that an ARN, a name or an integration's URI means."""
    deployed = arn_to_name(arn)
    for function in model.of_type("AWS::Lambda::Function"):
        if model.ref(function.name) == deployed:
            return function.name
    raise TemplateError(f"{arn} is not a function of this template.")
