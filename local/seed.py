"""The demo tenant, so that the desk has people and words to begin with.

It may be run again at each start. What is there stays as it is; only the demo's agents can always sign in again.
"""

import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

import boto3
from botocore.session import get_session

from frontdesk.adapters.cognito_accounts import CognitoAccounts
from frontdesk.bootstrap import desk_from
from frontdesk.domain.canned_response import CannedResponse
from frontdesk.domain.department import Department
from frontdesk.domain.vocabulary import Role
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.ports import Desk
from local.config import Outputs
from local.demo import (
    AGENTS,
    COLOUR,
    DEPARTMENTS,
    PASSWORD,
    RESPONSES,
    TENANT,
    WIDGETS,
)
from operations.tenants import add_agent

if TYPE_CHECKING:
    from types_boto3_cognito_idp import CognitoIdentityProviderClient


def seed(outputs: Outputs) -> None:
    desk = desk_from(outputs.functions["HttpApiFunction"])
    _allow_mails(outputs.functions["EscalationFunction"]["FRONTDESK_SENDER_EMAIL"])
    departments = _departments(desk)
    _add_agents(desk, outputs.references["UserPool"], departments)
    _add_responses(desk, departments)
    _add_widgets(desk)


def _allow_mails(sender: str) -> None:
    """SES sends from addresses that it knows."""
    ses = boto3.client("sesv2")
    with suppress(ses.exceptions.AlreadyExistsException):
        ses.create_email_identity(EmailIdentity=sender)


def _departments(desk: Desk) -> dict[str, str]:
    """The ids by name; made where the tenant has none at all."""
    if not desk.departments.of_tenant(TENANT):
        for name, description in DEPARTMENTS.items():
            own = _an_id("department")
            desk.departments.add(Department(tenant_id=TENANT, id=own, name=name, description=description))
    return {department.name: department.id for department in desk.departments.of_tenant(TENANT)}


def _add_agents(desk: Desk, user_pool_id: str, departments: dict[str, str]) -> None:
    cognito: CognitoIdentityProviderClient = boto3.client("cognito-idp")
    accounts = CognitoAccounts(get_session(), user_pool_id)
    for one in AGENTS:
        agent = add_agent(
            accounts,
            desk.agents,
            tenant_id=TENANT,
            email=one.email,
            name=one.name,
            role=Role(one.role),
            skills=one.skills,
            department_ids=tuple(departments[name] for name in one.departments if name in departments),
        )
        cognito.admin_set_user_password(UserPoolId=user_pool_id, Username=agent.id, Password=PASSWORD, Permanent=True)


def _add_responses(desk: Desk, departments: dict[str, str]) -> None:
    if desk.canned_responses.of_tenant(TENANT):
        return
    for one in RESPONSES:
        desk.canned_responses.add(
            CannedResponse(
                tenant_id=TENANT,
                id=_an_id("response"),
                shortcut=one.shortcut,
                title=one.title,
                body=one.body,
                department_id=departments.get(one.department or ""),
                updated_at=desk.clock.now(),
            )
        )


def _add_widgets(desk: Desk) -> None:
    for settings in WIDGETS:
        if desk.directory.widget_by_token(settings["token"]) is None:
            now = desk.clock.now()
            desk.directory.put_widget(
                Widget(
                    tenant_id=TENANT,
                    id=_an_id("widget"),
                    appearance={"primary_colour": COLOUR},
                    created_at=now,
                    updated_at=now,
                    **settings,
                )
            )


def _an_id(kind: str) -> str:
    return f"{kind}_{secrets.token_hex(8)}"
