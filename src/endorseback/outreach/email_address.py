"""E-mail addresses that the user types: checked before anything is queued for them."""

from __future__ import annotations

import re
from typing import Final

from endorseback.errors import UsageError
from endorseback.text import clean

_ATEXT: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL: Final = re.compile(rf"{_ATEXT}(\.{_ATEXT})*")
"""A dot-atom (RFC 5322, 3.2.3); quoted local parts are history, and a way to smuggle."""
_LABEL: Final = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)")
_LONGEST_LOCAL: Final = 64
_LONGEST: Final = 254
"""Octets (RFC 5321, 4.5.3.1, and erratum 1690 to RFC 3696)."""


def checked_address(text: str) -> str:
    """Return an address as SMTP takes it: without blanks around, the domain in ASCII.

    Args:
        text: What the user typed: `maya@example.com`, or with a name, `Maya <maya@example.com>`.

    Raises:
        UsageError: If it is no address, with what is wrong with it.
    """
    typed = clean(text)
    if not typed:
        raise UsageError("There is no e-mail address yet.", hint="Type the person's.")
    if typed != text.strip():
        raise _bad(typed, "it holds characters that cannot be seen")
    if bracketed := re.fullmatch(r"[^<>]*<([^<>]*)>", typed):
        typed = bracketed[1].strip()
    local, at, domain = typed.rpartition("@")
    if not at:
        raise _bad(typed, "there is no @ in it")
    return _checked_local(local, typed) + "@" + _checked_domain(domain, typed)


def domain_of(address: str) -> str:
    """Return the domain of a checked address."""
    return address.rpartition("@")[2]


def _checked_local(local: str, typed: str) -> str:
    if not local:
        raise _bad(typed, "nothing stands before the @")
    if not local.isascii():
        raise _bad(typed, "before the @ only plain letters can be sent to")
    if not _LOCAL.fullmatch(local) or len(local) > _LONGEST_LOCAL:
        raise _bad(typed, f"{local!r} cannot stand before the @")
    return local


def _checked_domain(domain: str, typed: str) -> str:
    try:
        # The codec refuses empty and overlong labels, and maps dots of other scripts.
        plain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise _bad(typed, f"{domain!r} is no name of a mail host") from None
    labels = plain.split(".")
    usable = all(_LABEL.fullmatch(label) for label in labels) and len(typed) <= _LONGEST
    if not usable or (len(labels) < 2 and plain != "localhost"):
        raise _bad(typed, f"{domain!r} is no name of a mail host")
    return plain


def _bad(typed: str, why: str) -> UsageError:
    return UsageError(
        f"“{typed}” is no e-mail address: {why}.", hint="It looks like maya@example.com."
    )
