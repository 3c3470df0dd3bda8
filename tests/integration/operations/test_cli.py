"""The command `frontdesk`, against a stack that shows the same outputs as a deployed one."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.session import Session, get_session

from frontdesk.adapters.dynamodb_audit import DynamoAuditTrail
from frontdesk.bootstrap import desk_from
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.selection import EVERYTHING
from frontdesk.domain.tenant import TenantSettings
from frontdesk.domain.vocabulary import HandlerType, Role
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.search_conversations import search_conversations
from frontdesk.use_cases.send_message import Outgoing
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from frontdesk.use_cases.write_note import write_note
from operations import deployment, workplace
from operations.cli import main
from tests.contract.sam_template import written
from tests.fakes.people import ADA, TENANT, VERA, VERA_HERSELF, WIDGET
from tests.integration.cloud import Tables

STACK = "frontdesk-dev"
ANA = ("--name", "Ana Putri", "--email", "ana@acme.example")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def session() -> Session:
    return get_session()


@pytest.fixture
def run(session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Its exit code, and what it has said on standard output and on standard error."""
    monkeypatch.setattr(workplace, "get_session", lambda: session)

    def command(*words: str) -> tuple[int, str, str]:
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def outputs(tables: Tables, module_environment: dict[str, str]) -> dict[str, str]:
    """As the template writes them, with each table by its logical id."""
    pool: str = boto3.client("cognito-idp").create_user_pool(
        PoolName="agents",
        UsernameAttributes=["email"],
        Schema=[{"Name": "tenant_id", "AttributeDataType": "String", "Mutable": False}],
    )["UserPool"]["Id"]
    for group in ("admin", "agent"):
        boto3.client("cognito-idp").create_group(UserPoolId=pool, GroupName=group)
    boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="KnowledgeBucket")
    told = {name: output["Value"] for name, output in written()["Outputs"].items()}
    references = {name: value["Ref"] for name, value in told.items() if "Ref" in value}
    sockets = module_environment["FRONTDESK_WEBSOCKET_URL"]
    return {**references, "UserPoolId": pool, "SiteUrl": "https://desk.acme.example", "WebSocketUrl": sockets}


