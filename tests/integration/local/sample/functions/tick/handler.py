from typing import Any

from shared_things import note


def lambda_handler(event: dict[str, Any], _context: Any) -> Any:
    note("tick", event["id"], source=event["source"], detail_type=event["detail-type"])
