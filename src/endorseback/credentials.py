"""Passwords: from a command, the system keyring or the environment, never from the config file."""

from __future__ import annotations

import os
import subprocess
from typing import Final

import msgspec

from endorseback.errors import LoginError
from endorseback.settings import Account
from endorseback.text import clean

_COMMAND_SECONDS: Final = 60.0
"""How long a password command may take: a person may have to type into it."""
_KEYRING_SERVICE: Final = "endorseback"


def password_of(account: Account, *, patience: float = _COMMAND_SECONDS) -> str:
    """Return the password of an account, from where its configuration says.

    Args:
        account: Its settings.
        patience: Seconds that a password command may take.

    Raises:
        LoginError: If none can be had. It never shows what a command printed.
    """
    if account.password_command:
        return _from_command(account, account.password_command, patience)
    if account.password_env:
        return _from_environment(account, account.password_env)
    return _from_keyring(account)


def smtp_password_of(account: Account, *, patience: float = _COMMAND_SECONDS) -> str:
    """Return the password for sending: the one that `[accounts.smtp]` names, else the account's.

    Args:
        account: Its settings.
        patience: Seconds that a password command may take.

    Raises:
        LoginError: If none can be had.
    """
    smtp = account.smtp
    if smtp is None or not (smtp.password_command or smtp.password_env or smtp.keyring):
        return password_of(account, patience=patience)
    own = msgspec.structs.replace(
        account,
        name=f"{account.name}/smtp",
        password_command=smtp.password_command,
        password_env=smtp.password_env,
        keyring=smtp.keyring,
    )
    return password_of(own, patience=patience)


def store_in_keyring(account: Account, password: str) -> None:
    """Put the password of an account into the system keyring, for its name.

    Raises:
        LoginError: If there is no keyring, or it does not open.
    """
    import keyring
    from keyring.errors import KeyringError, NoKeyringError

    try:
        keyring.set_password(_KEYRING_SERVICE, account.name, password)
    except NoKeyringError:
        raise _no_keyring(account) from None
    except KeyringError as error:
        raise _closed_keyring(account, error) from None


def _from_command(account: Account, command: tuple[str, ...], patience: float) -> str:
    """Return the first line that a command prints; no shell sees the command."""
    try:
        finished = subprocess.run(  # noqa: S603 - the user's own command, word by word
            [os.path.expanduser(command[0]), *command[1:]],  # noqa: PTH111 - a name for PATH, too
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _no_password(account, f"did not end within {patience:g} s") from None
    except OSError as error:
        reason = clean(error.strerror or type(error).__name__)
        raise _no_password(account, f"cannot be run: {reason}") from None
    if finished.returncode != 0:
        raise _no_password(account, f"failed with exit code {finished.returncode}")
    first = finished.stdout.partition(b"\n")[0].rstrip(b"\r")
    try:
        password = first.decode("utf-8")
    except UnicodeDecodeError:
        raise _no_password(account, "printed something that is not UTF-8") from None
    if not password:
        raise _no_password(account, "printed no password")
    return password


def _no_password(account: Account, what: str) -> LoginError:
    """Return the error about a password command; it names the program, never its output."""
    program = clean((account.password_command or ("",))[0])
    return LoginError(
        f"password_command {program!r} of account {account.name!r} {what}.",
        hint="Run it by hand: its first line must be the password.",
    )


def _from_environment(account: Account, variable: str) -> str:
    """Return the password that an environment variable holds."""
    password = os.environ.get(variable)
    if not password:
        raise LoginError(
            f"The environment variable {variable} (password_env of account {account.name!r})"
            " is not set.",
            hint="Set it, or use password_command or the keyring.",
        )
    return password


def _from_keyring(account: Account) -> str:
    """Return the password that the system keyring holds for the account's name."""
    import keyring
    from keyring.errors import KeyringError, NoKeyringError

    try:
        password = keyring.get_password(_KEYRING_SERVICE, account.name)
    except NoKeyringError:
        raise _no_keyring(account) from None
    except KeyringError as error:
        raise _closed_keyring(account, error) from None
    if not password:
        raise LoginError(
            f"The keyring holds no password for account {account.name!r}.",
            hint=f"`keyring set {_KEYRING_SERVICE} {account.name}` stores one.",
        )
    return password


def _no_keyring(account: Account) -> LoginError:
    """Return the error about a machine without a keyring."""
    return LoginError(
        f"This machine has no keyring for account {account.name!r}.",
        hint="Use password_command or password_env in the config instead.",
    )


def _closed_keyring(account: Account, error: Exception) -> LoginError:
    """Return the error about a keyring that does not open."""
    return LoginError(
        f"The keyring does not open for account {account.name!r}: {clean(str(error))}",
        hint="Unlock it, or use password_command.",
    )
