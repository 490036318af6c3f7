"""Reading: the profile in the browser, and the original mail as clean text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from endorseback.tui import notices
from endorseback.tui.off_loop import off_loop
from endorseback.tui.screens.listing import Listing
from endorseback.tui.tabs import AnyRow

if TYPE_CHECKING:
    from endorseback.mail.cleartext import ReadableMail
    from endorseback.paths import Paths
    from endorseback.tui.screens.mail_view import Letter


class Reading(Listing):
    """Adds the actions that show more of a row."""

    @work(group="open", description="open profile")
    async def action_open_profile(self) -> None:
        """Open the profile in the browser."""
        from endorseback.outreach.links import profile_page

        if (row := self.row_list.row) is None:
            return
        if (page := profile_page(row.profile_url)) is None:
            notices.warn(self.app, "Their mails hold no link to a profile that is safe to open.")
            return
        opened = await off_loop(lambda: self.desk.opener.open(page))
        if opened.opened:
            notices.tell(self.app, opened.say)
        else:
            notices.warn(self.app, f"{opened.say} {page}")

    @work(exclusive=True, group="dialog", description="view mail")
    async def action_view_mail(self) -> None:
        """Show the mails behind the row, the newest first."""
        from endorseback.tui.screens.mail_view import MailView

        row = self.row_list.row
        if row is not None and (letters := list(self._letters(row))):
            await self.app.push_screen_wait(MailView(letters, partial(_read, self.desk.paths)))

    def _letters(self, row: AnyRow) -> Iterator[Letter]:
        """Yield the mails behind a row, as the mail view takes them."""
        from endorseback.tui.screens.mail_view import Letter

        for mail in self.mails_of(row):
            yield Letter(mail.kept, mail.authenticity, mail.reasons)


def _read(paths: Paths, key: str) -> ReadableMail | None:
    """Return a kept mail as clean text; reads the disk, so it is called off the loop."""
    from endorseback.mail.cleartext import readable
    from endorseback.mail.kept import KeptMail

    raw = KeptMail(paths.kept_mail).get(key)
    return None if raw is None else readable(raw)
