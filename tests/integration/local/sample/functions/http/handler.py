import os
import time
from typing import Any

import answers

NAME_AT_IMPORT = os.environ["NAME"]


def lambda_handler(event: dict[str, Any], context: Any) -> Any:
    wanted = (event.get("queryStringParameters") or {}).get("do")
    if wanted == "raise":
        raise ValueError("asked to")
    if wanted == "sleep":
        time.sleep(30)
    if wanted == "plain":
        return {"just": "data"}
    if wanted == "unserialisable":
        return {"statusCode": 200, "body": object()}
    if wanted == "binary":
        return {"statusCode": 200, "headers": {"content-type": "image/gif"}, "body": "R0lG", "isBase64Encoded": True}
    if wanted == "cookies":
        return {"statusCode": 201, "cookies": ["a=1", "b=2"], "body": "made"}
    return {
        "event": event,
        "name_at_import": NAME_AT_IMPORT,
        "name_now": os.environ["NAME"],
        "environment": dict(os.environ),
        "sibling": answers.SIBLING,
        "remaining": context.get_remaining_time_in_millis(),
        "function": context.function_name,
    }
