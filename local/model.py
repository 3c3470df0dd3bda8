"""The template as the stack uses it: resources whose condition holds, with their values resolved."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from local.config import ACCOUNT, LOOPBACK
from local.errors import TemplateError
from local.intrinsics import Resolver
from local.template import Translation

Properties = dict[str, Any]


@dataclass(frozen=True)
class Resource:
    name: str
    """The logical id."""
    type: str
    raw: Properties


@dataclass(frozen=True)
class Place:
    """Where the stack pretends to be deployed."""

    stack_name: str
    region: str
    ministack_port: int

    def arn(self, service: str, tail: str) -> str:
        return f"arn:aws:{service}:{self.region}:{ACCOUNT}:{tail}"


class Model:
    def __init__(self, translation: Translation, place: Place) -> None:
        self.place = place
        self.translation = translation
        self._known: dict[str, tuple[str, Properties]] = {}
        self._resolver = Resolver(self, translation.conditions, translation.mappings)

    @cached_property
    def resources(self) -> dict[str, Resource]:
        return {
            name: Resource(name, body["Type"], body.get("Properties", {}))
            for name, body in self.translation.resources.items()
            if "Condition" not in body or self._resolver.condition(body["Condition"])
        }

    def of_type(self, kind: str) -> Iterator[Resource]:
        return (resource for resource in self.resources.values() if resource.type == kind)

    def properties(self, resource: Resource) -> Properties:
        return self.resolve(resource.raw)  # type: ignore[no-any-return]

    def resolve(self, value: Any) -> Any:
        return self._resolver.resolve(value)

    def know(self, name: str, ref: str, **attributes: Any) -> None:
        """Say what a resource turned out to be, once it was created."""
        self._known[name] = (ref, self._known.get(name, ("", {}))[1] | attributes)

    def ref(self, name: str) -> Any:
        if name.startswith("AWS::"):
            return self._pseudo_parameter(name)
        if name in self.translation.parameters:
            return self.translation.parameters[name]
        return self._identity(name)[0]

    def attribute(self, name: str, attribute: str) -> Any:
        attributes = self._identity(name)[1]
        if attribute in attributes:
            return attributes[attribute]
        return f"{name}.{attribute}"  # of a resource that has no local counterpart, such as a role

    def _identity(self, name: str) -> tuple[str, Properties]:
        if name not in self._known:
            if name not in self.translation.resources:
                raise TemplateError(f"The template refers to {name}, which it does not declare.")
            body = self.translation.resources[name]
            self._known[name] = identity(Resource(name, body["Type"], body.get("Properties", {})), self)
        return self._known[name]

    def _pseudo_parameter(self, name: str) -> str:
        place = self.place
        values = {
            "AWS::Region": place.region,
            "AWS::AccountId": ACCOUNT,
            "AWS::Partition": "aws",
            "AWS::URLSuffix": "amazonaws.com",
            "AWS::StackName": place.stack_name,
            "AWS::StackId": place.arn("cloudformation", f"stack/{place.stack_name}/local"),
        }
        if name not in values:
            raise TemplateError(f"The local stack does not know the pseudo parameter {name}.")
        return values[name]


def identity(resource: Resource, model: Model) -> tuple[str, Properties]:
    """What `Ref` and `Fn::GetAtt` answer for a resource, before or without its creation."""
    place, kind, raw = model.place, resource.type, resource.raw

    def named(key: str) -> str:
        return str(model.resolve(raw[key])) if key in raw else f"{place.stack_name}-{resource.name}"

    match kind:
        case "AWS::Lambda::Function":
            name = named("FunctionName")
            return name, {"Arn": place.arn("lambda", f"function:{name}")}
        case "AWS::DynamoDB::Table":
            name = named("TableName")
            return name, {"Arn": place.arn("dynamodb", f"table/{name}")}
        case "AWS::SQS::Queue":
            name = named("QueueName")
            if raw.get("FifoQueue") and not name.endswith(".fifo"):
                name += ".fifo"
            url = f"http://{LOOPBACK}:{place.ministack_port}/{ACCOUNT}/{name}"
            return url, {"Arn": place.arn("sqs", name), "QueueName": name, "QueueUrl": url}
        case "AWS::S3::Bucket":
            name = named("BucketName").lower()
            host = f"{name}.s3.{place.region}.amazonaws.com"
            return name, {"Arn": f"arn:aws:s3:::{name}", "DomainName": host, "RegionalDomainName": host}
        case "AWS::StepFunctions::StateMachine":
            name = named("StateMachineName")
            arn = place.arn("states", f"stateMachine:{name}")
            return arn, {"Arn": arn, "Name": name}
        case "AWS::ApiGatewayV2::Api":
            api = resource.name.lower()
            scheme = "wss" if raw.get("ProtocolType") == "WEBSOCKET" else "https"
            return api, {"ApiId": api, "ApiEndpoint": f"{scheme}://{api}.execute-api.{place.region}.amazonaws.com"}
        case "AWS::ApiGatewayV2::Stage":
            return str(model.resolve(raw["StageName"])), {}
        case "AWS::CloudFront::Distribution":
            return resource.name, {"DomainName": f"{resource.name.lower()}.cloudfront.net"}
        case _:
            return resource.name, {"Arn": place.arn("local", resource.name)}
