"""Which records of a stream a mapping's FilterCriteria let through: of Lambda's language, values and `exists`."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from local.errors import TemplateError

Pattern = Mapping[str, Any]


def patterns_of(name: str, properties: Mapping[str, Any]) -> Sequence[Pattern]:
    """Raises TemplateError for what this stack does not understand; nothing is let through by mistake."""
    filters = properties.get("FilterCriteria", {}).get("Filters", [])
    patterns = [json.loads(found["Pattern"]) for found in filters]
    for pattern in patterns:
        _check(name, pattern)
    return patterns


def lets_through(patterns: Sequence[Pattern], record: Mapping[str, Any]) -> bool:
    """One that fits is enough; without any, every record goes through."""
    return not patterns or any(_fits(pattern, record) for pattern in patterns)


def _fits(pattern: Pattern, found: Any) -> bool:
    return all(_field_fits(wanted, found, name) for name, wanted in pattern.items())


def _field_fits(wanted: Any, found: Any, name: str) -> bool:
    inner = found.get(name) if isinstance(found, Mapping) else None
    if isinstance(wanted, Mapping):
        return _fits(wanted, inner)
    return any(_value_fits(one, inner) for one in wanted)


def _value_fits(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, Mapping):
        return bool(wanted["exists"]) is (found is not None)
    return bool(found == wanted)


def _check(name: str, pattern: Any) -> None:
    """A field is described by fields of its own, or by a list of values and `exists`."""
    if not isinstance(pattern, Mapping):
        raise TemplateError(f"The local stack does not understand the FilterCriteria of {name}.")
    for inner in pattern.values():
        if not isinstance(inner, list):
            _check(name, inner)
        elif any(isinstance(one, list) or (isinstance(one, Mapping) and one.keys() != {"exists"}) for one in inner):
            raise TemplateError(f"Of filters the local stack knows values and `exists`: see {name}.")
