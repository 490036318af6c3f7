"""Bytes to text: what a part or a header word says, whatever its label claims."""

from __future__ import annotations

import codecs
import re
from typing import Final

_READ_AS: Final = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
"""Labels that are read as the larger set that senders mean by them (WHATWG Encoding Standard)."""

_REAL_CHARSETS: Final = re.compile(
    r"utf-?(?:7|8|16|32)\b|utf[-_](?:16|32)[-_][bl]e|cp\d|iso(?:8859|2022)|koi8|mac|gb|big5|euc|"
    r"shift_jis|johab|hz$|tis|ptcp154|kz1048|ascii$|latin"
)
"""Python's codecs that are character sets; `punycode`, `unicode_escape` and the like are none."""


def decode(data: bytes, label: str | None) -> str:
    """Return the text of some bytes; characters that cannot be read become U+FFFD.

    Valid UTF-8 with a character beyond ASCII is UTF-8 whatever the label says; else the label
    counts. An unknown label is read as UTF-8, a missing one as windows-1252.
    """
    if data.isascii():
        codec = _codec(label) if _escapes(label, data) else "ascii"
        return data.decode(codec, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_codec(label), errors="replace")


def _escapes(label: str | None, data: bytes) -> bool:
    """Tell whether a label makes other characters of ASCII bytes (ISO 2022, UTF-7, UTF-16)."""
    name = (label or "").lower()
    if name.startswith(("iso-2022", "hz", "utf-7")):
        return True
    return b"\0" in data and name.startswith(("utf-16", "utf-32"))


def _codec(label: str | None) -> str:
    """Return the codec to read bytes with that are no UTF-8."""
    name = (label or "us-ascii").strip().lower()
    name = _READ_AS.get(name.replace("_", "-"), name)
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return "utf-8"
    return codec if _REAL_CHARSETS.match(codec) else "utf-8"
