"""Mails from elsewhere that quote, forward, rewrite or report LinkedIn's, or imitate nobody."""

from collections.abc import Iterator
from html import unescape

from tests.corpus.adversarial import case as c
from tests.corpus.adversarial import layout as lay
from tests.corpus.adversarial import mime
from tests.corpus.adversarial.frame import PASS

WHO = c.Who("Millicent Ashdown", "millicent-ashdown", ("Archery",))

# name: (From, domain that passes or none, subject, text, why)
LETTERS: dict[str, tuple[str, str, str, str, str]] = {
    "club": (
        "Fernhill Guild <no-reply@fernhill-guild.example>",
        "fernhill-guild.example",
        "Millicent Ashdown has endorsed you for Archery",
        "Millicent Ashdown has endorsed you for the following skills:\n\n- Archery\n- Bowyery\n",
        "another product's endorsement mail",
    ),
    "politics": (
        "Riverton Gazette <news@riverton-gazette.example>",
        "riverton-gazette.example",
        "Firefighters endorsed you, Riverton, for a new bridge",
        "The union endorsed candidate Orla Finch for her skills in budgeting.\n",
        "politics",
    ),
    "own-reply": (
        "Millicent Ashdown <millicent@example.org>",
        "example.org",
        "Re: Millicent Ashdown endorsed you for Archery",
        "You are welcome!\n\n> Millicent Ashdown endorsed you for Archery\n> LinkedIn\n",
        "a person's own answer that quotes a notification",
    ),
    "own-note": (
        "Kwabena Osei-Larbi <kwabena.ol@example.com>",
        "",
        "todo: Millicent Ashdown endorsed you for Archery",
        "Thank her. https://www.linkedin.com/in/millicent-ashdown\n",
        "the reader's own note",
    ),
    "bank-es": (
        "Banco del Puerto <avisos@bancopuerto.example>",
        "bancopuerto.example",
        "Millicent Ashdown ha validado tu operación",
        "Tu operación ha sido validada por Millicent Ashdown.\n",
        "Spanish: a bank uses the verb of endorsing",
    ),
    "shop-fr": (
        "Le Bon Fournil <contact@bonfournil.example>",
        "bonfournil.example",
        "Millicent vous a recommandé pour un bon d'achat",
        "Millicent Ashdown vous a recommandé pour notre offre Compétences.\n",
        "French: a shop uses the verb of endorsing",
    ),
    "school-de": (
        "Volkshochschule Quellbach <info@vhs-quellbach.example>",
        "vhs-quellbach.example",
        "Ihre Kenntnisse in Italienisch wurden bestätigt",
        "Frau Ashdown hat Ihre Kenntnisse in Italienisch bestätigt.\n",
        "German: a school confirms what somebody knows",
    ),
    "empty": ("x@example.org", "", "", "", "an empty mail"),
}


def letter(name: str) -> c.Case:
    """A short mail in plain text from elsewhere."""
    sender, domain, subject, text, why = LETTERS[name]
    file = f"outside-{name}"
    result = f"dmarc=pass header.from={domain}" if domain else "none"
    head = [
        ("Authentication-Results", f"mx.example.net; {result}"),
        ("Date", "Tue, 4 Mar 2025 08:15:00 +0000"),
        ("From", sender),
        ("To", "ilse@example.net"),
        ("Subject", mime.header_text(subject)),
        ("Message-ID", f"<{file}@example.org>"),
    ]
    language = name[-2:] if name[-3:-2] == "-" else "en"
    raw = mime.message(head, mime.part(text, "plain", cte="8bit"))
    return c.Case(file, why, raw, "other", authenticity="failed", language=language)


def copied(file: str, head: list[mime.Header], before: str) -> bytes:
    """Return a mail by somebody else whose text and HTML hold a whole notification."""
    made = c.frame(file)
    text, html = lay.endorsement(made, [WHO], "{name} endorsed you for {skill}", lay.hero)
    intro = "".join(f"<div>{line}</div>" for line in before.splitlines())
    quoted = html.replace("<div", f"{intro}<div", 1)
    parts = [mime.part(unescape(before) + text, "plain"), mime.part(quoted)]
    return mime.message(head, mime.multipart("alternative", parts, "=_copied"))


