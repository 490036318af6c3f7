"""Events of what the user carries through, for properties that hold of every sequence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from hypothesis import strategies as st
from tests.support.ledgers import ACCOUNTS, NOW

from endorseback.ledger.events.archive_events import (
    ArchiveImported,
    ArchiveListed,
    Merged,
    Noted,
    SkillsPasted,
    Split,
    Tagged,
)
from endorseback.ledger.events.events import AnyPayload, Decided
from endorseback.ledger.events.outreach_events import (
    MailWrittenBack,
    MessageOutcome,
    MessageQueued,
    MessageTried,
    ReciprocationMoved,
    RuleEnded,
    RuleSet,
    WaitClosed,
    WriteBackStarted,
    WriteBackStopped,
)
from endorseback.model.archive_data import ListedEndorsement, ListedRecommendation
from endorseback.model.decisions import DecisionKind
from endorseback.model.direction import Direction
from endorseback.model.interactions import Step
from endorseback.model.mailbox_changes import ChangedCopy
from endorseback.model.outgoing_message import Channel, Outcome

Person = tuple[str, str | None]

_message_ids = st.sampled_from(["<1@example.com>", "<2@example.com>"])


def acts_about(
    people: st.SearchStrategy[Person], skills: st.SearchStrategy[str]
) -> st.SearchStrategy[AnyPayload]:
    """Return what the user may do about a person, beside deciding about what is open."""
    return st.one_of(
        st.builds(
            lambda who, step, picked: ReciprocationMoved(
                name=who[0], slug=who[1], step=step, skills=tuple(picked)
            ),
            people,
            st.sampled_from([None, *Step]),
            st.lists(skills, max_size=2),
        ),
        st.builds(lambda who: WaitClosed(name=who[0], slug=who[1], note="why"), people),
        st.builds(lambda who: RuleSet(name=who[0], slug=who[1], messages=1), people),
        st.builds(lambda who: RuleEnded(name=who[0], slug=who[1]), people),
        st.builds(
            _started, people, st.sampled_from(DecisionKind), st.one_of(st.just(""), _message_ids)
        ),
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
        st.builds(WriteBackStarted, account=accounts),
        st.builds(WriteBackStopped, account=accounts),
        st.builds(
            MailWrittenBack,
            mail=identities,
            account=accounts,
            settled=st.booleans(),
            is_begun=st.booleans(),
            copies=st.sampled_from([(), (ChangedCopy("INBOX", moved_to="Done"),)]),
        ),
    )


def words_about(
    people: st.SearchStrategy[Person], skills: st.SearchStrategy[str]
) -> st.SearchStrategy[AnyPayload]:
    """Return what the user may say of people: who is who, notes, tags, pasted skills."""
    tags = st.lists(st.sampled_from(["met", "Met", "worked with"]), max_size=2).map(tuple)
    return st.one_of(
        st.builds(_merged, people, people),
        st.builds(lambda who: Split(name=who[0], slug=who[1]), people),
        st.builds(
            lambda who, text: Noted(name=who[0], slug=who[1], text=text),
            people,
            st.sampled_from(["", "one", "two"]),
        ),
        st.builds(
            lambda who, on, off: Tagged(name=who[0], slug=who[1], added=on, removed=off),
            people,
            tags,
            tags,
        ),
        st.builds(
            lambda who, told: SkillsPasted(name=who[0], slug=who[1], skills=tuple(told)),
            people,
            st.lists(skills, max_size=2),
        ),
    )


Import = tuple[ArchiveImported, ArchiveListed]
"""An import, and what its archive lists."""


def imports(
    people: st.SearchStrategy[Person], skills: st.SearchStrategy[str]
) -> st.SearchStrategy[Import]:
    """Return imports of archives, with few different ids."""
    ages = st.one_of(st.none(), st.integers(-3, 30))
    moments = ages.map(lambda age: None if age is None else NOW - timedelta(days=age))
    status = st.sampled_from(["ACCEPTED", "PENDING"])
    rows = st.builds(
        lambda direction, who, *rest: ListedEndorsement(direction, *who, *rest),
        st.sampled_from(Direction),
        people,
        skills,
        moments,
        status,
    )
    letters = st.builds(
        lambda direction, who, text, at: ListedRecommendation(direction, who[0], text=text, at=at),
        st.sampled_from(Direction),
        people,
        st.sampled_from(["Good.", "Great."]),
        moments,
    )
    return st.builds(
        _import,
        st.sampled_from(["a1", "a2", "a3"]),
        st.lists(rows, max_size=4),
        st.lists(letters, max_size=2),
        moments,
        moments,
        st.tuples(st.booleans(), st.booleans()),
        st.lists(st.sampled_from(["maya okafor", "maya o.", "ana lima"]), max_size=1),
    )


def in_a_row(drawn: Iterable[AnyPayload | Import]) -> list[AnyPayload]:
    """Return payloads one after the other, those of an import in their place."""
    return [payload for one in drawn for payload in (one if isinstance(one, tuple) else (one,))]


def _import(archive, rows, letters, exported, before, has, shared):  # type: ignore[no-untyped-def]
    """Return the events of an import."""
    begun = ArchiveImported(
        archive=archive,
        digest=archive,
        exported_at=exported,
        history_before=before,
        has_received=has[0],
        has_given=has[1],
        has_recommendations=tuple({letter.direction: None for letter in letters}),
        shared_names=tuple(shared),
    )
    return begun, ArchiveListed(
        archive=archive, endorsements=tuple(rows), recommendations=tuple(letters)
    )


def _merged(one: Person, other: Person) -> AnyPayload:
    return Merged(name=one[0], slug=one[1], other_name=other[0], other_slug=other[1])


def _started(who: Person, action: DecisionKind, message_id: str) -> AnyPayload:
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
