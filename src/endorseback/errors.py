"""The errors a user may meet: each says what is wrong, where, and what to do.

EndorsebackError          anything that is told to the user as a sentence
├── RetryableError        something outside failed that a retry may mend (exit 1)
│   ├── UnreachableError  a mail host did not answer, or hung up
│   ├── LoginError        the mail host refused the name or the password
│   └── BusyError         another endorseback holds what is needed
├── UsageError            the command line or the configuration is wrong (exit 2)
└── DamagedError          stored data cannot be read (exit 3)
"""

from __future__ import annotations


class EndorsebackError(Exception):
    """A failure told to the user: `message` says what and where, `hint` what to do about it."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return the sentence and the advice, as a command prints them."""
        return f"{self.message} {self.hint}".rstrip()


class RetryableError(EndorsebackError):
    """Something outside the program failed; trying again later may work."""


class UnreachableError(RetryableError):
    """A mail host did not answer in time, refused the connection, or closed it."""


class LoginError(RetryableError):
    """A mail host refused the login, or no password could be had for it."""


class BusyError(RetryableError):
    """Another endorseback process is doing the same work right now."""


class UsageError(EndorsebackError):
    """The command line, the configuration or a given file is not usable."""

    exit_code = 2


class DamagedError(EndorsebackError):
    """A file of ours cannot be read, or was written by a newer version."""

    exit_code = 3
