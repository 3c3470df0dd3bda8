"""Resolves the intrinsic functions of CloudFormation."""

import base64
import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from local.errors import TemplateError

PLACEHOLDER = re.compile(r"\$\{(!?)([^}]+)\}")
NO_VALUE = object()


class References(Protocol):
    """What `Ref` and `Fn::GetAtt` answer."""

    def ref(self, name: str) -> Any: ...

    def attribute(self, name: str, attribute: str) -> Any: ...


class Resolver:
    def __init__(self, references: References, conditions: Mapping[str, Any], mappings: Mapping[str, Any]) -> None:
        self._references = references
        self._conditions = conditions
        self._mappings = mappings
        self._functions: dict[str, Callable[[Any], Any]] = {
            "Ref": self._ref,
            "Fn::GetAtt": self._get_att,
            "Fn::Sub": self._sub,
            "Fn::Join": self._join,
            "Fn::If": self._if,
            "Fn::Select": self._select,
            "Fn::Split": self._split,
            "Fn::FindInMap": self._find_in_map,
            "Fn::Base64": self._base64,
            "Fn::Equals": self._equals,
            "Fn::Not": self._not,
            "Fn::And": self._and,
            "Fn::Or": self._or,
            "Condition": self.condition,
        }

    def resolve(self, value: Any) -> Any:
        if isinstance(value, list):
            return [item for item in map(self.resolve, value) if item is not NO_VALUE]
        if not isinstance(value, dict):
            return value
        function = self._function_of(value)
        if function is not None:
            return function(next(iter(value.values())))
        resolved = {key: self.resolve(item) for key, item in value.items()}
        return {key: item for key, item in resolved.items() if item is not NO_VALUE}

    def condition(self, name: str) -> bool:
        if name not in self._conditions:
            raise TemplateError(f"The template names the condition {name}, which it does not declare.")
        return bool(self.resolve(self._conditions[name]))

    def _function_of(self, value: dict[str, Any]) -> Callable[[Any], Any] | None:
        if len(value) != 1:
            return None
        name, argument = next(iter(value.items()))
        if name == "Condition" and not isinstance(argument, str):
            return None  # the Condition block of a policy statement
        if name.startswith("Fn::") and name not in self._functions:
            raise TemplateError(f"The local stack cannot resolve {name}: use another function in the template.")
        return self._functions.get(name)

    def _ref(self, name: str) -> Any:
        return NO_VALUE if name == "AWS::NoValue" else self._references.ref(name)

    def _get_att(self, argument: str | list[str]) -> Any:
        name, attribute = argument.split(".", 1) if isinstance(argument, str) else map(self.resolve, argument)
        return self._references.attribute(name, attribute)

    def _sub(self, argument: str | list[Any]) -> str:
        text, given = (argument, {}) if isinstance(argument, str) else argument
        values = self.resolve(given)

        def fill(match: re.Match[str]) -> str:
            literal, name = match.groups()
            if literal:
                return f"${{{name}}}"
            if name in values:
                return str(values[name])
            return str(self._get_att(name) if "." in name else self._ref(name))

        return PLACEHOLDER.sub(fill, text)

    def _join(self, argument: list[Any]) -> str:
        return str(argument[0]).join(map(str, self.resolve(argument[1])))

    def _if(self, argument: list[Any]) -> Any:
        return self.resolve(argument[1] if self.condition(argument[0]) else argument[2])

    def _select(self, argument: list[Any]) -> Any:
        return self.resolve(argument[1])[int(self.resolve(argument[0]))]

    def _split(self, argument: list[Any]) -> list[str]:
        return str(self.resolve(argument[1])).split(argument[0])

    def _find_in_map(self, argument: list[Any]) -> Any:
        name, first, second = map(self.resolve, argument[:3])
        return self._mappings[name][first][second]

    def _base64(self, argument: Any) -> str:
        return base64.b64encode(str(self.resolve(argument)).encode()).decode()

    def _equals(self, argument: list[Any]) -> bool:
        first, second = map(self.resolve, argument)
        return str(first) == str(second)

    def _not(self, argument: list[Any]) -> bool:
        return not self.resolve(argument[0])

    def _and(self, argument: list[Any]) -> bool:
        return all(self.resolve(item) for item in argument)

    def _or(self, argument: list[Any]) -> bool:
        return any(self.resolve(item) for item in argument)
