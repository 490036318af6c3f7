"""pymap as the tests' IMAP server where Dovecot is not installed: a child process, fed by a pipe.

`python -m tests.support.pymapserver` reads its orders as lines of JSON on stdin and answers each
with one line; it lives until stdin closes.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import json
import os
import socket
import ssl
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.support.certificates import Authority
from tests.support.imapserver import PASSWORD, ImapMailbox


@dataclass
class PymapMailbox(ImapMailbox):
    """One user of the server."""

    server: PymapServer
    user: str

    def folder(self, name: str = "INBOX") -> None:
        """Create a folder if it is not there."""
        self.server.order(do="folder", user=self.user, folder=name)

    def deliver(
        self, raw: bytes, folder: str = "INBOX", received_at: datetime | None = None
    ) -> None:
        """Put a mail into a folder; later ones get higher UIDs."""
        moment = (received_at or datetime.now(UTC)).isoformat()
        mail = base64.b64encode(raw).decode()
        self.server.order(do="deliver", user=self.user, folder=folder, mail=mail, at=moment)

    def files(self) -> dict[str, bytes]:
        """Return the mails of all folders: folder, UID and flags, and content."""
        listed = self.server.order(do="list", user=self.user)
        return {name: base64.b64decode(mail) for name, mail in listed.items()}


@dataclass
class PymapServer:
    """A running pymap."""

    authority: Authority
    plain: int
    tls: int
    process: subprocess.Popen[str]
    _users: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def mailbox(self) -> PymapMailbox:
        """Return an empty mailbox of a user of its own."""
        mailbox = PymapMailbox(self, f"user{next(self._users)}")
        self.order(do="user", user=mailbox.user)
        return mailbox

    def order(self, **order: str) -> Any:
        """Give an order and return the answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def log(self) -> str:
        """Return nothing: pymap keeps no log."""
        return ""


@contextlib.contextmanager
def running_pymap() -> Iterator[PymapServer]:
    """Yield a server on loopback, with a certificate of a private authority."""
    with (
        tempfile.TemporaryDirectory() as folder,
        socket.create_server(("127.0.0.1", 0)) as plain,
        socket.create_server(("127.0.0.1", 0)) as tls,
    ):
        authority = Authority.create(Path(folder) / "ca")
        made = authority.issue("server", names=["localhost"], addresses=["127.0.0.1"])
        settings = {
            "plain": plain.fileno(),
            "tls": tls.fileno(),
            "certificate": str(made.certificate),
            "key": str(made.key),
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.pymapserver", json.dumps(settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            pass_fds=(plain.fileno(), tls.fileno()),
            cwd=Path(__file__).parents[2],
        )
        with process:
            ports = plain.getsockname()[1], tls.getsockname()[1]
            yield PymapServer(authority, *ports, process)
            assert process.stdin is not None
            process.stdin.close()
            process.wait(20)


class _House:
    """The server's side: the users, their mail, and what the orders do to them."""

    def __init__(self, context: ssl.SSLContext) -> None:
        from pymap.backend.dict import Config, Login

        class TestConfig(Config):
            """Takes passwords without TLS too, which is all right on loopback."""

            @property
            def initial_auth(self) -> Any:
                return self.tls_auth

        self.config = TestConfig(
            Namespace(passlib_cfg=None, proxy_protocol=None),
            host=None,
            port=0,
            demo_data=False,
            demo_user="",
            demo_password="",
            ssl_context=context,
            invalid_user_sleep=0.0,
        )
        self.config.apply_context()
        self.login = Login(self.config)

    async def answer(self, order: dict[str, str]) -> Any:
        """Carry out an order and return what there is to tell."""
        if order["do"] == "user":
            return await self._add_user(order["user"])
        mailboxes = self.config.set_cache[order["user"]][0]
        if order["do"] == "list":
            return await _listed(mailboxes)
        if order["folder"] not in {
            entry.name for entry in (await mailboxes.list_mailboxes()).list()
        }:
            await mailboxes.add_mailbox(order["folder"])
        if order["do"] == "deliver":
            await _deliver(mailboxes, order)
        return None

    async def _add_user(self, user: str) -> None:
        """Add a user with an empty mailbox."""
        from pymap.backend.dict.filter import FilterSet
        from pymap.backend.dict.mailbox import MailboxSet
        from pymap.user import Passwords, UserMetadata

        hashed = await Passwords(self.config).hash_password(PASSWORD)
        self.login.users_dict[user] = UserMetadata(self.config, user, password=hashed)
        self.config.set_cache[user] = (MailboxSet(), FilterSet())


async def _deliver(mailboxes: Any, order: dict[str, str]) -> None:
    """Put a mail into a folder, straight into memory: an APPEND takes 44 ms."""
    from pymap.parsing.message import AppendMessage

    raw = base64.b64decode(order["mail"])
    mailbox = await mailboxes.get_mailbox(order["folder"])
    moment = datetime.fromisoformat(order["at"])
    await mailbox.append(AppendMessage(raw, moment, frozenset()), recent=True)


async def _listed(mailboxes: Any) -> dict[str, str]:
    """Return all mails: folder, UID and flags, and content."""
    listed = {}
    for entry in (await mailboxes.list_mailboxes()).list():
        mailbox = await mailboxes.get_mailbox(entry.name)
        async for message in mailbox.messages():
            flags = ",".join(sorted(map(str, message.permanent_flags)))
            mail = base64.b64encode(bytes(message._content)).decode()
            listed[f"{entry.name}/{message.uid}:2,{flags}"] = mail
    return listed


async def _serve(settings: dict[str, Any]) -> None:
    """Answer on both sockets, and carry out the orders, until stdin closes."""
    from proxyprotocol.reader import ProxyProtocolReader
    from pymap.imap import IMAPServer

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(settings["certificate"], settings["key"])
    house = _House(context)
    reader = ProxyProtocolReader(house.config.proxy_protocol)
    answer = reader.get_callback(IMAPServer(house.login, house.config))
    for name, encryption in (("plain", None), ("tls", context)):
        listener = socket.socket(fileno=settings[name])
        await asyncio.start_server(answer, sock=listener, ssl=encryption)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(await house.answer(json.loads(line))), flush=True)
    # Without waiting for clients that are still there.
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(_serve(json.loads(sys.argv[1])))
