"""What the dialogs that reach people work with: the desktop, and the ways to record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from endorseback.desktop import Clipboard, Opener
    from endorseback.insight import Suggestions
    from endorseback.model.interactions import Step
    from endorseback.model.person_card import PersonCard
    from endorseback.outreach import Draft
    from endorseback.settings import Messages
    from endorseback.tui.dialogs.messages.send_email import MailingChoice

Understand = Callable[[str], tuple[str, ...]]
"""Returns the skills that a pasted page names, in its order."""


@dataclass(frozen=True, slots=True)
class ReturnTools:
    """What the dialog that gives skills back works with."""

    opener: Opener
    """Opens their skills page."""
    clipboard: Clipboard
    """Takes the link to it, or the name where no link is known."""
    suggest: Callable[[PersonCard], Suggestions]
    """Suggests what to give; asked again when their skills become known."""
    understand: Understand
    """Finds the skills in the pasted text of their page."""
    moved: Callable[[Step, tuple[str, ...]], None]
    """Records how far the user came, with the skills picked by then."""
    told: Callable[[tuple[str, ...]], None]
    """Records which skills stand on their page."""


@dataclass(frozen=True, slots=True)
class MessageTools:
    """What the dialog that writes a message works with."""

    opener: Opener
    """Opens the page where the message is sent."""
    clipboard: Clipboard
    """Takes the text."""
    write: Callable[[], Sequence[Draft]]
    """Returns the drafts to choose from, best first; called off the event loop."""
    begun: Callable[[], str]
    """Returns the text that was begun and not sent, or nothing; called off the event loop."""
    keep: Callable[[str], None]
    """Keeps the text, or forgets it where it is empty; called off the event loop, may raise."""
    mailing: MailingChoice | None = None
    """By which accounts it can leave as a mail; None where there is none."""
    limits: Messages | None = None
    """How long it may be; left out, the defaults."""
