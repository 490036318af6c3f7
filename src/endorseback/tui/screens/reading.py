"""Reading: the profile in the browser, the original mail as clean text, and the wordings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from endorseback.model.list_rows import MailRow, Row, State
from endorseback.tui import notices
from endorseback.tui.screens.remembering import read_kept
from endorseback.tui.screens.teaching import Teaching

if TYPE_CHECKING:
    from endorseback.tui.dialogs.mail.mail_view import ViewedMail


class Reading(Teaching):
    """Adds the actions that show more of a row."""

    @work(group="open", description="open profile")
    async def action_open_profile(self) -> None:
        """Open the profile in the browser, or the search for the name where none is known."""
        from endorseback.outreach import find_page
        from endorseback.tui.page_handover import open_or_show

        if (row := self.here) is None:
            return
        name = row.name or ""
        if (page := find_page(name, row.slug)) is None:
            notices.warn(self.app, "Their mails hold no link to a profile that is safe to open.")
            return
        context = self.context
        await open_or_show(self.app, context.opener, context.clipboard, title=name, url=page)

    @work(exclusive=True, group="dialog", description="view mail")
    async def action_view_mail(self) -> None:
        """Show the mails behind the row, the newest first."""
        from endorseback.tui.dialogs.mail.mail_view import MailView

        row = self.here
        if row is None or not (letters := list(self._letters(row))):
            return
        read = partial(read_kept, self.context.paths)
        wrong = await self.app.push_screen_wait(MailView(letters, read))
        if wrong is not None and (mail := self.context.model.mail(wrong)) is not None:
            await self.teach(mail, row)

    def _letters(self, row: Row | MailRow) -> Iterator[ViewedMail]:
        """Yield the mails behind a row, as the mail view takes them."""
        from endorseback.tui.dialogs.mail.mail_view import ViewedMail

        for mail in self.mails_of(row):
            wrong = None if row.state is State.SUSPICIOUS else mail.mail
            yield ViewedMail(mail.kept, mail.authenticity, mail.reasons, wrong)
