"""The command `frontdesk`, for those who run a deployment."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, NoRegionError

from frontdesk.domain.errors import Refusal
from operations import agent_commands, data_commands, tenant_commands, widget_commands
from operations.failure import CommandFailed
from operations.target import FIRST_PORT, STACK, Target

HELP = """Run a Frontdesk: make companies, invite people, install widgets, mend and export data.

\b
On AWS, name the stack; your shell's AWS credentials are used:
  frontdesk --stack frontdesk-prod widget list acme
On this machine, beside a running `make dev`:
  frontdesk --local widget list demo

\b
A first company, from nothing:
  frontdesk tenant create acme --name "Ana Putri" --email ana@acme.example --domain acme.example
  frontdesk agent invite acme --name "Budi Santoso" --email budi@acme.example
  frontdesk widget create acme --name "Help centre" --domain help.acme.example

Each command explains itself: frontdesk widget create --help
"""

app = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None, add_completion=False)
app.add_typer(tenant_commands.app, name="tenant")
app.add_typer(agent_commands.app, name="agent")
app.add_typer(widget_commands.app, name="widget")
data_commands.add_to(app)


@app.callback()
def choose(
    context: typer.Context,
    stack: Annotated[
        str, typer.Option(envvar="FRONTDESK_STACK", help="The CloudFormation stack of the deployment.")
    ] = STACK,
    local: Annotated[bool, typer.Option("--local", help="The stack that `make dev` runs on this machine.")] = False,
    port: Annotated[int, typer.Option(help="With --local: the first port of that stack.")] = FIRST_PORT,
) -> None:
    context.obj = Target(stack, port if local else None)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 done, 1 refused or failed, 2 asked for wrongly."""
    try:
        typer.main.get_command(app).main(arguments, "frontdesk")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except (CommandFailed, Refusal) as refusal:
        return _failed(str(refusal))
    except NoCredentialsError:
        return _failed("AWS does not know who you are. Sign in, or set AWS_PROFILE, and run it again.")
    except NoRegionError:
        return _failed("Set AWS_REGION to the region of the stack, and run it again.")
    except (BotoCoreError, ClientError) as error:
        return _failed(f"AWS refused: {error}")
    return 0


def _failed(why: str) -> int:
    print(why, file=sys.stderr)
    return 1
