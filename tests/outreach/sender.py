"""Sends what is due in a data folder, in a process that tests can kill."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.support.outboxes import OutboxDesk
from tests.support.smtpserver import USERNAME

from endorseback.settings import Account, Smtp

PASSWORD_VARIABLE = "ENDORSEBACK_TEST_PASSWORD"


def account(port: int, timeout: str = "60s") -> Account:
    """Return settings of an account that sends by a server on this machine."""
    return Account(
        name="main",
        host="127.0.0.1",
        username=USERNAME,
        password_env=PASSWORD_VARIABLE,
        read_timeout=timeout,
        smtp=Smtp(host="127.0.0.1", port=port, security="none"),
    )


if __name__ == "__main__":
    print(OutboxDesk(Path(sys.argv[1]), account(int(sys.argv[2]))).send())
