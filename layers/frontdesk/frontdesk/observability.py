"""Structured logs. They carry ids, never what people write or who they are."""

from aws_lambda_powertools import Logger


def make_logger(level: str) -> Logger:
    return Logger(service="frontdesk", level=level)
