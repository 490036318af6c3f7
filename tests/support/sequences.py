"""Events of what the user carries through, for properties that hold of every sequence."""

from __future__ import annotations

from hypothesis import strategies as st
from tests.support.ledgers import ACCOUNTS

from endorseback.ledger.events import AnyPayload, Decided
from endorseback.ledger.outreach_events import (
    Filed,
    FilingStarted,
    FilingStopped,
    MessageOutcome,
    MessageQueued,
    MessageTried,
    ReturnMoved,
    RuleLifted,
    RuleSet,
    WaitClosed,
)
from endorseback.model.dealings import Step
from endorseback.model.filing import FiledCopy
from endorseback.model.inbox import Action
from endorseback.model.outbox import Channel, Outcome

Person = tuple[str, str | None]

_message_ids = st.sampled_from(["<1@example.com>", "<2@example.com>"])


def acts_about(
    people: st.SearchStrategy[Person], skills: st.SearchStrategy[str]
) -> st.SearchStrategy[AnyPayload]:
    """Return what the user may do about a person, beside deciding about what is open."""
    return st.one_of(
        st.builds(
            lambda who, step, picked: ReturnMoved(
                name=who[0], slug=who[1], step=step, skills=tuple(picked)
            ),
            people,
            st.sampled_from([None, *Step]),
            st.lists(skills, max_size=2),
        ),
        st.builds(lambda who: WaitClosed(name=who[0], slug=who[1], note="why"), people),
        st.builds(lambda who: RuleSet(name=who[0], slug=who[1], messages=1), people),
        st.builds(lambda who: RuleLifted(name=who[0], slug=who[1]), people),
        st.builds(_started, people, st.sampled_from(Action), st.one_of(st.just(""), _message_ids)),
    )


def messages_and_filings(
    identities: st.SearchStrategy[str],
) -> st.SearchStrategy[AnyPayload]:
    """Return what may happen to messages and in mailboxes."""
    accounts = st.sampled_from(ACCOUNTS)
    return st.one_of(
        st.builds(_queued, _message_ids),
        st.builds(MessageTried, message_id=_message_ids),
        st.builds(MessageOutcome, message_id=_message_ids, outcome=st.sampled_from(Outcome)),
        st.builds(FilingStarted, account=accounts),
        st.builds(FilingStopped, account=accounts),
        st.builds(
            Filed,
            mail=identities,
            account=accounts,
            settled=st.booleans(),
            copies=st.sampled_from([(), (FiledCopy("INBOX", moved_to="Done"),)]),
        ),
    )


def _started(who: Person, action: Action, message_id: str) -> AnyPayload:
    """Return a decision that covers nothing, perhaps with an e-mail."""
    return Decided(action=action, name=who[0], slug=who[1], text="Hello", message=message_id)


def _queued(message_id: str) -> AnyPayload:
    return MessageQueued(
        message_id=message_id,
        name="Maya Okafor",
        slug="maya",
        channel=Channel.EMAIL,
        account="main",
        to="maya@example.org",
        text="Hello",
    )
