"""What the cards say of who sent a mail."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from endorseback.model.notification import Authenticity
from endorseback.tui.widgets.card.card_lines import GOOD, WARNING, Line

_SENDER_CHECK: Final = {
    Authenticity.VERIFIED: ("Verified: LinkedIn sent it.", GOOD),
    Authenticity.UNVERIFIED: ("Unverified: nothing proves LinkedIn sent it.", WARNING),
    Authenticity.FAILED: ("Failed the sender check: not LinkedIn's.", "$text-error"),
}


def sender_check(check: Authenticity) -> Line:
    """Return what is known of the sender, in a sentence."""
    sentence, style = _SENDER_CHECK[check]
    return Content.styled(sentence, style)
