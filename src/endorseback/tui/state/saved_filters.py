"""Filters that are recalled by a key: some that are built in, and the user's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from endorseback.errors import EndorsebackError
from endorseback.files import write_private
from endorseback.paths import make_private_dir
from endorseback.text import clean


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """One filter under its key."""

    key: str
    """A letter or a digit."""
    text: str
    """As it is typed."""
    about: str = ""
    """What it shows, for those that are built in."""


BUILT_IN: Final = (
    SavedFilter("1", "is:never-returned", "they endorsed you; not returned yet"),
    SavedFilter("2", "is:partly-returned", "returned for fewer skills"),
    SavedFilter("3", "silent:1y", "no exchange for over a year"),
    SavedFilter("4", "is:same-company", "works where you have worked"),
    SavedFilter("5", "is:repeated", "endorsed you more than once"),
)
"""What everybody begins with; a filter saved under the same key takes the place of one."""

_MOST: Final = 500
"""Characters of a filter; a longer one was not typed."""


def load_filters(file: Path) -> list[SavedFilter]:
    """Return all filters in the order of their keys.

    Raises:
        EndorsebackError: If the file cannot be read.
    """
    own = [SavedFilter(key, text) for key, text in _load(file).items()]
    filters = {one.key: one for one in (*BUILT_IN, *own)}
    return [filters[key] for key in sorted(filters)]


def save_filter(file: Path, key: str, text: str) -> None:
    """Save a filter under a key, durably; an empty text forgets the one that is saved there.

    Raises:
        EndorsebackError: If the file cannot be read or written.
    """
    saved = {**_load(file), key: clean(text)[:_MOST]}
    kept = {key: text for key, text in sorted(saved.items()) if text}
    try:
        make_private_dir(file.parent)
        write_private(file, msgspec.json.format(msgspec.json.encode(kept)))
    except OSError as error:
        raise EndorsebackError(
            f"The filter could not be saved to {file}: {error.strerror}.",
            hint="Look whether the disk is full, and who may write there.",
        ) from error


def is_filter_key(character: str | None) -> bool:
    """Tell whether a filter can be saved under a character: a letter or a digit of ASCII."""
    if character is None or len(character) != 1:
        return False
    return character.isascii() and character.isalnum()


def _load(file: Path) -> Mapping[str, str]:
    """Return the user's own filters by key; none where there is no file."""
    try:
        loaded = msgspec.json.decode(file.read_bytes(), type=dict[str, str])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.MsgspecError, ValueError) as error:
        raise EndorsebackError(
            f"The saved filters in {file} cannot be read: {error}.",
            hint="Mend the file, or move it away.",
        ) from error
    return {key: clean(text)[:_MOST] for key, text in loaded.items() if is_filter_key(key)}
