"""Our own check of LinkedIn's DKIM signature (RFC 6376), where no mail host has stamped a result.

It needs DNS. dkimpy is imported only when a check is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import Any, Final

from endorseback.mail.linkedin import DOMAIN
from endorseback.mail.parsing.header import read_fields, split_header

_TIMEOUT: Final = 5
_MAX_SIGNATURES: Final = 5
_MAX_MAIL: Final = 4_000_000
_TAG: Final = re.compile(rb"(?:^|;)\s*([a-z]+)\s*=\s*([^;]*)")

DnsLookup = Callable[..., Any]
"""Looks a TXT record up, as dkimpy asks for it: `lookup(name, timeout=seconds)`."""


def linkedin_signature_holds(raw: bytes, lookup: DnsLookup | None = None) -> bool | None:
    """Tell whether a mail bears a signature of linkedin.com itself, and whether it holds.

    Returns True where one holds, False where there are some and none does, and None where there is
    none, it has expired (`x=`), or its key cannot be had. A signature over a part of the body only
    (`l=`) never holds. Never raises.
    """
    verdicts = [_holds(raw, position, tags, lookup) for position, tags in _signatures(raw)]
    if True in verdicts:
        return True
    return False if verdicts and None not in verdicts else None


def _signatures(raw: bytes) -> list[tuple[int, Container[bytes]]]:
    """Return the places of LinkedIn's signatures among all, and the names of each one's tags."""
    found: list[tuple[int, Container[bytes]]] = []
    if len(raw) > _MAX_MAIL:
        return found
    for place, value in enumerate(read_fields(split_header(raw)[0]).raw("dkim-signature")):
        tags = {match[1]: match[2].strip() for match in _TAG.finditer(value)}
        if tags.get(b"d", b"").decode("ascii", "replace").lower() == DOMAIN:
            found.append((place, tags.keys()))
    return found[:_MAX_SIGNATURES]


def _holds(
    raw: bytes, position: int, tags: Container[bytes], lookup: DnsLookup | None
) -> bool | None:
    """Tell whether one signature holds, or None where it has expired or its key cannot be had."""
    if b"l" in tags:
        return False
    import dkim

    options = {} if lookup is None else {"dnsfunc": lookup}
    try:
        checker = dkim.DKIM(raw, timeout=_TIMEOUT)
        if checker.verify(position, **options):
            return True
        return False if hasattr(checker, "pk") else None  # dkimpy says False for a missing key too
    except dkim.ValidationError:
        return None if b"x" in tags else False  # an old mail proves nothing, but is no forgery
    except dkim.MessageFormatError:
        return False
    except Exception:  # noqa: BLE001 - DNS and key faults of many kinds: the question stays open
        return None
