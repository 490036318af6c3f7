"""What the card says of a person or of a mail, as styled text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from endorseback.model.archive import Direction
from endorseback.model.card import PersonCard, Recommended
from endorseback.model.inbox import (
    Action,
    Assessment,
    Decision,
    MailRow,
    Row,
    State,
)
from endorseback.model.notification import Authenticity, Kind
from endorseback.text import calm
from endorseback.tui import words
from endorseback.tui.widgets.columns import fit

_MUTED: Final = "$foreground 55%"
_HEAD: Final = "$text-primary"
_WIDEST_SKILL: Final = 30

_SENDER_CHECK: Final = {
    Authenticity.VERIFIED: (
        "Verified: LinkedIn sent it.",
        "$text-success",
    ),
    Authenticity.UNVERIFIED: ("Unverified: nothing proves LinkedIn sent it.", "$text-warning"),
    Authenticity.FAILED: ("Failed the sender check: not LinkedIn's.", "$text-error"),
}

_MAIL_KINDS: Final = {
    Kind.ENDORSEMENT: "An endorsement",
    Kind.RECOMMENDATION_RECEIVED: "A recommendation for you",
    Kind.RECOMMENDATION_REQUEST: "A request for a recommendation",
    Kind.REVIEW: "An endorsement that the mail does not tell completely",
    Kind.OTHER: "Another mail",
}

Line = Content
"""One line of the card."""


def person_text(card: PersonCard, row: Row | None, now: datetime) -> Content:
    """Return the card of a person; `row` is where they stand in the list that is up."""
    lines = [*_heading(card.name, card.profile_url, card.authenticity)]
    if row is not None and row.assessment is not Assessment.UNCLEAR:
        lines += _section(f"{row.assessment.capitalize()}, because", _bullets(row.reasons))
    lines += _section("They endorsed you", _received(card, now))
    lines += _section("You endorsed them", _given(card, now))
    if card.decisions:
        lines += _section("Decided", _decisions(card, now))
    if card.recommendations:
        lines += _section("Recommendations", _recommendations(card, now))
    lines += _section("Mail", [_mails(len(card.mails))])
    return _joined(lines)


def mail_text(row: MailRow) -> Content:
    """Return the card of a mail that needs a look or is suspicious."""
    lines = [
        Content.styled(calm(row.subject or "no subject"), "bold"),
        Content.styled(f"from {calm(row.sender or 'nobody')}", _MUTED),
        Content.styled(f"received {_received_at(row)}", _MUTED),
        _sender_check(row.authenticity),
    ]
    lines += _section("What it is", [Content(_MAIL_KINDS[row.kind]), *_claims(row)])
    lines += _section("What you can do", [Content(_advice(row))])
    if row.reasons:
        lines += _section("Because", _bullets(row.reasons))
    return _joined(lines)


def _received_at(row: MailRow) -> str:
    """Return when a mail came, in local time."""
    if row.received_at is None:
        return "at an unknown time"
    return row.received_at.astimezone().strftime("%Y-%m-%d %H:%M")


def _heading(name: str, profile: str | None, check: Authenticity | None) -> Iterator[Line]:
    """Yield who it is."""
    yield Content.styled(calm(name), "bold")
    shown = calm(profile.removeprefix("https://www.").rstrip("/")) if profile else ""
    yield Content.styled(shown or "No profile link in their mails.", _MUTED)
    if check is not None:
        yield _sender_check(check)


def _sender_check(check: Authenticity) -> Line:
    """Return what is known of the sender, in a sentence."""
    sentence, style = _SENDER_CHECK[check]
    return Content.styled(sentence, style)


def _received(card: PersonCard, now: datetime) -> list[Line]:
    """Return the skills they endorsed, with when, and what came of it."""
    column = _column(known.skill for known in card.received)
    lines = []
    for known in card.received:
        state = known.state
        state_word = "" if state is State.OPEN else f"  {_STATES.get(state, state.value)}"
        when = f"  {words.age(known.at, now):<8}{state_word}"
        lines.append(Content.assemble(fit(known.skill, column), (when, _MUTED)))
    return lines or [_nothing("Nothing yet.")]


_STATES: Final = {State.DONE: "done", State.SNOOZED: "snoozed"}


def _given(card: PersonCard, now: datetime) -> list[Line]:
    """Return the skills given back, with when."""
    column = _column(known.skill for known in card.given)
    lines = [
        Content.assemble(fit(known.skill, column), (f"  {words.age(known.at, now)}", _MUTED))
        for known in card.given
    ]
    return lines or [_nothing("Not returned yet.")]


def _decisions(card: PersonCard, now: datetime) -> list[Line]:
    """Return what the user decided about them."""
    return [
        Content.assemble((f"{words.age(at, now):<8}  ", _MUTED), _decided(decision, now))
        for at, decision in card.decisions
    ]


def _decided(decision: Decision, now: datetime) -> str:
    """Return one decision in words."""
    word = words.DECIDED[decision.action]
    if decision.action is Action.RECIPROCATED and decision.given:
        return f"{word} {calm(words.joined(decision.given))}"
    if decision.action is Action.SNOOZED and decision.until:
        return f"{word} until {words.day(decision.until, now)}"
    detail = decision.reason or decision.text.strip().partition("\n")[0]
    return f"{word}: {calm(detail)}" if detail else word


def _recommendations(card: PersonCard, now: datetime) -> list[Line]:
    """Return the recommendations between the two, and the requests for one."""
    return [
        Content.assemble(_recommended(known), (f"  {words.age(known.at, now)}", _MUTED))
        for known in card.recommendations
    ]


def _recommended(known: Recommended) -> str:
    """Return what a recommendation is, in words."""
    if known.is_request:
        return "A request for a recommendation"
    if known.direction is Direction.GIVEN:
        return "Your recommendation for them"
    return "A recommendation for you"


def _mails(count: int) -> Line:
    """Return how many mails stand behind the card."""
    return _nothing(words.many(count, "mail") if count else "None.")


def _claims(row: MailRow) -> list[Line]:
    """Return who and which skills a mail names."""
    lines = []
    if row.name:
        lines.append(Content.assemble(("Person  ", _MUTED), calm(row.name)))
    if row.skills:
        lines.append(Content.assemble(("Skills  ", _MUTED), calm(", ".join(row.skills))))
    return lines


def _advice(row: MailRow) -> str:
    """Return what the keys do for such a mail."""
    if row.state is State.SUSPICIOUS:
        return "v reads it as text. d dismisses it. t says it is genuine; nothing in it is opened."
    return (
        "e lets you say what it tells; what is certain in it stands in the inbox already."
        " v reads it as text. d dismisses it."
    )


def _section(title: str, lines: Iterable[Line]) -> list[Line]:
    """Return an empty line, a heading, and the lines."""
    return [Content(""), Content.styled(title, _HEAD), *lines]


def _bullets(reasons: Iterable[str]) -> list[Line]:
    """Return reasons, one a line."""
    return [Content.assemble(("· ", _MUTED), calm(reason)) for reason in reasons]


def _nothing(sentence: str) -> Line:
    """Return a sentence in the place of what is not there."""
    return Content.styled(sentence, _MUTED)


def _column(labels: Iterable[str]) -> int:
    """Return the width for a column of skills."""
    return min(_WIDEST_SKILL, max((cell_len(calm(label)) for label in labels), default=0))


def _joined(lines: Iterable[Line]) -> Content:
    """Return the lines as one text."""
    return Content("\n").join(lines)
