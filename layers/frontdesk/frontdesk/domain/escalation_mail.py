"""The mails of an escalation that has ended in a ticket.

Whoever writes into a chat may give anybody's address. So the mail to the requester carries no word of theirs: it can
not be used to send messages to strangers.
"""

from dataclasses import dataclass

from frontdesk.domain.escalating import FRONTDESK
from frontdesk.domain.escalation import Escalation
from frontdesk.domain.escalation_summary import WHY
from frontdesk.domain.ticket import Ticket

INDONESIAN = "id"


@dataclass(frozen=True, slots=True)
class Mail:
    to: str
    subject: str
    text: str


def mail_to_requester(to: str, ticket: Ticket, escalation: Escalation, widget_name: str, locale: str | None) -> Mail:
    by_hand = _made_by_hand(ticket, escalation)
    if locale is not None and locale.lower().split("-")[0] == INDONESIAN:
        told = _in_indonesian(ticket.number, widget_name, by_hand=by_hand)
        return Mail(to, f"[{widget_name}] Permintaan Anda: tiket #{ticket.number}", told)
    told = _in_english(ticket.number, widget_name, by_hand=by_hand)
    return Mail(to, f"[{widget_name}] Your request: ticket #{ticket.number}", told)


def mail_to_admin(to: str, ticket: Ticket, escalation: Escalation, site_url: str) -> Mail:
    by_hand = _made_by_hand(ticket, escalation)
    came = "made of an escalated conversation" if by_hand else "nobody took the conversation"
    told = f"{ticket.created_by.name} has made a ticket of it" if by_hand else "nobody has taken it"
    return Mail(
        to,
        f"Ticket #{ticket.number}: {came}",
        f"A conversation was escalated because {WHY[escalation.reason]}, at {escalation.at:%Y-%m-%d %H:%M} UTC, and "
        f"{told}.\n\n{ticket.subject}\nPriority: {ticket.priority}\n"
        f"{site_url.rstrip('/')}/#/tickets/{ticket.number}\n",
    )


def _made_by_hand(ticket: Ticket, escalation: Escalation) -> bool:
    """Somebody has ended the escalation by making the ticket; one that was there before was made for something else."""
    return ticket.created_by.id != FRONTDESK.id and escalation.settled_at == ticket.created_at


def _in_english(number: int, widget_name: str, *, by_hand: bool) -> str:
    came = (
        f"your request in the chat of {widget_name} is now ticket #{number}"
        if by_hand
        else f"nobody was free to answer you in the chat of {widget_name}. Your request is now ticket #{number}"
    )
    return (
        f"Hello,\n\n{came}, and we will get back to you.\n\nYou receive this because this address was given in our "
        "chat. If you have not given it, there is nothing to do.\n"
    )


def _in_indonesian(number: int, widget_name: str, *, by_hand: bool) -> str:
    came = (
        f"permintaan Anda di obrolan {widget_name} kami catat sebagai tiket #{number}"
        if by_hand
        else f"saat ini belum ada yang dapat menjawab Anda di obrolan {widget_name}. Permintaan Anda kami catat "
        f"sebagai tiket #{number}"
    )
    return (
        f"Halo,\n\n{came}, dan kami akan menghubungi Anda.\n\nEmail ini dikirim karena alamat ini diberikan di obrolan "
        "kami. Jika bukan Anda yang memberikannya, abaikan saja.\n"
    )
