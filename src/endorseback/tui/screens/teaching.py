"""Teaching: the user says what a mail tells, and may have the wording remembered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work

from endorseback.ledger import MailSeen, ReadingFixed
from endorseback.model.list_rows import MailRow
from endorseback.model.notification import Kind
from endorseback.presentation import words
from endorseback.text import calm
from endorseback.tui import notices
from endorseback.tui.screens.remembering import Remembering, read_kept
from endorseback.tui.state.tabs import AnyRow

if TYPE_CHECKING:
    from endorseback.tui.dialogs.answers import Endorsement


class Teaching(Remembering):
    """Adds the actions about what mails tell."""

    @work(exclusive=True, group="dialog", description="teach")
    async def action_teach(self) -> None:
        """Ask what the newest mail behind the row tells."""
        row = self.here
        if row is not None and (mail := next(self.mails_of(row), None)) is not None:
            await self.teach(mail, row)

    async def teach(self, mail: MailSeen, row: AnyRow) -> None:
        """Ask what a mail behind a row tells, and record it; `mail` is what it counts as."""
        from endorseback.tui.dialogs.mail.teach import TeachDialog

        read_as = self.context.model.mail(mail.mail) or mail
        text = partial(read_kept, self.context.paths, mail.kept)
        lesson = await self.app.push_screen_wait(TeachDialog(read_as, mail.endorsements, text))
        if lesson is None:
            notices.tell(self.app, "Nothing is recorded; the mail counts as it did.")
        elif mail.type is Kind.ENDORSEMENT and lesson.endorsements == mail.endorsements:
            notices.tell(self.app, "That is how the mail counts already.")
        else:
            taught = ReadingFixed(mail=mail.mail, endorsements=lesson.endorsements)
            leaving = [row] if isinstance(row, MailRow) else []
            self._record([taught], leaving, _told(lesson.endorsements))
            await self.offer_wording(read_as, lesson.endorsements)


def _told(endorsements: tuple[Endorsement, ...]) -> str:
    """Return the sentence about what was recorded."""
    if not endorsements:
        return "Noted: this mail is not an endorsement."
    names = tuple(dict.fromkeys(calm(name) for name, _, _ in endorsements))
    skills = tuple(dict.fromkeys(calm(skill) for _, _, skill in endorsements))
    return f"Noted: {words.joined(names)} for {words.joined(skills)}."
