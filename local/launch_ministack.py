"""Starts MiniStack, in MiniStack's own environment.

A function that MiniStack calls at its proxy address may fail with an error of any name. MiniStack reports them all as
`Runtime.HandlerError`; here the name is restored, because a state machine's Retry and Catch match on it.
"""

import json
from typing import Any

from ministack import app
from ministack.services import lambda_svc

_call_proxy = lambda_svc._execute_function_proxy  # there is no public way; the version is pinned


def _call_proxy_keeping_names(*arguments: Any) -> Any:
    result = _call_proxy(*arguments)
    body = result.get("body")
    if result.get("error") and isinstance(body, dict) and "{" in str(body.get("errorMessage")):
        message = body["errorMessage"]
        try:
            told = json.loads(message[message.index("{") :])
        except json.JSONDecodeError:
            return result
        result["body"] = told if "errorType" in told else body
    return result


lambda_svc._execute_function_proxy = _call_proxy_keeping_names

if __name__ == "__main__":
    app.main()
