"""The log: one rotating file in the data folder, for the day on which something goes wrong.

It is written by a thread of its own, so that no caller waits for the disk; it holds no mail's text;
and whatever looks like a credential is blotted out before it is written.
"""

from __future__ import annotations

import atexit
import logging
import os
import queue
import re
from collections.abc import Callable
from io import TextIOWrapper
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from typing import Final

from endorseback.paths import APP, make_private_dir
from endorseback.text import clean

_FORMAT: Final = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"
_BYTES: Final = 500_000
_OLD_FILES: Final = 3
_BLOT: Final = "…"

_TOKEN: Final = re.compile(
    r"(?i)\b(otpToken|midSig|midToken|loid|sharedKey|authToken|access_token|refresh_token"
    r"|password|passwd|secret)"
    r"""(["']?\s*(?:=|%3D|:)\s*["']?)[^\s"'&,;)}\]]+"""
)
_LOGIN: Final = re.compile(r"(?i)\b(LOGIN\s+\S+|AUTHENTICATE\s+\S+)\s+\S.*")


class PrivateFileHandler(RotatingFileHandler):
    """A rotating file that only its owner can read, created with the first record."""

    def _open(self) -> TextIOWrapper:
        """Open the file, 0600 from the start: there is no moment in which others can read it."""
        make_private_dir(Path(self.baseFilename).parent)
        opened = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return os.fdopen(opened, "a", encoding="utf-8", errors="backslashreplace")


class CleanFormatter(logging.Formatter):
    """One safe line a record, and one a line of a traceback; credentials blotted out."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as it may be written."""
        return "\n".join(clean(redact(line)) for line in super().format(record).splitlines())


def start_log(file: Path, *, level: int = logging.INFO) -> Callable[[], None]:
    """Let the program's loggers write into a file; return what ends it, after the last record.

    Ending happens by itself at exit. A disk that is full loses records, and nothing else.
    """
    handler = PrivateFileHandler(file, maxBytes=_BYTES, backupCount=_OLD_FILES, delay=True)
    handler.setFormatter(CleanFormatter(_FORMAT))
    records: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
    listener = QueueListener(records, handler)
    sender = QueueHandler(records)
    logger = logging.getLogger(APP)
    logger.setLevel(level)
    logger.propagate = False
    logger.addHandler(sender)
    listener.start()

    def stop() -> None:
        atexit.unregister(stop)
        logger.removeHandler(sender)
        listener.stop()
        handler.close()

    atexit.register(stop)
    return stop


def redact(text: str) -> str:
    """Return a text without the values of tokens and passwords, and without what a login sends."""
    blotted = _TOKEN.sub(rf"\1\2{_BLOT}", text)
    return _LOGIN.sub(rf"\1 {_BLOT}", blotted)
