"""A line of the journal is what was written, or it is found out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.ledger.journal.line import decode_lines, encode_line, find_damage, is_intact

CHANGES = [("events", "a", {"name": "Zoë\n", "n": 1}), ("cursors", "b", None)]


def test_a_line_says_what_was_written() -> None:
    ((event, cursor),) = decode_lines(encode_line(CHANGES))
    assert (event.table, event.id, bytes(event.document)) == (
        "events",
        "a",
        '{"name":"Zoë\\n","n":1}'.encode(),
    )
    assert bytes(cursor.document) == b"null"


def test_a_line_is_one_line() -> None:
    assert encode_line(CHANGES).count(b"\n") == 1


@given(st.integers(0), st.integers(1, 255))
def test_one_changed_byte_is_found(place: int, change: int) -> None:
    line = bytearray(encode_line(CHANGES).rstrip(b"\n"))
    line[place % len(line)] ^= change
    assert not is_intact(bytes(line))


def test_the_damaged_line_is_named() -> None:
    good = encode_line(CHANGES)
    assert find_damage(good * 3) is None
    assert find_damage(good * 2 + b"x" + good) == 2


@pytest.mark.parametrize("line", [b"", b"{}", b"}", b'{"crc32":"00000000","changes":}', b"\0" * 80])
def test_what_is_no_line_is_not_intact(line: bytes) -> None:
    assert is_intact(line) is (line == b'{"crc32":"00000000","changes":}')