@pytest.fixture
def stack(outputs: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """CloudFormation itself is asked by one test: moto takes long to make a stack."""
    monkeypatch.setattr(deployment, "_outputs", lambda _name: outputs)
    return outputs


@pytest.fixture
def desk(stack: dict[str, str]) -> Desk:
    return desk_from(deployment.deployed(STACK).environment)


def widget_in(said: str, desk: Desk) -> Widget:
    token = re.search(r'src="https://desk\.acme\.example/api/widget/([\w-]{32})/script\.js"', said)
    assert token, said
    widget = desk.directory.widget_by_token(token[1])
    assert widget
    return widget


def trail(tenant_id: str = "acme") -> list[tuple[str, str]]:
    return [(entry.by, entry.action.value) for entry in DynamoAuditTrail().of_tenant(tenant_id, None, 50).items][::-1]


def begun(desk: Desk, content: str, client_id: str = "start-1") -> Conversation:
    beginning = Beginning(client_id=client_id, message_client_id=f"{client_id}-1", message_content=content)
    return start_conversation(desk, WIDGET, VERA, VERA_HERSELF, beginning)[0].conversation


def a_tenant(run: Run, desk: Desk) -> None:
    """The one that the tests' people belong to, with a widget."""
    assert run("tenant", "create", TENANT, *ANA)[0] == 0
    desk.directory.put_widget(WIDGET)
    desk.directory.create_visitor(VERA)


def test_a_tenant_begins_with_an_admin_and_a_widget_to_embed(run: Run, desk: Desk, stack: dict[str, str]) -> None:
    code, said, _ = run("tenant", "create", "acme", *ANA, "--company", "Acme Inc.", "--domain", "acme.example")
    assert code == 0
    widget = widget_in(said, desk)
    assert (widget.tenant_id, widget.name, widget.allowed_domains) == ("acme", "Acme Inc.", ("acme.example",))
    assert widget.secret_hint
    assert re.search(rf"sk_\S+{re.escape(widget.secret_hint)}", said)
    (admin,) = desk.agents.of_tenant("acme")
    assert (admin.name, admin.email, admin.role) == ("Ana Putri", "ana@acme.example", Role.ADMIN)
    cognito = boto3.client("cognito-idp")
    user = cognito.admin_get_user(UserPoolId=stack["UserPoolId"], Username="ana@acme.example")
    attributes = {one["Name"]: one["Value"] for one in user["UserAttributes"]}
    assert attributes["custom:tenant_id"] == "acme"
    groups = cognito.admin_list_groups_for_user(UserPoolId=stack["UserPoolId"], Username=user["Username"])
    assert [group["GroupName"] for group in groups["Groups"]] == ["admin"]
    assert trail() == [("command-line", "agent.invited"), ("command-line", "widget.created")]


def test_made_again_it_has_its_admin_again_and_no_second_widget(run: Run, desk: Desk) -> None:
    first = widget_in(run("tenant", "create", "acme", *ANA)[1], desk)
    (admin,) = desk.agents.of_tenant("acme")
    assert desk.agents.edit(admin, replace(admin, role=Role.AGENT, skills=("tea",)))
    assert widget_in(run("tenant", "create", "acme", *ANA)[1], desk) == first
    assert desk.agents.of_tenant("acme") == [replace(admin, skills=("tea",))]


def test_who_signs_in_to_another_company_is_refused(run: Run, stack: dict[str, str]) -> None:
    assert run("tenant", "create", "acme", *ANA)[0] == 0
    code, _, complaint = run("tenant", "create", "other", *ANA)
    assert code == 1
    assert "another company" in complaint


def test_a_name_that_cannot_be_a_tenants_is_refused_before_anything_is_made(run: Run) -> None:
    code, _, complaint = run("tenant", "create", "Acme Inc.", *ANA)
    assert code == 2
    assert "small letters" in complaint


def test_people_are_invited_with_what_they_can_do(run: Run, desk: Desk) -> None:
    run("tenant", "create", "acme", *ANA)
    words = (
        "--name",
        "Budi",
        "--email",
        "budi@acme.example",
        "--skill",
        "tea",
        "--skill",
        "french",
        "--max-chats",
        "8",
    )
    assert run("agent", "invite", "acme", *words)[0] == 0
    budi = next(agent for agent in desk.agents.of_tenant("acme") if agent.name == "Budi")
    assert (budi.role, budi.skills, budi.max_chats) == (Role.AGENT, ("tea", "french"), 8)
    assert trail()[-1] == ("command-line", "agent.invited")
    code, _, complaint = run("agent", "invite", "acme", *words)
    assert (code, "already" in complaint) == (1, True)
    code, _, complaint = run("agent", "invite", "acme", *words, "--department", "Sales")
    assert (code, "no department called Sales" in complaint) == (1, True)


def test_widgets_are_made_as_the_tenant_has_settled_and_listed(run: Run, desk: Desk) -> None:
    run("tenant", "create", "acme", *ANA, "--company", "Acme")
    nothing = TenantSettings(tenant_id="acme")
    desk.tenants.put(nothing, replace(nothing, confidence_threshold=0.9, version=1))
    code, said, _ = run("widget", "create", "acme", "--name", "Shop", "--handler", "bot", "--domain", "*.acme.example")
    assert code == 0
    shop = widget_in(said, desk)
    assert (shop.handler_type, shop.threshold, shop.allowed_domains) == (HandlerType.AI_BOT, 0.9, ("*.acme.example",))
    code, said, _ = run("widget", "list", "acme")
    assert code == 0
    assert re.search(rf"Shop +{shop.token} +bot +manual +on +0 +\*\.acme\.example", said)
    assert re.search(r"Acme .* agent .* any", said)


def test_a_workflow_that_is_not_there_is_refused_by_its_field(run: Run, stack: dict[str, str]) -> None:
    run("tenant", "create", "acme", *ANA)
    code, _, complaint = run(
        "widget", "create", "acme", "--name", "Shop", "--handler", "workflow", "--workflow", "none"
    )
    assert (code, complaint) == (1, "There is no such workflow.\n")


def test_what_was_lost_is_found_again_after_a_reindex(run: Run, desk: Desk, tables: Tables) -> None:
    a_tenant(run, desk)
    found = begun(desk, "Where is my marmalade?")

    def hits() -> list[str]:
        page = search_conversations(desk, ADA, "marmalade", None, 5, selection=EVERYTHING)
        return [hit.id for hit in page.items]

    assert hits() == []
    code, said, _ = run("reindex", TENANT)
    assert (code, "1 conversation is found" in said) == (0, True)
    assert hits() == [found.id]
    assert "0 conversations are found" in run("reindex", TENANT)[1]


def test_analytics_are_counted_anew(run: Run, desk: Desk) -> None:
    a_tenant(run, desk)
    begun(desk, "Hello")
    assert run("rebuild-analytics", TENANT)[1] == "1 conversation is counted otherwise than before.\n"
    assert run("rebuild-analytics", TENANT)[1] == "0 conversations are counted otherwise than before.\n"


def test_an_export_holds_every_conversation_with_its_messages_and_notes(run: Run, desk: Desk, tmp_path: Path) -> None:
    a_tenant(run, desk)
    for number in range(3):
        last = begun(desk, f"Question {number}", f"start-{number}")
    write_note(desk, ADA, Outgoing(conversation_id=last.id, client_id="note-1", base_seq=0, content="A regular."))
    file = tmp_path / "acme.jsonl"
    code, _, said = run("export", TENANT, "--out", str(file))
    assert (code, said) == (0, f"3 conversations were written to {file}.\n")
    lines: list[Any] = [json.loads(line) for line in file.read_text().splitlines()]
    assert sorted(line["messages"][0]["content"] for line in lines) == [f"Question {number}" for number in range(3)]
    assert [note["content"] for line in lines for note in line["notes"]] == ["A regular."]
    assert trail(TENANT)[-1] == ("command-line", "data.exported")
    code, said, _ = run("export", TENANT, "--out", "-")
    assert [json.loads(line) for line in said.splitlines()] == lines
    code, _, complaint = run("export", TENANT, "--out", str(file))
    assert (code, "already" in complaint) == (1, True)


@pytest.mark.parametrize("command", ["widget list", "reindex", "rebuild-analytics", "export --out -"])
@pytest.mark.usefixtures("stack")
def test_a_tenant_that_is_not_there_is_named_with_what_to_do(run: Run, command: str) -> None:
    code, _, complaint = run(*command.split(), "nobody")
    assert code == 1
    assert "There is no tenant nobody here. Make it with `frontdesk tenant create nobody`" in complaint


@pytest.mark.usefixtures("tables")
def test_a_stack_tells_its_outputs_and_one_that_is_none_is_named_with_what_to_do(run: Run) -> None:
    template = {"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}, "Outputs": {"SiteUrl": {"Value": "https://a"}}}
    stacks = boto3.client("cloudformation")
    stacks.create_stack(StackName=STACK, TemplateBody=json.dumps(template))
    code, _, complaint = run("widget", "list", "acme")
    assert (code, "does not tell ConnectionsTableName" in complaint) == (1, True)
    stacks.delete_stack(StackName=STACK)
    code, _, complaint = run("--stack", "frontdesk-nowhere", "widget", "list", "acme")
    assert code == 1
    assert "no stack frontdesk-nowhere" in complaint
    assert "AWS_PROFILE" in complaint


def test_where_nothing_runs_on_this_machine_it_says_how_to_start_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deployment, "_told_at", lambda _port: None)
    code, _, complaint = run("--local", "widget", "list", "acme")
    assert (code, "make dev" in complaint) == (1, True)


@pytest.mark.parametrize(
    "command", [(), ("tenant", "create"), ("agent", "invite"), ("widget", "create"), ("widget", "list"), ("export",)]
)
def test_each_command_teaches_itself_by_examples(run: Run, command: tuple[str, ...]) -> None:
    code, said, _ = run(*command, "--help")
    assert code == 0
    assert " ".join(("  frontdesk", *command)) in said


def test_every_output_that_the_commands_need_is_in_the_template() -> None:
    assert {*deployment.OUTPUTS.values(), "UserPoolId", "SiteUrl"} <= written()["Outputs"].keys()
