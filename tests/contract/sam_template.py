"""template.yaml as its author wrote it, and as CloudFormation gets it."""

from functools import cache
from pathlib import Path
from typing import Any

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

PROJECT = Path(__file__).resolve().parents[2]
TEMPLATE = PROJECT / "template.yaml"
REGION = "eu-west-1"
UPLOADED = "s3://artifacts/code.zip"  # where `sam package` would have put the code


@cache
def written() -> dict[str, Any]:
    return dict(yaml_parse(TEMPLATE.read_text()))


@cache
def translated() -> dict[str, Any]:
    template = yaml_parse(TEMPLATE.read_text())
    for resource in template["Resources"].values():
        for source in ("CodeUri", "ContentUri", "DefinitionUri"):
            if source in resource["Properties"]:
                resource["Properties"][source] = UPLOADED
    defaults = {name: given["Default"] for name, given in template["Parameters"].items()}
    session = boto3.Session(region_name=REGION)
    return dict(Translator({}, Parser(), boto_session=session).translate(template, defaults))


def of_type(resource_type: str, template: dict[str, Any] | None = None) -> dict[str, Any]:
    """Properties by logical id."""
    resources = (template or translated())["Resources"]
    return {name: found["Properties"] for name, found in resources.items() if found["Type"] == resource_type}


@cache
def functions() -> dict[str, Any]:
    return of_type("AWS::Serverless::Function", written())
