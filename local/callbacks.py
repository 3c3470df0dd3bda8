"""What MiniStack calls back: functions that queues feed or state machines use. It need not have their code."""

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import ClientError

from local.apis import function_name
from local.clients import CLIENT
from local.config import ACCOUNT
from local.model import Model, Resource

if TYPE_CHECKING:
    from types_boto3_stepfunctions import SFNClient

ROLE = f"arn:aws:iam::{ACCOUNT}:role/local"


def create_called_functions(model: Model, proxy_url: str) -> None:
    mappings = [
        mapping
        for mapping in model.of_type("AWS::Lambda::EventSourceMapping")
        if ":sqs:" in str(model.properties(mapping).get("EventSourceArn"))
    ]
    called = {function_name(model, model.properties(mapping)["FunctionName"]) for mapping in mappings}
    if next(model.of_type("AWS::StepFunctions::StateMachine"), None):
        called |= {function.name for function in model.of_type("AWS::Lambda::Function")}
    if not called:
        return
    client: Any = boto3.client("lambda", config=CLIENT)
    for name in sorted(called):
        _register(client, model, name, f"{proxy_url}/{name}")
    for mapping in mappings:
        _map_queue(client, model.properties(mapping))


def _register(client: Any, model: Model, name: str, url: str) -> None:
    """MiniStack need not have the code: it posts each event to the URL in this variable."""
    deployed_name = model.ref(name)
    environment = {"Variables": {"MINISTACK_LAMBDA_PROXY_URL": url}}
    timeout = model.resources[name].raw.get("Timeout", 3)
    try:
        client.create_function(
            FunctionName=deployed_name,
            Runtime="python3.13",
            Role=ROLE,
            Handler="elsewhere.handler",
            Code={"ZipFile": _empty_archive()},
            Timeout=timeout,
            Environment=environment,
        )
    except client.exceptions.ResourceConflictException:
        client.update_function_configuration(FunctionName=deployed_name, Timeout=timeout, Environment=environment)


def _empty_archive() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("elsewhere.py", "")
    return archive.getvalue()


def _map_queue(client: Any, properties: dict[str, Any]) -> None:
    request = {key: value for key, value in properties.items() if key != "Tags"}
    known = client.list_event_source_mappings(
        FunctionName=request["FunctionName"], EventSourceArn=request["EventSourceArn"]
    )["EventSourceMappings"]
    if not known:
        client.create_event_source_mapping(**request)


def create_state_machines(model: Model) -> None:
    client: SFNClient = boto3.client("stepfunctions", config=CLIENT)
    for machine in model.of_type("AWS::StepFunctions::StateMachine"):
        arn = model.ref(machine.name)
        definition = _definition(model, machine)
        try:
            client.create_state_machine(
                name=model.attribute(machine.name, "Name"),
                definition=definition,
                roleArn=ROLE,
                type=machine.raw.get("StateMachineType", "STANDARD"),
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "StateMachineAlreadyExists":
                raise
            client.update_state_machine(stateMachineArn=arn, definition=definition)


def _definition(model: Model, machine: Resource) -> str:
    properties = model.properties(machine)
    if "DefinitionString" in properties:
        text = properties["DefinitionString"]
    elif "Definition" in properties:
        text = json.dumps(properties["Definition"])
    else:
        text = model.translation.code[machine.name].read_text()
    for name, value in properties.get("DefinitionSubstitutions", {}).items():
        text = text.replace(f"${{{name}}}", str(value))
    return str(text)
