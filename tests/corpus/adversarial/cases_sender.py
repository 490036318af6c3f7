"""Is it really LinkedIn's: From fields that are, and those that only look so."""

from collections.abc import Iterator

from tests.corpus.adversarial import case as c
from tests.corpus.adversarial import mime
from tests.corpus.adversarial.cases_authenticity import OURS, made
from tests.corpus.adversarial.frame import PASS, SENDER

# name: (From field, Authentication-Results, what follows, why)
EVIL = OURS + "dkim=pass header.d=mailer.example; dmarc=pass header.from=mailer.example"
FROMS: dict[str, tuple[str | None, str, str, str]] = {
    "capitals": (
        "LinkedIn <Notifications-NoReply@LINKEDIN.Com>",
        PASS,
        "verified",
        "capitals in From",
    ),
    "comment": (
        "notifications-noreply@linkedin.com (LinkedIn, no reply)",
        PASS,
        "verified",
        "one bare address with a comment",
    ),
    "subdomain": (
        "LinkedIn <news@e.linkedin.com>",
        OURS + "dkim=pass header.d=e.linkedin.com; dmarc=pass header.from=e.linkedin.com",
        "failed",
        "From at a genuine subdomain is not at linkedin.com",
    ),
    "subdomain-dkim": (
        "LinkedIn <news@em.linkedin.com>",
        OURS + "dkim=pass header.d=linkedin.com",
        "failed",
        "DKIM passes for linkedin.com, but From is at a subdomain",
    ),
    "encoded-name": (
        mime.word("LinkedIn <notifications-noreply@linkedin.com>") + "\n <post@mailer.example>",
        EVIL,
        "failed",
        "an encoded display name that decodes to LinkedIn's address",
    ),
    "quoted-name": (
        '"notifications-noreply@linkedin.com" <post@mailer.example>',
        EVIL,
        "failed",
        "a quoted display name that is LinkedIn's address",
    ),
    "local-part": (
        "LinkedIn <linkedin.com@mailer.example>",
        EVIL,
        "failed",
        "linkedin.com in the local part",
    ),
    "quoted-local-part": (
        'LinkedIn <"x@linkedin.com"@mailer.example>',
        EVIL,
        "failed",
        "LinkedIn's address is a quoted local part",
    ),
    "lookalike": (
        "LinkedIn <notifications-noreply@linkedln.com>",
        OURS + "dmarc=pass header.from=linkedln.com",
        "failed",
        "linkedln.com with a pass of its own",
    ),
    "lookalike-suffix": (
        "LinkedIn <notifications-noreply@mail-linkedin.com>",
        OURS + "dmarc=pass header.from=mail-linkedin.com",
        "failed",
        "mail-linkedin.com",
    ),
    "idn": (
        "LinkedIn <notifications-noreply@xn--lnkedin-q4a.com>",
        OURS + "dmarc=pass header.from=xn--lnkedin-q4a.com",
        "failed",
        "an IDN lookalike, punycode",
    ),
    "idn-raw": (
        "LinkedIn <notifications-noreply@lınkedin.com>",
        OURS + "dmarc=pass header.from=lınkedin.com",
        "failed",
        "an IDN lookalike, raw dotless i",
    ),
    "two-addresses": (
        "LinkedIn <notifications-noreply@linkedin.com>, Post <post@mailer.example>",
        PASS,
        "failed",
        "two addresses in From",
    ),
    "two-addresses-alike": (
        "LinkedIn <notifications-noreply@linkedin.com>, <messages-noreply@linkedin.com>",
        PASS,
        "failed",
        "two addresses in From, both LinkedIn's",
    ),
    "via-name": (
        '"Odette Farnaby, CPA via LinkedIn" <member@linkedin.com>',
        PASS,
        "verified",
        "a comma in a quoted display name does not make two addresses",
    ),
}


def cases() -> Iterator[c.Case]:
    """Yield a mail for every clause about From."""
    for number, (name, (sender, line, authenticity, why)) in enumerate(FROMS.items()):
        yield made(f"from-{name}", why, [line], authenticity, number + 1, sender=sender)
    extra = (("From", "Post <post@mailer.example>"),)
    yield made(
        "from-two-fields", "two From fields, LinkedIn's first", [PASS], "failed", 5, extra=extra
    )
    extra = (("from", SENDER),)
    why = "two From fields, both LinkedIn's, the second in small letters"
    yield made("from-two-fields-alike", why, [PASS], "failed", 6, extra=extra)
