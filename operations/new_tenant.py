"""Set up a company on a deployed stack: its first admin and its first widget. Prints the script tag to embed."""

import argparse
import re
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from frontdesk.adapters.cognito_accounts import CognitoAccounts
from frontdesk.domain.allowed_domains import allowed_domains
from frontdesk.domain.errors import Refusal
from frontdesk.domain.vocabulary import Role
from operations.tenants import add_agent, add_widget, make_admin, open_directory

TENANT_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


def main() -> int:
    arguments = _arguments()
    if not TENANT_ID.fullmatch(arguments.tenant):
        print("TENANT is a short name of small letters, digits and dashes, such as acme.", file=sys.stderr)
        return 2
    try:
        return _set_up(arguments)
    except (BotoCoreError, ClientError) as error:
        print(f"AWS refused: {error}", file=sys.stderr)
        return 1
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1


def _set_up(arguments: argparse.Namespace) -> int:
    session = boto3.Session()
    outputs = _outputs(session, arguments.stack)
    accounts = CognitoAccounts(session._session, outputs["UserPoolId"])
    directory, agents = open_directory(session._session, outputs["DirectoryTableName"])
    admin = add_agent(
        accounts,
        agents,
        tenant_id=arguments.tenant,
        email=arguments.email,
        name=arguments.name,
        role=Role.ADMIN,
    )
    make_admin(accounts, agents, admin)
    widget = add_widget(
        directory,
        tenant_id=arguments.tenant,
        name=arguments.company or arguments.tenant,
        allowed_domains=allowed_domains(arguments.domain, "--domain"),
    )
    site = outputs["SiteUrl"]
    print(f"{arguments.email} has been mailed a temporary password for {site}")
    print("Put this on every page of the site, before </body>:")
    print(f'  <script src="{site}/api/widget/{widget.token}/script.js" async></script>')
    return 0


def _outputs(session: boto3.Session, stack: str) -> dict[str, str]:
    found = session.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in found["Outputs"]}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stack", default="frontdesk-dev", help="name of the CloudFormation stack")
    parser.add_argument("--tenant", required=True, help="short name of the company, for ever the same: acme")
    parser.add_argument("--company", help="its name as visitors read it: Acme Inc.")
    parser.add_argument("--name", required=True, help="the first admin's name")
    parser.add_argument("--email", required=True, help="the first admin's email address")
    parser.add_argument(
        "--domain",
        action="append",
        default=[],
        help="a site that may embed the widget, acme.example, or *.acme.example for all below it; repeatable",
    )
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
