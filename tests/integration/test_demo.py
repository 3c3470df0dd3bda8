"""The demo's seed: what it makes, and that it leaves alone what is there."""

from collections import Counter
from dataclasses import replace

import pytest

from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_workflows import DynamoWorkflows
from frontdesk.contract.workflow_faults import misfits
from frontdesk.domain.canned_response import check_body
from frontdesk.domain.vocabulary import HandlerType, Role, Routing
from frontdesk.use_cases.begin_workflow import workflow_to_begin
from frontdesk.use_cases.manage_workflows import senseless
from frontdesk.use_cases.ports import Desk
from local.config import Outputs
from local.demo import (
    AUTOMATIC_WIDGET_TOKEN,
    BOT_WIDGET_TOKEN,
    CLOSED_WIDGET_TOKEN,
    PASSWORD,
    RESPONSES,
    SENDER,
    TENANT,
    WIDGET_TOKEN,
    WORKFLOW_WIDGET_TOKEN,
    DemoResponse,
)
from local.seed import seed
from tests.integration.cloud import Tables
from tests.integration.user_pool import UserPool

WIDGET_TOKENS = (WIDGET_TOKEN, AUTOMATIC_WIDGET_TOKEN, BOT_WIDGET_TOKEN, CLOSED_WIDGET_TOKEN)


@pytest.fixture
def pool(tables: Tables) -> UserPool:
    return UserPool()


@pytest.fixture
def outputs(desk: Desk, pool: UserPool, module_environment: dict[str, str]) -> Outputs:
    return Outputs(
        region="us-east-1",
        doors={},
        websockets={},
        environment={},
        references={"UserPool": pool.id},
        functions={
            "HttpApiFunction": module_environment,
            "EscalationFunction": {"FRONTDESK_SENDER_EMAIL": SENDER},
        },
        process=1,
    )


def test_the_demo_has_people_departments_words_and_widgets(desk: Desk, outputs: Outputs, pool: UserPool) -> None:
    seed(outputs)
    agents = desk.agents.of_tenant(TENANT)
    assert [(agent.name, agent.role) for agent in agents] == [
        ("Ana Putri", Role.ADMIN),
        ("Budi Santoso", Role.AGENT),
        ("Citra Lestari", Role.AGENT),
    ]
    departments = {department.id for department in desk.departments.of_tenant(TENANT)}
    assert len(departments) == 3
    assert all(agent.skills and departments.issuperset(agent.department_ids) for agent in agents)
    assert {pool.user(agent.email)["UserStatus"] for agent in agents} == {"CONFIRMED"}
    assert len(desk.canned_responses.of_tenant(TENANT)) == len(RESPONSES)
    by_hand, automatic, bot, closed = (desk.directory.widget_by_token(token) for token in WIDGET_TOKENS)
    assert by_hand is not None
    assert by_hand.routing is Routing.MANUAL
    assert automatic is not None
    assert automatic.routing is Routing.AUTOMATIC
    assert bot is not None
    assert (bot.handler_type, bot.bot_name) == (HandlerType.AI_BOT, "Kopi")
    assert closed is not None
    assert not closed.is_open(desk.clock.now())
    assert closed.next_opening(desk.clock.now()) is None


def test_the_demos_articles_are_published_in_two_languages_and_can_be_found(desk: Desk, outputs: Outputs) -> None:
    seed(outputs)
    articles = list(desk.articles.whole(TENANT, published=True))
    assert Counter(article.locale for article in articles) == {"en": 16, "id": 3}
    assert all(len(article.examples) >= 3 and article.tags and len(article.body) > 200 for article in articles)
    assert desk.articles.by_slug(TENANT, "brewing-guide") in articles


@pytest.mark.parametrize("response", RESPONSES, ids=lambda response: response.shortcut)
def test_every_canned_response_of_the_demo_could_have_been_written_in_the_dashboard(response: DemoResponse) -> None:
    check_body(response.body, 4000)


def test_the_demos_workflow_could_have_been_saved_in_the_dashboard(
    desk: Desk, outputs: Outputs, connection: DynamoDb
) -> None:
    seed(outputs)
    widget = desk.directory.widget_by_token(WORKFLOW_WIDGET_TOKEN)
    assert widget is not None
    workflows = DynamoWorkflows(connection)
    pin = workflow_to_begin(workflows, widget)
    assert pin is not None
    definition = workflows.definition(TENANT, pin.workflow_id, pin.version)
    assert definition is not None
    assert misfits(definition) == []
    assert senseless(desk, TENANT, definition) == []


def test_seeding_again_changes_nothing_that_is_there(desk: Desk, outputs: Outputs, tables: Tables) -> None:
    seed(outputs)
    _ana, budi, _citra = desk.agents.of_tenant(TENANT)
    first, second, *_ = desk.canned_responses.of_tenant(TENANT)
    assert desk.agents.edit(budi, replace(budi, role=Role.ADMIN, skills=()))
    assert desk.canned_responses.remove(first)
    assert desk.canned_responses.edit(second, replace(second, body="Changed"))
    sales = desk.departments.of_tenant(TENANT)[1]
    assert desk.departments.edit(sales, replace(sales, name="Shop"))
    hours = desk.articles.by_slug(TENANT, "jam-buka")
    assert hours is not None
    assert desk.articles.remove(hours)
    before = tables.rows("DirectoryTable"), tables.rows("ArticlesTable")
    seed(outputs)
    assert (tables.rows("DirectoryTable"), tables.rows("ArticlesTable")) == before


def test_an_agent_whose_account_was_lost_is_a_new_agent_in_the_place_of_the_old(
    desk: Desk, outputs: Outputs, pool: UserPool
) -> None:
    seed(outputs)
    (ana, *_) = desk.agents.of_tenant(TENANT)
    pool.client.admin_delete_user(UserPoolId=pool.id, Username=ana.id)
    seed(outputs)
    (again, *others) = desk.agents.of_tenant(TENANT)
    assert (again.name, len(others)) == ("Ana Putri", 2)
    assert again == replace(ana, id=again.id)
    assert again.id != ana.id


def test_the_demos_agents_sign_in_with_the_password_that_is_printed(outputs: Outputs, pool: UserPool) -> None:
    seed(outputs)
    client = pool.client.create_user_pool_client(
        UserPoolId=pool.id, ClientName="dashboard", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )["UserPoolClient"]["ClientId"]
    signed_in = pool.client.initiate_auth(
        ClientId=client,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "citra@demo.example", "PASSWORD": PASSWORD},
    )
    assert "IdToken" in signed_in["AuthenticationResult"]
