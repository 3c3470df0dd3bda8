from typing import Any

from shared_things import table


def lambda_handler(event: dict[str, Any], _context: Any) -> Any:
    failures = []
    for record in event["Records"]:
        image = record["dynamodb"]["NewImage"]
        key = {"pk": "stream#" + image["pk"]["S"], "sk": image["seq"]["N"].rjust(6, "0")}
        seen = table().update_item(
            Key=key,
            UpdateExpression="ADD times :one",
            ExpressionAttributeValues={":one": 1},
            ReturnValues="UPDATED_NEW",
        )["Attributes"]["times"]
        poison = image.get("poison", {}).get("S")
        if poison == "for ever" or (poison == "once" and seen == 1):
            failures.append({"itemIdentifier": record["dynamodb"]["SequenceNumber"]})
            break
    return {"batchItemFailures": failures}
