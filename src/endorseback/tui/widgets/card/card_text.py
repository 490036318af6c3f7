"""What the card says of a person, as styled text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from textual.content import Content

from endorseback.insight import Age, age_of, returned_words
from endorseback.model.decisions import Decision, DecisionKind
from endorseback.model.interactions import Wait
from endorseback.model.list_rows import Row, State
from endorseback.model.person_card import Confirmation, Origin, PersonCard, ReceivedSkill
from endorseback.presentation import words
from endorseback.text import calm
from endorseback.tui.widgets.card.card_history import recommendations, ties, work
from endorseback.tui.widgets.card.card_lines import (
    GOOD,
    MUTED,
    WARNING,
    Line,
    bullets,
    column,
    joined,
    muted,
    section,
)
from endorseback.tui.widgets.card.card_sender import sender_check
from endorseback.tui.widgets.list.text_columns import fit

_STATES: Final = {State.OPEN: "", State.DONE: "done", State.SNOOZED: "snoozed"}


def person_text(
    card: PersonCard,
    row: Row | None,
    now: datetime,
    *,
    ideas: Sequence[str] = (),
    why: Sequence[str] = (),
    overdue: timedelta = timedelta.max,
) -> Content:
    """Return the card of a person.

    Args:
        card: All that is known of them.
        row: Where they stand in the list that is up, assessed if it can be.
        now: The present moment, from which ages count.
        ideas: Skills of theirs that may be endorsed.
        why: Why they are proposed to get in touch with, if they are.
        overdue: How long an answer may take.
    """
    lines = [*_heading(card), *_under_way(card)]
    lines += section("Why get in touch", bullets(why))
    if row is not None and row.reasons:
        lines += section(f"{row.assessment.capitalize()}, because", bullets(row.reasons))
    lines += section("They endorsed you", _received(card.received, now))
    lines += section("You endorsed them", _given(card, now))
    if ideas:
        lines += section("Might fit them", [Content(calm(", ".join(ideas)))])
    lines += section("Between you", ties(card, now))
    lines += section("Started by you", _waits(card.waits, now, overdue))
    lines += section("Recommendations", recommendations(card, now))
    lines += section("Your note", (Content(calm(line)) for line in card.note.splitlines()))
    lines += section("Decided", _decisions(card, now))
    lines += section("Mail", [muted(words.many(len(card.mails), "mail"))] if card.mails else [])
    return joined(lines)


def _heading(card: PersonCard) -> Iterator[Line]:
    """Yield who it is."""
    yield Content.styled(calm(card.name), "bold")
    if what := work(card):
        yield Content(what)
    profile = card.profile_url
    shown = calm(profile.removeprefix("https://www.").rstrip("/")) if profile else ""
    yield muted(shown or "No link to their profile is known.")
    if card.authenticity is not None:
        yield sender_check(card.authenticity)
    if card.tags:
        yield Content.styled("  ".join(f"#{calm(tag)}" for tag in card.tags), "$text-accent")


def _under_way(card: PersonCard) -> Iterator[Line]:
    """Yield what was begun and is to be ended, and the rule that holds."""
    if card.returning is not None:
        step = words.STEPS[card.returning.step]
        what = calm(words.joined(card.returning.skills)) or "them"
        yield Content.styled(f"Endorsing {what}: {step}.", WARNING)
    if card.rule is not None:
        reason = f": {calm(card.rule.reason)}" if card.rule.reason else ""
        yield muted(f"Your rule skips their endorsements{reason}.")


def _received(received: Sequence[ReceivedSkill], now: datetime) -> Iterator[Line]:
    """Yield the skills they endorsed, with when, what came of it, and where it is known from."""
    width = column(known.skill for known in received)
    for known in received:
        notes = [_STATES.get(known.state, known.state.value)]
        if known.status and known.status.upper() != "ACCEPTED":
            notes.append(calm(known.status.lower()))
        if known.is_absent:
            notes.append("gone from your newest archive")
        elif Origin.ARCHIVE in known.origins:
            mailed = Origin.MAIL in known.origins
            notes.append("mail and archive" if mailed else "by your archive")
        yield _endorsement(known.skill, width, words.age(known.at, now), notes)
    if not received:
        yield muted("Nothing yet.")


def _given(card: PersonCard, now: datetime) -> Iterator[Line]:
    """Yield the skills given to them, with when, and whether the archive knows of it."""
    width = column(known.skill for known in card.given)
    for known in card.given:
        notes = []
        if known.status and known.status.upper() != "ACCEPTED":
            notes.append(calm(known.status.lower()))
        if known.is_absent:
            notes.append("gone from your newest archive")
        elif known.confirmation is Confirmation.CONFIRMED:
            notes.append("✓")
        line = _endorsement(known.skill, width, words.age(known.at, now), notes)
        if known.confirmation is Confirmation.NOT_FOUND:
            line = Content.assemble(line, ("  not found in your archive", WARNING))
        yield line
    if not card.given:
        yield muted("Not returned yet." if card.received else "Nothing yet.")


def _endorsement(skill: str, width: int, when: str, notes: Sequence[str]) -> Line:
    """Return one endorsement: the skill in its column, when it was, and notes on it."""
    told = "  ".join(
        filter(None, (f"{when:<8}" if any(notes) else when, " · ".join(filter(None, notes))))
    )
    return Content.assemble(fit(skill, width), (f"  {told}", MUTED))


def _waits(waits: Sequence[Wait], now: datetime, overdue: timedelta) -> Iterator[Line]:
    """Yield what the user started and what came of it; what is overdue invites a thought."""
    for wait in waits:
        yield _waited(wait, now)
        if wait.is_open and age_of(wait, now, overdue) is Age.OVERDUE:
            yield Content.styled("Why not? c closes it with a line.", WARNING)


def _waited(wait: Wait, now: datetime) -> Line:
    """Return what the user started, and what came of it."""
    what = calm(words.joined((*wait.skills, *(("a message",) if wait.messaged else ()))))
    begun = Content.assemble((f"{words.age(wait.since, now):<8}  ", MUTED), what)
    if came := returned_words(wait):
        return Content.assemble(begun, (f"  {came}", GOOD))
    if wait.closed_at is not None:
        note = f": {calm(wait.note)}" if wait.note else ""
        return Content.assemble(begun, (f"  no longer waited for{note}", MUTED))
    return Content.assemble(begun, ("  not answered yet", MUTED))


def _decisions(card: PersonCard, now: datetime) -> list[Line]:
    """Return what the user decided about them."""
    return [
        Content.assemble((f"{words.age(at, now):<8}  ", MUTED), _decided(decision, now))
        for at, decision in card.decisions
    ]


def _decided(decision: Decision, now: datetime) -> str:
    """Return one decision in words."""
    word = words.decided(decision)
    if decision.action is DecisionKind.RECIPROCATED and decision.given:
        return f"{word}{' ' if decision.covers else ' for '}{calm(words.joined(decision.given))}"
    if decision.action is DecisionKind.SNOOZED and decision.until:
        return f"{word} until {words.day(decision.until, now)}"
    detail = decision.reason or decision.text.strip().partition("\n")[0]
    return f"{word}: {calm(detail)}" if detail else word
