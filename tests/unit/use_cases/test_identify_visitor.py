"""A site says who its visitor is: one verified visitor for each id, who takes over what was written before."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidInput, SessionExpired, Unauthorized
from frontdesk.domain.signing_key import SigningKey
from frontdesk.domain.visitor import FORMER_TOKENS_LIVE, Particulars
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.identify_visitor import Told, identify_visitor
from frontdesk.use_cases.list_conversations import list_own
from frontdesk.use_cases.merge_visitors import HANDED_OVER_AT_ONCE, settle_visitor
from frontdesk.use_cases.open_session import Session, authenticate_visitor, open_session, resume_session
from frontdesk.use_cases.send_message import Outgoing, send_message
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from tests.fakes import FakeDesk, make_desk
from tests.fakes.identities import SECRET, identity_token
from tests.fakes.interruptions import Killed
from tests.fakes.people import ADA, TENANT, WIDGET
from tests.fakes.scenes import connected, stored
from tests.fakes.widgets import FakeWidgets

SILENT = Particulars()
OTHER_WIDGET = replace(WIDGET, id="widget-2", token="x" * 32)


@dataclass
class Site:
    desk: FakeDesk = field(default_factory=make_desk)
    starts: int = 0

    def __post_init__(self) -> None:
        self.widgets = FakeWidgets(self.desk.directory)
        for widget in (WIDGET, OTHER_WIDGET):
            self.widgets.add(widget, SigningKey(tenant_id=TENANT, widget_id=widget.id, secret=SECRET))

    def visit(self, **told: Any) -> Session:
        return open_session(self.desk, WIDGET, Particulars(**told))

    def identify(self, bearer: Session | None = None, external_id: str = "42", **claims: Any) -> Session:
        told = Told(token=identity_token(external_id, **claims))
        return self.told(bearer, told)

    def told(self, bearer: Session | None, told: Told, particulars: Particulars = SILENT) -> Session:
        return identify_visitor(self.desk, self.widgets, WIDGET, bearer.token if bearer else None, told, particulars)

    def begin(self, session: Session, client_id: str | None = None) -> Conversation:
        self.starts += 1
        own = client_id or f"start-{self.starts}"
        visitor, sender = authenticate_visitor(self.desk, WIDGET, session.token)
        beginning = Beginning(client_id=own, message_client_id=f"{own}-first", message_content="Hello?")
        return start_conversation(self.desk, WIDGET, visitor, sender, beginning)[0].conversation

    def own(self, session: Session) -> set[str]:
        _, principal = authenticate_visitor(self.desk, WIDGET, session.token)
        return {view.conversation.id for view in list_own(self.desk, principal, None, 100).items}


@pytest.fixture
def site() -> Site:
    return Site()


def test_the_same_person_is_one_visitor_on_every_device(site: Site) -> None:
    phone, laptop = site.identify(name="Vera"), site.identify(site.visit(), email="vera@mail.example")
    assert phone.visitor.id == laptop.visitor.id
    told = laptop.visitor.particulars
    assert (laptop.visitor.verified, told.name, told.email) == (True, "Vera", "vera@mail.example")
    assert site.identify(external_id="43").visitor.id != phone.visitor.id


def test_what_was_written_before_becomes_theirs(site: Site) -> None:
    vera = site.visit(name="Somebody", email="else@mail.example")
    open_one, other = site.begin(vera), site.begin(vera)
    connected(site.desk, "agents", ADA)
    known = site.identify(vera, name="Vera", email="vera@mail.example")
    assert site.own(known) == {open_one.id, other.id}
    after = stored(site.desk, open_one.id)
    assert (after.visitor_id, after.visitor_name, after.visitor_email, after.visitor_verified) == (
        known.visitor.id,
        "Vera",
        "vera@mail.example",
        True,
    )
    assert site.desk.gateway.types("agents") == ["conversation.updated"] * 2
    assert site.desk.directory.visitor(TENANT, known.visitor.id).merging == ()  # type: ignore[union-attr]


def test_the_old_token_is_theirs_for_a_day_and_is_not_renewed(site: Site) -> None:
    vera = site.visit()
    found = site.begin(vera)
    known = site.identify(vera)
    assert authenticate_visitor(site.desk, WIDGET, vera.token)[0].id == known.visitor.id
    assert site.own(vera) == {found.id}
    assert resume_session(site.desk, WIDGET, vera.token, SILENT).token == vera.token
    site.desk.clock.advance(seconds=FORMER_TOKENS_LIVE.total_seconds())
    with pytest.raises(SessionExpired):
        authenticate_visitor(site.desk, WIDGET, vera.token)
    assert site.own(known) == {found.id}


def test_their_open_sockets_end_so_that_they_come_back_as_who_they_are(site: Site) -> None:
    vera = site.visit()
    found = site.begin(vera)
    _, herself = authenticate_visitor(site.desk, WIDGET, vera.token)
    connected(site.desk, "old", herself, found.id)
    known = site.identify(vera)
    assert site.desk.gateway.ended == ["old"]
    _, verified = authenticate_visitor(site.desk, WIDGET, known.token)
    words = Outgoing(conversation_id=found.id, client_id="c-1", base_seq=0, content="It is me.")
    assert send_message(site.desk, verified, words).message.sender_id == known.visitor.id


def test_whoever_is_identified_takes_over_nobody_who_is_somebody_else(site: Site) -> None:
    vera = site.identify(external_id="42")
    found = site.begin(vera)
    wim = site.identify(vera, external_id="43")
    assert (wim.visitor.id != vera.visitor.id, site.own(wim), site.own(vera)) == (True, set(), {found.id})
    claimed = site.told(site.visit(), Told(user_id="44"))
    site.begin(claimed)
    assert site.own(site.identify(claimed, external_id="45")) == set()
    assert len(site.own(site.identify(claimed, external_id="44"))) == 1


def test_a_start_that_is_repeated_afterwards_gives_the_same_conversation(site: Site) -> None:
    vera = site.visit()
    found = site.begin(vera, "start-x")
    known = site.identify(vera)
    for session in (known, vera):
        assert site.begin(session, "start-x").id == found.id
    assert site.own(known) == {found.id}


def test_wherever_it_dies_the_next_request_finishes_it() -> None:
    steps = 0
    while True:
        site = Site()
        vera = site.visit()
        ids = {site.begin(vera).id, site.begin(vera).id}
        accept_conversation(site.desk, ADA, sorted(ids)[0])
        left = [steps]

        def dying(_step: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise Killed

        parts = (site.desk.directory, site.desk.conversations, site.desk.connections, site.desk.gateway)
        for part in parts:
            part.step = dying
        try:
            site.identify(vera)
            died = False
        except Killed:
            died = True
        for part in parts:
            part.step = lambda _step: None
        assert site.own(vera) == ids, f"after {steps} steps"
        assert site.own(site.identify(vera)) == ids
        steps += 1
        if not died:
            break
    assert steps > 10


def test_who_has_written_very_much_is_handed_over_bit_by_bit(site: Site) -> None:
    vera = site.visit()
    for _ in range(HANDED_OVER_AT_ONCE + 1):
        site.begin(vera)
    known = site.identify(vera)
    assert known.visitor.merging == (vera.visitor.id,)
    resume_session(site.desk, WIDGET, known.token, SILENT)
    assert site.desk.conversations.of_visitor(TENANT, vera.visitor.id, None, 5).items == []


def test_what_is_started_in_that_very_moment_is_handed_over_by_the_stream(site: Site) -> None:
    vera = site.visit()
    visitor, sender = authenticate_visitor(site.desk, WIDGET, vera.token)
    known = site.identify(vera)
    late = start_conversation(site.desk, WIDGET, visitor, sender, Beginning(client_id="late"))[0].conversation
    assert late.visitor_id == vera.visitor.id
    for _ in range(2):
        settle_visitor(site.desk, None, late)
    assert site.own(known) == {late.id}
    assert stored(site.desk, late.id).status is Status.PENDING


def test_by_its_word_alone_they_stay_unverified(site: Site) -> None:
    vera = site.visit()
    told = Told(user_id="42", attributes={"plan": "gold"})
    believed = site.told(vera, told, Particulars(name="Vera", email="vera@mail.example"))
    visitor = believed.visitor
    assert (visitor.id, visitor.verified, visitor.external_id) == (vera.visitor.id, False, "42")
    assert (visitor.particulars.name, dict(visitor.attributes)) == ("Vera", {"plan": "gold"})
    assert not site.begin(believed).visitor_verified
    assert site.told(believed, Told(user_id="43")).visitor.id != vera.visitor.id
    assert site.told(None, Told(user_id="42")).visitor.id != vera.visitor.id


def test_nobody_says_of_themselves_what_the_site_has_vouched_for(site: Site) -> None:
    known = site.identify(name="Vera", attributes={"plan": "gold"})
    forged = Particulars(name="Admin", email="admin@shop.example", locale="id")
    resumed = resume_session(site.desk, WIDGET, known.token, forged)
    again = site.told(known, Told(user_id="42", attributes={"plan": "free"}), forged)
    for session in (resumed, again):
        told = session.visitor.particulars
        assert (told.name, told.email, told.locale) == ("Vera", None, "id")
        assert dict(session.visitor.attributes) == {"plan": "gold"}
    with pytest.raises(InvalidInput) as refused:
        site.told(known, Told(token=identity_token("42"), user_id="43"))
    assert refused.value.field == "user_id"


def test_who_is_identified_is_so_at_every_widget_of_the_tenant_and_nobody_else_is(site: Site) -> None:
    known, unknown = site.identify(), site.visit()
    assert authenticate_visitor(site.desk, OTHER_WIDGET, known.token)[0].id == known.visitor.id
    for widget, token in ((OTHER_WIDGET, unknown.token), (replace(WIDGET, tenant_id="elsewhere"), known.token)):
        with pytest.raises(Unauthorized):
            authenticate_visitor(site.desk, widget, token)


def test_their_token_is_renewed_by_being_identified_again(site: Site) -> None:
    known = site.identify()
    assert site.identify(known).token == known.token
    site.desk.clock.advance(days=16)
    exp = int((site.desk.clock.now() + timedelta(hours=1)).timestamp())
    assert resume_session(site.desk, WIDGET, known.token, SILENT).token == known.token
    assert site.identify(known, exp=exp).token != known.token
    site.desk.clock.advance(days=20)
    exp = int((site.desk.clock.now() + timedelta(hours=1)).timestamp())
    assert site.identify(known, exp=exp).visitor.id == known.visitor.id


def test_without_a_secret_key_no_token_is_believed(site: Site) -> None:
    keyless = FakeWidgets(site.desk.directory)
    with pytest.raises(InvalidInput) as refused:
        identify_visitor(site.desk, keyless, WIDGET, None, Told(token=identity_token()), SILENT)
    assert refused.value.field == "token"
