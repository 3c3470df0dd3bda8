"""What the commands work with: a deployment's desk, and whoever runs them as one of its admins."""

from dataclasses import dataclass
from datetime import UTC, datetime

from botocore.session import get_session

from frontdesk.adapters.cognito_accounts import CognitoAccounts
from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_audit import AuditRow, DynamoAuditTrail
from frontdesk.adapters.dynamodb_widgets import DynamoWidgets, SigningKeyRow
from frontdesk.adapters.dynamodb_workflows import DynamoWorkflows
from frontdesk.bootstrap import make_desk
from frontdesk.domain.audit import COMMAND_LINE, AuditAction
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import Role
from frontdesk.settings import Settings, read_settings
from frontdesk.use_cases.audit_ports import AuditTrail
from frontdesk.use_cases.keep_audit import note_action
from frontdesk.use_cases.ports import Accounts, Desk
from frontdesk.use_cases.widget_ports import WidgetDesk
from operations.deployment import Deployment
from operations.failure import CommandFailed


@dataclass(frozen=True, slots=True)
class Workplace:
    desk: Desk
    accounts: Accounts
    widgets: WidgetDesk
    trail: AuditTrail
    site_url: str

    def note(self, tenant_id: str, action: AuditAction, record_id: str) -> None:
        note_action(self.desk, self.trail, somebody(tenant_id), action, record_id)


def open_workplace(deployment: Deployment) -> Workplace:
    session = get_session()
    dynamodb = DynamoDb(session)
    settings = read_settings(Settings, deployment.environment)
    desk = make_desk(settings, session, dynamodb)
    dynamodb.bind(SigningKeyRow, deployment.environment["FRONTDESK_KEYS_TABLE"])
    dynamodb.bind(AuditRow, settings.directory_table)
    return Workplace(
        desk=desk,
        accounts=CognitoAccounts(session, deployment.user_pool_id),
        widgets=WidgetDesk(DynamoWidgets(dynamodb), DynamoWorkflows(dynamodb)),
        trail=DynamoAuditTrail(),
        site_url=deployment.site_url,
    )


def somebody(tenant_id: str) -> Principal:
    """Whoever may run commands against a deployment may do in it what an admin may."""
    return Principal(tenant_id, COMMAND_LINE, "Command line", Role.ADMIN, datetime.max.replace(tzinfo=UTC))


def check_tenant(desk: Desk, tenant_id: str) -> None:
    """Raises CommandFailed for a tenant that nobody works for."""
    if not desk.agents.of_tenant(tenant_id):
        raise CommandFailed(
            f"There is no tenant {tenant_id} here.",
            f"Make it with `frontdesk tenant create {tenant_id}`, or name another deployment with --stack or --local.",
        )
