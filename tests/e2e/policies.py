"""What the functions of a running stack have called of AWS, against what the template's policies allow them.

The stack itself plays no IAM. That nothing more is allowed than is used, `tests/contract/test_least_privilege.py` says.
"""

from local.calls import recorded_calls
from local.testing import RunningStack
from tests.contract.actions import Call, actions_of
from tests.contract.permissions import allowed
from tests.contract.sam_template import functions

Grant = tuple[str, str, str]
"""A function, an action, and the logical id of what it acts on."""


def refused_calls(stack: RunningStack) -> list[Grant]:
    granted = {(function, *call) for function in functions() for call in allowed(function)}
    return sorted(used_calls(stack) - granted)


def used_calls(stack: RunningStack) -> set[Grant]:
    # A reference to a queue is its address.
    logical = {name.rpartition("/")[2]: logical_id for logical_id, name in stack.outputs().references.items()}
    return {
        (logical[call["function"]], *_named(action, logical))
        for call in recorded_calls(stack.data)
        for action in actions_of(call["operation"], call["arguments"])
    }


def _named(call: Call, logical: dict[str, str]) -> Call:
    """The resource by its logical id, with the index or folder behind it."""
    action, resource = call
    name, slash, within = resource.partition("/")
    return action, logical.get(name, name) + slash + within
