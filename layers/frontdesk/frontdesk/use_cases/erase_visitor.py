"""Erase a visitor, and all that they have said and left, everywhere.

An admin's wish is noted before anything else, and carried out by jobs of a queue: whoever dies between two steps
leaves the note and the job. What they are known by goes first, so that they begin nothing new; each conversation's
summary goes after what it leads to, and the visitor's own row last of all: so whoever goes on finds what is left.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy, NotFound
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.domain.privacy import SETTLING, EraseVisitor, Erasure, remains_of
from frontdesk.domain.topics import visitor_topic
from frontdesk.domain.visitor import Visitor
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.change_conversation import events_of_change
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.erase_conversation import end_sockets, erase_remains
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.privacy_ports import ErasingDesk, PrivacyDesk

ATTEMPTS = 20
LONGEST_PAUSE_SECONDS = 0.05
PAGE_SIZE = 25


def request_erasure(desk: Desk, privacy: PrivacyDesk, admin: Principal, visitor_id: str) -> tuple[Erasure, bool]:
    """The erasure, and whether it is new: asking again while it is under way lets a job be done that may be lost.

    Who has become somebody else is erased as them. Raises NotFound, Busy.
    """
    tenant_id = admin.tenant_id
    visitor = desk.directory.visitor(tenant_id, visitor_id, consistent=True)
    if visitor is not None and visitor.merged_into is not None:
        return request_erasure(desk, privacy, admin, visitor.merged_into)
    known = privacy.records.erasure(tenant_id, visitor_id)
    if known is not None and known.settles(visitor):
        if known.ended_at is None:
            privacy.queue.put([EraseVisitor(tenant_id, visitor_id)])
        return known, False
    if visitor is None and not _any_conversation(desk, tenant_id, visitor_id):
        raise NotFound("There is no such visitor.")
    by = Party(admin.id, admin.name)
    erasure = Erasure(tenant_id=tenant_id, visitor_id=visitor_id, requested_at=desk.clock.now(), requested_by=by)
    privacy.records.begin_erasure(erasure)
    privacy.queue.put([EraseVisitor(tenant_id, visitor_id)])
    return erasure, True


def find_erasure(privacy: PrivacyDesk, admin: Principal, visitor_id: str) -> Erasure:
    """Raises NotFound."""
    erasure = privacy.records.erasure(admin.tenant_id, visitor_id)
    if erasure is None:
        raise NotFound("Nobody has asked to erase this visitor.")
    return erasure


def erase_visitor(desk: Desk, work: ErasingDesk, job: EraseVisitor, in_time: Callable[[], bool]) -> None:
    """Do what a job asks for; what is left when time is up is a job again. Raises Busy.

    Once nothing is left it looks a second time, when whoever was writing at that moment has ended.
    """
    erasure = work.records.erasure(job.tenant_id, job.visitor_id)
    if erasure is None:
        return
    visitor = desk.directory.visitor(job.tenant_id, job.visitor_id, consistent=True)
    person = visitor if erasure.covers(visitor) else None
    ids = _ids(job.visitor_id, person)
    if visitor is person:
        for visitor_id in ids:
            end_sockets(desk, visitor_topic(job.tenant_id, visitor_id))
            work.remains.remove_tokens(job.tenant_id, visitor_id)
    if not _erase_conversations(desk, work, erasure, ids, visitor, in_time) or not _erase_person(desk, work, person):
        work.queue.put([job])
        return
    work.files.remove_exports(job.tenant_id, job.visitor_id)
    work.records.remove_export(job.tenant_id, job.visitor_id)
    now = desk.clock.now()
    if job.again:
        work.records.put_erasure(erasure.cleared(now).ended(now))
    else:
        work.queue.put([replace(job, again=True)], later=SETTLING)
        work.records.put_erasure(erasure.cleared(now))


def _ids(visitor_id: str, person: Visitor | None) -> list[str]:
    former = (*person.former_ids, *person.merging) if person else ()
    return list(dict.fromkeys((visitor_id, *former)))


def _erase_person(desk: Desk, work: ErasingDesk, person: Visitor | None) -> bool:
    """False where they have just taken over somebody, who is to go too."""
    if person is None:
        return True
    for former_id in _ids(person.id, person)[1:]:
        former = desk.directory.visitor(person.tenant_id, former_id, consistent=True)
        if former is not None:
            work.remains.remove_visitor(former)
    return work.remains.remove_visitor(person)


def _erase_conversations(
    desk: Desk,
    work: ErasingDesk,
    erasure: Erasure,
    visitor_ids: list[str],
    visitor: Visitor | None,
    in_time: Callable[[], bool],
) -> bool:
    """False where time was up first."""
    for visitor_id in visitor_ids:
        for listed in _conversations(desk, erasure.tenant_id, visitor_id):
            if not erasure.covers_conversation(listed, visitor):
                continue
            if not in_time():
                return False
            _erase(desk, work, erasure, listed)
    return True


def _erase(desk: Desk, work: ErasingDesk, erasure: Erasure, listed: Conversation) -> None:
    for _ in range(ATTEMPTS):
        closed = _closed(desk, listed)
        if closed is None:
            return
        erase_remains(desk, work, remains_of(closed))
        if work.remains.remove_conversation(closed):
            work.records.count_erased(erasure)
            return
    raise Busy("Too much happens in this conversation at once. Please try again.")


def _closed(desk: Desk, listed: Conversation) -> Conversation | None:
    """Its agent has a slot free again, and its escalations come to an end. None where it has gone."""
    for _ in range(ATTEMPTS):
        now = desk.clock.now()
        stored = desk.conversations.get(listed.tenant_id, listed.id, consistent=True)
        if stored is None or stored.status is Status.CLOSED:
            return stored
        closed = stored.cut_off(now)
        if desk.conversations.replace(stored, closed):
            deliver(desk, *events_of_change(stored, closed, now))
            return closed
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too many people change this conversation at once. Please try again.")


def _any_conversation(desk: Desk, tenant_id: str, visitor_id: str) -> bool:
    return bool(desk.conversations.of_visitor(tenant_id, visitor_id, None, 1).items)


def _conversations(desk: Desk, tenant_id: str, visitor_id: str) -> Iterator[Conversation]:
    cursor = None
    while True:
        page = desk.conversations.of_visitor(tenant_id, visitor_id, cursor, PAGE_SIZE)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return
