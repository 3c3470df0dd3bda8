"""Where the HTTP API counts what a visitor does. A route names what of it is counted in its `dependencies`."""

from fastapi import Depends, Request

from frontdesk.entrypoints.http_context import ContextOf, VisitorOf, WidgetOf, address_of
from frontdesk.use_cases.limit_rate import count_action, count_beginning, count_session


async def _session(request: Request, context: ContextOf, widget: WidgetOf) -> None:
    count_session(context.rates, widget, address_of(request, context.edge_key))


async def _beginning(request: Request, context: ContextOf, caller: VisitorOf) -> None:
    count_beginning(context.rates, caller.principal, address_of(request, context.edge_key))


async def _action(context: ContextOf, caller: VisitorOf) -> None:
    count_action(context.rates, caller.principal)


COUNTED_SESSION = Depends(_session)
COUNTED_BEGINNING = Depends(_beginning)
COUNTED_ACTION = Depends(_action)
