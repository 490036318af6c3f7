"""Is it really LinkedIn's: what Authentication-Results say, in every shape."""

from collections.abc import Iterator
from typing import Any

from tests.corpus.adversarial import case as c
from tests.corpus.adversarial import layout as lay
from tests.corpus.adversarial.frame import PASS

OURS = "mx.example.net; "
FAIL = OURS + "dkim=fail header.d=linkedin.com; spf=softfail; dmarc=fail header.from=linkedin.com"
NAMES = (
    *("Odette Farnaby", "Gorm Stensgaard", "Lucía Berrocal", "Wanjiru Kiptoo", "Aino Leppä"),
    *("Caspian Rowe-Ellery", "Bojana Trifković", "Mehmet Sarıoğlu", "Ngaire Tuhoro", "Ivo Blaž"),
)
SKILLS = ("Bookbinding", "Crane Operation", "Tax Law", "Perl", "Beekeeping", "Typography", "COBOL")

# name: (lines of Authentication-Results, topmost first; what follows; why)
RESULTS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "comment-pass": (
        (OURS + "dmarc=fail (was dmarc=pass header.from=linkedin.com) header.from=linkedin.com",),
        "failed",
        "the pass stands in a comment: no result",
    ),
    "comment-escaped": (
        (OURS + r"spf=none (it said \) ; dmarc=pass header.from=linkedin.com); dmarc=none",),
        "failed",
        "an escaped bracket does not end the comment that holds the pass",
    ),
    "comment-nested": (
        (OURS + "dmarc=pass (p=REJECT (sp=REJECT) dis=NONE) header.from=linkedin.com",),
        "verified",
        "comment within a comment",
    ),
    "comment-nested-hides": (
        (OURS + "dkim=none (a (b) ; dkim=pass header.d=linkedin.com); dmarc=none",),
        "failed",
        "the pass stands after an inner comment but still within the outer one",
    ),
    "comment-first": (
        ("(checked by) mx.example.net (our own); dmarc=pass header.from=linkedin.com",),
        "verified",
        "comments around the authserv-id, as RFC 8601 allows",
    ),
    "quoted-pass": (
        (OURS + 'dkim=fail reason="x; dmarc=pass header.from=linkedin.com; y"; dmarc=fail',),
        "failed",
        "the pass stands in a quoted string: no result",
    ),
    "quoted-escape": (
        (OURS + r'dkim=fail reason="said \"; dkim=pass header.d=linkedin.com; \" to us"',),
        "failed",
        "escaped quotation marks do not end the quoted string that holds the pass",
    ),
    "version": (
        ("mx.example.net 1 ; dmarc=pass header.from=linkedin.com",),
        "verified",
        "a version follows the authserv-id",
    ),
    "id-case": (
        ("MX.Example.NET; DMARC=Pass header.from=LinkedIn.com",),
        "verified",
        "capitals in id, method, result and domain mean nothing",
    ),
    "trailing-semicolon": (
        (OURS + "dkim=pass header.d=linkedin.com;",),
        "verified",
        "a semicolon ends the line",
    ),
    "url-value": (
        (
            OURS
            + "dkim=pass policy.why=https://mx.example.net/a; dmarc=pass header.from=linkedin.com",
        ),
        "verified",
        "a value with :// must not spoil the results after it",
    ),
    "url-value-id": (
        ("x.example; dmarc=pass policy.by=https://mx.example.net/ header.from=linkedin.com",),
        "unverified",
        "our host only in a value: the line is a foreign one",
    ),
    "spaces-round-equals": (
        (OURS + "\n\tdmarc (policy) =\n\t pass header.from = linkedin.com",),
        "verified",
        "folded, blanks and a comment around the equals sign, as RFC 8601 allows",
    ),
    "method-version": (
        (OURS + "dkim/1=pass header.d=linkedin.com header.s=d2048-202308-00",),
        "verified",
        "the method carries a version",
    ),
    "identity": (
        (OURS + "dkim=pass header.i=@linkedin.com; spf=pass smtp.mailfrom=x@bounce.linkedin.com",),
        "verified",
        "header.i instead of header.d",
    ),
    "identity-subdomain": (
        (OURS + "dkim=pass header.i=@mailb.linkedin.com",),
        "failed",
        "DKIM for the sending host's own domain alone counts as none",
    ),
    "dkim-subdomain": (
        (OURS + "dkim=pass header.d=maile.linkedin.com; spf=pass",),
        "failed",
        "header.d is a subdomain: a pass for another domain",
    ),
    "dkim-prefix": (
        (OURS + "dkim=pass header.d=linkedin.com.mailer.example",),
        "failed",
        "header.d only begins like linkedin.com",
    ),
    "dkim-suffix": (
        (OURS + "dkim=pass header.d=notlinkedin.com",),
        "failed",
        "header.d only ends like linkedin.com",
    ),
    "dkim-second": (
        (OURS + "dkim=fail header.d=maild.linkedin.com; dkim=pass header.d=linkedin.com",),
        "verified",
        "the second DKIM result is the one that counts",
    ),
    "dkim-mixed-properties": (
        (OURS + "dkim=fail header.d=linkedin.com; dkim=pass header.d=bulk.example; dmarc=none",),
        "failed",
        "pass and linkedin.com belong to two different results",
    ),
    "dmarc-alone": ((OURS + "dmarc=pass",), "verified", "dmarc=pass without header.from"),
    "dmarc-other-from": (
        (OURS + "dmarc=pass header.from=promo.example",),
        "failed",
        "dmarc=pass for another header.from is no pass",
    ),
    "dmarc-fail-dkim-pass": (
        (OURS + "dmarc=fail header.from=linkedin.com; dkim=pass header.d=linkedin.com",),
        "verified",
        "either suffices: DKIM passes for linkedin.com",
    ),
    "dmarc-bestguess": (
        (OURS + "dmarc=bestguesspass action=none header.from=linkedin.com; dkim=none",),
        "failed",
        "bestguesspass is not pass",
    ),
    "dmarc-lookalike-method": (
        (OURS + "x-dmarc=pass header.from=linkedin.com; dkim-adsp=pass header.d=linkedin.com",),
        "failed",
        "other methods whose names only hold dmarc and dkim",
    ),
    "spf-only": (
        (OURS + "spf=pass smtp.mailfrom=m-x@bounce.linkedin.com",),
        "failed",
        "SPF alone says neither",
    ),
    "none": ((OURS.strip() + " none",), "failed", "our host says none"),
    "foreign-id-longer": (
        ("mx.example.net.relay.example; dmarc=pass header.from=linkedin.com",),
        "unverified",
        "the id only begins like ours",
    ),
    "foreign-id-prefix": (
        ("amx.example.net; dmarc=pass header.from=linkedin.com",),
        "unverified",
        "the id only ends like ours",
    ),
    "foreign-id-parent": (
        ("example.net; dmarc=pass header.from=linkedin.com",),
        "unverified",
        "the parent domain is not our host",
    ),
    "foreign-id-comment": (
        ("relay.example (mx.example.net); dmarc=pass header.from=linkedin.com",),
        "unverified",
        "our host stands only in a comment",
    ),
    "two-lines-fail-first": (
        (FAIL, PASS),
        "failed",
        "only the topmost of our two lines counts: fail",
    ),
    "two-lines-pass-first": (
        (PASS, FAIL),
        "verified",
        "only the topmost of our lines counts: pass",
    ),
    "foreign-pass-above-fail": (
        ("relay.example; dmarc=pass header.from=linkedin.com", FAIL),
        "failed",
        "a foreign pass above our fail does not count",
    ),
    "foreign-fail-above-pass": (
        ("relay.example; dmarc=fail header.from=linkedin.com", PASS),
        "verified",
        "a foreign fail above our pass does not count",
    ),
}

