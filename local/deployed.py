"""The functions of the template, and the streams that feed them, as they would be deployed."""

from pathlib import Path
from typing import Any

from local.addresses import Addresses
from local.apis import function_name
from local.errors import TemplateError
from local.functions import Function
from local.model import Model, Resource
from local.stream_filters import patterns_of
from local.streams import FOR_EVER, StreamMapping

LAYERS_MOUNT = "/opt/"


def layer_folders(model: Model) -> list[Path]:
    layers = model.of_type("AWS::Lambda::LayerVersion")
    return [model.translation.code[layer.raw["Content"]["S3Key"]] for layer in layers]


def deployed_functions(model: Model, addresses: Addresses) -> dict[str, Function]:
    return {resource.name: _function(model, resource, addresses) for resource in model.of_type("AWS::Lambda::Function")}


def _function(model: Model, resource: Resource, addresses: Addresses) -> Function:
    properties = model.properties(resource)
    key = properties["Code"].get("S3Key")
    if key not in model.translation.code:
        raise TemplateError(f"The function {resource.name} has no CodeUri: give it a folder.")
    memory = int(properties.get("MemorySize", 128))
    name = model.ref(resource.name)
    return Function(
        name=resource.name,
        deployed_name=name,
        arn=model.attribute(resource.name, "Arn"),
        folder=model.translation.code[key],
        handler=properties["Handler"],
        timeout=float(properties.get("Timeout", 3)),
        memory=memory,
        environment={
            "AWS_LAMBDA_FUNCTION_NAME": name,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(memory),
            **_variables(model, properties.get("Environment", {}).get("Variables", {}), addresses),
        },
    )


def _variables(model: Model, given: dict[str, Any], addresses: Addresses) -> dict[str, str]:
    """With local addresses, and without the files of a layer that only its build makes."""
    found = {name: _layer_file(model, addresses.localise(str(value))) for name, value in given.items()}
    return {name: value for name, value in found.items() if value is not None}


def _layer_file(model: Model, value: str) -> str | None:
    if not value.startswith(LAYERS_MOUNT):
        return value
    files = (folder / value.removeprefix(LAYERS_MOUNT) for folder in layer_folders(model))
    return next((str(file) for file in files if file.exists()), None)


def stream_mappings(model: Model) -> list[StreamMapping]:
    mappings = model.of_type("AWS::Lambda::EventSourceMapping")
    resolved = [(mapping.name, model.properties(mapping)) for mapping in mappings]
    return [
        _stream_mapping(model, name, properties)
        for name, properties in resolved
        if ":dynamodb:" in str(properties.get("EventSourceArn"))
    ]


def _stream_mapping(model: Model, name: str, properties: dict[str, Any]) -> StreamMapping:
    function = function_name(model, properties["FunctionName"])
    destination = properties.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination")
    queues = {model.attribute(queue.name, "Arn"): model.ref(queue.name) for queue in model.of_type("AWS::SQS::Queue")}
    return StreamMapping(
        name=name,
        stream_arn=properties["EventSourceArn"],
        function=function,
        function_arn=model.attribute(function, "Arn"),
        batch_size=int(properties.get("BatchSize", 100)),
        starting_position=properties.get("StartingPosition", "LATEST"),
        maximum_retries=int(properties.get("MaximumRetryAttempts", FOR_EVER)),
        bisect=bool(properties.get("BisectBatchOnFunctionError", False)),
        partial_failures="ReportBatchItemFailures" in properties.get("FunctionResponseTypes", []),
        failure_queue=queues.get(destination),
        patterns=patterns_of(name, properties),
    )
