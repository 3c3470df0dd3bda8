import json
from typing import Any

from shared_things import note


def lambda_handler(event: dict[str, Any], _context: Any) -> Any:
    failures = []
    for record in event["Records"]:
        body = json.loads(record["body"])
        count = record["attributes"]["ApproximateReceiveCount"]
        note("queue#" + body["name"], f"{record['messageId']}#{count}", body=record["body"])
        if body.get("poison"):
            failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}
