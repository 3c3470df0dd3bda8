"""`frontdesk widget`: what visitors chat in."""

from collections.abc import Sequence
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from frontdesk.domain.audit import AuditAction
from frontdesk.domain.vocabulary import HandlerType, Routing
from frontdesk.domain.widget import Widget
from frontdesk.entrypoints.embed_code import embed_code
from frontdesk.use_cases.manage_widgets import CountedWidget, SecretWidget, create_widget, list_widgets
from operations.workplace import Workplace, check_tenant, somebody

WIDTH_OF_A_FILE = 160
CREATE = """Make a widget, and show the script tag that puts it on a site.

\b
  frontdesk widget create acme --name "Help centre" --domain help.acme.example
  frontdesk widget create acme --name "Shop" --handler bot --routing automatic
  frontdesk widget create acme --name "Returns" --handler workflow --workflow 4f0c…

What is not named begins as the company's settings say; everything can be changed on the page Widgets.
"""
LIST = """Show a company's widgets.

\b
  frontdesk widget list acme
"""
HANDLERS = {"agent": HandlerType.AGENT, "bot": HandlerType.AI_BOT, "workflow": HandlerType.WORKFLOW}

app = typer.Typer(help="What visitors chat in.", no_args_is_help=True, rich_markup_mode=None)


@app.command(help=CREATE)
def create(
    context: typer.Context,
    tenant: Annotated[str, typer.Argument(metavar="TENANT", show_default=False)],
    name: Annotated[str, typer.Option(help="As visitors read it.")],
    domain: Annotated[
        list[str] | None,
        typer.Option(help="A site that may embed it, or *.SITE for all below it. Repeatable; any otherwise."),
    ] = None,
    handler: Annotated[Literal["agent", "bot", "workflow"], typer.Option(help="Who answers first.")] = "agent",
    workflow: Annotated[str | None, typer.Option(help="With --handler workflow: the id of the workflow.")] = None,
    routing: Annotated[
        Literal["manual", "automatic"], typer.Option(help="Whether agents accept conversations, or are given them.")
    ] = "manual",
) -> None:
    workplace: Workplace = context.obj.open()
    check_tenant(workplace.desk, tenant)
    settings = {
        "name": name,
        "allowed_domains": tuple(domain or ()),
        "handler_type": HANDLERS[handler],
        "handler_id": workflow,
        "routing": Routing(routing),
    }
    made = create_widget(workplace.desk, workplace.widgets, somebody(tenant), settings)
    workplace.note(tenant, AuditAction.WIDGET_CREATED, made.counted.widget.id)
    show_secret(made)
    show_script_tag(workplace, made.counted.widget)


@app.command("list", help=LIST)
def list_them(
    context: typer.Context, tenant: Annotated[str, typer.Argument(metavar="TENANT", show_default=False)]
) -> None:
    workplace: Workplace = context.obj.open()
    check_tenant(workplace.desk, tenant)
    found = list_widgets(workplace.widgets, somebody(tenant))
    if not found:
        typer.echo(f'{tenant} has no widget. Make one: frontdesk widget create {tenant} --name "Shop"')
        return
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH_OF_A_FILE)
    console.print(_table(found))


def _table(found: Sequence[CountedWidget]) -> Table:
    table = Table("Name", "Token", "Answers first", "Routing", "State", "Conversations", "Sites", box=None)
    words = {handler: word for word, handler in HANDLERS.items()}
    for one in found:
        widget = one.widget
        table.add_row(
            widget.name,
            widget.token,
            words[widget.handler_type],
            widget.routing.value,
            "on" if widget.active else "off",
            str(one.conversation_count),
            ", ".join(widget.allowed_domains) or "any",
        )
    return table


def show_secret(made: SecretWidget) -> None:
    typer.echo(f"The secret key of {made.counted.widget.name}, shown this once, for `identify`: {made.secret}")


def show_script_tag(workplace: Workplace, widget: Widget) -> None:
    typer.echo("Put this on every page of the site, before </body>:")
    typer.echo(f"  {embed_code(widget.token, workplace.site_url).script_tag}")
