"""Starts MiniStack, in an environment of its own, as an account of AWS's in which IAM is enforced.

Functions run in a bare interpreter (see `sandbox`). Stock MiniStack takes no OpenAPI body of an HTTP API, in which SAM
writes its routes, no route responses in a stack, and no address of a user pool; and it answers a frame whether the
route has a response or not. To IAM it names the batches of SQS as actions of their own, and does not know to which
state machine a task's token belongs. Here each of that is as on AWS.

It plays no alarm on a formula of several metrics: in the place of one it makes an alarm that never rings. Since nobody
speaks TLS to it, it takes every request for one that came through TLS, which the buckets' policies demand.
"""

import json
from typing import Any

from ministack import app
from ministack.core import iam_actions, lambda_runtime
from ministack.services import apigateway, stepfunctions
from ministack.services.cloudformation import provisioners

from local import ministack_executions
from tests.deploy.sandbox import Sandbox

Made = tuple[str, dict[str, str]]
Properties = dict[str, Any]

# There is no public way to any of this; the version is pinned.
_create_api = provisioners._apigw_v2_api_create
_create_pool = provisioners._RESOURCE_HANDLERS["AWS::Cognito::UserPool"]["create"]
_create_alarm = provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]["create"]
_answer_frame = apigateway._invoke_ws_lambda
_pin_origin = app.pin_request_origin
_action_of = iam_actions.extract_iam_action
_resource_of = iam_actions.extract_resource_arn
UNPLAYED = {"Namespace": "Unplayed", "MetricName": "Formula", "Statistic": "Sum", "Period": 60}
INTEGRATION = "x-amazon-apigateway-integration"
ANY_METHOD = "x-amazon-apigateway-any-method"


def _create_api_with_its_body(logical_id: str, properties: Properties, stack: str) -> Made:
    made = _create_api(logical_id, properties, stack)
    for path, operations in properties.get("Body", {}).get("paths", {}).items():
        for method, operation in operations.items():
            _create_route(made[0], method, path, operation[INTEGRATION])
    return made


def _create_route(api: str, method: str, path: str, integration: dict[str, str]) -> None:
    described = {
        "integrationType": integration["type"].upper(),
        "integrationUri": integration["uri"],
        "integrationMethod": integration["httpMethod"],
        "payloadFormatVersion": integration["payloadFormatVersion"],
    }
    _, _, created = apigateway._create_integration(api, described)
    target = f"integrations/{json.loads(created)['integrationId']}"
    verb = "ANY" if method == ANY_METHOD else method.upper()
    apigateway._create_route(api, {"routeKey": f"{verb} {path}", "target": target})


def _create_route_response(_logical_id: str, properties: Properties, _stack: str) -> Made:
    api, route = _route(properties)
    key = {"routeResponseKey": properties["RouteResponseKey"]}
    status, _, created = apigateway._create_route_response(api, route, key)
    if status >= 400:
        raise ValueError(created.decode())
    made: str = json.loads(created)["routeResponseId"]
    return made, {}


def _delete_route_response(response: str, properties: Properties) -> None:
    api, route = _route(properties)
    apigateway._delete_route_response(api, route, response)


def _route(properties: Properties) -> tuple[str, str]:
    """A reference to a route is its id on AWS; here the API's id stands before it."""
    return properties["ApiId"], properties["RouteId"].rpartition("/")[2]


def _create_pool_with_its_address(logical_id: str, properties: Properties, stack: str) -> Made:
    pool, attributes = _create_pool(logical_id, properties, stack)
    return pool, {**attributes, "ProviderURL": f"https://{attributes['ProviderName']}"}


def _create_alarm_of_any_kind(logical_id: str, properties: Properties, stack: str) -> Made:
    if "Metrics" in properties:
        properties = {name: value for name, value in properties.items() if name != "Metrics"} | UNPLAYED
    made: Made = _create_alarm(logical_id, properties, stack)
    return made


def _action_as_iam_knows_it(service: str, *arguments: Any, **named: Any) -> str | None:
    action = _action_of(service, *arguments, **named)
    return action.removesuffix("Batch") if action and service == "sqs" else action


def _resource_as_iam_knows_it(service: str, *request: Any) -> str:
    """The stack has one state machine, so every token is its."""
    resource: str = _resource_of(service, *request)
    machines = list(stepfunctions._state_machines) if service == "states" and resource == "*" else []
    return machines[0] if len(machines) == 1 else resource


def _pin_origin_as_secure(address: str, _secure: bool) -> None:
    _pin_origin(address, True)


async def _answer_frame_if_the_route_does(api: str, *arguments: Any, **named: Any) -> Any:
    answer = await _answer_frame(api, *arguments, **named)
    route, event_type = arguments[2], arguments[5]
    answers = apigateway._route_responses.get(api, {}).get(route["routeId"])
    if event_type == "MESSAGE" and answer and not (answers and route.get("routeResponseSelectionExpression")):
        return {**answer, "body": None}
    return answer


provisioners._RESOURCE_HANDLERS["AWS::ApiGatewayV2::Api"]["create"] = _create_api_with_its_body
provisioners._RESOURCE_HANDLERS["AWS::Cognito::UserPool"]["create"] = _create_pool_with_its_address
provisioners._RESOURCE_HANDLERS["AWS::ApiGatewayV2::RouteResponse"] = {
    "create": _create_route_response,
    "delete": _delete_route_response,
}
apigateway._invoke_ws_lambda = _answer_frame_if_the_route_does
provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]["create"] = _create_alarm_of_any_kind
iam_actions.extract_iam_action = _action_as_iam_knows_it
iam_actions.extract_resource_arn = _resource_as_iam_knows_it
app.pin_request_origin = _pin_origin_as_secure
lambda_runtime._worker_class_for = lambda _configuration: Sandbox
ministack_executions.install()

if __name__ == "__main__":
    app.main()
