"""What the template lets each function do."""

from typing import Any

from tests.contract.sam_template import functions


def allowed(function: str) -> set[tuple[str, str]]:
    """Each action with each resource, as the template's policies name them."""
    pairs = set()
    for policy in functions()[function]["Policies"]:
        for statement in policy["Statement"]:
            actions, resources = statement["Action"], statement["Resource"]
            for action in actions if isinstance(actions, list) else [actions]:
                for resource in resources if isinstance(resources, list) else [resources]:
                    pairs.add((action, _name(resource)))
    return pairs


def _name(resource: dict[str, Any]) -> str:
    if "Fn::GetAtt" in resource:
        return str(resource["Fn::GetAtt"][0])
    written: str = resource["Fn::Sub"]
    if ":states:" in written:
        return "escalation machine"
    if ":bedrock:" in written:
        return "language model"
    if ":ses:" in written:
        return "ses identity"
    if ":sns:" in written:
        return f"sns {written.rpartition(':')[2].partition('/')[0]}"
    return "WebSocketApi" if "@connections" in written else written.replace("${", "").replace(".Arn}", "")
