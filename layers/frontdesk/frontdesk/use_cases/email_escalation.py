"""Send the mails of an escalation that has ended in a ticket: to who asked, and to the admins."""

from collections.abc import Iterator

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy, NotFound
from frontdesk.domain.escalation import Escalation
from frontdesk.domain.escalation_mail import Mail, mail_to_admin, mail_to_requester
from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep
from frontdesk.domain.vocabulary import Role
from frontdesk.use_cases.escalation_ports import EscalationDesk, EscalationSteps, MailClaim, Mailer, MailRefused
from frontdesk.use_cases.find_escalation import find_escalation
from frontdesk.use_cases.ports import Desk

NO_SENDER = "no sender is set"


def email_escalation(desk: Desk, work: EscalationDesk, key: EscalationKey) -> None:
    """Each mail at least once, and hardly ever twice: only where whoever has sent it dies before it is noted.

    Raises NotFound, Busy.
    """
    result = NO_SENDER
    if work.mailer is not None:
        conversation, escalation = find_escalation(desk, key)
        mails = list(_mails(desk, work, conversation, escalation))
        sent = sum(_sent(work.steps, work.mailer, key, mail) for mail in mails)
        result = f"{sent} of {len(mails)} sent"
    work.steps.note(key, EscalationStep.EMAIL, desk.clock.now(), result)


def _mails(desk: Desk, work: EscalationDesk, conversation: Conversation, escalation: Escalation) -> Iterator[Mail]:
    number = conversation.ticket_number
    ticket = desk.tickets.get(conversation.tenant_id, number) if number is not None else None
    if ticket is None:
        raise NotFound("There is no such ticket.")
    visitor = desk.directory.visitor(conversation.tenant_id, conversation.visitor_id)
    to = conversation.with_particulars_of(visitor).visitor_email
    if to is not None:
        widget = desk.directory.widget(conversation.tenant_id, conversation.widget_id)
        locale = visitor.particulars.locale if visitor else None
        yield mail_to_requester(to, ticket, escalation, widget.name if widget else "", locale)
    for agent in desk.agents.of_tenant(conversation.tenant_id):
        if agent.role is Role.ADMIN:
            yield mail_to_admin(agent.email, ticket, escalation, work.site_url)


def _sent(steps: EscalationSteps, mailer: Mailer, key: EscalationKey, mail: Mail) -> bool:
    """False where the mail is refused for good: the others are sent all the same."""
    claim = steps.claim_mail(key, mail.to)
    if claim is MailClaim.ANOTHERS:
        # Who claimed it may have died: whether it was sent is seen when the claim has ended.
        raise Busy("Somebody else is sending this mail.")
    if claim is MailClaim.SENT:
        return True
    try:
        mailer.send(mail)
    except MailRefused:
        return False
    steps.mark_mailed(key, mail.to)
    return True
