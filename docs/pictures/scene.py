"""Plays the morning on a running stack: visitors through the widget's own API, agents through theirs."""

import time
from dataclasses import dataclass
from typing import Any

import httpx

from docs.pictures.cast import (
    ASKED,
    ASKS_THE_BOT,
    HANDED_OVER,
    NEWCOMER,
    NOTE,
    OF_ANA,
    OF_BUDI,
    OF_CITRA,
    QUEUE,
    RESOLVED,
    RINA_AND_ANA,
    RINA_AND_BUDI,
    SHOP,
    TICKETS,
    Visit,
)
from local.demo import BOT_WIDGET_TOKEN
from local.testing import RunningStack, wait_for
from tests.e2e.people import WIDGET, Person, client_id, new_visitor, signed_in_agent, start

MINUTE = 60


@dataclass(frozen=True)
class Staff:
    ana: Person
    budi: Person
    citra: Person


class Scene:
    def __init__(self, stack: RunningStack, http: httpx.Client, pace: float) -> None:
        self._stack = stack
        self.http = http
        self._pace = pace
        self.staff = Staff(*(signed_in_agent(http, stack, f"{name}@demo.example") for name in ("ana", "budi", "citra")))

    def set_up(self) -> None:
        """What an admin does before the day begins. A maximum of three makes Budi busy with three."""
        ana = self.staff.ana
        departments = {each["name"]: each["id"] for each in ana.get("/departments").json()["items"]}
        done(ana.post("/agents", {**NEWCOMER, "department_ids": [departments["Sales"]]}))
        self._change(ana, f"/agents/{self._id(self.staff.budi)}", max_concurrent_chats=3)

    def hand_over(self, conversation_id: str, visitor: Person) -> None:
        """What Rina's conversation has been through when the pictures are taken."""
        ana, budi = self.staff.ana, self.staff.budi
        done(budi.post(f"/conversations/{conversation_id}/accept"))
        self._talk(conversation_id, visitor, budi, RINA_AND_BUDI)
        done(budi.post(f"/conversations/{conversation_id}/notes", {"client_id": client_id(), "content": NOTE}))
        done(
            budi.post(f"/conversations/{conversation_id}/transfer", {"agent_id": self._id(ana), "reason": HANDED_OVER})
        )
        self._change(ana, f"/conversations/{conversation_id}", tags=["lost parcel", "gift"])
        put = self.http.put(
            f"{ana.base}/conversations/{conversation_id}/priority", headers=ana.headers, json={"priority": "high"}
        )
        done(put)
        self._talk(conversation_id, visitor, ana, RINA_AND_ANA)

    def fill_hands(self) -> None:
        ana, budi, citra = self.staff.ana, self.staff.budi, self.staff.citra
        for agent, visits in ((ana, OF_ANA), (budi, OF_BUDI), (citra, OF_CITRA)):
            for visit in visits:
                self._answered(visit, agent)
        done(citra.post(f"/conversations/{self._answered(RESOLVED, citra)}/resolve"))

    def use_responses(self) -> None:
        """So that some have been used more often than others."""
        ana = self.staff.ana
        held = ana.get("/conversations", scope="mine").json()["items"][0]["id"]
        responses = {each["shortcut"]: each["id"] for each in ana.get("/canned-responses").json()["items"]}
        with ana.line() as line:
            for shortcut, times in {"hello": 9, "order": 6, "refund": 3, "brew": 2, "moment": 5}.items():
                for _ in range(times):
                    line.ask(type="canned_response.use", conversation_id=held, canned_response_id=responses[shortcut])

    def fill_queue(self) -> None:
        """One visitor after another, so that some have waited for minutes and others for a moment."""
        begun = time.monotonic()
        longest = max(visit.waits for visit in QUEUE)
        for visit in QUEUE:
            due = begun + (longest - visit.waits) * MINUTE * self._pace
            time.sleep(max(0, due - time.monotonic()))
            self._start(self.visitor(visit), visit)
        wait_for(lambda: len(self.staff.ana.get("/queue").json()["items"]) == len(QUEUE))

    def make_tickets(self) -> int:
        """Of conversations that are over. The number of the latest."""
        citra = self.staff.citra
        number = 0
        for visit, work in TICKETS:
            conversation_id = self._answered(visit, citra)
            ticket = done(citra.post(f"/conversations/{conversation_id}/convert-to-ticket", {}))["ticket"]
            number = ticket["number"]
            self._change(citra, f"/tickets/{number}", **work)
            done(citra.post(f"/conversations/{conversation_id}/close"))
        self._change(citra, f"/tickets/{number}", assignee_id=self._id(citra))
        return number

    def ask_the_bot(self) -> str:
        """The conversation, as soon as it is answered."""
        visitor = new_visitor(self.http, self._stack, ASKS_THE_BOT, BOT_WIDGET_TOKEN)
        wait_for(lambda: done(self.staff.ana.post("/articles/ask", {"question": ASKED}))["would_answer"], MINUTE)
        conversation_id = start(visitor, ASKED)
        wait_for(lambda: visitor.log(conversation_id)[-1]["sender_type"] == "bot", MINUTE)
        return conversation_id

    def visitor(self, visit: Visit) -> Person:
        origin = self._stack.url("demo")
        base = self._stack.url("Site") + WIDGET
        headers = {"Origin": origin, "User-Agent": visit.device}
        told = {"name": visit.name, "email": visit.email, "page": page_of(visit), "time_zone": "Asia/Jakarta"}
        session = done(self.http.post(f"{base}/session", json=told, headers=headers))
        return Person(self.http, base, headers | {"Authorization": f"Bearer {session['visitor_token']}"}, origin)

    def _answered(self, visit: Visit, agent: Person) -> str:
        visitor = self.visitor(visit)
        conversation_id = self._start(visitor, visit)
        done(agent.post(f"/conversations/{conversation_id}/accept"))
        self._talk(conversation_id, visitor, agent, visit.told)
        return conversation_id

    def _start(self, visitor: Person, visit: Visit) -> str:
        beginning = {
            "client_id": client_id(),
            "message": {"client_id": client_id(), "content": visit.says},
            "priority": visit.priority,
            "required_skills": visit.skills,
            "page": page_of(visit),
        }
        conversation_id: str = done(visitor.post("/conversations", beginning))["conversation"]["id"]
        return conversation_id

    def _talk(self, conversation_id: str, visitor: Person, agent: Person, lines: tuple[str, ...]) -> None:
        path = f"/conversations/{conversation_id}"
        for line in lines:
            speaker = agent if line.startswith(">") else visitor
            sent = {"client_id": client_id(), "content": line.removeprefix(">")}
            seq = done(speaker.post(f"{path}/messages", sent))["message"]["seq"]
            if speaker is agent:
                done(visitor.post(f"{path}/read", {"seq": seq}))

    def _change(self, agent: Person, path: str, **fields: Any) -> None:
        done(self.http.patch(agent.base + path, headers=agent.headers, json=fields))

    def _id(self, agent: Person) -> str:
        own: str = agent.get("/agents/me").json()["id"]
        return own


def page_of(visit: Visit) -> dict[str, str]:
    return {"url": SHOP + visit.path, "title": visit.page}


def done(response: httpx.Response) -> Any:
    """What was answered; the command ends where something was refused."""
    response.raise_for_status()
    return response.json() if response.content else None
