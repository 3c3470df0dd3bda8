"""`frontdesk reindex`, `rebuild-analytics`, `export`: long work on a company's data."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer

from frontdesk.bootstrap_analytics import analytics_from
from frontdesk.bootstrap_knowledge import indexer_from
from frontdesk.domain.audit import AuditAction
from frontdesk.use_cases.build_index import build_index
from frontdesk.use_cases.rebuild_analytics import rebuild_analytics
from frontdesk.use_cases.reindex_conversations import reindex_conversations
from operations.export import export_tenant
from operations.failure import CommandFailed
from operations.progress import progress_bar
from operations.target import Target
from operations.workplace import Workplace, check_tenant

TenantArgument = Annotated[str, typer.Argument(metavar="TENANT", show_default=False)]
STANDARD_OUTPUT = "-"
REINDEX = """Build anew what conversations and answers are found by.

\b
  frontdesk reindex acme

Goes through every conversation of the company and makes sure that it is found by its words; then looks whether the
bot's index is that of the published articles, and builds it where it is not. Safe while people write, and to run again.
"""
REBUILD = """Count a company's conversations anew for the pages Overview and Analytics.

\b
  frontdesk rebuild-analytics acme

The counters follow every change by themselves. This mends them after a restore from a backup, or where a function could
not do its work for longer than a day. Safe while people write, and to run again.
"""
EXPORT = """Write a company's conversations to a file, one JSON object in each line.

\b
  frontdesk export acme --out acme.jsonl
  frontdesk export acme --out - | gzip > acme.jsonl.gz

Each line is a conversation with all its messages and internal notes, as the HTTP API shows them to agents. The file
holds personal data: keep it as carefully as the desk itself.
"""


def add_to(app: typer.Typer) -> None:
    app.command("reindex", help=REINDEX)(reindex)
    app.command("rebuild-analytics", help=REBUILD)(rebuild)
    app.command("export", help=EXPORT)(export)


def reindex(context: typer.Context, tenant: TenantArgument) -> None:
    target: Target = context.obj
    workplace = target.open()
    check_tenant(workplace.desk, tenant)
    with progress_bar("Conversations", _conversations(workplace, tenant)) as report:
        mended = reindex_conversations(workplace.desk, tenant, report)
    indexing, clock, _ = indexer_from(target.deployment().environment)
    built = build_index(indexing, clock, tenant)
    typer.echo(f"{_counted(mended)} found by words that they were not found by before.")
    typer.echo("The bot's index is built anew." if built else "The bot's index was that of the articles already.")


def rebuild(context: typer.Context, tenant: TenantArgument) -> None:
    target: Target = context.obj
    workplace = target.open()
    check_tenant(workplace.desk, tenant)
    total = _conversations(workplace, tenant)
    desk, counters, _ = analytics_from(target.deployment().environment)
    with progress_bar("Conversations", total) as report:
        mended = rebuild_analytics(desk, counters, tenant, report)
    typer.echo(f"{_counted(mended)} counted otherwise than before.")


def export(
    context: typer.Context,
    tenant: TenantArgument,
    out: Annotated[str, typer.Option(help="The file to write, which must not be there yet; - is standard output.")],
) -> None:
    target: Target = context.obj
    workplace = target.open()
    check_tenant(workplace.desk, tenant)
    total = _conversations(workplace, tenant)
    with _opened(out) as file, progress_bar("Conversations", total) as report:
        workplace.note(tenant, AuditAction.DATA_EXPORTED, tenant)
        written = export_tenant(workplace.desk, tenant, file, report)
    where = "" if out == STANDARD_OUTPUT else f" to {out}"
    typer.echo(f"{written} conversations were written{where}.", err=True)


@contextmanager
def _opened(out: str) -> Iterator[TextIO]:
    if out == STANDARD_OUTPUT:
        yield sys.stdout
        return
    try:
        with Path(out).open("x", encoding="utf-8") as file:
            yield file
    except FileExistsError:
        raise CommandFailed(f"There is a file {out} already.", "Name another one with --out.") from None
    except FileNotFoundError:
        raise CommandFailed(f"There is no folder for {out}.", "Make it, or name another one with --out.") from None


def _conversations(workplace: Workplace, tenant: str) -> int:
    """About how many there are."""
    return sum(workplace.widgets.widgets.conversation_counts(tenant).values())


def _counted(number: int) -> str:
    return "1 conversation is" if number == 1 else f"{number} conversations are"
