"""Where a workflow's steps lead, the whole way over the wire: into an agent's hands, and to the bot."""

from collections.abc import Iterator

import httpx
import pytest

from local.demo import WORKFLOW_WIDGET_TOKEN
from local.testing import RunningStack, wait_for
from tests.e2e.people import Json, Line, Person, new_visitor, start
from tests.e2e.team import BEAT_SECONDS, Team

PATIENCE = 60
QUESTION = "How do I pause my subscription?"
BUDI = "Budi, please"


@pytest.fixture(scope="module")
def team(http: httpx.Client, stack: RunningStack) -> Team:
    return Team(http, stack)


@pytest.fixture
def budi(team: Team) -> Iterator[Line]:
    with team.budi.person.line() as line, line.beating(BEAT_SECONDS):
        line.ask(type="presence.set", status="online")
        yield line
        team.budi.choose("offline")


@pytest.fixture
def widget(http: httpx.Client, team: Team) -> Iterator[Json]:
    """One whose workflow asks whom the visitor wants, and leads to Budi."""
    ana = team.ana.person
    choices = [{"value": "budi", "label": BUDI, "next": "budi"}]
    steps = {
        "whom": {"type": "choice", "text": "Whom do you want?", "attribute": "whom", "choices": choices},
        "budi": {"type": "route", "to": "agent", "agent_id": team.budi.id},
    }
    workflow = ana.post("/workflows", {"name": "To Budi", "definition": {"start": "whom", "steps": steps}}).json()
    wanted = {"name": "To Budi", "handler_type": "workflow", "handler_id": workflow["id"]}
    made: Json = ana.post("/widgets", wanted).raise_for_status().json()["widget"]
    yield made
    for path in (f"/widgets/{made['id']}", f"/workflows/{workflow['id']}"):
        http.delete(ana.base + path, headers=ana.headers).raise_for_status()


def asked(visitor: Person) -> str:
    """The id of a conversation in which the workflow waits for an answer."""
    own = start(visitor)
    wait_for(lambda: visitor.log(own)[-1]["type"] == "form")
    return own


def test_a_step_that_names_an_agent_puts_the_visitor_into_their_hands(
    http: httpx.Client, stack: RunningStack, team: Team, budi: Line, widget: Json
) -> None:
    visitor = new_visitor(http, stack, widget=widget["token"])
    own = asked(visitor)
    visitor.say(own, BUDI)
    frame = budi.hear("conversation.assigned", within=PATIENCE, conversation_id=own)
    assert (frame["urgent"], frame["conversation"]["agent"]["id"]) == (True, team.budi.id)
    seen = team.budi.person.get(f"/conversations/{own}").json()
    assert (seen["status"], seen["handler"], seen["attributes"]) == ("active", "agent", {"whom": "budi"})
    assert [(one["reason"], one["outcome"]) for one in seen["escalations"]] == [("workflow", "accepted")]
    wait_for(lambda: visitor.log(own)[-1]["content"] == "Budi Santoso joined the conversation.")
    team.budi.person.post(f"/conversations/{own}/close").raise_for_status()


def test_a_step_that_leads_to_the_bot_lets_it_answer_what_comes_next(
    http: httpx.Client, stack: RunningStack, team: Team
) -> None:
    ana = team.ana.person
    wait_for(lambda: ana.post("/articles/ask", {"question": QUESTION}).json()["would_answer"], PATIENCE)
    visitor = new_visitor(http, stack, widget=WORKFLOW_WIDGET_TOKEN)
    own = asked(visitor)
    visitor.say(own, "Ask something else")
    wait_for(lambda: visitor.get(f"/conversations/{own}").json()["handler"] == "bot")
    wait_for(lambda: visitor.log(own)[-1]["content"] == "Ask away: I look it up for you.")
    asked_at = visitor.say(own, QUESTION)["seq"]
    answer = wait_for(lambda: [message for message in visitor.log(own) if message["seq"] == asked_at + 1])[0]
    assert answer["metadata"]["answer"]["sources"][0]["slug"] == "pause-or-cancel-a-subscription"
    assert visitor.get(f"/conversations/{own}").json()["status"] == "active"
