"""Writes contract/openapi.json from the application itself: every route, and every frame as a component."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from frontdesk.contract import client_frames, http_models, records, server_frames
from frontdesk.contract.base import Wire
from frontdesk.entrypoints.http_app import make_app

TARGET = Path(__file__).with_name("openapi.json")
REFERENCE = "#/components/schemas/{model}"


def wire_models() -> list[type[Wire]]:
    modules = (records, http_models, client_frames, server_frames)
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


def document() -> dict[str, Any]:
    described = make_app(None).openapi()
    _, definitions = models_json_schema([(m, "serialization") for m in wire_models()], ref_template=REFERENCE)
    schemas = {**definitions["$defs"], **described["components"]["schemas"]}
    schemas["ClientFrame"] = union_of(client_frames.CLIENT_FRAME)
    schemas["ServerFrame"] = union_of(server_frames.SERVER_FRAME)
    described["components"]["schemas"] = dict(sorted(schemas.items()))
    return described


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when the committed file is stale")
    wanted = json.dumps(document(), indent=1, ensure_ascii=False) + "\n"
    if parser.parse_args().check:
        if TARGET.read_text() == wanted:
            return 0
        print("contract/openapi.json is stale: run `make contract` and commit the result", file=sys.stderr)
        return 1
    TARGET.write_text(wanted)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
