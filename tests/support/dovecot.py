"""A real IMAP server for tests: Dovecot on loopback ports, rootless, gone when its block ends."""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.support.certificates import Authority
from tests.support.imapserver import (
    PASSWORD,
    PASSWORD_VARIABLE,
    ImapMailbox,
    dovecot_or_skip,
)

__all__ = ["PASSWORD", "PASSWORD_VARIABLE", "Mailbox", "Server", "running_dovecot", "utc"]

_USERS = 1_000

_CONFIG = """
base_dir = {base}/run
state_dir = {base}/run
log_path = {base}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{cert}
ssl_key = <{key}
disable_plaintext_auth = no
mail_max_userip_connections = 100
default_internal_user = {internal_user}
default_internal_group = {internal_group}
default_login_user = {login_user}
first_valid_uid = 1
maildir_copy_with_hardlinks = yes
auth_failure_delay = 0 secs
mail_location = maildir:{base}/mail/%u
mail_fsync = never
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {base}/users
}}
userdb {{
  driver = static
  args = uid={mail_uid} gid={mail_gid} home={base}/mail/%u
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  service_count = 0
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox "Alle Nachrichten" {{
    special_use = \\All
  }}
}}
"""


@dataclass
class Mailbox(ImapMailbox):
    """One user of the server: an empty mailbox until something is delivered."""

    server: Server
    user: str
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def maildir(self) -> Path:
        """Where the user's INBOX lies; other folders lie below it, with a dot before the name."""
        return self.server.base / "mail" / self.user

    def folder(self, name: str = "INBOX") -> Path:
        """Return a folder's place on the disk, created if it is not there."""
        place = self.maildir if name == "INBOX" else self.maildir / f".{name}"
        if not (place / "new").is_dir():
            for part in ("new", "cur", "tmp"):
                (place / part).mkdir(parents=True)
            if name != "INBOX":
                (place / "maildirfolder").touch()
            self.server.hand_over(self.maildir)
        return place

    def deliver(
        self, raw: bytes, folder: str = "INBOX", received_at: datetime | None = None
    ) -> Path:
        """Put a mail into a folder, as a delivery agent does; later ones get higher UIDs."""
        place = self.folder(folder)
        name = f"{next(self._numbers):010d}.M1P1.example,S={len(raw)}"
        path = place / "new" / name
        path.write_bytes(raw)
        path.chmod(0o644)
        if received_at is not None:
            stamp = received_at.timestamp()
            os.utime(path, (stamp, stamp))
        return path

    def files(self) -> dict[str, bytes]:
        """Return the mails' files below the mailbox: name, with its flags, and content."""
        return {
            f"{path.parent.parent.name}/{path.name}": path.read_bytes()
            for part in ("new", "cur")
            for path in self.maildir.rglob(f"{part}/*")
            if path.is_file()
        }


@dataclass
class Server:
    """A running server. Each test takes a user of its own, so one server serves them all."""

    base: Path
    authority: Authority
    plain: int
    """The port without encryption, where STARTTLS is offered."""
    tls: int
    process: subprocess.Popen[bytes]
    _users: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def mailbox(self) -> Mailbox:
        """Return an empty mailbox of a user of its own."""
        mailbox = Mailbox(self, f"user{next(self._users)}")
        mailbox.folder()
        return mailbox

    def hand_over(self, place: Path) -> None:
        """Give the folders of a mailbox to whom the server's processes run as."""
        if os.getuid() == 0:
            uid, gid = _mail_owner()
            for path in (place, *(path for path in place.rglob("*") if path.is_dir())):
                os.chown(path, uid, gid)

    def log(self) -> str:
        """Return what the server logged."""
        path = self.base / "log"
        return path.read_text(errors="replace") if path.exists() else ""


@contextlib.contextmanager
def running_dovecot(settings: str = "") -> Iterator[Server]:
    """Yield a server with its own configuration, ports, certificate and folder.

    Args:
        settings: Lines to add to its configuration.
    """
    program = dovecot_or_skip()
    # Paths of sockets must be short, so pytest's own temporary folders will not do.
    base = Path(tempfile.mkdtemp(prefix="eb-dovecot-", dir="/tmp"))
    base.chmod(0o755)
    try:
        authority = Authority.create(base / "ca")
        server = _start(program, base, authority, settings)
        try:
            yield server
        finally:
            server.process.send_signal(signal.SIGTERM)
            server.process.wait(20)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _start(program: str, base: Path, authority: Authority, settings: str) -> Server:
    """Start a server, on other ports where somebody else takes the chosen ones."""
    for _attempt in range(5):
        plain, tls = _free_port(), _free_port()
        _write_config(base, authority, plain, tls)
        with (base / "dovecot.conf").open("a") as file:
            file.write(settings)
        process = subprocess.Popen(
            [program, "-F", "-c", str(base / "dovecot.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if _answers(process, plain):
            return Server(base, authority, plain, tls, process)
        process.kill()
        process.wait()
    log = base / "log"
    raise RuntimeError(f"dovecot does not start: {log.read_text() if log.exists() else ''}")


def _write_config(base: Path, authority: Authority, plain: int, tls: int) -> None:
    """Write the server's configuration."""
    as_root = os.getuid() == 0
    me = pwd.getpwuid(os.getuid())
    certificate = authority.issue("server", names=["localhost"], addresses=["127.0.0.1"])
    uid, gid = _mail_owner()
    (base / "mail").mkdir(exist_ok=True)
    (base / "mail").chmod(0o777)
    users = [f"user{number}:{PASSWORD}\n" for number in range(1, _USERS + 1)]
    (base / "users").write_text("".join(users))
    (base / "dovecot.conf").write_text(
        _CONFIG.format(
            base=base,
            cert=certificate.certificate,
            key=certificate.key,
            internal_user="dovecot" if as_root else me.pw_name,
            internal_group="dovecot" if as_root else _group_name(me.pw_gid),
            login_user="dovenull" if as_root else me.pw_name,
            mail_uid=uid,
            mail_gid=gid,
            plain=plain,
            tls=tls,
        )
    )


def _mail_owner() -> tuple[int, int]:
    """Return user and group of the mail; Dovecot serves no mail as root."""
    if os.getuid() != 0:
        return os.getuid(), os.getgid()
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _group_name(gid: int) -> str:
    """Return the name of a group."""
    import grp

    return grp.getgrgid(gid).gr_name


def _free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until the server greets; False if it ended instead."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
                if b"CAPABILITY" in client.recv(1000):
                    return True
        except OSError:
            time.sleep(0.05)
    return False


def utc(*parts: int) -> datetime:
    """Return a moment in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]
