"""Coverage-guided fuzzing of everything that reads a mail: `make fuzz`, or

    python -m tests.fuzz.fuzz_mail [libFuzzer's options]

A crash is written to `tests/corpus/crashes/`; mend it, and keep the file: the tests read them all.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["endorseback.mail", "endorseback.text"]):
    from endorseback.mail.parsing.readable import readable
    from endorseback.mail.prefilter import identity_of, may_be_linkedins
    from endorseback.mail.recogniser.recognise import read_mail
    from endorseback.text import clean

CORPUS = Path(__file__).parents[1] / "corpus"
CRASHES = CORPUS / "crashes"
LARGEST = 48_000
"""Bytes of a mail: enough for everything that matters, few enough for many tries a second."""


def read(raw: bytes) -> None:
    """Read any bytes in every way there is, and hold the promises that hold for all."""
    header = raw.partition(b"\n\n")[0]
    may_be_linkedins(header)
    identity_of(header, raw)
    mail = read_mail(raw, trusted_authserv_ids=("mx.example.net",))
    notification = mail.notification
    names = [pair.name for pair in notification.endorsements]
    skills = [pair.skill for pair in notification.endorsements]
    shown = [mail.subject, mail.sender, *names, *skills, *notification.reasons]
    if any(clean(text) != text for text in shown):
        raise AssertionError("text that is not clean leaves the recogniser")
    if notification.kind == "other" and notification.endorsements:
        raise AssertionError("a mail of no kind names pairs")
    if any(clean(line) != " ".join(line.split()) for line in readable(raw).lines):
        raise AssertionError("text that is not clean reaches the screen")


def main() -> None:
    """Fuzz, beginning with the mails of the corpora."""
    with tempfile.TemporaryDirectory() as seeds:
        for number, path in enumerate(sorted(CORPUS.rglob("*.eml"))):
            if path.stat().st_size <= LARGEST:
                shutil.copy(path, Path(seeds) / f"{number}.eml")
        options = [f"-max_len={LARGEST}", "-timeout=20", f"-artifact_prefix={CRASHES}/"]
        atheris.Setup([sys.argv[0], *options, *sys.argv[1:], seeds], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
