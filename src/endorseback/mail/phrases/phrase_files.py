"""The files of the user's own phrases: `<config folder>/phrases/*.toml`, lists of `[[phrase]]`.

`learned.toml` is written by the program, which leaves everything that the user wrote there as it
is; any other file was put there by hand. Whatever is wrong in them is told, and the rest is used.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from endorseback.errors import EndorsebackError, UsageError
from endorseback.files import write_private
from endorseback.mail.phrases.user_phrases import (
    LEARNED_FILE,
    SAYS,
    UserPhrase,
    UserPhrases,
    pattern_problems,
)
from endorseback.model.notification import Kind
from endorseback.paths import make_private_dir
from endorseback.text import clean

_MAX_BYTES: Final = 262_144
_MAX_PHRASES: Final = 500
_KEYS: Final = ("pattern", "says", "language", "learned_from", "added")
_HEADER: Final = re.compile(r"[ \t]*\[\[\s*phrase\s*\]\]")
_LANGUAGE: Final = re.compile("[a-z]{2,3}")
_NEW: Final = (
    "# Wordings that endorseback learned from you; `endorseback phrases remove` takes one out.\n"
)


def load_phrases(folder: Path) -> UserPhrases:
    """Return the phrases of all files of a folder, and what is wrong with them. Never raises.

    Where there is no such folder, there are none.
    """
    phrases: dict[UserPhrase, None] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        found = read_phrases(path)
        phrases.update(dict.fromkeys(found.phrases))
        problems += found.problems
    if len(phrases) > _MAX_PHRASES:
        problems.append(f"{folder}: only the first {_MAX_PHRASES} phrases are used")
    return UserPhrases(tuple(phrases)[:_MAX_PHRASES], tuple(problems))


def read_phrases(path: Path) -> UserPhrases:
    """Return the phrases of one file, and what is wrong with it. Never raises."""
    if not path.is_file():
        return UserPhrases(problems=(f"{path}: is no file that can be read",))
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        return UserPhrases(problems=(f"{path}: cannot be read: {error.strerror}",))
    if len(data) > _MAX_BYTES:
        return UserPhrases(problems=(f"{path}: is larger than {_MAX_BYTES} bytes",))
    try:
        text = data.decode("utf-8")
        tables = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        return UserPhrases(problems=(f"{path}: no valid TOML: {clean(str(error))}",))
    return _read_tables(tables, path, _header_lines(text))


def add_phrase(folder: Path, phrase: UserPhrase) -> None:
    """Write a phrase at the end of the learned ones; one that is there already stays once.

    Raises:
        EndorsebackError: The file cannot be written, or what stands there cannot be read.
    """
    text = _learned_text(folder)
    if phrase in read_phrases(folder / LEARNED_FILE).phrases:
        return
    _write(folder, f"{text.rstrip()}\n\n{phrase_toml(phrase)}" if text.strip() else _first(phrase))


def remove_phrase(folder: Path, phrase: UserPhrase) -> None:
    """Take a phrase out of the learned ones; all else stays, comments before other phrases too.

    Raises:
        UsageError: It does not stand there, or cannot be told from what surrounds it.
        EndorsebackError: The file cannot be written.
    """
    path = folder / LEARNED_FILE
    text = _learned_text(folder)
    before = _read_tables(tomllib.loads(text), path, []).phrases
    wanted = tuple(one for one in before if one != phrase)
    for rest in _without_one(text):
        kept = _read_tables(tomllib.loads(rest), path, []).phrases
        if kept == wanted and len(kept) < len(before):
            _write(folder, rest)
            return
    raise UsageError(
        f"The phrase “{phrase.pattern}” does not stand in {path}.",
        hint="A shared file is yours to change: edit it, or take it out of the folder.",
    )


def phrase_toml(phrase: UserPhrase) -> str:
    """Return a phrase as a TOML table."""
    values = {
        "pattern": phrase.pattern,
        "says": phrase.says.value,
        "language": phrase.language,
        "learned_from": phrase.learned_from,
    }
    lines = [f"{key} = {_toml(value)}" for key, value in values.items() if value is not None]
    lines += [f"added = {phrase.added.isoformat()}"] if phrase.added is not None else []
    return "\n".join(("[[phrase]]", *lines)) + "\n"


def _read_tables(tables: dict[str, Any], path: Path, lines: list[int]) -> UserPhrases:
    """Return what the tables of a file say; `lines` are those where each begins, if known."""
    problems = [f"{path}: {clean(key)}: no such key" for key in tables if key != "phrase"]
    entries = tables.get("phrase", [])
    if not isinstance(entries, list):
        return UserPhrases(problems=(*problems, f"{path}: phrase must be a list of [[phrase]]"))
    phrases = []
    for number, entry in enumerate(entries, 1):
        where = f"line {lines[number - 1]}" if len(lines) == len(entries) else f"phrase {number}"
        wrong = list(_entry_problems(entry))
        problems += [f"{path}: {where}: {what}" for what in wrong]
        if not wrong:
            phrases.append(_phrase(entry, path.name))
    return UserPhrases(tuple(dict.fromkeys(phrases)), tuple(problems))


def _entry_problems(entry: object) -> Iterator[str]:
    """Yield what is wrong with one phrase, a sentence each."""
    if not isinstance(entry, dict):
        yield "a phrase must be a table"
        return
    yield from (f"{clean(key)}: no such key" for key in entry if key not in _KEYS)
    added, language = entry.get("added"), entry.get("language", "en")
    if type(added) not in (type(None), date, datetime):
        yield "added must be a date"
    if not (isinstance(language, str) and _LANGUAGE.fullmatch(language)):
        yield "language must be a code such as “en”"
    if not isinstance(entry.get("learned_from", ""), str):
        yield "learned_from must be a text"
    says, pattern = entry.get("says"), entry.get("pattern")
    if says not in [kind.value for kind in SAYS]:
        yield f"says must be one of {', '.join(SAYS)}"
    elif not isinstance(pattern, str):
        yield "pattern is missing, or no text"
    else:
        yield from pattern_problems(pattern, Kind(says))


def _phrase(entry: dict[str, Any], file: str) -> UserPhrase:
    """Return the phrase of a table that is right."""
    added = entry.get("added")
    return UserPhrase(
        pattern=entry["pattern"],
        says=Kind(entry["says"]),
        language=entry.get("language"),
        learned_from=entry.get("learned_from"),
        added=added.date() if isinstance(added, datetime) else added,
        file=file,
    )


def _header_lines(text: str) -> list[int]:
    """Return the numbers of the lines where the phrases begin."""
    return [number for number, line in enumerate(text.split("\n"), 1) if _HEADER.match(line)]


def _learned_text(folder: Path) -> str:
    """Return what stands in the file of the learned phrases.

    Raises:
        UsageError: It is no TOML, so that nothing can be changed there.
    """
    path = folder / LEARNED_FILE
    try:
        text = path.read_bytes().decode("utf-8")
        tomllib.loads(text)
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(
            f"{path} cannot be read: {clean(str(error))}.", hint="Mend it, then try again."
        ) from None
    return text


def _without_one(text: str) -> Iterator[str]:
    """Yield the text without each of its phrases, where the rest is TOML."""
    lines = text.split("\n")
    starts = [number - 1 for number in _header_lines(text)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        while end > start + 1 and not lines[end - 1].partition("#")[0].strip():
            end -= 1
        rest = "\n".join((*lines[:start], *lines[end:]))
        try:
            tomllib.loads(rest)
        except tomllib.TOMLDecodeError:
            continue
        yield rest


def _toml(value: str) -> str:
    """Return a text as TOML writes it (toml.io v1.0.0, "Basic strings")."""
    # JSON's escapes are TOML's, save that JSON leaves DEL as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _first(phrase: UserPhrase) -> str:
    """Return the text of a new file."""
    return f"{_NEW}\n{phrase_toml(phrase)}"


def _write(folder: Path, text: str) -> None:
    """Put a text in the place of the learned phrases, in one step."""
    try:
        # A link is followed, so that a file kept elsewhere stays there.
        path = (make_private_dir(folder) / LEARNED_FILE).resolve()
        write_private(path, text.encode())
    except OSError as error:
        raise EndorsebackError(
            f"{folder / LEARNED_FILE} cannot be written: {error.strerror}.",
            hint="Check the permissions of the folder.",
        ) from None
