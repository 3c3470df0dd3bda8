"""The stack that is deployed: the commands that make it and take it down, and what it consists of."""

import json
import os
import re
import shlex
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.contract.sam_template import PROJECT, functions
from tests.deploy.cloud import REGION, Cloud
from tests.deploy.sandbox_python import find_python

NAME = "frontdesk-test"
CANNOT_START = "Runtime.ImportModuleError"
TOLD_OF_A_FAILURE = 4000
AT_ONCE = 2


class CommandFailed(Exception):
    """What a command printed last."""


@dataclass(frozen=True)
class Stack:
    cloud: Cloud
    built: Path
    runtime: str
    architecture: str

    def build(self) -> None:
        """As `make build RUNTIME=… ARCHITECTURE=…`, into a folder of its own."""
        interpreter = Path(find_python(self.runtime)).parent
        self._sam(
            *("build", "--build-dir", str(self.built)),
            RUNTIME=self.runtime,
            ARCHITECTURE=self.architecture,
            PATH=f"{interpreter}{os.pathsep}{os.environ['PATH']}",
        )

    def deploy(self) -> None:
        self.cloud.wait()
        given = ["--stack-name", NAME, "--template-file", str(self.built / "template.yaml")]
        self._sam("deploy", *given, "--config-file", str(PROJECT / "samconfig.toml"), "--no-progressbar")

    def delete(self) -> None:
        """A bucket with files in it stays, and so would the stack."""
        s3 = self.cloud.client("s3")
        for bucket in self.of_type("AWS::S3::Bucket").values():
            for found in s3.list_objects_v2(Bucket=bucket).get("Contents", []):
                s3.delete_object(Bucket=bucket, Key=found["Key"])
        self._sam("delete", "--stack-name", NAME, "--no-prompts", "--region", REGION)

    def left(self) -> list[str]:
        """What has outlived the stack."""
        tables = self.cloud.client("dynamodb").list_tables()["TableNames"]
        made = [one["FunctionName"] for one in self.cloud.client("lambda").list_functions()["Functions"]]
        return [name for name in [*tables, *made] if name.startswith(NAME)]

    def outputs(self) -> dict[str, str]:
        stack = self.cloud.client("cloudformation").describe_stacks(StackName=NAME)["Stacks"][0]
        return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}

    def of_type(self, resource_type: str) -> dict[str, str]:
        """Names by logical id."""
        pages = self.cloud.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=NAME)
        return {
            one["LogicalResourceId"]: one["PhysicalResourceId"]
            for page in pages
            for one in page["StackResourceSummaries"]
            if one["ResourceType"] == resource_type
        }

    def wake_all(self) -> None:
        """Whatever each makes of a sample event in an empty desk."""
        client, deployed = self.cloud.client("lambda"), self.of_type("AWS::Lambda::Function")
        assert deployed.keys() == functions().keys()

        def wake(function: str) -> None:
            answer = client.invoke(FunctionName=deployed[function], Payload=_sample(function))
            told = answer["Payload"].read().decode()
            assert CANNOT_START not in told, f"{function}: {told}"

        with ThreadPoolExecutor(AT_ONCE) as threads:
            list(threads.map(wake, deployed))

    def complaints(self) -> str:
        """What the functions have logged of errors."""
        logs = self.cloud.client("logs")
        found = []
        for group in logs.describe_log_groups()["logGroups"]:
            told = [
                event["message"]
                for event in logs.filter_log_events(**{"logGroupName": group["logGroupName"]})["events"]
            ]
            found += [f"{group['logGroupName']}: {line}" for line in told if re.search(r"Error|Denied", line)]
        return "\n".join(dict.fromkeys(found))[-TOLD_OF_A_FAILURE:]

    def run(self, *command: str, **environment: str) -> str:
        done = subprocess.run(
            command,
            cwd=PROJECT,
            env=self.cloud.environment | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise CommandFailed(f"{shlex.join(command)}\n{done.stdout[-TOLD_OF_A_FAILURE:]}")
        return done.stdout

    def _sam(self, *arguments: str, **environment: str) -> None:
        self.run(*shlex.split(os.environ["SAM"]), *arguments, **environment)


def _sample(function: str) -> bytes:
    """The first of the function's sample events."""
    folder: Any = Path(functions()[function]["CodeUri"]).name
    samples = sorted((PROJECT / "events" / folder).glob("*.json"))
    return samples[0].read_bytes() if samples else json.dumps({}).encode()
