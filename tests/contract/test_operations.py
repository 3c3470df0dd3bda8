"""What whoever runs a deployment is given: alarms with run books, a dashboard of what there is, backups."""

import json
import re
from typing import Any

import pytest

from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.vocabulary import Handler, SenderType
from frontdesk.metrics import METRICS, NAMESPACE
from tests.contract.sam_template import PROJECT, functions, of_type, written

OPERATIONS = PROJECT / "docs" / "operations"
RUN_BOOKS = OPERATIONS / "alarms.md"
ALARMS = of_type("AWS::CloudWatch::Alarm", written())
DEAD_LETTERS = [
    name for name in of_type("AWS::SQS::Queue", written()) if name.endswith(("DeadLetters", "FailuresQueue"))
]
STACK = "${AWS::StackName}"


def sections() -> dict[str, str]:
    """Text by heading."""
    parts = re.split(r"^## (.+)\n", RUN_BOOKS.read_text(), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def dashboards() -> dict[str, list[dict[str, Any]]]:
    """The widgets of each."""
    found = of_type("AWS::CloudWatch::Dashboard", written()).items()
    bodies = {name: properties["DashboardBody"]["Fn::Sub"] for name, properties in found}
    return {name: json.loads(body.replace("${WaitAlarmSeconds}", "1"))["widgets"] for name, body in bodies.items()}


def shown(*names: str) -> list[list[str]]:
    """Each metric of the dashboards with its namespace and dimensions, as CloudWatch reads the short forms."""
    found = []
    for widget in (widget for name in names or dashboards() for widget in dashboards()[name]):
        before: list[str] = []
        for metric in widget["properties"]["metrics"]:
            own = [part for part in metric if isinstance(part, str)]
            if own[0] == "...":
                own = before[: len(before) - len(own) + 1] + own[1:]
            before = [old if part == "." else part for part, old in zip(own, [*before, *own][: len(own)], strict=True)]
            found.append(before)
    return found


def test_every_alarm_has_its_run_book_and_every_run_book_its_alarm() -> None:
    assert sections().keys() == ALARMS.keys()


@pytest.mark.parametrize("alarm", ALARMS)
def test_alarm_says_what_to_do_and_where_it_is_written(alarm: str) -> None:
    described = ALARMS[alarm]["AlarmDescription"]["Fn::Sub"]
    assert described.endswith(f" ${{RunBooks}}#{alarm.lower()}")
    assert described.count(". ") >= 2, "what happens, what to do, where"
    assert re.search(r"^1\. ", sections()[alarm], re.MULTILINE)


@pytest.mark.parametrize("alarm", ALARMS)
def test_alarm_is_heard(alarm: str) -> None:
    assert ALARMS[alarm]["AlarmActions"] == [
        {"Fn::If": ["HasAlarmEmail", {"Ref": "AlarmTopic"}, {"Ref": "AWS::NoValue"}]},
        {"Fn::If": ["HasAlarmTopic", {"Ref": "AlarmTopicArn"}, {"Ref": "AWS::NoValue"}]},
    ]
    assert "TreatMissingData" in ALARMS[alarm]


@pytest.mark.parametrize("queue", DEAD_LETTERS)
def test_dead_letters_ring(queue: str) -> None:
    watched = [{"Name": "QueueName", "Value": {"Fn::GetAtt": [queue, "QueueName"]}}]
    assert any(alarm.get("Dimensions") == watched for alarm in ALARMS.values())


@pytest.mark.parametrize("queue", of_type("AWS::SQS::Queue", written()))
def test_what_a_queue_gives_up_is_kept(queue: str) -> None:
    properties = of_type("AWS::SQS::Queue", written())[queue]
    assert queue in DEAD_LETTERS or "RedrivePolicy" in properties
    assert queue not in DEAD_LETTERS or properties["MessageRetentionPeriod"] == 1_209_600, "fourteen days, the longest"


def test_dashboard_shows_every_metric_that_is_told_and_no_other() -> None:
    own = {metric[1]: metric for metric in shown() if metric[0] == NAMESPACE}
    assert own.keys() == {metric.name for metric in METRICS}
    for metric in METRICS:
        assert own[metric.name][2::2] == ([metric.dimension, "service"] if metric.dimension else ["service"])
        assert own[metric.name][-1] == STACK


@pytest.mark.parametrize(
    ("metric", "values"),
    [("Messages", SenderType), ("ConversationsStarted", Handler), ("Escalations", EscalationReason)],
)
def test_dashboard_shows_every_value_of_a_dimension(metric: str, values: Any) -> None:
    assert {found[3] for found in shown() if found[1] == metric} == set(values)


def test_dashboard_shows_every_function_and_all_dead_letters() -> None:
    for metric in ("Errors", "Duration"):
        assert {found[3] for found in shown() if found[1] == metric} == {f"${{{name}}}" for name in functions()}
    left = {found[3] for found in shown() if found[1] == "ApproximateNumberOfMessagesVisible"}
    assert left == {f"${{{queue}.QueueName}}" for queue in DEAD_LETTERS}


@pytest.mark.parametrize("name", dashboards())
def test_dashboard_has_no_more_metrics_than_are_free(name: str) -> None:
    assert len({tuple(metric) for metric in shown(name)}) <= 50


@pytest.mark.parametrize("function", functions())
def test_lines_of_a_function_carry_the_ids_of_its_invocation(function: str) -> None:
    handler = (PROJECT / functions()[function]["CodeUri"] / "handler.py").read_text()
    assert re.search(r"^@observed\ndef lambda_handler\(|^lambda_handler = observed\(", handler, re.MULTILINE)


@pytest.mark.parametrize("function", functions())
def test_a_function_can_be_tried_by_hand(function: str) -> None:
    page = (OPERATIONS / "local-invoke.md").read_text()
    tried = set(re.findall(rf"sam local invoke {function} -e ([\w/]+\.json)", page))
    assert tried, f"docs/operations/local-invoke.md does not show {function}"
    assert all((PROJECT / event).is_file() for event in tried)


def test_every_table_is_in_the_page_about_backups() -> None:
    page = (OPERATIONS / "backup.md").read_text()
    named = {table.removesuffix("Table") for table in of_type("AWS::DynamoDB::Table", written())}
    assert named == set(re.findall(r"^\| (\w+) \|", page, re.MULTILINE)) - {"table"}
