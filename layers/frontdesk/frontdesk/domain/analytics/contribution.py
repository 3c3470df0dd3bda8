"""What one conversation has added, and to which counters: so that it can be taken back when it changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from frontdesk.domain.analytics.counts import Counts, counts_of, difference, of_an_agent
from frontdesk.domain.analytics.facts import facts_of
from frontdesk.domain.analytics.scope import AGENTS_DAYS, EVERYTHING, Place, Scope
from frontdesk.domain.conversation import Conversation

# Half an hour is what the clocks of nearly all time zones differ by.
SLOT = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """`version` is the conversation's that it stands for; `revision` counts the contribution's own changes.

    `answers` are the bot's, by seq, each with its tenth of confidence.
    """

    tenant_id: str
    conversation_id: str
    version: int
    revision: int = 1
    slot: datetime
    widget_id: str
    department_id: str | None = None
    agent_id: str | None = None
    answers: Mapping[int, int] = field(default_factory=dict)
    counts: Counts

    def places(self) -> dict[Place, Counts]:
        """Every row of counters that it adds to, and what."""
        scopes = [EVERYTHING, Scope.widget(self.widget_id)]
        if self.department_id is not None:
            scopes.append(Scope.department(self.department_id))
        if self.agent_id is None:
            return {scope.at(self.slot): self.counts for scope in scopes}
        own = {scope.at(self.slot): self.counts for scope in (*scopes, Scope.agent(self.agent_id))}
        return {**own, AGENTS_DAYS.on(self.slot.date(), self.agent_id): of_an_agent(self.counts)}


def contribution_of(
    conversation: Conversation, before: Contribution | None, answers: Mapping[int, int]
) -> Contribution:
    """What takes the place of `before`, with these answers of the bot beside those that are known."""
    facts = facts_of(conversation)
    known = {**(before.answers if before else {}), **answers}
    return Contribution(
        tenant_id=conversation.tenant_id,
        conversation_id=conversation.id,
        version=conversation.version,
        revision=before.revision + 1 if before else 1,
        slot=slot_of(facts.began_at),
        widget_id=facts.widget_id,
        department_id=facts.department_id,
        agent_id=facts.agent_id,
        answers=known,
        counts=counts_of(facts, known.values()),
    )


def changes_between(before: Contribution | None, after: Contribution) -> dict[Place, dict[str, int]]:
    """What each row of counters changes by when the one takes the place of the other."""
    old, new = before.places() if before else {}, after.places()
    changed = {place: difference(old.get(place, {}), new.get(place, {})) for place in old.keys() | new.keys()}
    return {place: changes for place, changes in changed.items() if changes}


def slot_of(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 30 * 30, second=0, microsecond=0)
