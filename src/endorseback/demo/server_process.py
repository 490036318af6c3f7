"""The demo's IMAP server, a process of its own: `python -m endorseback.demo.server_process`.

Reads its orders as one line of JSON on stdin: the password, the inherited socket, the start, the
throw-away folder. Lives until stdin closes, that is until the demo ends in whatever way, and then
removes the folder. Mails go straight into pymap's memory: 60 take 0.1 s, single APPENDs 3 s.
"""

from __future__ import annotations

import asyncio
import shutil
import socket
import sys
from argparse import Namespace
from datetime import datetime

import msgspec
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import Config, DictBackend, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage

from endorseback.demo.demo_mails import DemoMail, write_letters
from endorseback.demo.server_orders import ServerOrders


def main() -> None:
    """Serve until stdin closes, then remove the demo's folder."""
    orders = msgspec.json.decode(sys.stdin.buffer.readline(), type=ServerOrders)
    try:
        asyncio.run(_serve(orders))
    finally:
        shutil.rmtree(orders.folder, ignore_errors=True)


async def _serve(orders: ServerOrders) -> None:
    """Fill the mailbox, answer on the inherited socket, and let the late mails arrive."""
    now = datetime.fromisoformat(orders.now)
    config, login = await _open_house(orders)
    mailboxes = MailboxSet()
    inbox = await mailboxes.get_mailbox("INBOX")
    letters = write_letters(now)
    for letter in letters:
        if not letter.late:
            await _deliver(inbox, letter)
    config.set_cache[orders.username] = (mailboxes, FilterSet())
    answer = ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(login, config))
    listener = socket.socket(fileno=orders.socket)
    server = await asyncio.start_server(answer, sock=listener)
    late = asyncio.create_task(_deliver_late(inbox, letters, now, orders.pace))
    await _stdin_closes()
    # Closed without waiting: a client that is still there must not keep the demo from ending.
    server.close()
    late.cancel()


async def _open_house(orders: ServerOrders) -> tuple[Config, Login]:
    """Return pymap's configuration and its login, which knows the one user."""
    config = Config(
        Namespace(passlib_cfg=None, proxy_protocol=None),
        host=None,
        port=0,
        demo_data=False,
        demo_user=orders.username,
        demo_password=orders.password,
        tls_enabled=False,
    )
    config.apply_context()
    login = Login(config)
    await DictBackend._add_demo_user(config, login)
    return config, login


async def _deliver(inbox: MailboxData, letter: DemoMail) -> None:
    """Put a mail into the mailbox, received when it was sent."""
    await inbox.append(AppendMessage(letter.raw, letter.at, frozenset()), recent=True)


async def _deliver_late(
    inbox: MailboxData, letters: list[DemoMail], now: datetime, pace: float
) -> None:
    """Let the late mails arrive, each at its moment after the start."""
    for letter in letters:
        if letter.late and pace:
            await asyncio.sleep((letter.at - now).total_seconds() * pace)
            now = letter.at
            await _deliver(inbox, letter)


async def _stdin_closes() -> None:
    """Return when the demo has ended: the pipe that it holds open is closed then."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await reader.read()


if __name__ == "__main__":
    main()
