"""What is no address is refused before anything is queued for it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.errors import UsageError
from endorseback.outreach.email_address import checked_address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("maya@example.com", "maya@example.com"),
        ("  Maya@Example.COM ", "Maya@example.com"),
        ("Maya Okafor <maya.okafor+x@example.com>", "maya.okafor+x@example.com"),
        ("maya@bücher.example", "maya@xn--bcher-kva.example"),
        ("root@localhost", "root@localhost"),
    ],
)
def test_addresses_are_taken_as_smtp_wants_them(typed: str, address: str) -> None:
    assert checked_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "no e-mail address yet"),
        ("maya", "no @"),
        ("@example.com", "before the @"),
        ("maya@", "no name of a mail host"),
        ("maya@example", "no name of a mail host"),
        ("maya@-example.com", "no name of a mail host"),
        ("maya@exa mple.com", "no name of a mail host"),
        ("maya@example..com", "no name of a mail host"),
        ("maya@[127.0.0.1]", "no name of a mail host"),
        ("ma ya@example.com", "cannot stand before"),
        ("maya@x@example.com", "cannot stand before"),
        ('"maya"@example.com', "cannot stand before"),
        ("mäya@example.com", "plain letters"),
        ("maya@example.com\nBcc: all@example.com", "cannot be seen"),
        ("maya\u200b@example.com", "cannot be seen"),
        ("x" * 65 + "@example.com", "cannot stand before"),
        ("maya@" + "x." * 130 + "com", "no name of a mail host"),
    ],
)
def test_what_is_none_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        checked_address(typed)


@given(st.text(max_size=60) | st.emails())
def test_whatever_passes_is_one_word_of_ascii(typed: str) -> None:
    with suppress(UsageError):
        address = checked_address(typed)
        assert address.isascii()
        assert address.isprintable()
        assert not set(address) & set(' <>,;:"()[]\\')
        assert address.count("@") == 1
