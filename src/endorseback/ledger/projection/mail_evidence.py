"""What a mail says of people: entered when it comes to count, withdrawn when it ceases to."""

from __future__ import annotations

from endorseback.ledger.events.events import MailSeen
from endorseback.ledger.projection.identity import PeopleIndex, PersonRecord, folded_key
from endorseback.ledger.time_order import NEVER


def enter(mail: MailSeen, people: PeopleIndex, touched: set[str]) -> None:
    """Let a mail speak for the people that it names; `touched` gets who may be others after it."""
    moment = mail.received_at or NEVER
    for index, (name, slug, skill) in enumerate(mail.endorsements):
        holder = people.see(name, slug, touched)
        holder.pairs.setdefault(folded_key(skill), []).append((moment, mail.mail, index))
    for index, (name, slug) in enumerate(mail.people):
        people.see(name, slug, touched).letters.append((moment, mail.mail, index))


def withdraw(mail: MailSeen, people: PeopleIndex, touched: set[str]) -> None:
    """Take back all that `enter` made of a mail."""
    moment = mail.received_at or NEVER
    for index, (name, slug, skill) in enumerate(mail.endorsements):
        holder = _known(people, name, slug)
        sources = holder.pairs[folded_key(skill)]
        sources.remove((moment, mail.mail, index))
        if not sources:
            del holder.pairs[folded_key(skill)]
        people.forget(name, holder, touched)
    for index, (name, slug) in enumerate(mail.people):
        holder = _known(people, name, slug)
        holder.letters.remove((moment, mail.mail, index))
        people.forget(name, holder, touched)


def _known(people: PeopleIndex, name: str, slug: str | None) -> PersonRecord:
    holder = people.holder(name, slug)
    assert holder is not None, "whoever a mail names was seen when the mail was entered"
    return holder
