"""Turns the addresses that the template would have in the cloud into those of the stack."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from local.apis import API
from local.config import LOOPBACK
from local.model import Model

DISTRIBUTION = "AWS::CloudFront::Distribution"


def doors(model: Model) -> list[str]:
    """What listens on a port of its own because the template says so."""
    return [resource.name for kind in (DISTRIBUTION, API) for resource in model.of_type(kind)]


def websocket_stages(model: Model) -> dict[str, str]:
    stages = {}
    for stage in model.of_type("AWS::ApiGatewayV2::Stage"):
        api = stage.raw["ApiId"].get("Ref", "")
        if api in model.resources and model.resources[api].raw.get("ProtocolType") == "WEBSOCKET":
            stages[api] = str(model.resolve(stage.raw["StageName"]))
    return stages


@dataclass(frozen=True)
class Addresses:
    """Replaces what is said of the cloud, in a function's environment or a security header."""

    origins: Mapping[str, str]
    service_hosts: re.Pattern[str]
    service_endpoint: str

    @classmethod
    def of(cls, model: Model, ports: Mapping[str, int], service_endpoint: str) -> "Addresses":
        region = model.place.region
        origins: dict[str, str] = {}
        for resource in model.of_type(API):
            host = f"{model.ref(resource.name)}.execute-api.{region}.amazonaws.com"
            local = f"localhost:{ports[resource.name]}"
            origins |= {f"https://{host}": f"http://{local}", f"wss://{host}": f"ws://{local}"}
        for resource in model.of_type(DISTRIBUTION):
            host = model.attribute(resource.name, "DomainName")
            origins[f"https://{host}"] = f"http://localhost:{ports[resource.name]}"
        for resource in model.of_type("AWS::S3::Bucket"):
            # What a function has signed names the address that it reaches the store at itself.
            host = model.attribute(resource.name, "RegionalDomainName")
            origins[f"https://{host}"] = f"http://{LOOPBACK}:{model.place.ministack_port}"
        # Only a bare endpoint: with a path it is a name, such as a user pool's issuer, which tokens carry as it is.
        bare_endpoint = re.compile(rf"https://[a-z0-9-]+\.{re.escape(region)}\.amazonaws\.com(?!/?[\w.-])")
        return cls(origins, bare_endpoint, service_endpoint)

    def localise(self, text: str) -> str:
        for cloud, local in self.origins.items():
            text = text.replace(cloud, local)
        return self.service_hosts.sub(self.service_endpoint, text)
