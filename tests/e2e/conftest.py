"""A mailbox on a real server, and the installed command with folders of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.support.imapserver import (
    PASSWORD,
    PASSWORD_VARIABLE,
    ImapMailbox,
    ImapServer,
    running_imap,
)
from tests.support.terminal import Terminal


@dataclass
class Home:
    """One user's installation: configuration, data folder, and the ways to run the command."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def command(self) -> list[str]:
        """The installed command's words."""
        return [str(Path(sys.executable).with_name("endorseback"))]

    @property
    def environment(self) -> dict[str, str]:
        """The environment it runs in: no browser, no clipboard, no settings of the developer."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {
            **kept,
            "ENDORSEBACK_CONFIG": str(self.folder / "config.toml"),
            "ENDORSEBACK_DATA_DIR": str(self.folder / "data"),
            "BROWSER": "",
            PASSWORD_VARIABLE: PASSWORD,
            **self.variables,
        }

    def set_up(self, mailbox: ImapMailbox, **changes: object) -> None:
        """Write the configuration of an account on the server."""
        account = mailbox.account("tls", **changes)
        lines = ['fetch_interval = "1h"', "[[accounts]]"]
        for name in ("name", "host", "port", "security", "username", "password_env", "ca_file"):
            lines.append(f"{name} = {json.dumps(getattr(account, name))}")
        lines.append(f"trusted_authserv_ids = {json.dumps(list(account.trusted_authserv_ids))}")
        lines.append('read_timeout = "20s"')
        path = self.folder / "config.toml"
        path.write_text("\n".join(lines) + "\n")
        path.chmod(0o600)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [*self.command, *words],
            env=self.environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )

    def json(self, *words: str) -> list[dict[str, Any]]:
        """Return the JSON lines that a command prints."""
        done = self.run(*words, "--json")
        assert "Traceback" not in done.stderr, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def open_app(self, *, columns: int = 80, lines: int = 24) -> Terminal:
        """Open the app in a real terminal."""
        return Terminal(self.command, columns=columns, lines=lines, env=self.environment)


@pytest.fixture(scope="session")
def server() -> Iterator[ImapServer]:
    with running_imap() as server:
        yield server


@pytest.fixture
def mailbox(server: ImapServer) -> ImapMailbox:
    return server.mailbox()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)
