"""A transcript as one document that needs nothing else: no script, nothing from the network; made to be printed."""

from collections.abc import Sequence
from datetime import tzinfo
from html import escape

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.transcript import Day, Entry, days

STYLE = """
:root { color-scheme: light; font: 15px/1.5 system-ui, sans-serif; color: #1c1b22; background: #fff; }
body { max-width: 44rem; margin: 0 auto; padding: 2rem 1.25rem; }
header { border-bottom: 1px solid #d9d8e0; padding-bottom: 1rem; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: .9rem; color: #5b5967; margin: 1.75rem 0 .5rem; break-after: avoid; }
p { margin: 0; }
header p, footer { font-size: .85rem; color: #5b5967; overflow-wrap: anywhere; }
ol { list-style: none; margin: 0; padding: 0; }
li { margin: .9rem 0; border-inline-start: 3px solid transparent; padding-inline-start: .75rem; break-inside: avoid; }
li > p:first-child { font-size: .85rem; color: #5b5967; }
li b { color: #1c1b22; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.visitor { border-color: #4f46e5; }
.agent, .bot { border-color: #d9d8e0; }
.system .text { color: #5b5967; font-style: italic; }
footer { margin-top: 2rem; border-top: 1px solid #d9d8e0; padding-top: .75rem; }
@page { margin: 18mm; }
@media print { body { max-width: none; padding: 0; } }
"""
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1 dir="auto">{title}</h1>
<p>Conversation {id}</p>
</header>
<main>
{days}
</main>
<footer>Times are those of {zone}.</footer>
</body>
</html>
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
EMPTY = "<p>Nothing was said in this conversation.</p>"


def document(conversation: Conversation, messages: Sequence[Message], zone: tzinfo) -> str:
    """Every word of it that people have chosen is escaped."""
    return PAGE.format(
        policy=POLICY,
        style=STYLE,
        title=escape(_title(conversation)),
        id=escape(conversation.id),
        days="\n".join(_day(day) for day in days(messages, zone)) or EMPTY,
        zone=escape(str(zone)),
    )


def _title(conversation: Conversation) -> str:
    if conversation.subject:
        return conversation.subject
    return f"Conversation with {conversation.visitor_name}" if conversation.visitor_name else "Conversation"


def _day(day: Day) -> str:
    entries = "\n".join(_entry(entry) for entry in day.entries)
    return f"<section>\n<h2>{day.heading}</h2>\n<ol>\n{entries}\n</ol>\n</section>"


def _entry(entry: Entry) -> str:
    time = f'<time datetime="{entry.at.isoformat(timespec="seconds")}">{entry.at:%H:%M}</time>'
    return (
        f'<li class="{entry.sender_type.value}"><p><b dir="auto">{escape(entry.speaker)}</b> {time}</p>'
        f'<p class="text" dir="auto">{escape(entry.text)}</p></li>'
    )
