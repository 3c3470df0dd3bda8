"""What a million messages cost, computed from what was measured."""

from dataclasses import replace

import pytest

from operations.cost_table import MILLION, PAGE, TEMPLATE, Tariff, idle_table, message_table, page, read_tariff

NOTHING = {"dynamodb_requests": 0, "read_units": 0, "write_units": 0, "posts": 0, "log_bytes": 0, "jobs": 0}


@pytest.fixture
def tariff() -> Tariff:
    return read_tariff()


def test_the_page_shows_what_is_computed(tariff: Tariff) -> None:
    assert page(PAGE.read_text(), tariff, TEMPLATE.read_text()) == PAGE.read_text(), "run `make costs`"


def test_a_message_is_what_it_asks_for_times_its_price(tariff: Tariff) -> None:
    message = {**NOTHING, "read_units": 2, "write_units": 3, "posts": 4, "log_bytes": 1000}
    (row, *_) = replace(tariff, measured={**tariff.measured, "message": message}).rows()
    dollars = row.per_million
    assert dollars["API Gateway"] == pytest.approx((2 + 4) * 1)
    assert dollars["DynamoDB"] == pytest.approx(2 * 0.125 + 3 * 0.625)
    assert dollars["logs"] == pytest.approx(0.5)
    assert dollars["Lambda"] == pytest.approx(0.2 + 0.030 * 13.3334)


def test_the_rows_add_up(tariff: Tariff) -> None:
    together = sum(sum(row.per_million.values()) for row in tariff.rows())
    assert f"${together:.2f} |" in message_table(tariff)[-3]
    assert together / MILLION < 20e-6


def test_nothing_is_billed_for_compute_or_capacity_while_nobody_chats(tariff: Tariff) -> None:
    template = TEMPLATE.read_text()
    for what in ("ProvisionedThroughput", "AWS::EC2::", "AWS::RDS::", "ProvisionedConcurrencyConfig", "SnapStart"):
        assert what not in template
    assert "| servers, databases, capacity by the hour: there are none | $0.00 | $0.00 |" in idle_table(
        tariff, template
    )


def test_alarms_are_billed_by_the_metrics_that_they_watch(tariff: Tariff) -> None:
    def alarms(template: str) -> float:
        return next(full for name, full, _ in tariff.idle(template) if name.startswith("alarms"))

    one, formula = (
        "Type: AWS::CloudWatch::Alarm\n",
        "      Metrics:\n        - {MetricStat: a}\n        - {MetricStat: b}\n",
    )
    assert alarms(one * 12) == pytest.approx(1.2)
    assert alarms(one * 2 + formula) == pytest.approx(0.3)
