"""The configuration: what may stand in the file, and every problem with it at once."""

from __future__ import annotations

import re
import stat
import tomllib
import types
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from endorseback.errors import UsageError

Name = Annotated[str, msgspec.Meta(min_length=1)]
Port = Annotated[int, msgspec.Meta(ge=1, le=65535)]
Duration = Annotated[str, msgspec.Meta(pattern=r"^[1-9][0-9]*(s|m|h|d)$")]
Security = Literal["tls", "starttls", "none"]

_UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One TOML table; a key that is no field of it is a mistake."""


class Smtp(Table, frozen=True):
    """How messages by e-mail are sent."""

    host: Name
    """Name of the SMTP server."""
    port: Port = 465
    """Its port."""
    security: Security = "tls"
    """`tls`, `starttls`, or `none` (loopback only)."""


class Account(Table, frozen=True):
    """One IMAP mailbox that LinkedIn's mails arrive in."""

    name: Name
    """Your word for it, in messages and for `--account`."""
    host: Name
    """Name of the IMAP server."""
    username: Name
    """The login name, often the mail address."""
    port: Port | None = None
    """Its port; left out, 993 for `tls` and 143 for the others."""
    security: Security = "tls"
    """`tls`, `starttls`, or `none` (loopback only)."""
    password_command: tuple[str, ...] | None = None
    """A command, word by word, whose first line of output is the password."""
    password_env: Name | None = None
    """An environment variable that holds the password."""
    keyring: bool = False
    """The password stands in the system keyring, under `endorseback` and the account's name."""
    folders: tuple[str, ...] = ()
    """Folders to read; left out, the folder with all mail where the server has one, else INBOX."""
    trusted_authserv_ids: tuple[str, ...] = ()
    """The names under which your own mail host writes `Authentication-Results`."""
    check_dkim: bool = False
    """Check DKIM ourselves (needs DNS) where the host stamps no result."""
    ca_file: str | None = None
    """The certificate of a private CA, only if the server needs one."""
    connect_timeout: Duration = "15s"
    """How long to wait for the server to answer a connection."""
    read_timeout: Duration = "60s"
    """How long to wait for each answer after that."""
    smtp: Smtp | None = None
    """For messages by e-mail."""

    @property
    def port_number(self) -> int:
        """The port in force."""
        return self.port or (993 if self.security == "tls" else 143)


class LocalSource(Table, frozen=True):
    """Another place mail lies in: exactly one of a Maildir, an mbox file, a folder of .eml."""

    name: Name
    """Your word for it, in messages and for `--account`."""
    maildir: str | None = None
    """A Maildir (its subfolders are read too)."""
    mbox: str | None = None
    """An mbox file."""
    eml: str | None = None
    """A folder of .eml files."""
    trusted_authserv_ids: tuple[str, ...] = ()
    """As for an account."""


class Config(Table, frozen=True):
    """The whole configuration file."""

    fetch_interval: Duration = "15m"
    """How often the app, and the schedule, look for new mail."""
    theme: Name | None = None
    """The name of one of the app's colour themes."""
    keys: dict[str, str] = {}
    """Other keys for actions, as `action = "key"`; `?` in the app names the actions."""
    accounts: tuple[Account, ...] = ()
    """Your mailboxes."""
    sources: tuple[LocalSource, ...] = ()
    """Other places that mail lies in."""


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong in a configuration file."""

    where: str
    """The file, with the line where there is one."""
    key: str
    """The dotted key, empty for the file itself."""
    what: str

    def __str__(self) -> str:
        """Return the problem as one line."""
        return ": ".join(part for part in (self.where, self.key, self.what) if part)


class ConfigError(UsageError):
    """The configuration is not usable; `problems` holds all that is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(
            "\n".join(str(problem) for problem in problems),
            hint="\nMend the file, then try `endorseback config check`.",
        )
        self.problems = problems


def seconds(duration: str) -> float:
    """Return the seconds that a duration such as `15m` stands for."""
    return timedelta(**{_UNITS[duration[-1]]: int(duration[:-1])}).total_seconds()


def load_config(path: Path) -> Config:
    """Read a configuration file.

    Raises:
        ConfigError: With every problem at once; also where there is no such file.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise ConfigError(
            [Problem(str(path), "", "no such file; `endorseback init` writes one")]
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([Problem(str(path), "", f"cannot be read: {error}")]) from None
    return parse_config(text, str(path))


def parse_config(text: str, where: str) -> Config:
    """Return the configuration that a text of TOML says; `where` names it in problems."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Problem(where, "", f"no valid TOML: {error}")]) from None
    lines = _key_lines(text)
    problems = [
        Problem(_with_line(where, lines, key), key, what)
        for key, what in _check_table(tables, Config, "")
    ]
    if not problems:
        config = msgspec.convert(tables, Config, strict=True)
        found = _contradictions(config)
        problems = [Problem(_with_line(where, lines, key), key, what) for key, what in found]
    if problems:
        raise ConfigError(problems)
    return config


