"""What bounds the bill: rates and reservations that can be chosen, an alarm on spending, and a budget."""

import re
from typing import Any

import pytest

from frontdesk.entrypoints.http_context import EDGE
from frontdesk.settings import PREFIX, HttpSettings
from tests.contract.sam_template import functions, of_type, written

RATES = {
    "RateVisitorMessages": "rate_visitor_messages",
    "RateVisitorActions": "rate_visitor_actions",
    "RateAddressBeginnings": "rate_address_beginnings",
    "RateWidgetSessions": "rate_widget_sessions",
}
RESERVATIONS = {
    "HttpApiFunction": ("ReservesHttpApi", "HttpApiConcurrency"),
    "WebSocketFunction": ("ReservesWebSocket", "WebSocketConcurrency"),
}
HOUR_IN_PERIODS = 4


@pytest.mark.parametrize(("parameter", "setting"), RATES.items())
def test_a_rate_is_a_parameter_with_the_default_of_the_code(parameter: str, setting: str) -> None:
    assert written()["Parameters"][parameter]["Default"] == HttpSettings.model_fields[setting].default
    shared = written()["Globals"]["Function"]["Environment"]["Variables"]
    given = {**shared, **functions()["HttpApiFunction"]["Environment"]["Variables"]}
    assert given[PREFIX + setting.upper()] == {"Ref": parameter}


@pytest.mark.parametrize(("function", "names"), RESERVATIONS.items())
def test_nothing_is_reserved_until_it_is_asked_for(function: str, names: tuple[str, str]) -> None:
    condition, parameter = names
    reserved = functions()[function]["ReservedConcurrentExecutions"]
    assert reserved == {"Fn::If": [condition, {"Ref": parameter}, {"Ref": "AWS::NoValue"}]}
    assert written()["Parameters"][parameter]["Default"] == 0
    assert written()["Conditions"][condition] == {"Fn::Not": [{"Fn::Equals": [{"Ref": parameter}, 0]}]}


def test_the_api_believes_its_distribution_and_nobody_else() -> None:
    origins = of_type("AWS::CloudFront::Distribution")["Site"]["DistributionConfig"]["Origins"]
    (header,) = next(origin["OriginCustomHeaders"] for origin in origins if origin["Id"] == "api")
    key = functions()["HttpApiFunction"]["Environment"]["Variables"]["FRONTDESK_EDGE_KEY"]
    assert header == {"HeaderName": EDGE, "HeaderValue": key}
    assert key == {"Fn::Select": [2, {"Fn::Split": ["/", {"Ref": "AWS::StackId"}]}]}


def spend(**quarter_of_an_hour: float) -> float:
    """What the alarm takes an hour to cost that goes on like that."""
    alarm = of_type("AWS::CloudWatch::Alarm")["SpendAlarm"]
    (shown,) = [metric for metric in alarm["Metrics"] if metric["ReturnData"]]
    ids = {metric["Id"] for metric in alarm["Metrics"]} - {shown["Id"]}
    assert ids == set(re.findall(r"[a-z]+", shown["Expression"]))
    assert quarter_of_an_hour.keys() <= ids
    return float(eval(shown["Expression"], {}, {**dict.fromkeys(ids, 0), **quarter_of_an_hour}))


def test_spending_is_the_sum_of_the_public_prices() -> None:
    assert spend(http=1_000_000) == spend(frames=1_000_000) == pytest.approx(HOUR_IN_PERIODS * 1.2)
    assert spend(httpms=1e9) == spend(framems=1e9) == pytest.approx(HOUR_IN_PERIODS * 13.4, rel=0.01)
    assert spend(streamms=1e9) == pytest.approx(spend(botms=1e9) / 2)
    for table in ("messages", "conversations", "directory", "connections"):
        assert spend(**{table: 1_000_000}) == pytest.approx(HOUR_IN_PERIODS * 0.625)


def test_the_alarm_on_spending_reads_no_more_metrics_than_an_alarm_may_over_one_period() -> None:
    alarm: dict[str, Any] = of_type("AWS::CloudWatch::Alarm")["SpendAlarm"]
    read = [metric["MetricStat"] for metric in alarm["Metrics"] if "MetricStat" in metric]
    assert len(read) <= 10
    assert {stat["Period"] for stat in read} == {3600 // HOUR_IN_PERIODS}
    assert alarm["Threshold"] == {"Ref": "HourlySpendAlarm"}


def test_the_memory_of_each_function_that_is_counted_is_what_the_price_supposes() -> None:
    memory = {name: functions()[name]["MemorySize"] for name in (*RESERVATIONS, "BotFunction", "TableStreamFunction")}
    assert memory.pop("TableStreamFunction") == 512
    assert set(memory.values()) == {1024}


def test_a_budget_is_made_for_who_names_a_sum_and_an_address() -> None:
    ((name, budget),) = of_type("AWS::Budgets::Budget", written()).items()
    assert written()["Resources"][name]["Condition"] == "HasBudget"
    assert budget["Budget"]["BudgetLimit"] == {"Amount": {"Ref": "MonthlyBudget"}, "Unit": "USD"}
    assert written()["Parameters"]["MonthlyBudget"]["Default"] == 0
