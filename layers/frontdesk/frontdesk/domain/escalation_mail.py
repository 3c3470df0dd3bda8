"""The mails of an escalation that has ended in a ticket.

Whoever writes into a chat may give anybody's address. So the mail to the requester carries no word of theirs: it can
not be used to send messages to strangers.
"""

from dataclasses import dataclass

from frontdesk.domain.escalation import Escalation
from frontdesk.domain.escalation_summary import WHY
from frontdesk.domain.ticket import Ticket

INDONESIAN = "id"


@dataclass(frozen=True, slots=True)
class Mail:
    to: str
    subject: str
    text: str


def mail_to_requester(to: str, number: int, widget_name: str, locale: str | None) -> Mail:
    if locale is not None and locale.lower().split("-")[0] == INDONESIAN:
        return Mail(
            to,
            f"[{widget_name}] Permintaan Anda: tiket #{number}",
            f"Halo,\n\nsaat ini belum ada yang dapat menjawab Anda di obrolan {widget_name}. Permintaan Anda kami "
            f"catat sebagai tiket #{number}, dan kami akan menghubungi Anda.\n\nEmail ini dikirim karena alamat ini "
            "diberikan di obrolan kami. Jika bukan Anda yang memberikannya, abaikan saja.\n",
        )
    return Mail(
        to,
        f"[{widget_name}] Your request: ticket #{number}",
        f"Hello,\n\nnobody was free to answer you in the chat of {widget_name}. Your request is now ticket "
        f"#{number}, and we will get back to you.\n\nYou receive this because this address was given in our chat. If "
        "you have not given it, there is nothing to do.\n",
    )


def mail_to_admin(to: str, ticket: Ticket, escalation: Escalation, site_url: str) -> Mail:
    return Mail(
        to,
        f"Ticket #{ticket.number}: nobody took the conversation",
        f"A conversation was escalated because {WHY[escalation.reason]}, at {escalation.at:%Y-%m-%d %H:%M} UTC, and "
        f"nobody has taken it.\n\n{ticket.subject}\nPriority: {ticket.priority}\n"
        f"{site_url.rstrip('/')}/tickets/{ticket.number}\n",
    )
