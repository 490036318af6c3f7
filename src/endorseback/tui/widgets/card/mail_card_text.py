"""What the card says of a mail, as styled text."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from endorseback.model.list_rows import MailRow, State
from endorseback.model.notification import Kind
from endorseback.text import calm
from endorseback.tui.widgets.card.card_lines import MUTED, Line, bullets, joined, muted, section
from endorseback.tui.widgets.card.card_sender import sender_check

_MAIL_KINDS: Final = {
    Kind.ENDORSEMENT: "An endorsement",
    Kind.RECOMMENDATION_RECEIVED: "A recommendation for you",
    Kind.RECOMMENDATION_REQUEST: "A request for a recommendation",
    Kind.REVIEW: "An endorsement that the mail does not tell completely",
    Kind.OTHER: "Another mail",
}


def mail_text(row: MailRow) -> Content:
    """Return the card of a mail that needs a look or is suspicious."""
    lines = [
        Content.styled(calm(row.subject or "no subject"), "bold"),
        muted(f"from {calm(row.sender or 'nobody')}"),
        muted(f"received {_received_at(row)}"),
        sender_check(row.authenticity),
    ]
    lines += section("What it is", [Content(_MAIL_KINDS[row.kind]), *_claims(row)])
    lines += section("What you can do", [Content(_advice(row))])
    lines += section("Because", bullets(row.reasons))
    return joined(lines)


def _received_at(row: MailRow) -> str:
    """Return when a mail came, in local time."""
    if row.received_at is None:
        return "at an unknown time"
    return row.received_at.astimezone().strftime("%Y-%m-%d %H:%M")


def _claims(row: MailRow) -> list[Line]:
    """Return who and which skills a mail names."""
    lines = []
    if row.name:
        lines.append(Content.assemble(("Person  ", MUTED), calm(row.name)))
    if row.skills:
        lines.append(Content.assemble(("Skills  ", MUTED), calm(", ".join(row.skills))))
    return lines


def _advice(row: MailRow) -> str:
    """Return what the keys do for such a mail."""
    if row.state is State.SUSPICIOUS:
        return "v reads it as text. d dismisses it. t says it is genuine; nothing in it is opened."
    return (
        "e lets you say what it tells; what is certain in it stands in the inbox already."
        " v reads it as text. d dismisses it."
    )
