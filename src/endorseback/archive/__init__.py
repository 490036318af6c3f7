"""Reads LinkedIn's own "Get a copy of your data" archive, of any era and however it was saved."""

from endorseback.archive.archive_errors import ReadingStopped, UnusableArchive
from endorseback.archive.discovery import find_archives, looks_like_archive
from endorseback.archive.reader import Progress, read_archive

__all__ = [
    "Progress",
    "ReadingStopped",
    "UnusableArchive",
    "find_archives",
    "looks_like_archive",
    "read_archive",
]
