"""The main job, end to end: a real server, the installed command, a real terminal."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from tests.e2e.conftest import Home
from tests.support.imapserver import ImapMailbox
from tests.support.mailboxes import among_others, corpus, endorsement

pytestmark = pytest.mark.e2e

CORPUS = Path(__file__).parents[1] / "corpus" / "notifications"


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def fill(mailbox: ImapMailbox, others: int) -> None:
    for raw in among_others([mail.raw for mail in corpus()], others):
        mailbox.deliver(raw)


def expected_pairs(*authenticity: str, forwarded: bool = True) -> set[tuple[str, str]]:
    """Return all pairs of the corpus whose mails are of these kinds of authenticity."""
    return {
        (nfc(pair["name"]), nfc(pair["skill"]))
        for mail in corpus()
        if mail.truth["authenticity"] in authenticity
        and (forwarded or "forwarded" not in mail.file)
        for pair in mail.truth["endorsements"]
    }


def listed_pairs(home: Home) -> set[tuple[str, str]]:
    rows = home.json("list")
    return {(nfc(row["person"]), nfc(skill)) for row in rows for skill in row["skills"]}


def test_every_endorsement_of_a_mailbox_enters_the_right_list(
    home: Home, mailbox: ImapMailbox
) -> None:
    fill(mailbox, 3_000)
    before = mailbox.files()
    home.set_up(mailbox)

    (report,) = home.json("fetch")
    assert report["error"] is None
    # No server-side search can tell that a person's own mail holds a notification as attachment.
    assert listed_pairs(home) == expected_pairs("verified", "unverified", forwarded=False)
    rows = home.json("list")
    assert report["new_endorsements"] == sum(len(row["skills"]) for row in rows)

    suspicious = home.json("list", "--state", "suspicious")
    told = {(nfc(row["person"] or ""), nfc(s)) for row in suspicious for s in row["skills"]}
    assert told == expected_pairs("failed")
    look = [mail for mail in corpus() if mail.truth["kind"] == "review"]
    assert len(home.json("list", "--state", "look")) == len(look) == report["needs_look"]

    home.json("fetch", "--full")  # reads the headers of all mails
    assert listed_pairs(home) == expected_pairs("verified", "unverified")
    assert mailbox.files() == before, "a flag or a mail was changed"


def test_a_second_fetch_finds_nothing_and_changes_nothing(home: Home, mailbox: ImapMailbox) -> None:
    fill(mailbox, 100)
    home.set_up(mailbox)
    home.json("fetch")
    journal = home.folder / "data" / "ledger.jsonl"
    before = journal.read_bytes()
    (report,) = home.json("fetch")
    counts = ("new_endorsements", "new_recommendations", "needs_look", "suspicious")
    assert [report[count] for count in counts] == [0, 0, 0, 0]
    assert journal.read_bytes() == before


def test_a_day_at_the_keyboard(home: Home, mailbox: ImapMailbox) -> None:
    for number in range(8):
        mailbox.deliver(endorsement(number, name=f"Person {chr(65 + number)}"))
    home.set_up(mailbox)
    with home.open_app() as terminal:
        terminal.wait_for("Inbox 8", "Person H")
        terminal.press("s")
        terminal.wait_for("Inbox 7", "Done 1")
        terminal.press("j", "s")
        terminal.wait_for("Inbox 6", "Done 2")
        terminal.press("u")
        terminal.wait_for("Inbox 7", "Done 1")
        terminal.press("?")
        terminal.wait_for("Set the endorsement aside")
        terminal.press("escape", "/")
        terminal.press("person b")
        terminal.wait_for("Person C", gone=True)
        terminal.press("escape", "escape")
        terminal.wait_for("Person C")

        mailbox.deliver(endorsement(99, name="Latecomer Zed"))
        terminal.press("f")
        terminal.wait_for("Latecomer Zed", "Inbox 8")
        terminal.press("q")
        assert terminal.end() == 0
    assert [row["person"] for row in home.json("list", "--state", "skipped")] == ["Person H"]

    with home.open_app() as terminal:  # undo works after a restart
        terminal.wait_for("Done 1")
        terminal.press("u")
        terminal.wait_for("Inbox 9")
        terminal.press("q")
        terminal.end()
    assert home.json("list", "--state", "skipped") == []


def test_what_a_script_decides_appears_in_the_open_app(home: Home, mailbox: ImapMailbox) -> None:
    mailbox.deliver(endorsement(1, name="Ines Faro"))
    mailbox.deliver(endorsement(2, name="Piet Noor"))
    home.set_up(mailbox)
    with home.open_app(columns=120, lines=40) as terminal:
        terminal.wait_for("Inbox 2")
        done = home.run("decide", "ines-faro", "reciprocate", "--skill", "Planning")
        assert done.returncode == 0, done.stderr
        terminal.wait_for("Inbox 1", "Done 1")


def test_hostile_mails_send_nothing_of_theirs_to_the_terminal(
    home: Home, mailbox: ImapMailbox
) -> None:
    hostile = [mail for mail in corpus() if "hostile" in mail.file]
    for mail in hostile:
        mailbox.deliver(mail.raw)
    home.set_up(mailbox)
    with home.open_app(columns=120, lines=40) as terminal:
        terminal.wait_for("Mallory")
        for _ in hostile:
            terminal.press("v")
            terminal.wait_for("Esc")
            terminal.press("escape", "j")
        terminal.press("6", "v", "escape", "7", "4", "1")
        terminal.press("q")
        assert terminal.end() == 0
        raw = bytes(terminal.raw)
    assert b"\x1b]52" not in raw
    assert b"\x1b]8;" not in raw
    assert b"evil" not in b"".join(re.findall(rb"\x1b\][^\x07\x1b]*", raw))
    shown = raw.decode("utf-8", "replace")
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    )
    assert not any("\x80" <= char <= "\x9f" for char in shown)


def test_a_tiny_terminal_and_a_resize_are_survived(home: Home, mailbox: ImapMailbox) -> None:
    mailbox.deliver(endorsement(1, name="Ines Faro"))
    home.set_up(mailbox)
    with home.open_app(columns=20, lines=5) as terminal:
        terminal.wait_for("Ines Faro")
        terminal.resize(120, 40)
        terminal.wait_for("They endorsed you")
        terminal.resize(20, 5)
        terminal.press("r", "escape", "m", "escape", "?", "escape", "s")
        terminal.wait_for("Ines Faro", gone=True)
        terminal.press("q")
        assert terminal.end() == 0


def test_with_the_network_down_the_app_still_works(home: Home, mailbox: ImapMailbox) -> None:
    mailbox.deliver(endorsement(1, name="Ines Faro"))
    home.set_up(mailbox)
    home.json("fetch")
    home.set_up(mailbox, port=1)
    with home.open_app() as terminal:
        terminal.wait_for("Ines Faro")
        terminal.press("s")
        terminal.wait_for("Done 1")
        terminal.press("q")
        assert terminal.end() == 0


@pytest.mark.parametrize(
    ("changes", "password", "words"),
    [
        ({"port": 1}, None, ("127.0.0.1",)),
        ({}, "wrong", ("password",)),
        ({"host": "localhost.invalid"}, None, ("localhost.invalid",)),
    ],
)
def test_a_fetch_that_fails_says_why_and_ends_with_one(
    home: Home,
    mailbox: ImapMailbox,
    changes: dict[str, object],
    password: str | None,
    words: tuple[str, ...],
) -> None:
    home.set_up(mailbox, **changes)
    if password:
        home.variables["ENDORSEBACK_TEST_PASSWORD"] = password
    done = home.run("fetch", "--json")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    (report,) = home.json("fetch")
    assert all(word in report["error"] for word in words), report["error"]


def test_a_fault_of_our_own_leaves_the_terminal_in_order(home: Home) -> None:
    (home.folder / "sitecustomize.py").write_text(
        "from endorseback.tui.screens import help\nhelp.HelpScreen.compose = lambda self: 1 / 0\n"
    )
    home.variables["PYTHONPATH"] = str(home.folder)
    (home.folder / "config.toml").touch(0o600)
    with home.open_app() as terminal:
        terminal.wait_for("Nothing waits for you")
        terminal.press("?")
        assert terminal.end() == 1
        raw = bytes(terminal.raw)
    assert b"A fault in endorseback itself (ZeroDivisionError)" in raw.replace(b"\r\n", b" ")
    assert b"Traceback" not in raw
    assert b"\x1b[?1049l" in raw, "the terminal's own screen is not back"
    assert "Traceback" in (home.folder / "data" / "endorseback.log").read_text()
