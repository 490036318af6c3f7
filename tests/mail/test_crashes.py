"""What once broke the reading of mails never does again."""

from pathlib import Path

import pytest

from endorseback.mail.cleartext import readable
from endorseback.mail.recognise import read_mail

CRASHES = Path(__file__).parents[1] / "corpus" / "crashes"
FOUND = sorted(path for path in CRASHES.iterdir() if path.name != "README.md")


@pytest.mark.parametrize("raw", [b"", *(path.read_bytes() for path in FOUND)])
def test_it_gives_an_answer(raw: bytes) -> None:
    assert read_mail(raw).notification.kind
    assert readable(raw) is not None
