"""Translates a SAM template into plain CloudFormation, and remembers where the code of each resource lies."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from local.errors import TemplateError

LOCAL_CODE = "s3://local/"
CODE_PROPERTIES = ("CodeUri", "ContentUri", "DefinitionUri")
GLOBAL_CODE = "Globals"


class Translation(BaseModel):
    """A template after translation. `code` maps a logical id to the folder or file its code was given as."""

    resources: dict[str, dict[str, Any]]
    parameters: dict[str, str]
    conditions: dict[str, Any]
    mappings: dict[str, Any]
    code: dict[str, Path]


def translate(template: Path, parameters: dict[str, str], region: str, cache: Path) -> Translation:
    """Translate, or take the kept translation of the very same template: the translator alone takes a second
    to import."""
    text = _read(template)
    fingerprint = hashlib.sha256(json.dumps([text, str(template.resolve()), parameters, region]).encode()).hexdigest()
    kept = cache / f"translation-{fingerprint[:16]}.json"
    if kept.exists():
        return Translation.model_validate_json(kept.read_text())
    translation = _translate(template, text, parameters, region)
    cache.mkdir(parents=True, exist_ok=True)
    for stale in cache.glob("translation-*.json"):
        stale.unlink()
    kept.write_text(translation.model_dump_json())
    return translation


def _read(template: Path) -> str:
    try:
        return template.read_text()
    except FileNotFoundError:
        raise TemplateError(f"There is no template at {template}: name one with --template.") from None


def _translate(template: Path, text: str, parameters: dict[str, str], region: str) -> Translation:
    os.environ.setdefault("AWS_DEFAULT_REGION", region)  # the translator asks boto3 for it
    from samtranslator.model.exceptions import (  # noqa: PLC0415 - slow to import, and rarely needed
        InvalidDocumentException,
    )
    from samtranslator.translator.transform import transform  # noqa: PLC0415
    from samtranslator.yaml_helper import yaml_parse  # noqa: PLC0415

    document = yaml_parse(text)
    values = _parameter_values(document, parameters)
    code = _take_code(document, template.resolve().parent)
    try:
        plain = transform(document, values, _NoManagedPolicies())
    except InvalidDocumentException as error:
        raise TemplateError(f"{template} is not a valid SAM template: {error.message}") from error
    return Translation(
        resources=plain["Resources"],
        parameters=values,
        conditions=plain.get("Conditions", {}),
        mappings=plain.get("Mappings", {}),
        code=code,
    )


class _NoManagedPolicies:
    """Policies are not enforced locally, so their names need not be known."""

    def load(self) -> dict[str, str]:
        return {}


def _parameter_values(document: dict[str, Any], given: dict[str, str]) -> dict[str, str]:
    declared = document.get("Parameters", {})
    unknown = set(given) - set(declared)
    if unknown:
        raise TemplateError(f"The template has no parameter {', '.join(sorted(unknown))}.")
    defaults = {name: str(spec["Default"]) for name, spec in declared.items() if "Default" in spec}
    missing = set(declared) - set(defaults) - set(given)
    if missing:
        raise TemplateError(f"Give a value with --parameter to {', '.join(sorted(missing))}: it has no default.")
    return defaults | given


def _take_code(document: dict[str, Any], root: Path) -> dict[str, Path]:
    """The translator accepts code only in S3: replace each local path by a made-up key and keep the path."""
    code: dict[str, Path] = {}
    shared = document.get("Globals", {}).get("Function", {})
    owners = [(name, resource.get("Properties", {})) for name, resource in document.get("Resources", {}).items()]
    for name, properties in [(GLOBAL_CODE, shared), *owners]:
        for key in CODE_PROPERTIES:
            if isinstance(properties.get(key), str):
                code[name] = root / properties[key]
                properties[key] = LOCAL_CODE + name
    return code
