"""A company of its own on the running stack, made by the command line: nobody else's words or ratings are in it."""

import re
import subprocess
import sys
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from local.demo import PASSWORD
from local.testing import RunningStack
from tests.e2e.people import Person, signed_in_agent

COMMAND_SECONDS = 60


def frontdesk(stack: RunningStack, *words: str) -> str:
    """What it says; it asks for the stack's own door behind the first port."""
    before_it = (urlsplit(stack.url("control")).port or 0) - 1
    command = [sys.executable, "-m", "operations", "--local", "--port", str(before_it), *words]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=COMMAND_SECONDS, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def widget_token(stack: RunningStack, said: str) -> str:
    """That of the script tag which the command line has shown."""
    found = re.search(rf'src="{re.escape(stack.url("Site"))}/api/widget/([\w-]+)/script\.js"', said)
    assert found, said
    return found[1]


@dataclass(frozen=True)
class Company:
    admin: Person
    bot_widget: str


def new_company(http: httpx.Client, stack: RunningStack, name: str) -> Company:
    """With an admin who has chosen a password, and a widget whose bot answers."""
    email = f"admin@{name}.example"
    frontdesk(stack, "tenant", "create", name, "--name", "Bea", "--email", email)
    bot_widget = widget_token(stack, frontdesk(stack, "widget", "create", name, "--name", "Help", "--handler", "bot"))
    stack.client("cognito-idp").admin_set_user_password(
        UserPoolId=stack.outputs().references["UserPool"], Username=email, Password=PASSWORD, Permanent=True
    )
    return Company(signed_in_agent(http, stack, email), bot_widget)
