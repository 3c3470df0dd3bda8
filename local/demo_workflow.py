"""The demo's workflow: which coffee suits the visitor, where an order is, and a complaint that becomes a ticket."""

from collections.abc import Mapping
from typing import Any

NAME = "Coffee guide"
DEPARTMENTS = {"Sales", "Support"}


def definition(departments: Mapping[str, str]) -> dict[str, Any]:
    """With the ids of the departments that it leads to."""
    return {
        "start": "hello",
        "steps": {
            "hello": {
                "type": "message",
                "text": "Hi {{visitor_name|there}}! I know our coffee and our parcels.",
                "next": "topic",
            },
            "topic": {
                "type": "choice",
                "text": "What can I do for you?",
                "attribute": "topic",
                "choices": [
                    {"value": "coffee", "label": "Find my coffee", "next": "taste"},
                    {"value": "order", "label": "Help with an order", "next": "order_number"},
                    {"value": "complaint", "label": "Something went wrong", "next": "story"},
                    {"value": "question", "label": "Ask something else", "next": "to_bot"},
                ],
            },
            **_coffee(departments["Sales"]),
            **_order(departments["Support"]),
            **_complaint(),
            "to_bot": {"type": "message", "text": "Ask away: I look it up for you.", "next": "bot"},
            "bot": {"type": "route", "to": "bot"},
            "bye": {"type": "message", "text": "Enjoy your cup!", "next": "done"},
            "done": {"type": "end"},
        },
    }


def _coffee(sales: str) -> dict[str, Any]:
    return {
        "taste": {
            "type": "choice",
            "text": "What do you like in a cup?",
            "attribute": "taste",
            "choices": [
                {"value": "fruit", "label": "Fruit and flowers", "next": "ciwidey"},
                {"value": "chocolate", "label": "Chocolate and nuts", "next": "ijen"},
                {"value": "unsure", "label": "I cannot say", "next": "cups"},
            ],
        },
        "cups": {
            "type": "question",
            "kind": "number",
            "text": "Then we send you a taster. How many cups do you drink in a day?",
            "attribute": "cups_a_day",
            "min": 1,
            "max": 30,
            "whole": True,
            "next": "thirst",
        },
        "thirst": {
            "type": "branch",
            "attribute": "cups_a_day",
            "cases": [{"when": "greater", "value": 5, "next": "sales"}],
            "otherwise": "taster",
        },
        "ciwidey": {"type": "message", "text": "Take our Ciwidey, washed: jasmine and mandarin.", "next": "happy"},
        "ijen": {"type": "message", "text": "Take our Ijen: dark chocolate and hazelnut.", "next": "happy"},
        "taster": {"type": "message", "text": "The taster of four small bags lasts you a week.", "next": "happy"},
        "happy": {
            "type": "choice",
            "text": "Does that suit you?",
            "choices": [
                {"value": "yes", "label": "Yes, thank you", "next": "bye"},
                {"value": "again", "label": "Start again", "next": "topic"},
                {"value": "person", "label": "I would rather ask a person", "next": "sales"},
            ],
        },
        "sales": {"type": "route", "to": "department", "department_id": sales},
    }


def _order(support: str) -> dict[str, Any]:
    return {
        "order_number": {
            "type": "question",
            "kind": "number",
            "text": "What is the number of your order? It stands in our email, such as #10234.",
            "attribute": "order_number",
            "min": 10000,
            "max": 99999,
            "whole": True,
            "error": "Our order numbers have five digits, such as #10234.",
            "next": "wish",
        },
        "wish": {
            "type": "choice",
            "text": "And what about order {{order_number}}?",
            "attribute": "wish",
            "choices": [
                {"value": "late", "label": "It has not arrived", "next": "shipping"},
                {"value": "change", "label": "I want to change it", "next": "shipping"},
                {"value": "return", "label": "How do I send it back?", "next": "to_bot"},
            ],
        },
        "shipping": {
            "type": "message",
            "text": "I pass you on to those who pack and send, with your order number.",
            "next": "support",
        },
        "support": {"type": "route", "to": "department", "department_id": support},
    }


def _complaint() -> dict[str, Any]:
    return {
        "story": {
            "type": "question",
            "kind": "text",
            "text": "I am sorry to hear that. What happened?",
            "min_length": 10,
            "error": "Please tell us a little more.",
            "next": "email",
        },
        "email": {
            "type": "question",
            "kind": "email",
            "text": "Where may we answer you?",
            "attribute": "email",
            "next": "ticket",
        },
        "ticket": {"type": "ticket", "subject": "Complaint of {{visitor_name|a visitor}}", "category": "complaint"},
    }
