"""What a cold start loads: a function pays for each module that it imports, whether it uses it or not."""

import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from tests.contract.deployed import environment
from tests.contract.sam_template import PROJECT, REGION, functions

LISTING = "import handler, json, sys; json.dump(sorted(sys.modules), sys.stdout)"
# Each with what it would cost; the Tracer loads aws_xray_sdk even where tracing is switched off.
WEB = {"fastapi", "starlette", "mangum", "anyio"}
SIGN_IN = {"jwt", "cryptography", "email_validator"}
CLOUD = {"aws_xray_sdk", "boto3", "s3transfer", "opentelemetry"}
FORMS = {"frontdesk.contract.http_models", "frontdesk.bootstrap_http", "frontdesk.adapters.cognito"}
# What answers is loaded by the first question.
ENGINE = {
    f"frontdesk.domain.answering.{name}" for name in ("engine", "features", "index", "senses", "text", "human_request")
}
# Who shows an article, or takes some from files, loads what that needs.
ARTICLES = {"markdown_it", "nh3", "yaml"}
FORBIDDEN: dict[str, set[str]] = {
    "WebSocketFunction": WEB | SIGN_IN | CLOUD | FORMS | ENGINE | ARTICLES,
    "TableStreamFunction": WEB | SIGN_IN | CLOUD | FORMS | ENGINE | ARTICLES,
    "EscalationFunction": WEB | SIGN_IN | CLOUD | FORMS | ENGINE | ARTICLES,
    "TimersFunction": WEB | SIGN_IN | CLOUD | FORMS | ENGINE | ARTICLES,
    # It signs for browsers' push services, and seals what they carry.
    "PushFunction": WEB | CLOUD | FORMS | ENGINE | {"email_validator"} | ARTICLES,
    "BotFunction": WEB | SIGN_IN | CLOUD | FORMS | ARTICLES | (ENGINE - {"frontdesk.domain.answering.text"}),
    "PrivacyFunction": WEB | SIGN_IN | CLOUD | FORMS | ENGINE | ARTICLES,
    "AnalyticsFunction": WEB | SIGN_IN | CLOUD | FORMS | ENGINE | ARTICLES,
    # It renders what it tells.
    "WebhookFunction": WEB | SIGN_IN | CLOUD | FORMS | ENGINE | ARTICLES,
    "IndexerFunction": WEB | SIGN_IN | CLOUD | FORMS | ARTICLES,
    "HttpApiFunction": {"aws_xray_sdk", "boto3", "s3transfer", "ua_parser"} | ENGINE | ARTICLES,
}


@cache
def imported(function: str) -> frozenset[str]:
    properties: dict[str, Any] = functions()[function]
    aws = {"AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION, "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}
    listed = subprocess.run(
        [sys.executable, "-c", LISTING],
        cwd=PROJECT / properties["CodeUri"],
        env={"PATH": os.environ["PATH"], **aws, **environment(function)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert listed.returncode == 0, listed.stderr
    return frozenset(json.loads(listed.stdout))


def test_every_function_has_a_list() -> None:
    assert FORBIDDEN.keys() == functions().keys()


@pytest.mark.parametrize("function", FORBIDDEN)
def test_cold_start_loads_only_what_it_needs(function: str) -> None:
    assert imported(function) & FORBIDDEN[function] == set()


def test_the_http_api_shows_that_the_list_can_catch_something() -> None:
    assert imported("HttpApiFunction") >= WEB | {"jwt", "frontdesk.contract.http_models"}
