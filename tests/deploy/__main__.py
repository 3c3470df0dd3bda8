"""The deployment test: build, deploy, talk, delete, each by the commands that a company uses.

`make test-deploy` runs it; docs/operations/deploy.md says what it proves, and what it does not.
"""

import platform
import re
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import httpx

from tests.deploy.cloud import an_account
from tests.deploy.conversation import Desk, ask_the_bot, converse
from tests.deploy.sandbox_python import playable_runtime
from tests.deploy.stack import NAME, CommandFailed, Stack
from tests.deploy.steps import step

ARCHITECTURES = {"aarch64": "arm64", "arm64": "arm64", "x86_64": "x86_64"}
EMAIL = "ana@acme.example"
PASSWORD = "Deployed-once-1"
REQUEST_SECONDS = 60


def main() -> int:
    began = time.monotonic()
    runtime, architecture = playable_runtime(), ARCHITECTURES[platform.machine()]
    print(f"deployment test: {runtime} on {architecture}, in bare interpreters, with IAM enforced")
    with ExitStack() as exits:
        folder = Path(exits.enter_context(tempfile.TemporaryDirectory(prefix="deployment-")))
        with step("an account of AWS's, played by MiniStack"):
            cloud = exits.enter_context(an_account(folder, runtime))
        stack = Stack(cloud, folder / "built", runtime, architecture)
        try:
            _live_through(stack)
        except CommandFailed as failure:
            print(f"{failure}\n{cloud.complaints()}")
            return 1
        except BaseException:
            print(f"{stack.complaints()}\n{cloud.complaints()}")
            raise
    print(f"deployed, used and deleted in {time.monotonic() - began:.0f} s")
    return 0


def _live_through(stack: Stack) -> None:
    with step("sam build"):
        stack.build()
    with step("sam deploy"):
        stack.deploy()
    with step("each function of the template starts from what was built"):
        stack.wake_all()
    with step("a company with its first admin and its first widget"):
        told = stack.run(
            *(sys.executable, "-m", "operations", "--stack", NAME, "tenant", "create", "acme"),
            *("--name", "Ana Putri", "--email", EMAIL),
        )
    with httpx.Client(timeout=REQUEST_SECONDS) as http:
        desk = _desk(stack, http)
        with step("the admin signs in"):
            admin = desk.agent(EMAIL, PASSWORD)
            assert admin.get("/agents/me").json()["role"] == "admin"
        converse(desk, admin, _widget_token(told))
        ask_the_bot(desk, admin)
    with step("sam delete, and nothing is left"):
        stack.delete()
        assert stack.left() == []


def _desk(stack: Stack, http: httpx.Client) -> Desk:
    """The admin has chosen a password."""
    outputs, cognito = stack.outputs(), stack.cloud.client("cognito-idp")
    cognito.admin_set_user_password(UserPoolId=outputs["UserPoolId"], Username=EMAIL, Password=PASSWORD, Permanent=True)
    api = stack.cloud.api(outputs["HttpApiUrl"])
    return Desk(http, api, outputs["SiteUrl"], cognito, outputs["UserPoolClientId"])


def _widget_token(told: str) -> str:
    found = re.search(r"/api/widget/([^/]+)/script\.js", told)
    assert found is not None, told
    return found[1]


if __name__ == "__main__":
    sys.exit(main())
