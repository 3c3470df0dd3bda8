"""What admins do over HTTP: departments, canned responses, and agents with their accounts."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import boto3
from botocore.session import get_session
from moto.cognitoidp.models import cognitoidp_backends
from moto.core.models import DEFAULT_ACCOUNT_ID

from frontdesk.adapters.cognito_accounts import CognitoAccounts
from frontdesk.adapters.connection_gateway import ConnectionGateway
from frontdesk.domain.topics import agent_topic
from frontdesk.domain.vocabulary import Role
from tests.contract.deployed import TENANT, VISITOR_TOKEN, WIDGET_TOKEN, Deployment
from tests.contract.sam_template import REGION
from tests.integration.http.client import AGENT, Client

POOL = "UserPool"
EMAIL = "nina@example.com"


def create_user_pool() -> None:
    """By the name that `Ref` gives here; moto would choose one of its own."""
    cognito = boto3.client("cognito-idp")
    made = cognito.create_user_pool(
        PoolName="agents", UsernameAttributes=["email"], Schema=[{"Name": "tenant_id", "AttributeDataType": "String"}]
    )
    pools = cognitoidp_backends[DEFAULT_ACCOUNT_ID][REGION].user_pools
    pools[POOL] = pools[made["UserPool"]["Id"]]
    for role in (Role.ADMIN, Role.AGENT):
        cognito.create_group(UserPoolId=POOL, GroupName=role.value)


@contextmanager
def ended_connections(deployed: Deployment) -> Iterator[None]:
    def end(_gateway: ConnectionGateway, _connection_ids: list[str]) -> None:
        deployed.calls.add(("execute-api:ManageConnections", "WebSocketApi"))

    with patch.object(ConnectionGateway, "end", end):
        yield


def manage_the_desk(deployed: Deployment, ask: Client) -> None:
    """As an admin; what is made here is taken away again."""
    create_user_pool()
    deployed.calls.clear()
    department = _made(ask, "departments", {"name": "Sales"})
    assert ask("PATCH", f"{AGENT}/departments/{department}", {"name": "Shop"}, token="admin").status == 200
    _canned_responses(ask, department, deployed.conversation_id)
    _articles(ask)
    _agents(deployed, ask)
    _widgets(ask)
    _removed(ask, f"departments/{department}")


def _canned_responses(ask: Client, department: str, conversation_id: str) -> None:
    hello = {"shortcut": "hello", "title": "Hello", "body": "Hi {{visitor_name}}", "department_id": department}
    response = _made(ask, "canned-responses", hello)
    own = f"{AGENT}/canned-responses/{response}"
    assert ask("PATCH", own, {"shortcut": "hi"}, token="admin").status == 200
    assert ask("POST", f"{own}/use", {"conversation_id": conversation_id}, token="admin").status == 200
    assert len(ask("GET", f"{AGENT}/canned-responses", token="admin").json["items"]) == 1
    _removed(ask, f"canned-responses/{response}")


def _articles(ask: Client) -> None:
    article = _made(ask, "articles", {"title": "Returns", "slug": "returns"})
    own = f"{AGENT}/articles/{article}"
    for changes in ({"published": True}, {"slug": "back"}):
        assert ask("PATCH", own, changes, token="admin").status == 200
    assert len(ask("GET", f"{AGENT}/articles", token="admin").json["items"]) == 1
    files = {"files": [{"name": "a.csv", "content": "title,slug,body\nReturns,back,Within 30 days."}]}
    assert ask("POST", f"{AGENT}/articles/import", files, token="admin").json["updated"] == 1
    assert ask("GET", f"{AGENT}/articles/export", token="admin").status == 200
    public = f"/api/widget/{WIDGET_TOKEN}/articles"
    for path in ("", "/back", "/back/page"):
        assert ask("GET", f"{public}{path}").status == 200
    assert ask("POST", f"{public}/back/vote", {"helpful": True}, token=VISITOR_TOKEN).status == 200
    _removed(ask, f"articles/{article}")


def _agents(deployed: Deployment, ask: Client) -> None:
    """The invitation of an account that is there already, as after one that was interrupted."""
    CognitoAccounts(get_session(), POOL).invite(TENANT, EMAIL, "Nina", Role.AGENT)
    agent = _made(ask, "agents", {"email": EMAIL, "name": "Nina"})
    for role in (Role.ADMIN, Role.AGENT):
        assert ask("PATCH", f"{AGENT}/agents/{agent}", {"role": role.value}, token="admin").status == 200
    assert deployed.desk.connections.open("ninas-socket", deployed.visitor, [agent_topic(TENANT, agent)])
    with ended_connections(deployed):
        _removed(ask, f"agents/{agent}")


def _widgets(ask: Client) -> None:
    made = ask("POST", f"{AGENT}/widgets", {"name": "Shop"}, token="admin")
    assert made.status == 201, made.text
    own = f"{AGENT}/widgets/{made.json['widget']['id']}"
    assert ask("PATCH", own, {"greeting": "Hello!"}, token="admin").status == 200
    for act in ("toggle-active", "regenerate-token", "rotate-secret"):
        assert ask("POST", f"{own}/{act}", token="admin").status == 200
    assert len(ask("GET", f"{AGENT}/widgets", token="admin").json["items"]) == 3
    _removed(ask, own.removeprefix(f"{AGENT}/"))


def _made(ask: Client, what: str, body: dict[str, str]) -> str:
    made = ask("POST", f"{AGENT}/{what}", body, token="admin")
    assert made.status == 201, made.text
    return str(made.json["id"])


def _removed(ask: Client, what: str) -> None:
    assert ask("DELETE", f"{AGENT}/{what}", token="admin").status == 204
