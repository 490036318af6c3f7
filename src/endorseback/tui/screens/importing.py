"""Importing LinkedIn's archive: choose it, look on, and read what it brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from endorseback.errors import EndorsebackError
from endorseback.text import clean
from endorseback.tui import notices
from endorseback.tui.screens.listing import Listing

if TYPE_CHECKING:
    from endorseback.services.archive_import import ImportReport
    from endorseback.tui.dialogs.archive.import_progress import ImportReading


class Importing(Listing):
    """Adds the import; the app goes on meanwhile, and follows what it brings as it lands."""

    @work(exclusive=True, group="dialog", description="import")
    async def action_import(self) -> None:
        """Import an archive."""
        from endorseback.tui.dialogs.archive.choose_archive import (
            ChooseArchiveDialog,
            ChosenArchive,
        )
        from endorseback.tui.dialogs.archive.import_progress import ImportProgressDialog
        from endorseback.tui.dialogs.archive.import_result import ImportReportDialog
        from endorseback.tui.state.archive_paths import complete_path, downloads

        choose = ChooseArchiveDialog(downloads, complete_path, self.context.today())
        chosen = await self.app.push_screen_wait(choose)
        if not isinstance(chosen, ChosenArchive):
            return

        def run(reading: ImportReading) -> ImportReport:
            from endorseback.services.archive_import import import_archive

            return import_archive(
                self.context.paths,
                chosen.path,
                history_before=chosen.history_before,
                clock=self.context.clock,
                progress=reading.moved,
                stop=reading.stop.is_set,
            )

        answer = await self.app.push_screen_wait(ImportProgressDialog(clean(chosen.path.name), run))
        if isinstance(answer, EndorsebackError):
            notices.tell_error(self.app, answer)
        elif answer is not None:
            await self.app.push_screen_wait(ImportReportDialog(answer))
