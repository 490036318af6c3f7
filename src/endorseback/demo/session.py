"""A run of the demo: a throw-away folder, the server, and the configuration that leads to it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from endorseback.demo.demo_archive import write_archive
from endorseback.demo.demo_mailbox import load_mailbox
from endorseback.demo.demo_mails import MAIL_HOST
from endorseback.demo.server import run_server
from endorseback.errors import UsageError
from endorseback.paths import Paths
from endorseback.services.archive_import import import_archive
from endorseback.settings import Account, Config

_PASSWORD: Final = "ENDORSEBACK_DEMO_PASSWORD"  # noqa: S105 - the name of a variable


@dataclass(frozen=True, slots=True)
class Session:
    """What the app needs to run on the demo instead of the user's own mailbox."""

    paths: Paths
    config: Config


@contextmanager
def run_session(now: datetime, *, late: bool) -> Iterator[Session]:
    """Run the demo's mailbox; nothing of it is left afterwards, however the demo ends.

    Args:
        now: The start, in UTC: the mails are dated back from it.
        late: Whether further mails arrive while one watches.

    Raises:
        UsageError: If the demo's IMAP server is not installed, or there is no room for it.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix="endorseback-demo-"))
    except OSError as error:
        raise UsageError(
            f"The demo found no place for its throw-away folder: {error.strerror}.",
            hint="Set TMPDIR to a folder that can be written.",
        ) from None
    try:
        with run_server(folder, now, pace=1.0 if late else 0.0) as server:
            os.environ[_PASSWORD] = server.password
            account = demo_account(server.host, server.port)
            config = Config(fetch_interval="5s", accounts=(account,))
            paths = Paths(folder / "config.toml", folder)
            take_archive(paths, now)
            yield Session(paths, config)
    finally:
        os.environ.pop(_PASSWORD, None)
        shutil.rmtree(folder, ignore_errors=True)


def take_archive(paths: Paths, now: datetime) -> None:
    """Import the owner's invented archive, as `endorseback import` does.

    Args:
        paths: The demo's own.
        now: The demo's start, in UTC.
    """
    with tempfile.TemporaryDirectory(prefix="endorseback-demo-") as folder:
        import_archive(paths, write_archive(Path(folder), now), clock=lambda: now)


def demo_account(host: str, port: int | None = None) -> Account:
    """Return the settings of the demo's one account, wherever its server is."""
    return Account(
        name="demo",
        host=host,
        port=port,
        security="none",
        username=load_mailbox().reader.address,
        password_env=_PASSWORD,
        trusted_authserv_ids=(MAIL_HOST,),
    )
