"""The store of kept mails: one gzipped file each, named by what is in it, for its owner's eyes."""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from endorseback.errors import DamagedError
from endorseback.files import write_private
from endorseback.paths import make_private_dir

_KEY: Final = re.compile(r"[^/]+/[0-9a-f]{2}/[0-9a-f]{64}")
_SUFFIX: Final = ".eml.gz"


class MailStore:
    """Mails kept whole, so that a better recogniser can read the whole history again.

    A key is `account/ab/<sha256 of the mail>`; it stays the same for the same mail.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, account: str, raw: bytes) -> str:
        """Keep a mail and return its key; a mail that is kept already stays as it is.

        The file is complete and on the disk when this returns.

        Raises:
            OSError: Where the disk takes it not.
        """
        digest = hashlib.sha256(raw).hexdigest()
        key = f"{_folder_name(account)}/{digest[:2]}/{digest}"
        path = self._path(key)
        if not path.exists():
            for folder in (self._folder, path.parent.parent, path.parent):
                make_private_dir(folder)
            write_private(path, gzip.compress(raw, compresslevel=6, mtime=0))
        return key

    def get(self, key: str) -> bytes | None:
        """Return a kept mail, or None where there is none of this key.

        Raises:
            DamagedError: Where the file cannot be unpacked, or holds something else.
        """
        if not _KEY.fullmatch(key) or key.startswith("."):
            return None
        path = self._path(key)
        try:
            raw = gzip.decompress(path.read_bytes())
        except FileNotFoundError:
            return None
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise _damaged(path, str(error)) from None
        if not key.endswith(hashlib.sha256(raw).hexdigest()):
            raise _damaged(path, "its content is another")
        return raw

    def keys(self) -> Iterator[tuple[str, str]]:
        """Yield (account, key) of all kept mails, in the order of their keys."""
        for path in sorted(self._folder.glob(f"*/??/*{_SUFFIX}")):
            key = path.relative_to(self._folder).as_posix().removesuffix(_SUFFIX)
            if _KEY.fullmatch(key):
                yield unquote(key.partition("/")[0]), key

    def _path(self, key: str) -> Path:
        """Return the file of a key."""
        return self._folder / f"{key}{_SUFFIX}"


def _folder_name(account: str) -> str:
    """Return an account's name as that of one folder; no name leads out of the store."""
    return quote(account, safe=" ").replace(".", "%2E")


def _damaged(path: Path, why: str) -> DamagedError:
    """Return the error of a kept mail that cannot be read."""
    return DamagedError(
        f"The kept mail {path} is damaged ({why}).",
        hint="Remove the file; `endorseback fetch --full` fetches the mail again.",
    )
