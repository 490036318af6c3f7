"""What the zip and the operating system raise over bytes that are not what they should be."""

from __future__ import annotations

import struct
import zlib
from typing import Final
from zipfile import BadZipFile, LargeZipFile

from endorseback.text import clean

ZIP_FAULTS: Final = (
    BadZipFile,
    LargeZipFile,
    EOFError,
    LookupError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""All that `zipfile` raises at invented bytes: it lets through what its parts raise."""


def describe_fault(fault: Exception) -> str:
    """Return a fault in words for the middle of a sentence; some of them have none of their own."""
    return clean(str(fault)).rstrip(".") or "it ends too early"
