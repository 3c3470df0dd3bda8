"""The demo tenant, so that the desk has people and words to begin with.

It may be run again at each start. What is there stays as it is; only the demo's agents can always sign in again.
"""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
from botocore.session import get_session

from frontdesk.adapters.cognito_accounts import CognitoAccounts
from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_workflows import DynamoWorkflows
from frontdesk.bootstrap import make_desk
from frontdesk.contract.article_models import ArticleFile
from frontdesk.domain.business_hours import BusinessHours
from frontdesk.domain.canned_response import CannedResponse
from frontdesk.domain.department import Department
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import HandlerType, Role, Routing
from frontdesk.domain.widget import Widget
from frontdesk.domain.workflow.record import WorkflowRecord
from frontdesk.entrypoints.article_uploads import arrivals_in
from frontdesk.settings import Settings, read_settings
from frontdesk.use_cases.import_articles import import_articles
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.workflow_ports import Workflows
from local import demo_workflow
from local.config import Outputs
from local.demo import (
    AGENTS,
    COLOUR,
    DEPARTMENTS,
    PASSWORD,
    RESPONSES,
    SHOP,
    TENANT,
    WIDGETS,
    WORKFLOW_WIDGET_TOKEN,
    DemoWidget,
)
from operations.tenants import add_agent

if TYPE_CHECKING:
    from types_boto3_cognito_idp import CognitoIdentityProviderClient

ARTICLES = Path(__file__).parent / "demo_articles"


def seed(outputs: Outputs) -> None:
    dynamodb = DynamoDb(get_session())
    settings = read_settings(Settings, outputs.functions["HttpApiFunction"])
    desk, workflows = make_desk(settings, dynamodb.session, dynamodb), DynamoWorkflows(dynamodb)
    _allow_mails(outputs.functions["EscalationFunction"]["FRONTDESK_SENDER_EMAIL"])
    departments = _departments(desk)
    _add_agents(desk, outputs.references["UserPool"], departments)
    _add_responses(desk, departments)
    _add_articles(desk)
    _add_widgets(desk, WIDGETS)
    _add_workflow(desk, workflows, departments)


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


def _add_articles(desk: Desk) -> None:
    """The files of `demo_articles`, as an agent would import them."""
    if next(iter(desk.articles.whole(TENANT)), None) is not None:
        return
    files = [ArticleFile(name=path.name, content=path.read_text()) for path in sorted(ARTICLES.glob("*.md"))]
    author = Principal(TENANT, "demo", SHOP, Role.ADMIN, desk.clock.now())
    import_articles(desk, author, arrivals_in(files))


def _add_workflow(desk: Desk, workflows: Workflows, departments: dict[str, str]) -> None:
    """Made with the widget that begins with it."""
    if desk.directory.widget_by_token(WORKFLOW_WIDGET_TOKEN) or not departments.keys() >= demo_workflow.DEPARTMENTS:
        return
    workflow = WorkflowRecord(
        tenant_id=TENANT,
        id=_an_id("workflow"),
        name=demo_workflow.NAME,
        updated_by=Party("demo", SHOP),
        updated_at=desk.clock.now(),
    )
    workflows.add(workflow, demo_workflow.definition(departments))
    guide = DemoWidget(WORKFLOW_WIDGET_TOKEN, f"{SHOP} Guide", handler_type="workflow", handler_id=workflow.id)
    _add_widgets(desk, [guide])


def _add_widgets(desk: Desk, widgets: Sequence[DemoWidget]) -> None:
    never = BusinessHours(time_zone="Asia/Jakarta", week=((),) * 7)
    for one in widgets:
        if desk.directory.widget_by_token(one.token) is None:
            now = desk.clock.now()
            desk.directory.put_widget(
                Widget(
                    tenant_id=TENANT,
                    id=_an_id("widget"),
                    name=one.name,
                    token=one.token,
                    routing=Routing(one.routing),
                    handler_type=HandlerType(one.handler_type),
                    handler_id=one.handler_id,
                    bot_name=one.bot_name,
                    greeting=one.greeting,
                    business_hours=never if one.never_open else None,
                    appearance={"primary_colour": COLOUR},
                    texts={"offline_message": one.offline_message} if one.offline_message else {},
                    created_at=now,
                    updated_at=now,
                )
            )


def _an_id(kind: str) -> str:
    return f"{kind}_{secrets.token_hex(8)}"
