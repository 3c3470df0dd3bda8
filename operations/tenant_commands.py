"""`frontdesk tenant`: companies."""

import re
from typing import Annotated

import typer

from frontdesk.domain.allowed_domains import allowed_domains
from frontdesk.domain.audit import AuditAction
from frontdesk.domain.vocabulary import Role
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.manage_widgets import create_widget
from operations.tenants import add_agent, make_admin
from operations.widget_commands import show_script_tag, show_secret
from operations.workplace import Workplace, somebody

TENANT_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
CREATE = """Make a company: its first admin, who is mailed a password, and its first widget.

\b
TENANT is its short name, and stays so for ever: small letters, digits and dashes.
  frontdesk tenant create acme --name "Ana Putri" --email ana@acme.example
  frontdesk tenant create acme --name "Ana Putri" --email ana@acme.example \\
      --company "Acme Inc." --domain acme.example --domain '*.acme.example'

Run again, it makes the admin an admin again, whatever has happened to them, and leaves the widgets as they are.
"""

app = typer.Typer(help="Companies that use this Frontdesk.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def tenants() -> None:
    """Keeps `create` a command of its own: there may be others one day."""


@app.command(help=CREATE)
def create(
    context: typer.Context,
    tenant: Annotated[str, typer.Argument(metavar="TENANT", show_default=False)],
    name: Annotated[str, typer.Option(help="The first admin's name.")],
    email: Annotated[str, typer.Option(help="Where they are mailed their password, and sign in with.")],
    company: Annotated[str | None, typer.Option(help="The company as visitors read it; TENANT otherwise.")] = None,
    domain: Annotated[
        list[str] | None,
        typer.Option(help="A site that may embed the widget, or *.SITE for all below it. Repeatable; any otherwise."),
    ] = None,
) -> None:
    if not TENANT_ID.fullmatch(tenant):
        raise typer.BadParameter("It is a short name of small letters, digits and dashes, such as acme.")
    domains = allowed_domains(domain or (), "--domain")
    workplace: Workplace = context.obj.open()
    _admin(workplace, tenant, name, email)
    typer.echo(f"{email} is an admin of {tenant}, and signs in at {workplace.site_url}")
    known = workplace.widgets.widgets.of_tenant(tenant)
    widget = known[0] if known else _first_widget(workplace, tenant, company or tenant, domains)
    show_script_tag(workplace, widget)


def _admin(workplace: Workplace, tenant: str, name: str, email: str) -> None:
    desk, accounts = workplace.desk, workplace.accounts
    admin = add_agent(accounts, desk.agents, tenant_id=tenant, email=email, name=name, role=Role.ADMIN)
    make_admin(accounts, desk.agents, admin)
    workplace.note(tenant, AuditAction.AGENT_INVITED, admin.id)


def _first_widget(workplace: Workplace, tenant: str, name: str, domains: tuple[str, ...]) -> Widget:
    settings = {"name": name, "allowed_domains": domains}
    made = create_widget(workplace.desk, workplace.widgets, somebody(tenant), settings)
    workplace.note(tenant, AuditAction.WIDGET_CREATED, made.counted.widget.id)
    show_secret(made)
    return made.counted.widget
