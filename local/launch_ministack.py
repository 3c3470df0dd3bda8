"""Starts MiniStack, in MiniStack's own environment.

A function that MiniStack calls at its proxy address may fail with an error of any name. MiniStack reports them all as
`Runtime.HandlerError`, with the first characters of what was answered; here the name is restored, because a state
machine's Retry and Catch match on it. A function that cannot be reached, since the process that runs it is being
started again, is the service's own failure, as it would be on AWS.

The thread that feeds functions from queues replaces a queue's list of messages while requests append to it, and what
is appended at that moment is lost; here both take the same lock.
"""

import inspect
import re
import threading
from collections.abc import Callable
from functools import wraps
from typing import Any

from ministack import app
from ministack.services import lambda_svc, sqs

from local import ministack_executions

UNREACHABLE = {"Runtime.HandlerError": "Lambda.ServiceException"}
ERROR_NAME = re.compile(r'"errorType": ?"([\w.]+)"')

# There is no public way to any of this; the version is pinned.
_call_proxy = lambda_svc._execute_function_proxy


def _call_proxy_keeping_names(*arguments: Any) -> Any:
    result = _call_proxy(*arguments)
    body = result.get("body")
    if result.get("error") and isinstance(body, dict):
        named = ERROR_NAME.search(str(body.get("errorMessage")))
        told = named[1] if named else UNREACHABLE.get(str(body.get("errorType")), body.get("errorType"))
        result["body"] = {**body, "errorType": told}
    return result


def _one_at_a_time(work: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(work)
    def locked(*arguments: Any) -> Any:
        with sqs._queues_lock:
            return work(*arguments)

    return locked


def _lock_queues() -> None:
    """Whoever waits for a message holds no lock meanwhile: its steps do."""
    sqs._queues_lock = threading.RLock()
    for name, handler in sqs._HANDLERS.items():
        if not inspect.iscoroutinefunction(handler):
            sqs._HANDLERS[name] = _one_at_a_time(handler)
    for step in ("_collect_msgs", "_dlq_sweep", "_expire_retained"):
        setattr(sqs, step, _one_at_a_time(getattr(sqs, step)))


lambda_svc._execute_function_proxy = _call_proxy_keeping_names
_lock_queues()
ministack_executions.install()

if __name__ == "__main__":
    app.main()
