"""An archive as LinkedIn sends it: a zip, which is not trusted.

Nothing of it is ever unpacked to disk, so that a name in it cannot lead anywhere. A zip that tries
to, or that no honest maker writes, is refused all the same: it is not LinkedIn's.
"""

from __future__ import annotations

import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, BinaryIO, Final, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from endorseback.archive.archive_errors import UnusableArchive
from endorseback.archive.archive_limits import (
    MAX_DIRECTORY,
    MAX_ENTRIES,
    MAX_RATIO,
    MAX_TOTAL,
    RATIO_MATTERS,
)
from endorseback.archive.contents import Candidate, Contents, chosen
from endorseback.archive.zip_errors import ZIP_FAULTS, describe_fault
from endorseback.text import clean

_LOCAL_HEADER: Final = b"PK\x03\x04"
_END: Final = b"PK\x05\x06"
_END_SIZE: Final = 22
_LONGEST_COMMENT: Final = 0xFFFF
_LARGE_LOCATOR: Final = b"PK\x06\x07"
_LARGE_LOCATOR_SIZE: Final = 20
_FOLDERS: Final = ("/", "\\")
"""What the names of folders end in."""
_ENCRYPTED: Final = 0x1
_METHODS: Final = (ZIP_STORED, ZIP_DEFLATED)
_UNIX: Final = 3
_DAMAGED: Final = "It was cut off or changed on its way: download it again."
_UNSAFE: Final = "LinkedIn makes no such zip, so nothing of it was read. Download yours again."

_LOCKED: Final = "Unpack it with its password, and import the folder."


@contextmanager
def open_zip(path: Path) -> Iterator[Contents]:
    """Yield what a zip holds, while it is open.

    Raises:
        OSError: If the file cannot be opened.
        UnusableArchive: If it is no zip, a damaged one, or one that is not safe to read.
    """
    shown = clean(path.name)
    with path.open("rb") as raw:
        _check_directory(raw, shown)
        try:
            archive = ZipFile(raw)
        except ZIP_FAULTS as fault:
            raise _damaged(shown, fault) from None
        with archive:
            members = _checked(archive.infolist(), shown)
            files, skipped = chosen(
                [Candidate(path, info.file_size) for path, info in members.items()], shown
            )
            yield Contents(
                name=path.name,
                modified=datetime.fromtimestamp(path.stat().st_mtime, UTC),
                files=tuple(files),
                skipped=tuple(skipped),
                open=lambda file: _opened(archive, members[file.path], shown),
            )


def _damaged(shown: str, fault: Exception) -> UnusableArchive:
    """Return the error for a zip whose bytes are not what they must be."""
    return UnusableArchive(f"{shown} is damaged: {describe_fault(fault)}.", hint=_DAMAGED)


def _check_directory(raw: BinaryIO, shown: str) -> None:
    """Refuse what is no zip, and a zip whose list of files is too long to be read at all.

    The list ends with a record (APPNOTE 4.3.16), which only a comment may follow. The larger form
    of that record (4.3.14) serves zips above 4 GB or 65,535 files alone.
    """
    size = raw.seek(0, 2)
    raw.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT - _LARGE_LOCATOR_SIZE))
    tail = raw.read()
    raw.seek(0)
    start = raw.read(512)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        if start.startswith(_LOCAL_HEADER):
            raise UnusableArchive(
                f"{shown} is cut off: its end is missing.", hint="Download it again."
            )
        raise UnusableArchive(f"{shown} is no zip.", hint=_what_else(start))
    entries, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    is_large = tail[max(0, at - _LARGE_LOCATOR_SIZE) : at].startswith(_LARGE_LOCATOR)
    if is_large or entries > MAX_ENTRIES or directory > MAX_DIRECTORY:
        raise UnusableArchive(f"{shown} holds over {MAX_ENTRIES:,} files.", hint=_UNSAFE)


def _what_else(start: bytes) -> str:
    """Return what a file that is no zip may be, by its beginning."""
    if start.lstrip()[:1] == b"<":
        return "It is a web page: LinkedIn's link works for 72 hours, and only while signed in."
    if not start.strip(b"\0"):
        return "It is empty: download it again."
    return "Name LinkedIn's zip, the folder that it was unpacked to, or one of its CSV files."


def _checked(infos: list[ZipInfo], shown: str) -> dict[PurePosixPath, ZipInfo]:
    """Return the files of a zip by their paths, unless anything about it is not safe.

    Raises:
        UnusableArchive: For any of its files, be it one that would be read or not.
    """
    members = {PurePosixPath(info.filename.replace("\\", "/")): info for info in infos}
    fault = next((fault for info in infos if (fault := _fault(info))), "")
    if len(infos) > MAX_ENTRIES:
        fault = f"holds over {MAX_ENTRIES:,} files"
    elif sum(info.file_size for info in infos) > MAX_TOTAL:
        fault = f"would unpack to over {MAX_TOTAL // 1024**2:,} MB"
    elif len({str(path).casefold() for path in members}) < len(infos):
        fault = "names two of its files alike"
    if fault:
        raise UnusableArchive(f"{shown} {fault}.", hint=_UNSAFE)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise UnusableArchive(f"{shown} is encrypted.", hint=_LOCKED)
    return {path: one for path, one in members.items() if not one.filename.endswith(_FOLDERS)}


def _fault(info: ZipInfo) -> str:
    """Return what is wrong with one of a zip's files, or nothing."""
    name = info.filename
    shown = clean(name)
    windows = PureWindowsPath(name)
    if ".." in windows.parts or windows.is_absolute() or windows.drive or name.startswith("/"):
        return f"names a file outside itself, {shown}"
    if info.create_system == _UNIX and stat.S_ISLNK(info.external_attr >> 16):
        return f"holds a link instead of a file, {shown}"
    if info.compress_type not in _METHODS:
        return f"is packed in a way that is not read ({shown})"
    if info.file_size > max(RATIO_MATTERS, info.compress_size * MAX_RATIO):
        return f"holds a file packed over {MAX_RATIO} times, {shown}"
    return ""


@contextmanager
def _opened(archive: ZipFile, info: ZipInfo, shown: str) -> Iterator[BinaryIO]:
    """Yield one file of a zip for reading; what it finds wrong at once is told as an error."""
    try:
        file: IO[bytes] = archive.open(info)
    except ZIP_FAULTS as fault:
        raise _damaged(shown, fault) from None
    with file:
        yield cast("BinaryIO", file)
