"""A transcript as a document that can be opened anywhere."""

from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from frontdesk.domain.vocabulary import SenderType
from frontdesk.entrypoints.transcript_html import document
from tests.fakes.people import a_conversation, a_message

UTC = ZoneInfo("UTC")
NASTY = "<script>alert('x')</script><img src=x onerror=\"alert(1)\">&amp;"


class Tags(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_message_stands_with_its_speaker_time_and_day() -> None:
    log = [a_message(1, content="Where is\nmy order?"), a_message(2, SenderType.AGENT, content="Let me see.")]
    page = document(a_conversation(subject="Order 7"), log, ZoneInfo("Asia/Jakarta"))
    assert "<title>Order 7</title>" in page
    assert "<h2>Monday, 5 January 2026</h2>" in page
    assert '<time datetime="2026-01-05T16:00:01+07:00">16:00</time>' in page
    assert '<li class="visitor">' in page
    assert '<li class="agent">' in page
    assert "Where is\nmy order?" in page
    assert "Times are those of Asia/Jakarta." in page


def test_what_people_write_is_text_and_never_markup() -> None:
    plain = document(a_conversation(subject="x"), [a_message(1)], UTC)
    nasty = document(a_conversation(subject=NASTY), [a_message(1, content=NASTY, sender_name=NASTY)], UTC)
    assert Tags(nasty).tags == Tags(plain).tags
    assert set(Tags(nasty).attributes) == set(Tags(plain).attributes)
    assert Tags(nasty).text.count(NASTY) == 4


def test_it_runs_nothing_and_loads_nothing() -> None:
    page = Tags(document(a_conversation(), [a_message(1)], UTC))
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & set(page.tags)
    assert not {name for name in page.attributes if name.startswith("on")} | ({"src", "href"} & set(page.attributes))


def test_without_a_subject_the_visitors_name_is_the_title() -> None:
    assert "<title>Conversation with Vera</title>" in document(a_conversation(), [], UTC)
    assert "<title>Conversation</title>" in document(a_conversation(visitor_name=None), [], UTC)


def test_an_empty_conversation_says_so() -> None:
    assert "Nothing was said" in document(a_conversation(), [], UTC)
