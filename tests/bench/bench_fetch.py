"""Fetching: what a fetch that finds nothing costs, and that a mailbox of 120,000 mails works.

Run it with `python -m tests.bench.bench_fetch`. Server and program share the machine; the figure
that counts is a ratio of two medians of one run, taken in turn.
"""

from __future__ import annotations

import os
import resource
import socket
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.support.dovecot import PASSWORD, PASSWORD_VARIABLE, Mailbox, running_dovecot
from tests.support.fetching import FetchBench
from tests.support.mailboxes import among_others, endorsement

from endorseback.mail.mail_store import MailStore
from endorseback.services.fetch.fetcher import Fetcher
from endorseback.settings import Config

MAILS, LINKEDINS = 120_000, 20_000
ROUNDS = 15
BOUND = 1.5


def seconds(action: Callable[[], object]) -> float:
    """Return the seconds that an action takes."""
    start = perf_counter()
    action()
    return perf_counter() - start


def bare_dialogue(mailbox: Mailbox, uidnext: int) -> None:
    """Log in, EXAMINE, search the tail and log out: the least that any fetch must say."""
    commands = [
        f'LOGIN {mailbox.user} "{PASSWORD}"',
        "EXAMINE INBOX",
        f"UID SEARCH UID {uidnext}:*",
        "LOGOUT",
    ]
    with (
        socket.create_connection(("127.0.0.1", mailbox.server.plain)) as client,
        client.makefile("rb") as answers,
    ):
        answers.readline()
        for tag, command in enumerate(commands):
            client.sendall(f"t{tag} {command}\r\n".encode())
            while not (line := answers.readline()).startswith(f"t{tag} ".encode()):
                assert line, "the server closed"
            assert line.startswith(f"t{tag} OK".encode()), line


def nothing_new(fetcher: Fetcher) -> None:
    """Fetch, and find nothing."""
    (report,) = fetcher.run()
    assert (report.error, report.scanned) == (None, 0), report


def fill(mailbox: Mailbox) -> None:
    """Deliver the mails, and let the server index them before anything is timed."""
    notifications = [endorsement(number) for number in range(LINKEDINS)]
    for raw in among_others(notifications, MAILS - LINKEDINS):
        mailbox.deliver(raw)
    bare_dialogue(mailbox, 1_000_000)


def first_fetch(context: FetchBench, mailbox: Mailbox) -> None:
    """Fetch everything once, and tell when the first rows were there and when all were."""
    start = perf_counter()
    landed: list[float] = []
    fetcher = context.fetcher(
        mailbox.account(folders=("INBOX",)), landed=lambda: landed.append(perf_counter() - start)
    )
    (report,) = fetcher.run()
    whole = perf_counter() - start
    assert (report.error, report.scanned, report.new_endorsements) == (None, LINKEDINS, LINKEDINS)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{'first fetch':<44}{whole:>8.1f} s   {LINKEDINS / whole:,.0f} mails/s")
    print(f"{'  its first rows':<44}{landed[0]:>8.2f} s   {landed[0] / whole:.1%} of it")
    print(f"{'  peak memory of the process':<44}{peak:>8} MB")


def in_turn(context: FetchBench, mailbox: Mailbox) -> tuple[float, float]:
    """Return the median seconds of the bare dialogue, and of a fetch in an open ledger."""
    config = Config(accounts=(mailbox.account(folders=("INBOX",)),))
    ledger, kept = context.open(), MailStore(context.paths.kept_mail)
    bare, ours = [], []
    for _round in range(ROUNDS):
        fetcher = Fetcher(config, context.paths, ledger, kept)
        bare.append(seconds(partial(bare_dialogue, mailbox, MAILS + 1)))
        ours.append(seconds(partial(nothing_new, fetcher)))
    return median(bare), median(ours)


def main() -> int:
    """Print the measures; return 1 if one is out of its bound."""
    os.environ[PASSWORD_VARIABLE] = PASSWORD
    with running_dovecot() as server, tempfile.TemporaryDirectory() as folder:
        mailbox = server.mailbox()
        context = FetchBench(Path(folder))
        print(f"{MAILS:,} mails, {LINKEDINS:,} of them LinkedIn's")
        print(f"{'making them':<44}{seconds(lambda: fill(mailbox)):>8.1f} s")
        first_fetch(context, mailbox)
        bare, ours = in_turn(context, mailbox)
        ratio = ours / bare
        print(f"{'bare login, EXAMINE, UID SEARCH, LOGOUT':<44}{bare * 1000:>8.2f} ms")
        print(f"{'a fetch that finds nothing new':<44}{ours * 1000:>8.2f} ms")
        verdict = "ok" if ratio <= BOUND else "TOO SLOW"
        print(f"{'  ratio':<44}{ratio:>8.2f}    at most {BOUND}   {verdict}")
        return ratio > BOUND


if __name__ == "__main__":
    raise SystemExit(main())
