"""Visitors who want to talk to somebody rather than answer."""


def asks_for_person(answer: str) -> bool:
    # Only here, as all of answering: a function that follows no workflow does not load it.
    from frontdesk.domain.answering.human_request import asks_for_human  # noqa: PLC0415

    return asks_for_human(answer)
