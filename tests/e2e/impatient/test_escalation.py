"""Escalations on the stack's own Step Functions: somebody comes, or a ticket; whatever fails or restarts meanwhile."""

from local.testing import wait_for
from tests.e2e.impatient.desk import PATIENCE, Desk, escalate, told
from tests.e2e.people import start


def test_who_accepts_in_time_ends_the_escalation(desk: Desk) -> None:
    visitor = desk.visitor()
    conversation_id = start(visitor, "Can I pay by card?")
    for _ in range(2):
        escalate(visitor, conversation_id)
    desk.reached(conversation_id, "wait")
    assert desk.ana.post(f"/conversations/{conversation_id}/accept").status_code == 200
    assert desk.ended(conversation_id) == "SUCCEEDED"
    assert desk.history(conversation_id)["outcome"] == "accepted"
    steps = desk.steps(conversation_id)
    assert steps["finish"] == "accepted"
    assert "ticket" not in steps
    notes = desk.ana.get(f"/conversations/{conversation_id}/notes").json()["items"]
    assert ["Can I pay by card?" in note["content"] for note in notes] == [True]


def test_nobody_in_time_makes_a_ticket_and_tells_everybody(desk: Desk) -> None:
    email = "sari@example.com"
    visitor = desk.visitor()
    visitor.post("/session", {"name": "Sari", "email": email})
    conversation_id = start(visitor, "My machine leaks")
    escalate(visitor, conversation_id)
    assert desk.ended(conversation_id) == "SUCCEEDED"
    conversation = desk.ana.get(f"/conversations/{conversation_id}").json()
    number = conversation["ticket_number"]
    assert conversation["priority"] == "urgent"
    assert desk.ana.get(f"/tickets/{number}").json()["subject"] == "Chat: My machine leaks"
    assert sum(f"#{number}" in line for line in told(visitor, conversation_id)) == 1
    assert desk.history(conversation_id)["outcome"] == "ticketed"
    assert list(desk.steps(conversation_id)) == [
        "summarise",
        "offer",
        "wait",
        "alarm",
        "wait_for_admins",
        "ticket",
        "tell",
        "email",
        "finish",
    ]
    (mail,) = desk.mails(email)
    assert mail["Subject"] == f"[Kopi Pagi] Your request: ticket #{number}"
    assert "My machine leaks" not in str(mail)
    (notice,) = [one for one in desk.mails("ana@demo.example") if f"#{number}:" in one["Subject"]]
    assert f"{desk.stack.url('Site')}/#/tickets/{number}\n" in notice["BodyText"]
    alarms = [one["reason"] for one in desk.ana.get("/notifications").json()["items"]]
    assert "escalated" in alarms


def test_a_step_that_fails_twice_is_taken_again(desk: Desk) -> None:
    visitor = desk.visitor()
    conversation_id = start(visitor, "Still there?")
    before = desk.stack.injected().get("invocation_killed", 0)
    desk.stack.inject(invocation_killed=1, kill_within=0.001, kill_functions=["EscalationFunction"])
    escalate(visitor, conversation_id)
    wait_for(lambda: desk.stack.injected().get("invocation_killed", 0) >= before + 2, PATIENCE)
    desk.stack.inject()
    desk.reached(conversation_id, "wait")
    assert desk.ana.post(f"/conversations/{conversation_id}/accept").status_code == 200
    assert desk.ended(conversation_id) == "SUCCEEDED"
    assert desk.steps(conversation_id)["finish"] == "accepted"
    assert len(desk.ana.get(f"/conversations/{conversation_id}/notes").json()["items"]) == 1


def test_a_step_whose_process_is_killed_is_taken_again(desk: Desk) -> None:
    visitor = desk.visitor()
    conversation_id = start(visitor, "Are you open on Sundays?")
    escalate(visitor, conversation_id)
    desk.stack.kill_gateway()
    desk.reached(conversation_id, "wait")
    assert desk.ana.post(f"/conversations/{conversation_id}/accept").status_code == 200
    assert desk.ended(conversation_id) == "SUCCEEDED"
    assert desk.history(conversation_id)["outcome"] == "accepted"
    assert len(desk.ana.get(f"/conversations/{conversation_id}/notes").json()["items"]) == 1


def test_an_escalation_that_a_restart_interrupted_goes_on_where_it_was(desk: Desk) -> None:
    assert desk.ended(desk.interrupted) == "SUCCEEDED"
    steps = desk.steps(desk.interrupted)
    assert steps["finish"] == "ticketed"
    assert len(desk.ana.get(f"/conversations/{desk.interrupted}/notes").json()["items"]) == 1
    entered = desk.entered(desk.interrupted)
    assert entered.count("Summarise") == 1
    assert entered.count("WaitForAcceptance") == 1


def test_one_that_nobody_takes_out_of_the_queue_is_called_for(desk: Desk) -> None:
    wait_for(lambda: desk.escalations(desk.queued), PATIENCE)
    assert desk.history(desk.queued)["reason"] == "queue_sla"
    assert desk.ended(desk.queued) == "SUCCEEDED"
    steps = desk.steps(desk.queued)
    assert steps["offer"] == "alarm"
    assert "wait" not in steps
    assert desk.history(desk.queued)["outcome"] == "ticketed"
