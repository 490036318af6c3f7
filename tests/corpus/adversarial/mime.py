"""Mail as bytes: parts, multiparts, header words; full control over labels and encodings."""

import base64
import quopri
from collections.abc import Sequence

Header = tuple[str, str]


def word(text: str, charset: str = "utf-8", scheme: str = "b", room: int = 42) -> str:
    """Return text as RFC 2047 encoded words, split between characters and folded by one blank."""
    chunks, chunk = [], ""
    for char in text:
        if chunk and len((chunk + char).encode(charset, "surrogatepass")) > room:
            chunks.append(chunk)
            chunk = ""
        chunk += char
    return "\n ".join(one_word(c.encode(charset), charset, scheme) for c in [*chunks, chunk])


def one_word(raw: bytes, charset: str, scheme: str) -> str:
    """Return one encoded word that holds exactly these bytes."""
    if scheme == "b":
        return f"=?{charset}?B?{base64.b64encode(raw).decode()}?="
    plain = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    text = "".join(chr(b) if b in plain else "_" if b == 32 else f"={b:02X}" for b in raw)
    return f"=?{charset}?Q?{text}?="


def header_text(text: str) -> str:
    """Return text as a header value: as it is when it is plain, else as encoded words."""
    return text if text.isascii() and text.isprintable() else word(text)


def transfer(raw: bytes, cte: str) -> bytes:
    """Return a body in its content transfer encoding."""
    if cte == "base64":
        return base64.encodebytes(raw)
    if cte == "quoted-printable":
        return quopri.encodestring(raw)
    return raw


def part(
    content: str | bytes,
    subtype: str = "html",
    *,
    charset: str = "utf-8",
    label: str | None = None,
    cte: str = "quoted-printable",
    type_line: str | None = None,
) -> bytes:
    """Return a text part; label is what the part claims, charset what its bytes are."""
    raw = content if isinstance(content, bytes) else content.encode(charset)
    kind = type_line or f"text/{subtype};charset={label or charset.upper()}"
    cid = "html-body" if subtype == "html" else "text-body"
    head = f"Content-Type: {kind}\nContent-Transfer-Encoding: {cte}\nContent-ID: {cid}\n\n"
    return head.encode() + transfer(raw, cte)


def multipart(
    subtype: str, parts: Sequence[bytes], boundary: str, *, params: str = "", closed: bool = True
) -> bytes:
    """Return a multipart entity, with its own Content-Type field."""
    head = f'Content-Type: multipart/{subtype};{params} \n\tboundary="{boundary}"\n\n'.encode()
    dash = b"--" + boundary.encode()
    body = b"".join(dash + b"\n" + p.rstrip(b"\n") + b"\n\n" for p in parts)
    return head + body + (dash + b"--\n" if closed else b"")


def attached(mail: bytes) -> bytes:
    """Return a mail as a message/rfc822 part."""
    return b"Content-Type: message/rfc822\nContent-Disposition: attachment\n\n" + mail


def message(headers: Sequence[Header], entity: bytes) -> bytes:
    """Return a whole mail: header fields, then an entity with its Content-Type field."""
    lines = "".join(f"{name}: {value}\n" for name, value in headers)
    return lines.encode("utf-8", "surrogateescape") + b"MIME-Version: 1.0\n" + entity
