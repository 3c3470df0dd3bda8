from typing import Any

from shared_things import note, table


class NotYet(Exception):
    pass


class Refused(Exception):
    pass


def lambda_handler(event: dict[str, Any], _context: Any) -> Any:
    name = event["name"]
    if event["do"] == "ask":
        note("token", name, token=event["token"])
        if name.startswith("mute"):
            raise Refused("cannot ask")
        return {}
    if name.startswith("refused"):
        raise Refused("no")
    tries = table().update_item(
        Key={"pk": "tries", "sk": name},
        UpdateExpression="ADD times :one",
        ExpressionAttributeValues={":one": 1},
        ReturnValues="UPDATED_NEW",
    )["Attributes"]["times"]
    if name.startswith("later") and tries < 3:
        raise NotYet("try again")
    return {"tries": int(tries)}
