"""What is deployed is what the code expects, and no more than it needs."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from cfnlint.api import ManualArgs, lint_file
from pynamodb.models import Model

from frontdesk.adapters.dynamodb_budgets import BudgetRow
from frontdesk.adapters.dynamodb_connections import ConnectionRow
from frontdesk.adapters.dynamodb_conversation_row import ConversationRow
from frontdesk.adapters.dynamodb_counters import ContributionRow, CounterRow, OnlineRow
from frontdesk.adapters.dynamodb_messages import MessageRow
from frontdesk.adapters.dynamodb_rates import AddressKeyRow, RateRow
from frontdesk.adapters.dynamodb_search import SearchRow
from frontdesk.adapters.dynamodb_widgets import SigningKeyRow
from frontdesk.bootstrap import ARTICLES, DIRECTORY
from frontdesk.settings import (
    PREFIX,
    BotSettings,
    EscalationSettings,
    HttpSettings,
    KnowledgeSettings,
    PrivacySettings,
    PushSettings,
    Settings,
    StreamSettings,
    WebhookSettings,
    read_settings,
)
from tests.contract.deployed import environment
from tests.contract.sam_template import PROJECT, REGION, TEMPLATE, functions, of_type, translated, written

EVENTS = PROJECT / "events"
# Connections, platform applications, devices, indexes and files get their names when they come to be; who may be the
# sender of mails, and through what a model is reached in other regions, is narrowed by a condition.
NAMED_LATER = (
    *("/@connections/", ":app/", ":endpoint/", "/indexes/", "/pending/", "/files/", "/exports/"),
    *(":identity/", "::foundation-model/"),
)
SETTINGS = {
    "BotFunction": BotSettings,
    "HttpApiFunction": HttpSettings,
    "TableStreamFunction": StreamSettings,
    "PushFunction": PushSettings,
    "EscalationFunction": EscalationSettings,
    "IndexerFunction": KnowledgeSettings,
    "WebhookFunction": WebhookSettings,
    "PrivacyFunction": PrivacySettings,
}
TRACES = {"AWSXrayWriteOnlyAccess"}
BASIC_POLICIES = {"AWSLambdaBasicExecutionRole", "AWSXrayWriteOnlyAccess"}
TABLES = of_type("AWS::DynamoDB::Table", written())
ROWS: dict[str, tuple[type[Model], ...]] = {
    "ConnectionsTable": (ConnectionRow,),
    "ConversationsTable": (ConversationRow,),
    "MessagesTable": (MessageRow,),
    "SearchTable": (SearchRow,),
    "DirectoryTable": (*DIRECTORY, BudgetRow, RateRow),
    "KeysTable": (SigningKeyRow, AddressKeyRow),
    "ArticlesTable": ARTICLES,
    "CountersTable": (CounterRow, ContributionRow, OnlineRow),
}


def folder(function: str) -> str:
    return Path(functions()[function]["CodeUri"]).name


def statements(function: str) -> Iterator[dict[str, Any]]:
    for policy in functions()[function]["Policies"]:
        yield from policy["Statement"]


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_template_is_valid() -> None:
    assert [str(match) for match in lint_file(TEMPLATE, config=ManualArgs(regions=[REGION]))] == []


@pytest.mark.parametrize("function", functions())
def test_function_is_one_handler(function: str) -> None:
    handler = PROJECT / functions()[function]["CodeUri"] / "handler.py"
    assert re.search(r"^(def lambda_handler\(|lambda_handler = )", handler.read_text(), re.MULTILINE)
    built_with = written()["Resources"][function]["Metadata"]
    assert built_with == {"BuildMethod": "makefile", "ContextPath": "functions", "WorkingDirectory": "."}
    assert f"build-{function}: door = {folder(function)}\n" in (PROJECT / "functions" / "Makefile").read_text()


@pytest.mark.parametrize("function", functions())
def test_function_may_do_named_actions_on_named_resources(function: str) -> None:
    for statement in statements(function):
        for action in as_list(statement["Action"]):
            assert re.fullmatch(r"[a-z0-9-]+:[A-Za-z]+", action), f"{statement['Sid']} allows {action}"
        for resource in as_list(statement["Resource"]):
            named = next(iter(resource.values()))
            assert resource != "*"
            assert not str(named).endswith("*") or any(kind in named for kind in NAMED_LATER), (
                f"{statement['Sid']} reaches {named}"
            )


def test_models_of_other_regions_are_reached_through_the_named_profile_alone() -> None:
    of_models = [statement for statement in statements("BotFunction") if "bedrock:" in str(statement["Action"])]
    named = [resource for statement in of_models if "Condition" not in statement for resource in statement["Resource"]]
    prefix = "arn:${AWS::Partition}:bedrock:${AWS::Region}:"
    profile = {"Fn::Sub": prefix + "${AWS::AccountId}:inference-profile/${BedrockModel}"}
    assert named == [{"Fn::Sub": prefix + ":foundation-model/${BedrockModel}"}, profile]
    (narrowed,) = [statement for statement in of_models if "Condition" in statement]
    assert narrowed["Condition"] == {"StringEquals": {"bedrock:InferenceProfileArn": profile}}


def test_roles_add_only_logs_and_traces() -> None:
    for name, role in of_type("AWS::IAM::Role").items():
        added = {arn.rsplit("/", 1)[1] for arn in role["ManagedPolicyArns"]}
        assert added == (TRACES if name == "EscalationStateMachineRole" else BASIC_POLICIES)


def test_functions_get_the_variables_that_settings_read() -> None:
    for function in functions():
        kind = SETTINGS.get(function, Settings)
        given = environment(function)
        known = {PREFIX + name.upper(): field for name, field in kind.model_fields.items()}
        required = {name for name, field in known.items() if field.is_required()}
        assert required <= given.keys()
        assert {name for name in given if name.startswith(PREFIX)} <= known.keys()
        read_settings(kind, given)


@pytest.mark.parametrize("table", TABLES)
def test_table_is_recoverable_and_expires_rows(table: str) -> None:
    properties = TABLES[table]
    assert properties["BillingMode"] == "PAY_PER_REQUEST"
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert properties["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}


def keys(described: Mapping[str, Any], types: Mapping[str, str], *, named: str = "KeySchema") -> set[tuple[str, ...]]:
    return {(key["KeyType"], key["AttributeName"], types[key["AttributeName"]]) for key in described[named]}


@pytest.mark.parametrize(("table", "row"), [(table, row) for table, rows in ROWS.items() for row in rows])
def test_rows_have_the_keys_of_their_table(table: str, row: type[Model]) -> None:
    deployed, declared = TABLES[table], row._get_schema()
    types = {given["AttributeName"]: given["AttributeType"] for given in deployed["AttributeDefinitions"]}
    own_types = {given["AttributeName"]: given["AttributeType"] for given in declared["attribute_definitions"]}
    assert keys(declared, own_types, named="key_schema") == keys(deployed, types)
    indexes = {index["IndexName"]: index for index in deployed.get("GlobalSecondaryIndexes", [])}
    for index in declared["global_secondary_indexes"]:
        assert keys(index, own_types, named="key_schema") == keys(indexes[index["index_name"]], types)
        assert index["projection"] == indexes[index["index_name"]]["Projection"]


@pytest.mark.parametrize("table", ROWS)
def test_every_index_of_a_table_is_that_of_one_kind_of_row(table: str) -> None:
    declared = [index["index_name"] for row in ROWS[table] for index in row._get_schema()["global_secondary_indexes"]]
    assert sorted(declared) == sorted(index["IndexName"] for index in TABLES[table].get("GlobalSecondaryIndexes", []))


@pytest.mark.parametrize(
    "kept",
    [
        "ConnectionsTable",
        "ConversationsTable",
        "MessagesTable",
        "SearchTable",
        "DirectoryTable",
        "KeysTable",
        "ArticlesTable",
        "AttachmentsBucket",
        "UserPool",
    ],
)
def test_production_keeps_its_data(kept: str) -> None:
    resource = translated()["Resources"][kept]
    assert resource["DeletionPolicy"] == {"Fn::If": ["IsProduction", "Retain", "Delete"]}
    assert resource["UpdateReplacePolicy"] == resource["DeletionPolicy"]


@pytest.mark.parametrize("bucket", of_type("AWS::S3::Bucket", written()))
def test_bucket_is_private_and_encrypted(bucket: str) -> None:
    properties = of_type("AWS::S3::Bucket")[bucket]
    assert all(properties["PublicAccessBlockConfiguration"].values())
    assert "BucketEncryption" in properties
    assert properties["OwnershipControls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}


def test_answer_to_a_frame_is_sent_back() -> None:
    route = of_type("AWS::ApiGatewayV2::Route")["WebSocketApiDefaultRoute"]
    response = of_type("AWS::ApiGatewayV2::RouteResponse")["WebSocketApiDefaultRouteResponse"]
    assert route["RouteResponseSelectionExpression"] == "$default"
    assert response == {
        "ApiId": {"Ref": "WebSocketApi"},
        "RouteId": {"Ref": "WebSocketApiDefaultRoute"},
        "RouteResponseKey": "$default",
    }


def test_no_visitor_waits_behind_another_ones_answer() -> None:
    assert of_type("AWS::Lambda::EventSourceMapping")["BotJobs"]["BatchSize"] == 1


def test_every_api_is_throttled() -> None:
    for stage in of_type("AWS::ApiGatewayV2::Stage").values():
        assert stage["DefaultRouteSettings"]["ThrottlingRateLimit"] > 0
        assert stage["DefaultRouteSettings"]["ThrottlingBurstLimit"] > 0


def test_api_is_never_cached_and_keeps_its_own_host() -> None:
    behaviours = of_type("AWS::CloudFront::Distribution")["Site"]["DistributionConfig"]["CacheBehaviors"]
    api = {behaviour["PathPattern"]: behaviour for behaviour in behaviours if behaviour["TargetOriginId"] == "api"}
    assert api.keys() == {"/api/*", "/health"}
    for behaviour in api.values():
        assert behaviour["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", "Managed-CachingDisabled"
        assert behaviour["OriginRequestPolicyId"] == "b689b0a8-53d0-40ab-baf2-68738e2966ac", "AllViewerExceptHostHeader"


def test_dashboard_runs_only_its_own_code() -> None:
    policy = of_type("AWS::CloudFront::ResponseHeadersPolicy")["DashboardHeaders"]["ResponseHeadersPolicyConfig"]
    written_policy = policy["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]
    directives = dict(part.strip().split(" ", 1) for part in written_policy.split(";") if " " in part.strip())
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self'"
    assert "unsafe" not in written_policy


@pytest.mark.parametrize(("parameter", "variable"), [("Runtime", "RUNTIME"), ("Architecture", "ARCHITECTURE")])
def test_layers_are_built_for_the_functions(parameter: str, variable: str) -> None:
    default = written()["Parameters"][parameter]["Default"]
    makefile = (PROJECT / "layers" / "dependencies" / "Makefile").read_text()
    assert f"{variable} ?= {default}\n" in makefile


def sampled(function: str) -> list[dict[str, Any]]:
    return [json.loads(sample.read_text()) for sample in sorted((EVENTS / folder(function)).glob("*.json"))]


def test_every_http_route_has_a_sample() -> None:
    routes = {
        f"{event['Properties']['Method']} {event['Properties']['Path']}"
        for event in functions()["HttpApiFunction"]["Events"].values()
    }
    assert {event["routeKey"] for event in sampled("HttpApiFunction")} == routes


def test_every_websocket_route_has_a_sample() -> None:
    routes = set(written()["Resources"]["WebSocketApi"]["Properties"]["Routes"])
    assert {event["requestContext"]["routeKey"] for event in sampled("WebSocketFunction")} == routes


def test_every_stream_has_a_sample() -> None:
    sources = {
        mapping["EventSourceArn"]["Fn::GetAtt"][0] for mapping in of_type("AWS::Lambda::EventSourceMapping").values()
    }
    views = {table: TABLES[table]["StreamSpecification"]["StreamViewType"] for table in sources & TABLES.keys()}
    events = [*sampled("TableStreamFunction"), *sampled("IndexerFunction")]
    records = [record for event in events for record in event["Records"]]
    seen = {
        table: record["dynamodb"]["StreamViewType"]
        for record in records
        for table in views
        if table in record["eventSourceARN"]
    }
    assert seen == views


def test_the_schedule_has_a_sample() -> None:
    assert {event["detail-type"] for event in sampled("TimersFunction")} == {"Scheduled Event"}
