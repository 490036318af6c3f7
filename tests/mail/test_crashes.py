"""What once broke the reading of mails never does again."""

from pathlib import Path

import pytest

from endorseback.mail.cleartext import readable
from endorseback.mail.recognise import read_mail

CRASHES = Path(__file__).parents[1] / "corpus" / "crashes"
FOUND = sorted(path for path in CRASHES.iterdir() if path.name != "README.md")
ONLY_A_BULLET = b"Subject: Hello\r\n\r\n-" + b" " * 20_000 + b"behind where a line is cut\r\n"


@pytest.mark.parametrize("raw", [b"", ONLY_A_BULLET, *(path.read_bytes() for path in FOUND)])
def test_it_gives_an_answer(raw: bytes) -> None:
    assert read_mail(raw).notification.kind
    assert readable(raw) is not None
