"""`frontdesk agent`: people."""

from typing import Annotated, Literal

import typer

from frontdesk.domain.agent import DEFAULT_MAX_CHATS
from frontdesk.domain.audit import AuditAction
from frontdesk.domain.vocabulary import Role
from frontdesk.use_cases.manage_agents import Invitation, invite_agent
from operations.failure import CommandFailed
from operations.workplace import Workplace, check_tenant, somebody

INVITE = """Let somebody answer visitors of a company; they are mailed a password.

\b
  frontdesk agent invite acme --name "Budi Santoso" --email budi@acme.example
  frontdesk agent invite acme --name "Citra Dewi" --email citra@acme.example \\
      --role admin --department Sales --skill french --max-chats 8
"""

app = typer.Typer(help="People who answer visitors.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def agents() -> None:
    """Keeps `invite` a command of its own: there may be others one day."""


@app.command(help=INVITE)
def invite(
    context: typer.Context,
    tenant: Annotated[str, typer.Argument(metavar="TENANT", show_default=False)],
    name: Annotated[str, typer.Option(help="As colleagues and visitors read it.")],
    email: Annotated[str, typer.Option(help="Where they are mailed their password, and sign in with.")],
    role: Annotated[Literal["agent", "admin"], typer.Option(help="What they may do.")] = "agent",
    department: Annotated[
        list[str] | None, typer.Option(help="The name of a department that they belong to. Repeatable.")
    ] = None,
    skill: Annotated[list[str] | None, typer.Option(help="What they can do. Repeatable.")] = None,
    max_chats: Annotated[
        int, typer.Option(min=1, max=50, help="How many conversations they hold at most.")
    ] = DEFAULT_MAX_CHATS,
) -> None:
    workplace: Workplace = context.obj.open()
    check_tenant(workplace.desk, tenant)
    invitation = Invitation(
        email=email,
        name=name,
        role=Role(role),
        skills=tuple(skill or ()),
        department_ids=tuple(_department(workplace, tenant, wanted) for wanted in department or ()),
        max_chats=max_chats,
    )
    agent = invite_agent(workplace.desk, workplace.accounts, somebody(tenant), invitation)
    workplace.note(tenant, AuditAction.AGENT_INVITED, agent.id)
    typer.echo(f"{email} is invited to {tenant} as {role}, and signs in at {workplace.site_url}")


def _department(workplace: Workplace, tenant: str, name: str) -> str:
    departments = workplace.desk.departments.of_tenant(tenant)
    for found in departments:
        if found.name.casefold() == name.casefold():
            return found.id
    known = ", ".join(found.name for found in departments)
    raise CommandFailed(
        f"{tenant} has no department called {name}.",
        f"There are: {known}." if known else "An admin makes departments on the page Team.",
    )
