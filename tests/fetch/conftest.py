"""Servers, mailboxes and ledgers for the tests of fetching."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.dovecot import Mailbox
from tests.support.fetching import FetchBench
from tests.support.imapserver import (
    PASSWORD,
    PASSWORD_VARIABLE,
    ImapMailbox,
    ImapServer,
    dovecot_or_skip,
    running_imap,
)


@pytest.fixture(scope="session")
def server() -> Iterator[ImapServer]:
    with running_imap() as server:
        yield server


@pytest.fixture
def mailbox(server: ImapServer) -> ImapMailbox:
    """Return an empty mailbox on whatever server there is."""
    mailbox: ImapMailbox = server.mailbox()
    return mailbox


@pytest.fixture
def dovecot_mailbox(server: ImapServer) -> Mailbox:
    """Return an empty mailbox on Dovecot, for what pymap cannot serve."""
    dovecot_or_skip()
    mailbox: Mailbox = server.mailbox()
    return mailbox


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)


@pytest.fixture
def context(tmp_path: Path) -> FetchBench:
    return FetchBench(tmp_path)
