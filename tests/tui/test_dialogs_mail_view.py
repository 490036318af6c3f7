"""The original mail as clean text: nothing in it is followed, obeyed or executed."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.dialogs import (
    DialogApp,
    drive,
    screen_text,
    screen_words,
    wait_until,
)
from tests.support.terminal import Terminal
from textual.pilot import Pilot

from endorseback.errors import DamagedError
from endorseback.mail.mail_store import MailStore
from endorseback.mail.parsing.readable import ReadableMail, readable
from endorseback.model.notification import Authenticity
from endorseback.tui.dialogs.mail.mail_view import MailView, ViewedMail

CORPUS = Path(__file__).parents[1] / "corpus" / "notifications"
HOSTILE = sorted(CORPUS.glob("*-hostile-*.eml"))
OBEYED = re.compile("\x1b\\](?!22;)|\x1b\\[31m|\x1b\\[2J|\x1b[P^_X]")
"""What the mails try: titles, links, clipboard, colours, wiping; 22 is the app's mouse pointer."""
CONTROLS = re.compile("[\x80-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def mail(subject: str = "Maya endorsed you", lines: tuple[str, ...] = ("Hi Sam,",)) -> ReadableMail:
    return ReadableMail(subject, "LinkedIn <x@linkedin.com>", "Mon, 23 Nov 2026", "Sam", lines)


def view(read: Callable[[str], ReadableMail | None], *kept: str) -> MailView:
    letters = [ViewedMail(key, Authenticity.VERIFIED, ("From is at linkedin.com",)) for key in kept]
    return MailView(letters, read)


async def shows(pilot: Pilot[None], words: str) -> None:
    """Wait until words stand on the screen."""
    await wait_until(pilot, lambda: words in screen_words(pilot.app))


async def test_headers_verdict_and_text_are_shown() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await shows(pilot, "Hi Sam,")
        words = screen_words(pilot.app)
        assert words.startswith("Maya endorsed you")
        assert "From LinkedIn <x@linkedin.com>" in words
        assert "To Sam" in words
        assert "Date Mon, 23 Nov 2026" in words
        assert "Sender verified Because From is at linkedin.com" in words

    assert await drive(view(lambda key: mail(), "a"), act) == []


async def test_a_mail_is_read_from_the_kept_ones(tmp_path: Path) -> None:
    kept = MailStore(tmp_path)
    key = kept.put("main", (CORPUS / "001-en-2012-list.eml").read_bytes())
    asked = view(lambda key: readable(kept.get(key) or b""), key)

    async def act(pilot: Pilot[None]) -> None:
        await shows(pilot, "Marit Sølvberg has endorsed you for the following skills:")

    await drive(asked, act)


async def test_older_and_newer_mails_are_a_key_away() -> None:
    asked = view(lambda key: mail(f"Mail {key}"), "a", "b")

    async def act(pilot: Pilot[None]) -> None:
        await shows(pilot, "Mail a")
        assert "Newer" not in screen_text(pilot.app)
        await pilot.press("p", "n")
        await shows(pilot, "Mail b")
        assert "Older" not in screen_text(pilot.app)
        await pilot.press("n", "p")
        await shows(pilot, "Mail a")

    await drive(asked, act)


async def test_all_the_evidence_is_a_key_away() -> None:
    reasons = tuple(f"reason {at}" for at in range(6))
    asked = MailView([ViewedMail("a", Authenticity.VERIFIED, reasons)], lambda key: mail())

    async def act(pilot: Pilot[None]) -> None:
        await shows(pilot, "reason 2")
        assert "reason 3" not in screen_text(pilot.app)
        await pilot.press("w")
        await shows(pilot, "reason 5")
        await pilot.press("w")
        await wait_until(pilot, lambda: "reason 3" not in screen_text(pilot.app))

    await drive(asked, act)


def fails(error: Exception) -> Callable[[str], ReadableMail | None]:
    def read(key: str) -> ReadableMail | None:
        raise error

    return read


@pytest.mark.parametrize(
    ("read", "sentence"),
    [
        (lambda key: None, "This mail is not among the kept ones"),
        (fails(DamagedError("It is [/damaged].", hint="Fetch it.")), "It is [/damaged]. Fetch it."),
        (fails(PermissionError(13, "Permission denied")), "cannot be read: Permission denied."),
    ],
)
async def test_a_mail_that_cannot_be_shown_gets_a_sentence(
    read: Callable[[str], ReadableMail | None], sentence: str
) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await shows(pilot, sentence)
        assert "(no subject)" in screen_text(pilot.app)

    await drive(view(read, "a"), act)


async def test_a_mail_that_was_not_kept_gets_a_sentence() -> None:
    asked = MailView([ViewedMail(None, Authenticity.FAILED)], lambda key: mail())

    async def act(pilot: Pilot[None]) -> None:
        await shows(pilot, "not among the kept ones")
        assert "failed" in screen_text(pilot.app)

    await drive(asked, act)


async def test_keys_scroll_and_letters_are_not_typed() -> None:
    asked = view(lambda key: mail(lines=tuple(f"line {at}" for at in range(300))), "a")

    async def act(pilot: Pilot[None]) -> None:
        await shows(pilot, "line 0")
        await pilot.press("x", "y", "j")
        assert asked.body.scroll_offset.y == 1
        await pilot.press("G")
        await shows(pilot, "line 299")
        await pilot.press("g")
        await shows(pilot, "line 0")
        assert asked.body.text.startswith("line 0\n")

    await drive(asked, act)


@pytest.mark.parametrize("key", ["escape", "q", "v"])
async def test_it_closes(key: str) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press(key)

    assert await drive(view(lambda key: mail(), "a"), act) == [None]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (20, 5)], ids=str)
async def test_every_hostile_mail_can_be_read(size: tuple[int, int]) -> None:
    assert len(HOSTILE) == 8
    mails = {path.name: readable(path.read_bytes()) for path in HOSTILE}
    asked = view(mails.get, *mails)

    async def act(pilot: Pilot[None]) -> None:
        for name in mails:
            expected = mails[name].subject.split()[0][:6]
            await wait_until(pilot, lambda word=expected: word in screen_text(pilot.app))
            assert not CONTROLS.search(screen_text(pilot.app))
            await pilot.press("n")

    await drive(asked, act, size)


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_in_a_real_terminal_no_byte_of_a_mail_is_obeyed(path: Path) -> None:
    argv = [sys.executable, "-m", "tests.tui.test_dialogs_mail_view", str(path)]
    with Terminal(argv, columns=100, lines=30) as terminal:
        terminal.wait_for("From", "Sender")
        terminal.press("G", "g", "n")
        terminal.wait_for("Close")
        sent = terminal.raw.decode("utf-8", "replace")
    assert not OBEYED.search(sent)
    assert not CONTROLS.search(sent)


if __name__ == "__main__":
    MAIL = readable(Path(sys.argv[1]).read_bytes())
    DialogApp(MailView([ViewedMail("a", Authenticity.VERIFIED)], lambda key: MAIL)).run()
