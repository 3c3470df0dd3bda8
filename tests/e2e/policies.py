"""What the functions of a running stack have called of AWS, against what the template's policies allow them.

The stack itself plays no IAM. That nothing more is allowed than is used, `tests/contract/test_least_privilege.py` says.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from local.calls import recorded_calls
from local.testing import RunningStack
from tests.contract.actions import Call, actions_of
from tests.contract.permissions import allowed
from tests.contract.sam_template import functions

Grant = tuple[str, str, str]
"""A function, an action, and the logical id of what it acts on."""


def refused_calls(stack: RunningStack) -> list[Grant]:
    return refused(recorded_calls(stack.data), stack.outputs().references)


def refused(calls: Iterable[Mapping[str, Any]], references: Mapping[str, str]) -> list[Grant]:
    """`references` is what `Ref` gives for each resource."""
    # A reference to a queue is its address.
    logical = {name.rpartition("/")[2]: logical_id for logical_id, name in references.items()}
    used = {
        (logical[call["function"]], *_named(action, logical))
        for call in calls
        for action in actions_of(call["operation"], call["arguments"])
    }
    granted = {(function, *call) for function in functions() for call in allowed(function)}
    return sorted(used - granted)


def _named(call: Call, logical: Mapping[str, str]) -> Call:
    """The resource by its logical id, with the index or folder behind it."""
    action, resource = call
    name, slash, within = resource.partition("/")
    return action, logical.get(name, name) + slash + within
