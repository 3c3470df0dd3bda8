"""Writes the contract from the code: contract/openapi.json (every route, and every frame as a component) from the
application itself, contract/asyncapi.yaml (which frame goes which way) from the unions of frames, and
contract/workflow.schema.json, by which an editor knows the language of workflows."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic.json_schema import models_json_schema

from frontdesk.contract import (
    agent_models,
    analytics_models,
    article_models,
    client_frames,
    http_models,
    notification_models,
    records,
    server_frames,
    ticket_models,
    widget_models,
    workflow_models,
)
from frontdesk.contract.base import Wire
from frontdesk.entrypoints.http_app import VERSION, make_app

HERE = Path(__file__).parent
REFERENCE = "#/components/schemas/{model}"


def wire_models() -> list[type[Wire]]:
    modules = (
        records,
        http_models,
        agent_models,
        analytics_models,
        article_models,
        notification_models,
        ticket_models,
        widget_models,
        client_frames,
        server_frames,
    )
    found = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Wire) and value is not Wire
    }
    return sorted(found, key=lambda model: model.__name__)


def union_of(adapter: Any) -> dict[str, Any]:
    """A discriminated union as a component that refers to its members' components."""
    schema: dict[str, Any] = adapter.json_schema(ref_template=REFERENCE)
    schema.pop("$defs")
    return schema


def openapi() -> dict[str, Any]:
    described = make_app(None).openapi()
    _, definitions = models_json_schema([(m, "serialization") for m in wire_models()], ref_template=REFERENCE)
    schemas = {**definitions["$defs"], **described["components"]["schemas"]}
    schemas["ClientFrame"] = union_of(client_frames.CLIENT_FRAME)
    schemas["ServerFrame"] = union_of(server_frames.SERVER_FRAME)
    described["components"]["schemas"] = dict(sorted(schemas.items()))
    return described


def frames_of(union: Any) -> list[str]:
    """The names of a union's members, unions within it included."""
    members = get_args(get_args(union)[0])
    return [
        name for member in members for name in ([member.__name__] if isinstance(member, type) else frames_of(member))
    ]


def asyncapi() -> dict[str, Any]:
    client, server = frames_of(client_frames.ClientFrame), frames_of(server_frames.ServerFrame)
    messages = {name: {"payload": {"$ref": f"openapi.json#/components/schemas/{name}"}} for name in client + server}

    def operation(action: str, names: list[str]) -> dict[str, Any]:
        references = [{"$ref": f"#/channels/connection/messages/{name}"} for name in names]
        return {"action": action, "channel": {"$ref": "#/channels/connection"}, "messages": references}

    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Frontdesk WebSocket API", "version": VERSION},
        "channels": {
            "connection": {
                "address": "/?ticket={ticket}",
                "description": "One WebSocket, opened with a ticket from POST ws-ticket. See docs/protocol.",
                "parameters": {"ticket": {"description": "single use, 30 seconds"}},
                "messages": messages,
            }
        },
        "operations": {
            "clientSends": operation("receive", client),
            "serverSends": operation("send", server),
        },
    }


def documents() -> dict[Path, str]:
    return {
        HERE / "openapi.json": json.dumps(openapi(), indent=1, ensure_ascii=False) + "\n",
        HERE / "workflow.schema.json": json.dumps(workflow_models.json_schema(), indent=1, ensure_ascii=False) + "\n",
        HERE / "asyncapi.yaml": yaml.safe_dump(asyncapi(), sort_keys=False, width=120),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when a committed file is stale")
    check = parser.parse_args().check
    stale = [path for path, text in documents().items() if not path.exists() or path.read_text() != text]
    for path in stale:
        if check:
            print(f"contract/{path.name} is stale: run `make contract` and commit the result", file=sys.stderr)
        else:
            path.write_text(documents()[path])
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
