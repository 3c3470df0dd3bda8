"""Where a definition is not of the shape that a workflow has, as `domain/workflow/faults.py` tells of its sense."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from frontdesk.contract.workflow_models import STEP_NAME, WorkflowDefinition
from frontdesk.domain.workflow.faults import Fault

NAMES_OF_STEPS = "The name of a step has up to 40 letters, digits, - and _."
NAMES_OF_ATTRIBUTES = "The name of an attribute begins with a small letter and has up to 40 of them, digits and _."
SENTENCES: Mapping[str, str] = {
    "missing": "This is missing.",
    "extra_forbidden": "There is no such field here.",
    "model_attributes_type": "This is no object with fields.",
    "model_type": "This is no object with fields.",
    "dict_type": "This is no object with fields.",
    "string_type": "This is no text.",
    "float_type": "This is no number.",
    "int_type": "This is no whole number.",
    "bool_type": "This is neither true nor false.",
    "list_type": "This is no list.",
    "string_too_long": "Up to {max_length} characters may stand here.",
    "string_too_short": "At least {min_length} characters must stand here.",
    "too_long": "Up to {max_length} may stand here.",
    "too_short": "At least {min_length} must stand here.",
}
PATTERNS: Mapping[str, str] = {
    r"\S": "Write something here.",
    r"^\S(.*\S)?$": "Write something on one line, without blanks around it.",
    STEP_NAME: NAMES_OF_STEPS,
    r"^[a-z][a-z0-9_]{0,39}$": NAMES_OF_ATTRIBUTES,
    r"^\d{4}-\d{2}-\d{2}$": "Write a date as 2026-12-31.",
}
OF_A_KEY = "[key]"
Place = tuple[int | str, ...]


def misfits(definition: Mapping[str, Any]) -> Sequence[Fault]:
    try:
        WorkflowDefinition.model_validate(definition)
    except ValidationError as error:
        return [_fault(definition, fault) for fault in error.errors(include_url=False, include_input=False)]
    return []


def _fault(definition: Mapping[str, Any], found: Mapping[str, Any]) -> Fault:
    known: Mapping[str, Any] = found.get("ctx", {})
    place = _within(definition, found["loc"])
    if "discriminator" in known:
        name = known["discriminator"].strip("'")
        return Fault(_pointer((*place, name)), _not_one_of(known))
    if found["type"] == "value_error":
        return Fault(_pointer(place), f"{str(known['error']).capitalize()}.")
    worded = PATTERNS.get(known.get("pattern", "")) or SENTENCES.get(found["type"])
    return Fault(_pointer(place), worded.format(**known) if worded else f"{found['msg']}.")


def _not_one_of(known: Mapping[str, Any]) -> str:
    if "expected_tags" not in known:
        return SENTENCES["missing"]
    return f"There is no '{known['tag']}' here. It may be: {known['expected_tags'].replace(chr(39), '')}."


def _within(definition: Mapping[str, Any], found: Place) -> Place:
    """The way to a value, without the tags that tell which of several models was tried on the way."""
    place: list[int | str] = []
    value: Any = definition
    tags: list[str] = []
    for part in found:
        if part == OF_A_KEY:
            break
        if tags and part == tags[0]:
            tags.pop(0)
            continue
        place.append(part)
        value = _part_of(value, part)
        tags = _tags_of(place, value)
    return tuple(place)


def _tags_of(place: Sequence[int | str], value: Any) -> list[str]:
    """The tags by which a step or a case has been told from others, outermost first."""
    if not isinstance(value, dict):
        return []
    if len(place) == 2 and place[0] == "steps":
        inner = {"question": "kind", "route": "to"}.get(str(value.get("type")), "")
        return [str(value[name]) for name in ("type", inner) if name in value]
    return [str(value["when"])] if len(place) == 4 and place[2] == "cases" and "when" in value else []


def _part_of(value: Any, part: int | str) -> Any:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def _pointer(place: Place) -> str:
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in place)
