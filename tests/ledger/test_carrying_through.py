"""A user at work: whatever they do, undo and leave half done, the ledger says it after a restart.

The ledger on disk is closed and opened again in between, by its checkpoint and without; after every
step it must show what a fresh fold of all its events shows.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tests.support.ledgers import NOW, PERSON_STATES, decided, everything, mail
from tests.support.sequences import acts_about, messages_and_filings

from endorseback.ledger import ledger as ledger_module
from endorseback.ledger.events.events import AnyPayload, Event, HistoryMoved, Undone
from endorseback.ledger.events.outreach_events import MailWrittenBack, MessageOutcome, MessageTried
from endorseback.ledger.ledger import Ledger
from endorseback.ledger.views.read_model import ReadModel
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import Row
from endorseback.model.outgoing_message import MessageState, Outcome

people = st.sampled_from([("Maya Okafor", "maya"), ("Maya Okafor", None), ("Ana Lima", "ana")])
skills = st.sampled_from(["Go", "SQL", "Rust"])
identities = st.sampled_from([f"m{number}" for number in range(8)])


class AUser(RuleBasedStateMachine):
    """Somebody who works through their inbox."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "ledger.jsonl"
        self.events: list[Event] = []
        self.ledger = Ledger(self.path)

    def teardown(self) -> None:
        self.ledger.close()
        self.folder.cleanup()

    def do(self, *payloads: AnyPayload) -> None:
        self.events += self.ledger.record(*payloads)
        self.ledger.drain()

    def rows(self) -> list[Row]:
        return [row for state in PERSON_STATES for row in self.ledger.model.rows(state, NOW)]

    @rule(identity=identities, who=people, skill=skills, days=st.integers(-900, 30))
    def a_mail_comes(
        self, identity: str, who: tuple[str, str | None], skill: str, days: int
    ) -> None:
        self.do(mail(identity, (*who, skill), days=days, account="main"))

    @precondition(rows)
    @rule(data=st.data(), action=st.sampled_from(DecisionKind))
    def decide(self, data: st.DataObject, action: DecisionKind) -> None:
        row = data.draw(st.sampled_from(self.rows()))
        day = NOW.date() if action is DecisionKind.SNOOZED else None
        self.do(decided(action, row.name, row.slug, *row.skills, until=day))

    @rule(act=acts_about(people, skills))
    def carry_on(self, act: AnyPayload) -> None:
        self.do(act)

    @rule(happening=messages_and_filings(identities))
    def something_happens_outside(self, happening: AnyPayload) -> None:
        self.do(happening)

    @rule(days=st.integers(-10, 40))
    def move_to_history(self, days: int) -> None:
        self.do(HistoryMoved(before=NOW.replace(day=1 + abs(days) % 28)))

    @rule(outcome=st.sampled_from(Outcome))
    def send_what_waits(self, outcome: Outcome) -> None:
        for message in list(self.ledger.model.outbox.in_state(MessageState.QUEUED)):
            self.do(MessageTried(message_id=message.message_id))
            self.do(MessageOutcome(message_id=message.message_id, outcome=outcome))

    @rule()
    def file_what_is_due(self) -> None:
        for due in self.ledger.model.mailbox_changes("main"):
            self.do(MailWrittenBack(mail=due.mail, account="main", settled=due.settle))
        assert not self.ledger.model.mailbox_changes("main")

    @rule()
    def undo(self) -> None:
        if (last := self.ledger.model.last_undoable()) is not None:
            self.do(Undone(event=last.id))

    @precondition(rows)
    @rule(data=st.data())
    def undo_about_somebody(self, data: st.DataObject) -> None:
        row = data.draw(st.sampled_from(self.rows()))
        if (last := self.ledger.model.last_undoable(row.person)) is not None:
            self.do(Undone(event=last.id))

    @rule(checkpoint=st.booleans())
    def leave_and_come_back(self, checkpoint: bool) -> None:
        self.ledger.close()
        if not checkpoint:
            self.path.with_suffix(".checkpoint").unlink(missing_ok=True)
        self.ledger = Ledger(self.path)

    @invariant()
    def it_shows_what_a_fresh_fold_shows(self) -> None:
        fresh = ReadModel()
        fresh.apply(self.events)
        assert everything(self.ledger.model) == everything(fresh)


@pytest.fixture(autouse=True)
def _checkpoint_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_module, "CHECKPOINT_EVERY", 1)


class TestAUser(AUser.TestCase):  # type: ignore[misc, name-defined]
    settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
