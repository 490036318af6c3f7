"""Is it LinkedIn's? What the reader's own mail host says of the sender (RFC 8601, RFC 7489).

A line that anybody else wrote proves nothing: only the topmost `Authentication-Results` under one
of the trusted authserv-ids counts, and only for a From address at linkedin.com.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Final

import authres
from authres import AuthResError

from endorseback.mail.linkedin import DOMAIN
from endorseback.mail.parsing.header import Header
from endorseback.model.notification import Authenticity

DkimCheck = Callable[[], bool | None]
"""Checks LinkedIn's own signature: True where it holds, False where it is bad, None where open."""

_FEATURES: Final = authres.all_features()


@dataclass(frozen=True, slots=True)
class SenderJudgement:
    """How authentic a mail is, and why we think so."""

    authenticity: Authenticity
    reason: str


def judge(
    fields: Header, trusted_authserv_ids: Collection[str], check_dkim: DkimCheck | None = None
) -> SenderJudgement:
    """Return the authenticity of a mail as it arrived.

    `check_dkim` is asked only where no trusted host has stamped a result.
    """
    if (doubt := from_doubt(fields)) is not None:
        return SenderJudgement(Authenticity.FAILED, doubt)
    trusted = {name.strip().lower() for name in trusted_authserv_ids}
    for value in fields.raw("authentication-results"):
        name, results = _split(value.decode("utf-8", "replace"))
        if name in trusted:
            return _by_results(name, results)
    if check_dkim is not None:
        return _by_signature(check_dkim())
    return SenderJudgement(
        Authenticity.UNVERIFIED, "your own mail host says nothing about the sender"
    )


def judge_attached(fields: Header) -> SenderJudgement:
    """Return the authenticity of a mail that another one carries: nothing in it proves anything."""
    doubt = from_doubt(fields)
    if doubt is not None:
        return SenderJudgement(Authenticity.FAILED, doubt)
    return SenderJudgement(
        Authenticity.UNVERIFIED, "it came as an attachment, which proves nothing"
    )


def from_doubt(fields: Header) -> str | None:
    """Return why the From field cannot be LinkedIn's, or None where it can."""
    if len(fields.raw("from")) != 1:
        count = len(fields.raw("from"))
        return "there is no From field" if count == 0 else "there is more than one From field"
    boxes = fields.mailboxes("from")
    if len(boxes) != 1:
        return "the From field does not hold exactly one address"
    return None if boxes[0].domain == DOMAIN else "From is not at linkedin.com"


def authserv_id(value: bytes) -> str | None:
    """Return the authserv-id of an `Authentication-Results` value, in lower case."""
    return _split(value.decode("utf-8", "replace"))[0] or None


def _by_results(host: str, results: list[str]) -> SenderJudgement:
    """Return what the trusted host's line says."""
    for method, properties in _passed(host, results):
        if method == "dmarc" and _all_ours(properties, "from"):
            return SenderJudgement(
                Authenticity.VERIFIED, f"{host} says dmarc=pass for linkedin.com"
            )
        if method == "dkim" and _signed_by_us(properties):
            return SenderJudgement(Authenticity.VERIFIED, f"{host} says dkim=pass for linkedin.com")
    return SenderJudgement(
        Authenticity.FAILED, f"{host} does not confirm that it is from linkedin.com"
    )


def _by_signature(holds: bool | None) -> SenderJudgement:
    """Return what our own check of the signature says."""
    if holds is None:
        return SenderJudgement(Authenticity.UNVERIFIED, "LinkedIn's signature could not be checked")
    if holds:
        return SenderJudgement(Authenticity.VERIFIED, "LinkedIn's DKIM signature holds")
    return SenderJudgement(Authenticity.FAILED, "LinkedIn's DKIM signature does not hold")


def _passed(host: str, results: list[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield method and header properties of each result that can be read and is a pass."""
    for result in results:
        if not result.lstrip().lower().startswith(("dkim", "dmarc")):
            continue
        try:
            parsed = _FEATURES.parse_value(f"x; {result}")
        except (AuthResError, ValueError, IndexError):
            continue
        for one in parsed.results:
            if str(one.result).lower() == "pass":
                header = [p for p in one.properties if p.value and p.type.lower() == "header"]
                yield one.method.lower(), [(p.name.lower(), str(p.value)) for p in header]


def _all_ours(properties: list[tuple[str, str]], name: str) -> bool:
    """Tell whether every property of a name, if there is any, is at linkedin.com exactly."""
    values = [value for key, value in properties if key == name]
    return all(value.rpartition("@")[2].strip("<> ").lower() == DOMAIN for value in values)


def _signed_by_us(properties: list[tuple[str, str]]) -> bool:
    """Tell whether the signature that passed is linkedin.com's own."""
    if any(key == "d" for key, _ in properties):
        return _all_ours(properties, "d")
    return any(key == "i" for key, _ in properties) and _all_ours(properties, "i")


def _split(value: str) -> tuple[str, list[str]]:
    """Return the authserv-id in lower case and the results of a line.

    authres refuses whole lines that real hosts write (a `;` at the end, an `https://` value), so
    they are split here, at the semicolons outside comments and quoted strings.
    """
    parts = [""]
    depth, quoted, escaped = 0, False, False
    bare: list[str] = []
    for char in value:
        if not escaped and not quoted and not depth and char == ";":
            parts.append("")
            continue
        if len(parts) == 1 and not depth and char not in '()"':
            bare.append(char)
        parts[-1] += char
        if escaped or (char == "\\" and (quoted or depth)):
            escaped = not escaped
        elif char == '"' and not depth:
            quoted = not quoted
        elif char == "(" and not quoted:
            depth += 1
        elif char == ")" and not quoted and depth:
            depth -= 1
    words = "".join(bare).split()
    return (words[0].lower() if words else ""), [part for part in parts[1:] if part.strip()]
