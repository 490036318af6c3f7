"""Our own check of LinkedIn's signature, with a real key and a name server that is a function."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from endorseback.mail.authentication.dkim_check import linkedin_signature_holds
from endorseback.mail.authentication.results import judge
from endorseback.mail.parsing.header import read_fields, split_header
from endorseback.mail.recogniser.recognise import read_mail
from endorseback.model.notification import Authenticity

MAIL: Final = (
    b"From: LinkedIn <notifications@linkedin.com>\r\n"
    b"To: Noor Albrecht <noor.albrecht@example.net>\r\n"
    b"Subject: Your skills were endorsed\r\n"
    b"Date: Mon, 03 Nov 2025 09:14:07 +0000\r\n"
    b"Message-ID: <1.2@linkedin.com>\r\n"
    b"\r\n"
    b"Lowri Beynon endorsed you for Rust\r\n"
)
Sign = Callable[..., bytes]


@pytest.fixture(scope="module")
def key() -> bytes:
    """A private key, in PEM."""
    return _private_key()


@pytest.fixture(scope="module")
def published(key: bytes) -> bytes:
    """The TXT record of its public half."""
    return _txt_record(key)


@pytest.fixture(scope="module")
def sign(key: bytes) -> Sign:
    """Sign a mail as a domain does."""

    def signed(mail: bytes = MAIL, domain: bytes = b"linkedin.com", **options: Any) -> bytes:
        return dkim.sign(mail, b"proof-1", domain, key, **options) + mail

    return signed


def _private_key() -> bytes:
    """Return a new RSA key, in PEM, of the kind that dkimpy signs with."""
    form = serialization.PrivateFormat.TraditionalOpenSSL
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return made.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


def _txt_record(private: bytes) -> bytes:
    """Return the DNS record of a key's public half (RFC 6376, section 3.6.1)."""
    public = serialization.load_pem_private_key(private, None).public_key()
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return b"v=DKIM1; k=rsa; p=" + b64encode(public.public_bytes(serialization.Encoding.DER, form))


def serving(record: bytes | None, asked: list[bytes] | None = None) -> Callable[..., Any]:
    """Return a name server that knows one record, or none."""

    def lookup(name: bytes, timeout: int) -> bytes | None:
        assert timeout > 0
        if asked is not None:
            asked.append(name)
        return record

    return lookup


def refusing(name: bytes, timeout: int) -> bytes:
    """Be a name server that does not answer."""
    raise TimeoutError(name)


def forbidden(name: bytes, timeout: int) -> bytes:
    """Be a name server that nobody may ask."""
    raise AssertionError(name)


def test_a_good_signature_holds(sign: Sign, published: bytes) -> None:
    asked: list[bytes] = []
    assert linkedin_signature_holds(sign(), serving(published, asked)) is True
    assert asked == [b"proof-1._domainkey.linkedin.com."]


def test_the_domain_does_not_mind_its_case(sign: Sign, published: bytes) -> None:
    signed = sign(domain=b"LinkedIn.com")
    assert linkedin_signature_holds(signed, serving(published)) is True


def test_a_changed_mail_does_not_hold(sign: Sign, published: bytes) -> None:
    for ours, forged in ((b"Rust", b"Rest"), (b"LinkedIn <", b"Linkedin <")):
        changed = sign().replace(ours, forged)
        assert linkedin_signature_holds(changed, serving(published)) is False


def test_another_key_does_not_hold(sign: Sign) -> None:
    other = _txt_record(_private_key())
    assert linkedin_signature_holds(sign(), serving(other)) is False


def test_a_signature_over_a_part_of_the_body_is_refused(sign: Sign) -> None:
    signed = sign(length=True) + b"Mallory endorsed you for Fraud\r\n"
    assert linkedin_signature_holds(signed, forbidden) is False


@pytest.mark.parametrize(
    "domain", [b"mail.linkedin.com", b"linkedin.com.example.org", b"notlinkedin.com", b"com"]
)
def test_the_signature_of_another_domain_says_nothing(sign: Sign, domain: bytes) -> None:
    assert linkedin_signature_holds(sign(domain=domain), forbidden) is None


def test_the_second_signature_may_be_the_one(sign: Sign, published: bytes) -> None:
    signed = sign()
    both = sign(signed, domain=b"example.org")
    assert both.count(b"DKIM-Signature") == 2
    assert linkedin_signature_holds(both, serving(published)) is True


def test_one_that_holds_is_enough(sign: Sign, published: bytes) -> None:
    broken = sign().partition(b"From:")[0].replace(b"bh=", b"bh=AAAA", 1)
    assert linkedin_signature_holds(broken + sign(), serving(published)) is True


def test_a_key_that_cannot_be_had_leaves_it_open(sign: Sign) -> None:
    revoked = b"v=DKIM1; k=rsa; p="
    for lookup in (serving(None), serving(b""), refusing, serving(b"junk"), serving(revoked)):
        assert linkedin_signature_holds(sign(), lookup) is None


def test_an_expired_signature_leaves_it_open(sign: Sign, published: bytes) -> None:
    expired = sign().replace(b"; t=", b"; x=1000000001; t=", 1)
    assert b"; x=1000000001" in expired
    assert linkedin_signature_holds(expired, serving(published)) is None


@pytest.mark.parametrize(
    "signature",
    [
        b"DKIM-Signature: d=linkedin.com",
        b"DKIM-Signature: v=1; d=linkedin.com; d=linkedin.com; s=a",
        b"DKIM-Signature: v=1; a=rsa-sha256; d=linkedin.com; s=a; h=subject; bh=AA==; b=AA==",
        b"DKIM-Signature: v=1; a=rsa-sha256; d=linkedin.com; s=a; h=from; bh=!; b=!",
        b"DKIM-Signature: v=9; a=none; d=linkedin.com; s=\xff; h=from; bh=; b=",
    ],
)
def test_a_malformed_signature_never_holds(signature: bytes) -> None:
    assert linkedin_signature_holds(signature + b"\r\n" + MAIL, refusing) is not True


@pytest.mark.parametrize("raw", [b"", b"\r\n\r\n", MAIL, b"DKIM-Signature:\r\n\r\n", b"\xff" * 99])
def test_no_signature_says_nothing(raw: bytes) -> None:
    assert linkedin_signature_holds(raw, forbidden) is None


@pytest.mark.parametrize(
    ("mail", "lookup", "authenticity"),
    [
        (MAIL, "published", Authenticity.VERIFIED),
        (MAIL, "nothing", Authenticity.UNVERIFIED),
        (MAIL.replace(b"@linkedin.com>\r\nTo", b"@example.org>\r\nTo"), "published", "failed"),
    ],
)
def test_the_signature_speaks_for_the_mail(
    sign: Sign, published: bytes, mail: bytes, lookup: str, authenticity: str
) -> None:
    signed = sign(mail)
    server = serving(published if lookup == "published" else None)
    fields = read_fields(split_header(signed)[0])
    judged = judge(fields, ["mx.example.net"], lambda: linkedin_signature_holds(signed, server))
    assert judged.authenticity == authenticity


def test_a_mail_without_a_signature_asks_no_name_server() -> None:
    read = read_mail(MAIL, check_dkim=True)
    assert read.notification.authenticity is Authenticity.UNVERIFIED


def test_the_library_is_not_loaded_without_need() -> None:
    source = Path(__file__).parents[2] / "src/endorseback/mail/authentication/dkim_check.py"
    tops = [line for line in source.read_text().splitlines() if line.startswith(("import", "from"))]
    assert not any("dkim" in line for line in tops)
