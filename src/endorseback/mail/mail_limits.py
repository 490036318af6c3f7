"""How much of a mail is read."""

from __future__ import annotations

from typing import Final

MAX_MAIL: Final = 5_000_000
"""Bytes of one mail that are read; LinkedIn's own have some 100,000."""
MAX_HEADER: Final = 65_536
"""Bytes of a mail's header that are looked at to tell whether it may be LinkedIn's."""
