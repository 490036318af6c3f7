"""Write the adversarial corpus: `python -m tests.corpus.adversarial.build` from the root."""

import json
from collections import Counter
from collections.abc import Iterator

from tests.corpus.adversarial import (
    cases_authenticity,
    cases_decoding,
    cases_eras,
    cases_exact,
    cases_hostile,
    cases_languages,
    cases_links,
    cases_other,
    cases_outside,
    cases_review,
    cases_sender,
    cases_structure,
)
from tests.corpus.adversarial.case import HERE, Case

SOURCES = (
    cases_languages,
    cases_authenticity,
    cases_links,
    cases_other,
    cases_outside,
    cases_exact,
    cases_hostile,
    cases_review,
    cases_sender,
    cases_structure,
    cases_decoding,
    cases_eras,
)


def all_cases() -> Iterator[Case]:
    """Yield every mail of the corpus; file names must differ."""
    for source in SOURCES:
        yield from source.cases()


def build() -> list[Case]:
    """Write all mails and expected.jsonl, drop mails that no case makes, return the cases."""
    cases = list(all_cases())
    doubled = [name for name, n in Counter(c.file for c in cases).items() if n > 1]
    if doubled:
        raise ValueError(f"two cases have one file name: {doubled}")
    for old in HERE.glob("*.eml"):
        old.unlink()
    for case in cases:
        (HERE / f"{case.file}.eml").write_bytes(case.raw)
    lines = [json.dumps(case.truth()) + "\n" for case in cases]
    (HERE / "expected.jsonl").write_text("".join(lines), encoding="ascii")
    return cases


if __name__ == "__main__":
    made = build()
    print(len(made), "mails,", sum(len(case.raw) for case in made), "bytes")
    print(Counter(case.kind for case in made), Counter(case.authenticity for case in made))
