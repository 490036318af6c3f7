"""What once broke the reading of mails never does again."""

from pathlib import Path

import pytest

from endorseback.mail.parsing.readable import readable
from endorseback.mail.recogniser.recognise import read_mail
from endorseback.text import clean

CRASHES = Path(__file__).parents[1] / "corpus" / "crashes"
FOUND = sorted(path for path in CRASHES.iterdir() if path.name != "README.md")
ONLY_A_BULLET = b"Subject: Hello\r\n\r\n-" + b" " * 20_000 + b"behind where a line is cut\r\n"


@pytest.mark.parametrize("raw", [b"", ONLY_A_BULLET, *(path.read_bytes() for path in FOUND)])
def test_it_gives_an_answer(raw: bytes) -> None:
    notification = read_mail(raw).notification
    assert notification.kind
    shown = [text for pair in notification.endorsements for text in (pair.name, pair.skill)]
    assert [text for text in shown if clean(text) != text] == []
    assert readable(raw) is not None
