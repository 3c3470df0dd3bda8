"""Widgets and the sites that carry them; what is known of visitors."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.errors import OriginRefused
from frontdesk.domain.message import written_by
from frontdesk.domain.visitor import Particulars
from frontdesk.domain.vocabulary import Priority, SenderType
from tests.fakes.people import ADA, ADMIN, VERA_HERSELF, WIDGET

SHOP_ONLY = replace(WIDGET, allowed_domains=("shop.example", "xn--bcher-kva.example", "*.cafe.example"))


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "https://shop.example",
        "http://shop.example:8080",
        "https://SHOP.example",
        "https://order.cafe.example",
        "https://a.b.cafe.example",
        "https://xn--bcher-kva.example",
    ],
)
def test_a_widget_may_be_used_on_its_sites(origin: str | None) -> None:
    SHOP_ONLY.check_origin(origin)


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "https://www.shop.example",
        "https://cafe.example",
        "https://notcafe.example",
        "https://.cafe.example.evil.example",
        "https://*.cafe.example.evil.example",
        "https://notshop.example",
        "https://shop.example.evil.example",
        "https://evil.example/shop.example",
        "https://evil.example?.shop.example",
        "https://shop.example@evil.example",
        "null",
        "",
        "https://[",
        "file://",
    ],
)
def test_a_widget_may_not_be_used_elsewhere(origin: str) -> None:
    with pytest.raises(OriginRefused):
        SHOP_ONLY.check_origin(origin)


def test_without_a_list_every_site_may_use_it() -> None:
    WIDGET.check_origin("https://anywhere.example")


particulars = st.builds(
    Particulars, **{name: st.one_of(st.none(), st.text(max_size=5)) for name in ("name", "email", "locale")}
)


@given(particulars, particulars)
def test_silence_forgets_nothing(older: Particulars, newer: Particulars) -> None:
    known = older.updated(newer)
    assert known.updated(Particulars()) == known
    assert known.updated(newer) == known
    assert known.name == (newer.name or older.name)


def test_a_message_carries_its_writer() -> None:
    for writer, kind in ((VERA_HERSELF, SenderType.VISITOR), (ADA, SenderType.AGENT), (ADMIN, SenderType.AGENT)):
        draft = written_by(writer, client_id="c", content="Hi", limit=2)
        assert (draft.sender_type, draft.sender_id, draft.sender_name) == (kind, writer.id, writer.name)


def test_the_most_urgent_ranks_first() -> None:
    assert sorted(Priority, key=lambda priority: priority.rank) == [
        Priority.URGENT,
        Priority.HIGH,
        Priority.NORMAL,
        Priority.LOW,
    ]
