"""The mails of `tests/corpus` with their truth."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from endorseback.model.notification import Kind, Notification

CORPUS: Final = Path(__file__).parents[1] / "corpus"
OWN_HOST: Final = "mx.example.net"
"""The mail host of the reader for whom the truth was written."""


class Sample(NamedTuple):
    """A mail of the corpus: where it lies, and the truth about it."""

    path: Path
    truth: dict[str, Any]

    @property
    def raw(self) -> bytes:
        """The mail itself."""
        return self.path.read_bytes()

    @property
    def kind(self) -> Kind:
        """What the mail is."""
        return Kind(self.truth["kind"])


@cache
def samples(part: str) -> tuple[Sample, ...]:
    """Return the mails of one part of the corpus, in the order of its list."""
    lines = (CORPUS / part / "expected.jsonl").read_text("ascii").splitlines()
    truths = [json.loads(line) for line in lines]
    return tuple(Sample(CORPUS / part / truth["file"], truth) for truth in truths)


def every_sample() -> tuple[Sample, ...]:
    """Return the mails of the whole corpus."""
    return (*samples("notifications"), *samples("adversarial"))


def sample(part: str, file: str) -> Sample:
    """Return one mail by its file name."""
    return next(one for one in samples(part) if one.path.name == file)


def expected(truth: dict[str, Any]) -> dict[str, Any]:
    """Return what the truth demands, in a form that compares; pairs and people in any order."""
    return {
        "kind": truth["kind"],
        "language": truth["language"],
        "endorsements": _sorted(truth["endorsements"]),
        "people": _sorted(truth["people"]),
        "authenticity": truth["authenticity"],
    }


def found(notification: Notification) -> dict[str, Any]:
    """Return what was recognised, in the same form."""
    return {
        "kind": notification.kind.value,
        "language": notification.language,
        "endorsements": _sorted(
            {"name": one.name, "profile_url": one.profile_url, "skill": one.skill}
            for one in notification.endorsements
        ),
        "people": _sorted(
            {"name": one.name, "profile_url": one.profile_url} for one in notification.people
        ),
        "authenticity": notification.authenticity.value,
    }


def strings_of(notification: Notification) -> list[str]:
    """Return all texts of a notification, each of which came from outside or quotes it."""
    pairs = [text for one in notification.endorsements for text in (one.name, one.skill)]
    people = [one.name for one in notification.people]
    return [*pairs, *people, *notification.reasons, notification.language or ""]


def _sorted(rows: Any) -> list[tuple[tuple[str, str | None], ...]]:
    """Return rows as sorted tuples of items, their texts in NFC."""
    return sorted(
        (tuple((key, _composed(value)) for key, value in sorted(row.items())) for row in rows),
        key=repr,
    )


def _composed(value: str | None) -> str | None:
    """Return a text in NFC."""
    return None if value is None else unicodedata.normalize("NFC", value)
