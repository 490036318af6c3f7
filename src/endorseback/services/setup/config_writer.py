"""Writes the configuration file: a new one, or one more account at the end of an old one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import msgspec

from endorseback.config import parse_config
from endorseback.errors import UsageError
from endorseback.files import write_private
from endorseback.paths import make_private_dir
from endorseback.settings import Account

_HEAD: Final = (
    "# The configuration of endorseback; config.example.toml explains every key.\n"
    "# No password ever stands here.\n\n"
    'fetch_interval = "15m"\n'
)


def account_toml(account: Account) -> str:
    """Return an account as a TOML table, without what is at its default."""
    lines = ["[[accounts]]"]
    for field in msgspec.structs.fields(Account):
        value = getattr(account, field.name)
        if field.required or value != field.default:
            lines.append(f"{field.name} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def new_config(account: Account) -> str:
    """Return the text of a configuration with one account."""
    return f"{_HEAD}\n{account_toml(account)}"


def with_account(config: str, account: Account) -> str:
    """Return the text of a configuration with one more account; all else stays as it stands."""
    return f"{config.rstrip()}\n\n{account_toml(account)}"


def write_config(path: Path, text: str) -> None:
    """Write the configuration 0600 and in one step: a crash leaves the old one.

    Raises:
        ConfigError: If the text is no usable configuration; nothing is written then.
        UsageError: If the file cannot be written.
    """
    parse_config(text, str(path))
    try:
        # A link is followed, so that a file kept elsewhere stays there.
        target = path.resolve()
        make_private_dir(target.parent)
        write_private(target, text.encode())
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror}.", hint="Name another with --config."
        ) from None


def _toml(value: Any) -> str:
    """Return a value as TOML writes it (toml.io v1.0.0, "Basic strings")."""
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, str):
        # JSON's escapes are TOML's, save that JSON leaves DEL as it is.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower() if isinstance(value, bool) else str(value)
