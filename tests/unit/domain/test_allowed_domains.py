"""Which sites an admin may name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.allowed_domains import admits, allowed_domains
from frontdesk.domain.errors import InvalidInput


def test_domains_are_kept_as_browsers_send_them_each_once() -> None:
    written = [" Shop.Example ", "*.shop.example", "shop.example", "localhost", "127.0.0.1"]
    assert allowed_domains(written) == ("shop.example", "*.shop.example", "localhost", "127.0.0.1")


@pytest.mark.parametrize(
    "written",
    [
        "",
        "https://shop.example",
        "shop.example/",
        "shop.example:8080",
        "*",
        "*.",
        "*.com",
        "*shop.example",
        "a.*.example",
        "*.*.example",
        "shop..example",
        "-shop.example",
        "shop.example.",
        "bücher.example",
        f"{'a' * 64}.example",
        ".".join(["a" * 60] * 5),
    ],
)
def test_what_is_no_host_is_refused_where_it_stands(written: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        allowed_domains(["shop.example", written])
    assert refused.value.field == "allowed_domains.1"


labels = st.text("abc-", min_size=1, max_size=6).filter(lambda text: text.strip("-") == text)
hosts = st.lists(labels, min_size=2, max_size=4).map(".".join)


@given(hosts, hosts)
def test_a_host_admits_itself_and_a_wildcard_what_ends_in_its_labels(domain: str, host: str) -> None:
    assert admits(domain, host) is (domain == host)
    below = host.split(".")[-len(domain.split(".")) :] == domain.split(".") and host != domain
    assert admits(f"*.{domain}", host) is below
    assert admits(f"*.{domain}", f"{host}.{domain}")
