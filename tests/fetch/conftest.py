"""Servers, mailboxes and ledgers for the tests of fetching."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.dovecot import PASSWORD, PASSWORD_VARIABLE, Mailbox, Server, running_dovecot
from tests.support.fetching import Desk


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running_dovecot() as server:
        yield server


@pytest.fixture
def mailbox(server: Server) -> Mailbox:
    return server.mailbox()


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
