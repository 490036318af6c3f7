"""Messages: sent once, never twice, and visible when nobody can tell."""

from __future__ import annotations

import pytest
from tests.support.ledgers import NOW, as_events, decided, fold

from endorseback.ledger.events.events import AnyPayload, Undone
from endorseback.ledger.events.outreach_events import MessageOutcome, MessageQueued, MessageTried
from endorseback.ledger.views.read_model import ReadModel
from endorseback.model.decisions import DecisionKind
from endorseback.model.outgoing_message import Channel, MessageState, OutboxMessage, Outcome

ID = "<1@example.com>"
MAYA = ("Maya Okafor", "maya")


def queued(message_id: str = ID) -> MessageQueued:
    return MessageQueued(
        message_id=message_id,
        name=MAYA[0],
        slug=MAYA[1],
        channel=Channel.EMAIL,
        account="main",
        to="maya@example.org",
        subject="Hello",
        text="Hello Maya\n",
    )


TRIED = MessageTried(message_id=ID)


def came(outcome: Outcome, detail: str = "") -> MessageOutcome:
    return MessageOutcome(message_id=ID, outcome=outcome, detail=detail)


def message(*payloads: AnyPayload) -> OutboxMessage:
    found = fold([queued(), *payloads]).outbox.get(ID)
    assert found
    return found


def listed(model: ReadModel, state: MessageState) -> list[str]:
    return [one.message_id for one in model.outbox.in_state(state)]


def test_a_queued_message_is_told_whole() -> None:
    assert message() == OutboxMessage(
        message_id=ID,
        person="in:maya",
        name="Maya Okafor",
        channel=Channel.EMAIL,
        account="main",
        to="maya@example.org",
        subject="Hello",
        text="Hello Maya\n",
        queued_at=NOW,
        state=MessageState.QUEUED,
        changed_at=NOW,
    )


def test_a_try_without_an_outcome_is_neither_queued_nor_sent() -> None:
    assert message(TRIED).state is MessageState.TRYING
    model = fold([queued(), TRIED])
    assert not listed(model, MessageState.QUEUED)
    assert not listed(model, MessageState.SENT)


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ([Outcome.SENT], MessageState.SENT),
        ([Outcome.FAILED], MessageState.FAILED),
        ([Outcome.UNCLEAR], MessageState.UNCLEAR),
        ([Outcome.FAILED, Outcome.RETRY], MessageState.QUEUED),
        ([Outcome.UNCLEAR, Outcome.RETRY], MessageState.QUEUED),
        ([Outcome.UNCLEAR, Outcome.SENT], MessageState.SENT),
        ([Outcome.FAILED, Outcome.WITHDRAWN], MessageState.WITHDRAWN),
        ([Outcome.RETRY], MessageState.TRYING),
        ([Outcome.WITHDRAWN], MessageState.TRYING),
        ([Outcome.SENT, Outcome.RETRY], MessageState.SENT),
        ([Outcome.SENT, Outcome.FAILED], MessageState.SENT),
        ([Outcome.SENT, Outcome.WITHDRAWN], MessageState.SENT),
        ([Outcome.FAILED, Outcome.WITHDRAWN, Outcome.RETRY], MessageState.WITHDRAWN),
    ],
)
def test_where_outcomes_lead(outcomes: list[Outcome], state: MessageState) -> None:
    assert message(TRIED, *map(came, outcomes)).state is state


def test_the_same_message_id_is_queued_once_only() -> None:
    model = fold([queued(), TRIED, came(Outcome.SENT), queued()])
    assert listed(model, MessageState.SENT) == [ID]
    assert not listed(model, MessageState.QUEUED)


def test_what_is_sent_or_withdrawn_cannot_be_tried() -> None:
    assert message(TRIED, came(Outcome.SENT), TRIED).state is MessageState.SENT
    assert message(came(Outcome.WITHDRAWN), TRIED).state is MessageState.WITHDRAWN
    assert message(TRIED, came(Outcome.UNCLEAR), TRIED).state is MessageState.UNCLEAR


def test_tries_and_what_was_said_of_the_last_are_told() -> None:
    found = message(TRIED, came(Outcome.FAILED, "550 no such user"))
    assert (found.tries, found.detail) == (1, "550 no such user")
    again = message(TRIED, came(Outcome.FAILED, "550"), came(Outcome.RETRY), TRIED)
    assert (again.tries, again.detail, again.state) == (2, "", MessageState.TRYING)


def test_messages_stand_in_the_order_in_which_they_came_to_a_state() -> None:
    others = [queued("<2@example.com>"), queued("<3@example.com>")]
    model = fold([queued(), *others, TRIED, came(Outcome.FAILED), came(Outcome.RETRY)])
    assert listed(model, MessageState.QUEUED) == ["<2@example.com>", "<3@example.com>", ID]
    assert model.outbox.counts()[MessageState.QUEUED] == 3


def test_undoing_the_decision_withdraws_what_was_never_tried_without_a_trace() -> None:
    sent = decided(DecisionKind.MESSAGED, *MAYA, text="Hello", message=ID)
    model = fold([sent, queued(), Undone(event="0")])
    assert model.outbox.get(ID) is None
    assert model.last_undoable() is None
    late = fold([sent, queued(), Undone(event="0"), TRIED])
    assert late.outbox.get(ID) is None, "the sender sees that it must not send it"


def test_undoing_the_decision_withdraws_what_failed() -> None:
    sent = decided(DecisionKind.MESSAGED, *MAYA, text="Hello", message=ID)
    model = fold([sent, queued(), TRIED, came(Outcome.FAILED), Undone(event="0")])
    assert listed(model, MessageState.WITHDRAWN) == [ID]


@pytest.mark.parametrize("outcome", [None, Outcome.SENT, Outcome.UNCLEAR])
def test_undoing_the_decision_never_hides_what_may_be_out(outcome: Outcome | None) -> None:
    sent = decided(DecisionKind.MESSAGED, *MAYA, text="Hello", message=ID)
    after = [came(outcome)] if outcome else []
    before = fold([sent, queued(), TRIED, *after]).outbox.get(ID)
    assert fold([sent, queued(), TRIED, *after, Undone(event="0")]).outbox.get(ID) == before


def test_changes_tell_that_the_outbox_changed() -> None:
    model = ReadModel()
    first, second = as_events([queued(), decided(DecisionKind.SKIPPED, *MAYA)])
    assert model.apply([first]).outbox
    assert not model.apply([second]).outbox
