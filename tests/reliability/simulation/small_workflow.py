"""A workflow with every kind of end, which visitors reach with a few answers."""

from typing import Any

from tests.fakes.people import ADA

ANSWERS = ("My order", "The shop", "Somebody", "1234")
SMALL_WORKFLOW: dict[str, Any] = {
    "start": "hello",
    "steps": {
        "hello": {"type": "message", "text": "Hello!", "next": "topic"},
        "topic": {
            "type": "choice",
            "text": "What is it about?",
            "choices": [
                {"value": "order", "label": "My order", "next": "number"},
                {"value": "shop", "label": "The shop", "next": "bot"},
                {"value": "person", "label": "Somebody", "next": "agent"},
            ],
        },
        "number": {
            "type": "question",
            "kind": "number",
            "text": "What is its number?",
            "attribute": "order_number",
            "next": "thanks",
        },
        "thanks": {"type": "message", "text": "Thank you.", "next": "again"},
        "again": {
            "type": "choice",
            "text": "And now?",
            "choices": [
                {"value": "order", "label": "My order", "next": "ticket"},
                {"value": "shop", "label": "The shop", "next": "done"},
                {"value": "open", "label": "Somebody", "next": "left_open"},
            ],
        },
        "bot": {"type": "route", "to": "bot"},
        "agent": {"type": "route", "to": "agent", "agent_id": ADA.id},
        "ticket": {"type": "ticket", "subject": "Order {{order_number}}"},
        "done": {"type": "end"},
        "left_open": {"type": "end", "resolve": False},
    },
}
