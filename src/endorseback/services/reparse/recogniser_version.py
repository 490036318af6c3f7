"""Which recogniser last read all kept mails: noted in the data folder."""

from __future__ import annotations

from contextlib import suppress

import msgspec

from endorseback.files import write_private
from endorseback.mail import RECOGNISER_VERSION, MailStore
from endorseback.paths import Paths, make_private_dir


class Reparsed(msgspec.Struct, frozen=True):
    """What the file says."""

    recogniser: int
    """The version of the recogniser by which all kept mails were read."""


def needed(paths: Paths) -> bool:
    """Tell whether today's recogniser has not yet read all kept mails."""
    return (_noted(paths) or 0) < RECOGNISER_VERSION


def note_reparsed(paths: Paths) -> None:
    """Note that it has; where that cannot be written, they are read again another time."""
    with suppress(OSError):
        make_private_dir(paths.data_dir)
        write_private(paths.reparsed, msgspec.json.encode(Reparsed(RECOGNISER_VERSION)))


def note_first_start(paths: Paths, kept: MailStore) -> None:
    """Note today's recogniser where nothing is kept yet: it will read all that comes."""
    if _noted(paths) is None and next(kept.keys(), None) is None:
        note_reparsed(paths)


def _noted(paths: Paths) -> int | None:
    """Return what is noted, or None where nothing is, or nothing that can be read."""
    try:
        return msgspec.json.decode(paths.reparsed.read_bytes(), type=Reparsed).recogniser
    except (OSError, msgspec.DecodeError):
        return None
