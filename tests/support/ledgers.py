"""Events and ledgers with invented people, for the tests and the benchmarks."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from endorseback.ledger.events.archive_events import ArchiveImported, ArchiveListed
from endorseback.ledger.events.events import AnyPayload, Decided, Event, MailSeen
from endorseback.ledger.ledger import Ledger
from endorseback.ledger.views.read_model import ReadModel
from endorseback.model.archive_data import ListedEndorsement
from endorseback.model.decisions import DecisionKind
from endorseback.model.direction import Direction
from endorseback.model.list_rows import State
from endorseback.model.mailbox_changes import MailboxChange
from endorseback.model.notification import Authenticity, Kind
from endorseback.model.outgoing_message import MessageState

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

PERSON_STATES = (State.OPEN, State.DONE, State.SKIPPED, State.SNOOZED, State.WAITING)
MAIL_STATES = (State.LOOK, State.SUSPICIOUS)
ACCOUNTS = ("", "main", "other")


def mail(
    identity: str, *endorsements: tuple[str, str | None, str], days: float | None = 1, **more: Any
) -> MailSeen:
    """Return the reading of a mail that came so many days before `NOW` (None: without a time)."""
    return MailSeen(
        mail=identity,
        received_at=None if days is None else NOW - timedelta(days=days),
        endorsements=endorsements,
        **{"type": Kind.ENDORSEMENT, "authenticity": Authenticity.VERIFIED} | more,
    )


def decided(
    action: DecisionKind, name: str, slug: str | None, *covers: str, **more: Any
) -> Decided:
    """Return a decision."""
    return Decided(action=action, name=name, slug=slug, covers=covers, **more)


def as_events(payloads: Iterable[AnyPayload], start: datetime = NOW) -> list[Event]:
    """Return events a second apart, with ids `0`, `1` and so on."""
    return [
        Event(str(number), start + timedelta(seconds=number), "test", payload)
        for number, payload in enumerate(payloads)
    ]


def fold(payloads: Iterable[AnyPayload]) -> ReadModel:
    """Return a read-model of events made by `as_events`."""
    model = ReadModel()
    model.apply(as_events(payloads))
    return model


def everything(model: ReadModel, now: datetime = NOW) -> dict[str, Any]:
    """Return all that a read-model shows."""
    rows = {state: list(model.rows(state, now)) for state in PERSON_STATES}
    persons = {row.person for listed in rows.values() for row in listed}
    everybody = set(model.persons())
    assert persons <= everybody
    return {
        "rows": rows,
        "mails": {state: list(model.mail_rows(state)) for state in MAIL_STATES},
        "counts": dict(model.counts(now)),
        "cards": {person: model.card(person) for person in sorted(everybody)},
        "tallies": {person: model.totals(person) for person in sorted(everybody)},
        "imports": model.imports(),
        "undo": model.last_undoable(),
        "settling": {person: model.settling(person) for person in sorted(everybody)},
        "waits": list(model.waits()),
        "returning": model.returning(),
        "rules": model.rules(),
        "outbox": list(model.outbox.in_state(*MessageState)),
        "filings": {account: _in_any_order(model.mailbox_changes(account)) for account in ACCOUNTS},
    }


def _in_any_order(filings: Iterable[MailboxChange]) -> list[MailboxChange]:
    return sorted(filings, key=lambda filing: filing.mail)


def invented(count: int, *, seed: int = 7, skills: int = 200) -> Iterator[AnyPayload]:
    """Yield so many events as a mailbox of years brings: seven mails to three decisions."""
    rng = random.Random(seed)
    people = max(1, count // 2)
    for number in range(count):
        who = rng.randrange(people)
        name, slug = f"Person {who}", f"person-{who}"
        if number % 10 < 7:
            yield MailSeen(
                mail=f"{rng.getrandbits(64):x}.{number}@example.com",
                kept=f"{rng.getrandbits(256):064x}",
                account="main",
                folder="INBOX",
                subject=f"{name} endorsed you",
                sender="LinkedIn <endorsements@example.com>",
                received_at=NOW - timedelta(minutes=rng.randrange(5_000_000)),
                type=Kind.ENDORSEMENT,
                language="en",
                endorsements=tuple(
                    (name, slug, f"Skill {rng.randrange(skills)}")
                    for _ in range(rng.choice((1, 1, 2)))
                ),
                authenticity=Authenticity.VERIFIED,
                reasons=("sent from linkedin.com", "the frame of a notification", "the wording"),
                recogniser=1,
            )
        else:
            covers = tuple(f"Skill {rng.randrange(skills)}" for _ in range(2))
            yield decided(
                rng.choice((DecisionKind.SKIPPED, DecisionKind.RECIPROCATED)), name, slug, *covers
            )


def invented_import(each_way: int, *, seed: int = 8) -> Iterator[AnyPayload]:
    """Yield the import of an archive with so many endorsements each way, half of known people."""
    rng = random.Random(seed)
    yield ArchiveImported(
        archive="a1",
        digest="a1",
        exported_at=NOW,
        history_before=NOW - timedelta(days=90),
        has_received=True,
        has_given=True,
    )
    for direction in Direction:
        rows = tuple(
            ListedEndorsement(
                direction,
                f"Person {who}",
                f"person-{who}",
                f"Skill {rng.randrange(200)}",
                NOW - timedelta(minutes=rng.randrange(5_000_000)),
                "ACCEPTED",
            )
            for who in (rng.randrange(2 * each_way) for _ in range(each_way))
        )
        for start in range(0, each_way, 500):
            yield ArchiveListed(archive="a1", endorsements=rows[start : start + 500])


def fill(path: Path, payloads: Iterable[AnyPayload], *, batch: int = 200) -> None:
    """Write events into a ledger, some in each transaction."""
    ledger = Ledger(path)
    waiting: list[AnyPayload] = []
    for payload in payloads:
        waiting.append(payload)
        if len(waiting) == batch:
            ledger.record(*waiting)
            waiting.clear()
    ledger.record(*waiting)
    ledger.close()
