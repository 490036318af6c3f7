"""Mails that attack the terminal or the markup: on every screen they are text, and nothing else."""

import os
import re
import sys
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from tests.support.dialogs import screen_text, wait_until
from tests.support.filled import NOW, make_app, paths_in
from tests.support.terminal import Terminal
from textual.pilot import Pilot

from endorseback.ledger.events.events import MailSeen
from endorseback.ledger.ledger import Ledger
from endorseback.mail.mail_store import MailStore
from endorseback.paths import Paths
from endorseback.services.fetch.mail_event import MailOrigin, read_event
from endorseback.settings import Account

CORPUS = Path(__file__).parents[1] / "corpus" / "notifications"
HOSTILE = sorted(CORPUS.glob("0[67]*-hostile-*.eml"))
MARKUP = "[/] [@click=app.quit]quit[/] [bold"
SIZES = [(80, 24), (120, 40), (20, 5)]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """An installation with every hostile mail of the corpus, and one whose words are all markup."""
    paths = paths_in(tmp_path)
    kept = MailStore(paths.kept_mail)
    source = Account(name="main", host="h", username="u", trusted_authserv_ids=("mx.example.net",))
    ledger = Ledger(paths.ledger, clock=lambda: NOW)
    for file in HOSTILE:
        raw = file.read_bytes()
        event = read_event(raw, source, MailOrigin(kept.put("main", raw), "INBOX"), lambda: NOW)
        ledger.record(event, *copies_in_every_list(event))
    ledger.close()
    return paths


def copies_in_every_list(event: MailSeen) -> list[MailSeen]:
    """Return the mail as it would stand in the other lists, and once with markup for words."""
    import msgspec

    from endorseback.model.notification import Authenticity, Kind

    def copy(name: str, **changes: Any) -> MailSeen:
        return msgspec.structs.replace(event, mail=f"{event.mail}-{name}", **changes)

    return [
        copy("look", type=Kind.REVIEW),
        copy("suspicious", type=Kind.ENDORSEMENT, authenticity=Authenticity.FAILED),
        copy(
            "markup",
            type=Kind.ENDORSEMENT,
            subject=MARKUP,
            sender=MARKUP,
            endorsements=((MARKUP, "markup", MARKUP),),
            reasons=(MARKUP,),
        ),
    ]


def test_the_corpus_is_there() -> None:
    assert len(HOSTILE) == 8


@pytest.mark.parametrize("size", SIZES)
async def test_no_screen_falls_over_a_hostile_mail(paths: Paths, size: tuple[int, int]) -> None:
    app = make_app(paths)
    async with app.run_test(size=size, notifications=True) as pilot:
        inbox = app.screen
        for tab in "134567":
            await pilot.press(tab)
            for _ in range(min(len(inbox.row_list.rows), 9 if size == SIZES[0] else 1)):
                await pilot.press("enter", "escape")
                for key in ("v", "e", "r", "m"):
                    await visit(pilot, inbox, key)
                await pilot.press("o", "j")
        await pilot.press("1")
        await visit(pilot, inbox, "z")
        await pilot.press("ctrl+p", "g", "o")
        await pilot.pause(0.3)
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.screen is inbox)
        for key in ("s", "X", "s", "u"):
            await pilot.press(key)
            await wait_until(pilot, lambda: not app.context.recorder.saving)
        await pilot.pause()
        assert_clean(screen_text(app))


async def visit(pilot: Pilot[Any], inbox: Any, key: str) -> None:
    """Open a dialog, look whether the screen is clean, and leave it."""
    if not inbox.check_action(
        {
            "v": "view_mail",
            "e": "teach",
            "r": "reciprocate",
            "m": "message",
            "z": "snooze",
        }[key],
        (),
    ):
        return
    await pilot.press(key)
    await wait_until(pilot, lambda: pilot.app.screen is not inbox)
    await pilot.pause()
    assert_clean(screen_text(pilot.app))
    await pilot.press("escape")
    await wait_until(pilot, lambda: pilot.app.screen is inbox)


async def test_markup_in_a_name_is_shown_as_it_is(paths: Paths) -> None:
    app = make_app(paths)
    async with app.run_test(size=(200, 40), notifications=True) as pilot:
        await pilot.press("slash", *"quit", "enter", "j")
        assert MARKUP in screen_text(app)
        await pilot.press("s")
        await wait_until(pilot, lambda: f"Skipped {MARKUP}" in screen_text(app))


def assert_clean(text: str) -> None:
    """Fail where a character is on the screen that a terminal obeys or that reorders text."""
    active = {
        char
        for char in text
        if char != "\n" and unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
    }
    assert active == set()
    assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)


OWN = re.compile(
    rb"\x1b\[[0-9;:?<>=]*[ -/]*[@-~]"  # CSI: colours, places, modes
    rb"|\x1b\]22;[a-z]*\x07"  # the shape of the mouse pointer
)
"""What Textual itself writes."""


@pytest.mark.e2e
def test_nothing_of_a_hostile_mail_reaches_the_terminal_as_a_command(paths: Paths) -> None:
    paths.config_file.write_text("")
    paths.config_file.chmod(0o600)
    argv = [sys.executable, "-m", "endorseback", "--config", str(paths.config_file)]
    argv += ["--data-dir", str(paths.data_dir)]
    env = {**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1"}
    with Terminal(argv, columns=120, lines=40, env=env) as terminal:
        terminal.wait_for("Inbox", "people")
        for tab in "14567":
            terminal.press(tab)
            for key in (
                "enter",
                "escape",
                "v",
                "escape",
                "e",
                "p",
                "s",
                "escape",
                "r",
                "escape",
                "m",
                "escape",
                "z",
                "escape",
            ):
                press_and_settle(terminal, key)
            press_and_settle(terminal, "j")
        for key in ("1", "s", "s", "u", "ctrl+p", "escape"):
            press_and_settle(terminal, key)
        terminal.press("q")
        assert terminal.end() == 0
        rest = OWN.sub(b"", bytes(terminal.raw)).decode()
        assert "Inbox" in rest
        assert_clean(re.sub("[\r\n\t]", "", rest))


def press_and_settle(terminal: Terminal, key: str) -> None:
    """Press a key and wait until the terminal has nothing more to draw."""
    terminal.press(key)
    seen, since = -1, time.monotonic()
    while time.monotonic() - since < 0.15:
        if len(terminal.raw) != seen:
            seen, since = len(terminal.raw), time.monotonic()
        time.sleep(0.02)