FORWARD = """Look at this.

---------- Forwarded message ---------
From: LinkedIn &lt;notifications-noreply@linkedin.com&gt;
Date: Tue, 4 Mar 2025 08:15:00 +0000
Subject: Millicent Ashdown endorsed you for Archery
"""


def copies() -> Iterator[c.Case]:
    """Yield forwards inside a person's text, and lists that rewrite From."""
    file = "outside-forward-inline"
    head = [
        ("Authentication-Results", "mx.example.net; dmarc=pass header.from=example.org"),
        ("From", "Ilse Vandermolen <ilse.elsewhere@example.org>"),
        ("To", "ilse@example.net"),
        ("Subject", "Fwd: Millicent Ashdown endorsed you for Archery"),
        ("Message-ID", f"<{file}@example.org>"),
    ]
    why = "a person's own forward: the whole notification stands inside their text"
    yield c.Case(file, why, copied(file, head, FORWARD), "other", authenticity="failed")

    file = "outside-list"
    head = [
        ("Authentication-Results", "mx.example.net; dmarc=pass header.from=lists.example.org"),
        ("From", "LinkedIn via Archers <archers@lists.example.org>"),
        ("Reply-To", "LinkedIn <notifications-noreply@linkedin.com>"),
        ("List-Id", "<archers.lists.example.org>"),
        ("X-LinkedIn-Class", "EMAIL-DEFAULT"),
        ("X-LinkedIn-Template", "email_notification_single_skill_endorsed_01"),
        ("To", "archers@lists.example.org"),
        ("Subject", "[Archers] Millicent Ashdown endorsed you for Archery"),
        ("Message-ID", f"<{file}@lists.example.org>"),
    ]
    why = "a mailing list rewrote From; the notification was not sent to the reader"
    yield c.Case(file, why, copied(file, head, ""), "other", authenticity="failed")


def report(kind: str, machine: str, note: str, inner: bytes) -> bytes:
    """Return a multipart/report entity that carries another mail."""
    parts = [
        mime.part(note, "plain", cte="7bit"),
        f"Content-Type: message/{machine}\n\nReporting-MTA: dns; mx.example.net\n".encode(),
        mime.attached(inner),
    ]
    return mime.multipart("report", parts, "=_report", params=f" report-type={kind};")


def reports() -> Iterator[c.Case]:
    """Yield bounces and DMARC reports with an endorsement mail inside."""
    file = "outside-bounce"
    inner = c.usual(c.frame(file), [WHO])
    head = [
        ("Return-Path", "<>"),
        ("From", "Mail Delivery System <MAILER-DAEMON@mx.example.net>"),
        ("To", "ilse@example.net"),
        ("Subject", "Undelivered: Millicent Ashdown endorsed you for Archery"),
        ("Message-ID", f"<{file}@mx.example.net>"),
    ]
    note = "Your forwarded mail could not be delivered.\n"
    raw = mime.message(head, report("delivery-status", "delivery-status", note, inner))
    why = "a bounce with a whole endorsement mail inside"
    yield c.Case(file, why, raw, "other", authenticity="failed")

    file = "outside-dmarc-report"
    head = [
        ("Authentication-Results", PASS),
        ("From", "dmarc-noreply@linkedin.com"),
        ("To", "postmaster@example.net"),
        ("Subject", "DMARC Failure report for example.net"),
        ("X-LinkedIn-Class", "EMAIL_REPORTS"),
        ("Message-ID", f"<{file}@mail.prod.linkedin.com>"),
    ]
    inner = c.usual(c.frame(file), [WHO], sender="LinkedIn <x@example.net>")
    raw = mime.message(head, report("feedback-report", "feedback-report", "A report.\n", inner))
    why = "a DMARC report by LinkedIn with an endorsement mail inside"
    yield c.Case(file, why, raw, "other")


def cases() -> Iterator[c.Case]:
    """Yield the mails that are not LinkedIn's notifications."""
    for name in LETTERS:
        yield letter(name)
    yield from copies()
    yield from reports()
