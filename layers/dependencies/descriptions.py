"""Botocore describes every service of AWS as JSON, which a cold start reads and parses: here only what is in use stays.

Prose is dropped too. It is for people, and makes up most of a description.
"""

import gzip
import json
import shutil
import sys
from pathlib import Path
from typing import Any

# The services that the code calls through a client; botocore describes over four hundred.
SERVICES = frozenset({"bedrock-runtime", "cognito-idp", "dynamodb", "s3", "sesv2", "sns", "sqs", "stepfunctions"})
UNREAD = ("examples-1.json", "examples-1.json.gz")


def keep_services_in_use(data: Path) -> None:
    missing = [name for name in SERVICES if not (data / name).is_dir()]
    if missing:
        sys.exit(f"botocore describes no service {', '.join(missing)}: correct SERVICES in {Path(__file__).name}.")
    for folder in data.iterdir():
        if folder.is_dir() and folder.name not in SERVICES:
            shutil.rmtree(folder)
    for unread in [path for name in UNREAD for path in data.rglob(name)]:
        unread.unlink()
    for description in list(data.rglob("service-2.json.gz")):
        _write(description.with_suffix(""), without_prose(json.loads(gzip.decompress(description.read_bytes()))))
        description.unlink()
    endpoints = json.loads((data / "endpoints.json").read_text())
    for partition in endpoints["partitions"]:
        partition["services"] = {name: where for name, where in partition["services"].items() if name in SERVICES}
    _write(data / "endpoints.json", endpoints)


def without_prose(description: Any) -> Any:
    """`documentation` is prose where it is text; a field of a service may have that name too.

    Of the parameters of a client botocore reads it, and fails where there is none.
    """
    if isinstance(description, dict):
        return {
            name: value if name == "clientContextParams" else without_prose(value)
            for name, value in description.items()
            if not (name == "documentation" and isinstance(value, str))
        }
    return [without_prose(value) for value in description] if isinstance(description, list) else description


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, separators=(",", ":")))
