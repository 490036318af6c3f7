"""Remembering a wording: what it would change, and the file that it is written into."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from endorseback.ledger import Ledger, MailSeen, ReadModel
from endorseback.mail import (
    MailStore,
    PhraseError,
    UserPhrase,
    UserPhrases,
    add_phrase,
    learn,
    load_phrases,
    own_wording,
    remove_phrase,
)
from endorseback.model.clock import Clock, utc_now
from endorseback.model.notification import Kind
from endorseback.paths import Paths
from endorseback.services.reparse.rereader import (
    Entry,
    Rereader,
    kept_in_order,
    trusts_of,
    where_found,
)
from endorseback.services.reparse.worker_pool import in_chunks
from endorseback.settings import Config

__all__ = [
    "PhraseError",
    "Preview",
    "ReadingChange",
    "UserPhrase",
    "carry_out",
    "forget",
    "learn",
    "preview",
    "remember",
    "tells",
]  # fmt: skip

_MAILS_A_TRANSACTION = 200


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """One kept mail that would be read differently."""

    mail: str
    """Its identity."""
    subject: str
    before: MailSeen
    """The reading without the phrases."""
    after: MailSeen
    """The reading with them."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What phrases would change across all kept mails."""

    changes: tuple[ReadingChange, ...] = ()
    """The mails that would be read differently; never one that the user taught."""

    def reversed(self) -> Preview:
        """Return what forgetting the phrases would change back."""
        return Preview(
            tuple(
                ReadingChange(one.mail, one.subject, one.after, one.before) for one in self.changes
            )
        )


def preview(
    phrases: UserPhrase | Iterable[UserPhrase],
    config: Config | None,
    model: ReadModel,
    kept: MailStore,
    *,
    user_phrases: UserPhrases | None = None,
    clock: Clock = utc_now,
    jobs: int = 1,
    progress: Callable[[int], object] = lambda _mails: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Preview:
    """Return what one phrase, or some, would change across all kept mails; nothing is written.

    Args:
        phrases: One that is not remembered yet, or one that may be forgotten.
        config: Whose authserv-ids are trusted; None trusts none.
        model: What is known of the mails.
        kept: The mails.
        user_phrases: Those that are in force besides.
        clock: Tells the time.
        jobs: How many processes read; 1 is this one alone.
        progress: Called with the number of mails read so far.
        stopped: Asked now and then whether to stop early.

    Raises:
        EndorsebackError: A process that reads was killed.
    """
    tried = (phrases,) if isinstance(phrases, UserPhrase) else tuple(phrases)
    without = user_phrases or UserPhrases()
    for phrase in tried:
        without = without.without(phrase)
    every = without
    for phrase in reversed(tried):
        every = every.plus(phrase)
    now, trusts = clock(), trusts_of(config)
    comparison = _Comparison(
        Rereader(kept, trusts, now, without),
        Rereader(kept, trusts, now, every),
        frozenset(own_wording(phrase.pattern) for phrase in tried),
    )
    entries = kept_in_order(model, kept)
    changes: dict[str, ReadingChange] = {}
    done = 0
    for results in in_chunks(comparison, entries, jobs=jobs, stopped=stopped):
        for pair in results:
            if pair is not None and (change := _change(*pair, model)) is not None:
                changes.setdefault(change.mail, change)
        progress(done := done + len(results))
    return Preview(tuple(changes.values()))


def remember(phrase: UserPhrase, paths: Paths) -> UserPhrases:
    """Write a phrase into the user's own file, and return all that are in force then.

    Raises:
        EndorsebackError: The file cannot be read or written; it is as it was.
    """
    add_phrase(paths.phrases, phrase)
    return load_phrases(paths.phrases)


def forget(phrase: UserPhrase, paths: Paths) -> UserPhrases:
    """Take a phrase out of the user's own file, and return all that are in force then.

    Raises:
        EndorsebackError: It does not stand there, or the file cannot be written.
    """
    remove_phrase(paths.phrases, phrase)
    return load_phrases(paths.phrases)


def carry_out(change: Preview, ledger: Ledger) -> None:
    """Record the readings that a preview promises; on any thread.

    Raises:
        EndorsebackError: They cannot be written.
    """
    events = [one.after for one in change.changes]
    for start in range(0, len(events), _MAILS_A_TRANSACTION):
        ledger.record(*events[start : start + _MAILS_A_TRANSACTION])


def tells(reading: MailSeen) -> str:
    """Return in words what a reading tells."""
    pairs = [f"{name}: {skill}" for name, _, skill in reading.endorsements]
    names = ", ".join(name for name, _ in reading.people)
    if reading.type is Kind.REVIEW:
        return ", ".join(("needs a look", *pairs))
    if reading.type is Kind.ENDORSEMENT:
        return f"endorsement ({', '.join(pairs)})"
    if reading.type is Kind.OTHER:
        return "no endorsement"
    return f"{reading.type.value.replace('_', ' ')} ({names})"


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Reads a kept mail with some phrases, and without them where they were found in it."""

    without: Rereader
    every: Rereader
    reasons: frozenset[str]
    """Those that tell that one of the phrases was found."""

    def __call__(self, entry: Entry) -> tuple[MailSeen, MailSeen] | None:
        """Return the two readings of a mail in which a phrase was found, without and with it."""
        after = self.every(entry)
        if not isinstance(after, MailSeen) or self.reasons.isdisjoint(after.reasons):
            return None
        before = self.without(entry)
        return (before, after) if isinstance(before, MailSeen) else None


def _change(before: MailSeen, after: MailSeen, model: ReadModel) -> ReadingChange | None:
    """Return what changes for the user, or None: another copy or their own word may count."""
    known = model.mail(after.mail)
    if model.fixed_reading(after.mail) is not None or (known and known.kept != after.kept):
        return None
    said = [(one.type, one.endorsements, one.people) for one in (before, after)]
    if said[0] == said[1]:
        return None
    return ReadingChange(
        after.mail, after.subject, where_found(before, known), where_found(after, known)
    )
