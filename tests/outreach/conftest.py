"""Servers for the tests of messages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.smtpserver import SmtpServer, running_smtp


@pytest.fixture(scope="module")
def _plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmtpServer]:
    with running_smtp(Path(tmp_path_factory.mktemp("smtp"))) as server:
        yield server


@pytest.fixture
def smtp(_plain: SmtpServer) -> SmtpServer:
    """Return a server without encryption, as before anybody talked to it."""
    _plain.answers.clear()
    _plain.taken.clear()
    _plain.logins.clear()
    return _plain
