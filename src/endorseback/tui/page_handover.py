"""Hands a page and a text over to the desktop, off the event loop, and tells how both went."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import App
from textual.content import Content

from endorseback.desktop import Clipboard, Opened, Opener, Placed, TerminalWriter
from endorseback.tui import notices
from endorseback.tui.off_loop import off_loop


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of the page and of the text."""

    what: str
    """What the text is, in a word: "Link", "Name", "Message"."""
    placed: Placed
    opened: Opened
    url: str | None
    """The page, to be shown as well: the user can open it where the program cannot."""

    @property
    def unopened(self) -> str | None:
        """The page, where it could not be opened here."""
        return None if self.opened.opened else self.url

    def told(self) -> Content:
        """Return it as lines for a dialog."""
        lines = [_line(self.what, self.placed.say), _line("Page", self.opened.say)]
        if self.url is not None:
            lines.append(Content.styled(self.url, "$foreground-muted"))
        return Content("\n").join(lines)


async def open_or_show(
    app: App[object], opener: Opener, clipboard: Clipboard, *, title: str, url: str
) -> None:
    """Open a page; where that cannot be, show its link to be taken elsewhere.

    Args:
        app: The app.
        opener: Opens pages.
        clipboard: Takes the link.
        title: What the page is.
        url: The page.
    """
    from endorseback.tui.dialogs.messages.link import LinkDialog

    opened = await off_loop(lambda: opener.open(url))
    if opened.opened:
        notices.tell(app, opened.say)
    else:
        await app.push_screen(LinkDialog(title, opened.say, url, clipboard))


async def hand_over(
    app: App[object], opener: Opener, clipboard: Clipboard, *, what: str, text: str, url: str | None
) -> HandedOver:
    """Put a text on the clipboard, then open a page: the browser may take the focus at once."""
    terminal = terminal_writer(app)
    placed = await off_loop(lambda: clipboard.put(text, terminal))
    if url is None:
        opened = Opened(False, "No profile link is known: search for them on LinkedIn.")
    else:
        opened = await off_loop(lambda: opener.open(url))
    return HandedOver(what, placed, opened, url)


def terminal_writer(app: App[object]) -> TerminalWriter:
    """Return what writes an escape sequence to the terminal, in line with the frames.

    Textual offers only `copy_to_clipboard`, whose sequence multiplexers swallow; its driver queues
    what it is given, so that nothing lands in the middle of a frame.
    """

    def write(sequence: str) -> None:
        driver = app._driver
        if driver is not None:
            driver.write(sequence)

    return write


def _line(what: str, say: str) -> Content:
    return Content.assemble((f"{what:<8}", "bold"), say)