FORGED = (
    ("ARC-Authentication-Results", "i=1; " + PASS),
    ("ARC-Seal", "i=1; a=rsa-sha256; cv=none; d=example.net; s=x; b=Zm9v"),
    ("X-Authentication-Results", PASS),
    ("X-Original-Authentication-Results", PASS),
    ("Received-SPF", "pass (mx.example.net: linkedin.com) client-ip=192.0.2.9"),
)


def made(
    file: str, why: str, auth: list[str], authenticity: str, number: int, **more: Any
) -> c.Case:
    """Return an ordinary endorsement mail with these results and headers."""
    name = NAMES[number % len(NAMES)]
    slug = "-".join(name.lower().split()) if name.isascii() else f"member-{number}"
    person = c.Who(name, slug, (SKILLS[number % len(SKILLS)],))
    phrase = str(c.EN["endorse"][number % 3])  # type: ignore[index]
    raw = c.usual(c.frame(file), [person], phrase, lay.SENTENCES[number % 3], auth=auth, **more)
    return c.Case(file, why, raw, pairs=c.pairs(person), authenticity=authenticity)


def cases() -> Iterator[c.Case]:
    """Yield a mail for every clause about authenticity."""
    for number, (name, (lines, authenticity, why)) in enumerate(RESULTS.items()):
        yield made(f"auth-{name}", why, list(lines), authenticity, number)
    why = "no Authentication-Results; ARC, X- and Received-SPF fields of our own host prove nothing"
    yield made("auth-arc-only", why, [], "unverified", 3, extra=FORGED)
