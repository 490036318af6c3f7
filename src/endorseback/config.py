"""The configuration file: read, with every problem in it reported at once."""

from __future__ import annotations

import re
import stat
import tomllib
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from endorseback.errors import UsageError
from endorseback.settings import (
    Account,
    Config,
    Duration,
    Keyword,
    SettingsTable,
    Smtp,
    is_loopback,
)


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


def _check_table(
    table: dict[str, Any], kind: type[SettingsTable], prefix: str
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


def _table_kind(hint: Any) -> type[SettingsTable] | None:
    """Return the table class that a field's type holds, or None where it is a plain value."""
    if isinstance(hint, type) and issubclass(hint, SettingsTable):
        return hint
    if get_origin(hint) in (tuple, Union, types.UnionType):
        return next((kind for kind in map(_table_kind, get_args(hint)) if kind), None)
    return None


def _in_plain_words(complaint: str, hint: Any) -> str:
    """Return msgspec's complaint in words that name what is allowed."""
    if hint == Duration:
        return 'must be a number and a unit, such as "90s", "15m", "2h" or "1d"'
    if hint == Keyword | None:
        return "must be letters, digits and $ _ . + - only, at most 100 of them"
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
            if _password_ways(account.smtp) > 1:
                yield f"{here}.smtp", "has more than one of password_command, password_env, keyring"
        if _password_ways(account) != 1:
            yield (
                f"{here}.name",
                f"{account.name!r} needs one of password_command, password_env, keyring = true",
            )
    for index, source in enumerate(config.sources):
        if sum(place is not None for place in (source.maildir, source.mbox, source.eml)) != 1:
            yield f"sources[{index}].name", "needs exactly one of maildir, mbox, eml"
    yield from _double_names(config)


def _password_ways(table: Account | Smtp) -> int:
    """Return in how many ways a table says where its password is."""
    return sum((bool(table.password_command), bool(table.password_env), table.keyring))


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
