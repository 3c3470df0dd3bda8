"""A site's token: what it has to hold, and everything that makes it worthless."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.identity import Identity, read_identity
from tests.fakes.identities import HEADER, IN_AN_HOUR, SECRET, encoded, identity_token, signed
from tests.fakes.people import TENANT
from tests.fakes.system import START

NOW = int(START.timestamp())
HOUR = 3600
# A token that is shorter may be a word of any sentence.
LONG = 20


def read(token: str, *secrets: str) -> Identity:
    return read_identity(token, secrets or (SECRET,), TENANT, START)


def fault(token: str, *secrets: str) -> str:
    with pytest.raises(InvalidInput) as refused:
        read(token, *secrets)
    assert refused.value.field is not None
    assert len(token) < LONG or token not in str(refused.value)
    return refused.value.field


def test_it_names_the_visitor() -> None:
    assert read(identity_token("42")) == Identity(external_id="42")
    everything = {"name": "Zoë ‌Ω", "email": "zoe@mail.example", "attributes": {"plan": "gold", "note": "two\nlines"}}
    found = read(identity_token("shop|42", tenant=TENANT, iat=NOW, nbf=NOW, jti="1", **everything))
    assert found == Identity(external_id="shop|42", **everything)  # type: ignore[arg-type]


def test_the_former_key_counts_as_long_as_it_is_good() -> None:
    token = identity_token(secret="former")
    assert read(token, SECRET, "former").external_id == "42"
    assert fault(token) == "token"


@pytest.mark.parametrize(
    "token", ["", ".", "a.b", "a.b.c.d", "a.b.", "ä.b.c", "a b.c.d", identity_token() + "\n", "x" * 9000]
)
def test_what_is_no_jwt_is_refused(token: str) -> None:
    assert fault(token) == "token"


@pytest.mark.parametrize("alg", ["none", "None", "HS512", "RS256", "hs256", None, 1])
def test_no_other_algorithm_will_do(alg: Any) -> None:
    claims = {"sub": "42", "exp": IN_AN_HOUR}
    assert fault(signed(claims, header={"alg": alg})) == "token.alg"
    assert fault(signed(claims, header={**HEADER, "crit": ["b64"]})) == "token.crit"


def test_an_unsigned_token_is_refused() -> None:
    header, payload, _ = identity_token().split(".")
    for forged in (encoded(bytes(32)), "x", "AAAAA"):
        assert fault(f"{header}.{payload}.{forged}") == "token"
    unsigned = encoded(b'{"alg":"none"}')
    assert fault(f"{unsigned}.{payload}.{encoded(b'x')}") == "token.alg"


@pytest.mark.parametrize("part", [[], "text", 1, None])
def test_parts_that_are_no_objects_are_refused(part: Any) -> None:
    assert fault(signed(part)) == "token"
    assert fault(signed({}, header=part)) == "token"


@pytest.mark.parametrize(
    ("claims", "field"),
    [
        ({"sub": None}, "token.sub"),
        ({"sub": ""}, "token.sub"),
        ({"sub": "  "}, "token.sub"),
        ({"sub": 42}, "token.sub"),
        ({"sub": "x" * 129}, "token.sub"),
        ({"sub": "4\n2"}, "token.sub"),
        ({"sub": "\ud800"}, "token.sub"),
        ({"exp": None}, "token.exp"),
        ({"exp": "soon"}, "token.exp"),
        ({"exp": True}, "token.exp"),
        ({"exp": float("nan")}, "token"),
        ({"exp": float("inf")}, "token"),
        ({"exp": NOW - 60}, "token.exp"),
        ({"exp": NOW + 24 * HOUR + 61}, "token.exp"),
        ({"nbf": NOW + 61}, "token.nbf"),
        ({"iat": NOW + 61}, "token.iat"),
        ({"iat": "today"}, "token.iat"),
        ({"tenant": "elsewhere"}, "token.tenant"),
        ({"tenant": None}, "token.tenant"),
        ({"name": 1}, "token.name"),
        ({"name": "x" * 121}, "token.name"),
        ({"email": "nobody"}, "token.email"),
        ({"email": f"{'x' * 251}@a.b"}, "token.email"),
        ({"attributes": []}, "token.attributes"),
        ({"attributes": {"plan": 1}}, "token.attributes"),
        ({"attributes": {"plan": "x" * 201}}, "token.attributes"),
        ({"attributes": {"x" * 201: ""}}, "token.attributes"),
        ({"attributes": {"half": "\ud800"}}, "token.attributes"),
        ({"attributes": {str(number): "" for number in range(51)}}, "token.attributes"),
    ],
)
def test_each_claim_that_is_wrong_is_named(claims: dict[str, Any], field: str) -> None:
    assert fault(signed({"sub": "42", "exp": IN_AN_HOUR, **claims})) == field


@pytest.mark.parametrize(
    "claims", [{"exp": NOW - 59}, {"exp": NOW + 24 * HOUR + 60}, {"nbf": NOW + 60, "iat": NOW + 60}]
)
def test_clocks_may_differ_by_a_minute(claims: dict[str, Any]) -> None:
    assert read(identity_token(**claims)).external_id == "42"


@given(st.data())
def test_whoever_changes_a_character_of_what_is_signed_is_refused(data: st.DataObject) -> None:
    token = identity_token("42", name="Vera", email="vera@mail.example")
    place = data.draw(st.integers(0, token.rindex(".") - 1))
    other = data.draw(st.characters(codec="ascii").filter(lambda character: character != token[place]))
    fault(token[:place] + other + token[place + 1 :])


@given(st.text(max_size=60))
def test_nothing_that_is_made_up_is_ever_believed(made_up: str) -> None:
    fault(made_up)