def config_warnings(path: Path) -> list[str]:
    """Return what is unwise, but not wrong, about the file itself."""
    if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return [f"{path} can be read by other users: run `chmod 600 {path}`."]
    return []


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine itself, so that plain text stays on it."""
    import ipaddress

    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _check_table(
    table: dict[str, Any], kind: type[Table], prefix: str
) -> Iterator[tuple[str, str]]:
    """Yield (dotted key, problem) for everything in a table that its kind does not allow."""
    hints = get_type_hints(kind, include_extras=True)
    for key, value in table.items():
        dotted = f"{prefix}{key}"
        if key not in hints:
            yield dotted, f"no such key{_nearest(key, list(hints))}"
        else:
            yield from _check_value(value, hints[key], dotted)
    for field in msgspec.structs.fields(kind):
        if field.required and field.name not in table:
            yield f"{prefix}{field.name}", "is missing"


def _check_value(value: object, hint: Any, dotted: str) -> Iterator[tuple[str, str]]:
    """Yield the problems of one value: a table's own, each in its place, else what msgspec says."""
    kind = _table_kind(hint)
    if kind and isinstance(value, dict):
        yield from _check_table(value, kind, f"{dotted}.")
    elif kind and get_origin(hint) is tuple and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _check_value(item, kind, f"{dotted}[{index}]")
    else:
        try:
            msgspec.convert(value, hint, strict=True)
        except msgspec.ValidationError as error:
            yield dotted, _in_plain_words(str(error), hint)


def _table_kind(hint: Any) -> type[Table] | None:
    """Return the table class that a field's type holds, or None where it is a plain value."""
    if isinstance(hint, type) and issubclass(hint, Table):
        return hint
    if get_origin(hint) in (tuple, Union, types.UnionType):
        return next((kind for kind in map(_table_kind, get_args(hint)) if kind), None)
    return None


def _in_plain_words(complaint: str, hint: Any) -> str:
    """Return msgspec's complaint in words that name what is allowed."""
    if hint == Duration:
        return 'must be a number and a unit, such as "90s", "15m", "2h" or "1d"'
    if get_origin(hint) is Literal:
        return f"must be one of {', '.join(repr(choice) for choice in get_args(hint))}"
    return complaint[:1].lower() + complaint[1:]


def _contradictions(config: Config) -> Iterator[tuple[str, str]]:
    """Yield (dotted key, problem) for values that are each allowed but do not go together."""
    for index, account in enumerate(config.accounts):
        here = f"accounts[{index}]"
        yield from _plain_text(account.security, account.host, here)
        if account.smtp:
            yield from _plain_text(account.smtp.security, account.smtp.host, f"{here}.smtp")
        ways = [bool(account.password_command), bool(account.password_env), account.keyring]
        if sum(ways) != 1:
            yield (
                f"{here}.name",
                f"{account.name!r} needs one of password_command, password_env, keyring = true",
            )
    for index, source in enumerate(config.sources):
        if sum(place is not None for place in (source.maildir, source.mbox, source.eml)) != 1:
            yield f"sources[{index}].name", "needs exactly one of maildir, mbox, eml"
    yield from _double_names(config)


def _plain_text(security: str, host: str, here: str) -> Iterator[tuple[str, str]]:
    """Yield a problem where a password would cross the network in the clear."""
    if security == "none" and not is_loopback(host):
        yield f"{here}.security", 'may be "none" only for a server on this machine'


def _double_names(config: Config) -> Iterator[tuple[str, str]]:
    """Yield a problem for each name that two accounts or sources bear."""
    seen: set[str] = set()
    named = [(f"accounts[{i}].name", account.name) for i, account in enumerate(config.accounts)]
    named += [(f"sources[{i}].name", source.name) for i, source in enumerate(config.sources)]
    for key, name in named:
        if name in seen:
            yield key, f"{name!r} is the name of another account or source"
        seen.add(name)


def _nearest(key: str, allowed: list[str]) -> str:
    """Return the hint that names the allowed key most like the given one."""
    import difflib

    close = difflib.get_close_matches(key, allowed, n=1, cutoff=0.5)
    return f'; did you mean "{close[0]}"?' if close else f"; known are {', '.join(sorted(allowed))}"


_HEADER: Final = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")
_ASSIGNMENT: Final = re.compile(r"""^\s*["']?([A-Za-z0-9_-]+)["']?\s*=""")


def _key_lines(text: str) -> dict[str, int]:
    """Return the line of each dotted key and table; tomllib itself keeps no positions."""
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            prefix = _dotted_header(header[2], double=header[1] == "[[", counts=counts)
            lines.setdefault(prefix, number)
        elif assignment := _ASSIGNMENT.match(line):
            lines.setdefault(f"{prefix}.{assignment[1]}".lstrip("."), number)
    return lines


def _dotted_header(name: str, *, double: bool, counts: dict[str, int]) -> str:
    """Return the dotted key of a table header, with the index of each array it stands in."""
    if double:
        counts[name] = counts.get(name, -1) + 1
    path: list[str] = []
    for depth, part in enumerate(parts := name.split("."), 1):
        whole = ".".join(parts[:depth])
        path.append(f"{part}[{counts[whole]}]" if whole in counts else part)
    return ".".join(path)


def _with_line(where: str, lines: dict[str, int], key: str) -> str:
    """Return the file and the line of a key, or of the table that lacks it."""
    while key:
        if key in lines:
            return f"{where}:{lines[key]}"
        key = key.rpartition(".")[0]
    return where
