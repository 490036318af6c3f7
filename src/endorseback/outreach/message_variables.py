"""What a message to a person may speak of, taken from their card."""

from __future__ import annotations

from datetime import datetime

from endorseback.model.archive_data import Owner
from endorseback.model.list_rows import State
from endorseback.model.person_card import PersonCard
from endorseback.outreach.elapsed import silence_in_words
from endorseback.outreach.first_name import first_name
from endorseback.outreach.message_drafts import TemplateVariables
from endorseback.settings import Config


def template_variables(
    card: PersonCard,
    now: datetime,
    *,
    given: tuple[str, ...] | None = None,
    sender: str = "",
) -> TemplateVariables:
    """Return what is known of a person as the facts of a message.

    Args:
        card: All that is known of them, with the archive's reference where there is one.
        now: The present moment; it tells how long ago the last message was, in local days.
        given: Skills that the user has just endorsed; left out, all that they ever gave.
        sender: The user's own name: see `sender_name`.
    """
    letters = card.correspondence
    last = letters.last.astimezone().date() if letters and letters.last else None
    everything = tuple(skill.skill for skill in card.given)
    return TemplateVariables(
        card.name,
        received=_worth_thanks(card),
        given=everything if given is None else given,
        company=card.connection.company if card.connection else "",
        position=card.connection.position if card.connection else "",
        silence=silence_in_words(last, now.astimezone().date()),
        sender=sender,
    )


def sender_name(config: Config | None, owner: Owner) -> str:
    """Return the user's own name: as the configuration gives it, else their archive, or nothing."""
    told = first_name(owner.name)
    if config is None:
        return told
    names = [account.smtp.from_name for account in config.accounts if account.smtp]
    return next(filter(None, (config.messages.your_name, *names)), told)


def _worth_thanks(card: PersonCard) -> tuple[str, ...]:
    """Return the skills that they endorsed and that wait for an answer, else all of them."""
    waiting = [skill.skill for skill in card.received if skill.state is State.OPEN]
    return tuple(waiting or (skill.skill for skill in card.received))
