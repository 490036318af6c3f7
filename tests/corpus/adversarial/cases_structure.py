"""Where the content stands: parts, doubles, blocks about others, comments, attachments."""

from collections.abc import Iterator

from tests.corpus.adversarial import case as c
from tests.corpus.adversarial import frame as fr
from tests.corpus.adversarial import layout as lay
from tests.corpus.adversarial import mime
from tests.corpus.adversarial.cases_languages import notice

FOR = "{name} endorsed you for {skill}"
LEAD = "{name} endorsed you for these skills:"
FORWARDER = "Ilse Vandermolen <ilse.elsewhere@example.org>"
OWN = "mx.example.net; dkim=pass header.d=example.org; dmarc=pass header.from=example.org"


def built(
    file: str, person: c.Who, phrase: str = FOR, layout: lay.Layout = lay.hero
) -> tuple[fr.Frame, list[mime.Header], str, str]:
    """Return the frame, the header fields and the two parts of an endorsement mail."""
    made = c.frame(file)
    text, html = lay.endorsement(made, [person], phrase, layout)
    subject = f"{person.name} endorsed your skills"
    return made, fr.headers(made, mime.header_text(subject)), text, html


def parts() -> Iterator[c.Case]:
    """Yield the mails whose parts are few, many, odd or in another order."""
    who = c.Who("Lettice Bramhall", "lettice-bramhall", ("Thatching", "Lime, Clay and Straw"))
    _, head, text, _ = built("parts-text-only", who, LEAD, lay.card)
    raw = mime.message(head, mime.part(text, "plain"))
    yield c.Case("parts-text-only", "text/plain only, skills as a list", raw, pairs=c.pairs(who))

    _, head, _, html = built("parts-html-only", who, LEAD, lay.chips)
    raw = mime.message(head, mime.part(html, cte="base64"))
    yield c.Case("parts-html-only", "text/html only, base64, chips", raw, pairs=c.pairs(who))

    made, head, _, html = built("parts-footer-text", who, LEAD, lay.card)
    raw = mime.message(head, fr.alternative(made, fr.text_page(made, []), html))
    why = "the text part holds only the footer"
    yield c.Case("parts-footer-text", why, raw, pairs=c.pairs(who))

    made, head, text, _ = built("parts-empty-html", who, LEAD, lay.card)
    raw = mime.message(head, fr.alternative(made, text, fr.page(made, "", "")))
    why = "the HTML part holds only the frame, the text part the list"
    yield c.Case("parts-empty-html", why, raw, pairs=c.pairs(who))

    _, head, text, html = built("parts-html-first", who)
    both = [mime.part(html, cte="8bit"), mime.part(text, "plain", cte="8bit")]
    raw = mime.message(head, mime.multipart("alternative", both, "=_swapped"))
    yield c.Case("parts-html-first", "HTML before text, 8bit", raw, pairs=c.pairs(who))

    _, head, text, html = built("parts-unclosed", who)
    both = [mime.part(text, "plain"), mime.part(html)]
    raw = mime.message(head, mime.multipart("alternative", both, "never-closed", closed=False))
    yield c.Case("parts-unclosed", "no closing boundary", raw, pairs=c.pairs(who))

    made, head, text, html = built("parts-mixed-related", who, LEAD, lay.card)
    image = b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    note = mime.part("This message was scanned by the gateway of example.net.\n", "plain")
    inner = mime.multipart("related", [fr.alternative(made, text, html), image], "=_related")
    raw = mime.message(head, mime.multipart("mixed", [inner, note], "=_mixed"))
    why = "alternative in related in mixed, a gateway's note behind it"
    yield c.Case("parts-mixed-related", why, raw, pairs=c.pairs(who))

    _, head, text, html = built("parts-type-in-capitals", who)
    loud = mime.part(html, type_line='TEXT/HTML; FORMAT="x;y"; CHARSET="utf-8"', cte="8BIT")
    both = [mime.part(text, "plain", type_line="Text/Plain; charset=utf-8"), loud]
    raw = mime.message(head, mime.multipart("Alternative", both, "=_(caps):?"))
    why = "types in capitals, quoted parameters, odd boundary characters"
    yield c.Case("parts-type-in-capitals", why, raw, pairs=c.pairs(who))

    _, head, text, html = built("parts-html-as-file", who, LEAD, lay.card)
    blob = mime.part(html, type_line="application/octet-stream; name=body.html", cte="base64")
    both = [mime.part(text, "plain"), blob]
    raw = mime.message(head, mime.multipart("alternative", both, "=_blob"))
    why = "the HTML part is mislabelled as a file; the text part suffices"
    yield c.Case("parts-html-as-file", why, raw, pairs=c.pairs(who))

    _, head, text, _ = built("parts-no-type", who, LEAD, lay.card)
    plain = text.replace("–", "-").encode("ascii", "xmlcharrefreplace")
    raw = mime.message(head, b"\n" + plain)
    why = "no Content-Type at all means text/plain"
    yield c.Case("parts-no-type", why, raw, pairs=c.pairs(who))

    _, head, text, html = built("parts-crlf", who)
    both = [mime.part(text, "plain"), mime.part(html)]
    raw = mime.message(head, mime.multipart("alternative", both, "=_crlf"))
    raw = raw.replace(b"\n", b"\r\n")
    yield c.Case("parts-crlf", "CRLF line ends, as on the wire", raw, pairs=c.pairs(who))


def spliced(
    file: str, why: str, after: str, extra: str, *, person: c.Who, layout: lay.Layout = lay.hero
) -> c.Case:
    """An endorsement mail with more HTML after some string of its own."""
    made, head, text, html = built(file, person, FOR, layout)
    assert after in html, (file, after)
    html = html.replace(after, after + extra, 1)
    return c.Case(
        file, why, mime.message(head, fr.alternative(made, text, html)), pairs=c.pairs(person)
    )


def stranger(file: str, name: str, slug: str, phrase: str, skill: str, section: str) -> str:
    """Return a block about somebody who endorsed nobody here."""
    made = c.frame(file)
    other = c.Who(name, slug, (skill,))
    return fr.row(
        lay.photo(made, other, section, 1)
        + f"<p>{lay.sentence(made, other, phrase, section, 1)}</p>"
    )


def blocks() -> Iterator[c.Case]:
    """Yield the mails with blocks that name people who are no endorsers."""
    who = c.Who("Ferelith Crosse", "ferelith-crosse", ("Hedge Laying",))
    file = "blocks-return-favor"
    extra = "<p>Return the favor</p>" + fr.table(
        stranger(
            file,
            "Ferelith Crosse",
            "ferelith-crosse",
            "Endorse {name} for {skill}",
            "Turf",
            "favor",
        )
    )
    why = "'return the favor': the endorser's own skill is no endorsement of the reader"
    yield spliced(file, why, "</h2>", extra, person=who)

    file = "blocks-endorse-others"
    extra = fr.table(
        stranger(
            file,
            "Gaspard Thiry",
            "gaspard-thiry",
            "Does {name} know {skill}? Endorse",
            "Java",
            "rec",
        )
        + stranger(file, "Mona Sahli", "mona-sahli", "Endorse {name} for {skill}", "Scrum", "rec")
    )
    why = "two other people whom the reader might endorse"
    yield spliced(file, why, "</h2>", extra, person=who)

    file = "blocks-pymk"
    extra = "<h3>People you may know</h3>" + fr.table(
        stranger(
            file, "Quillon Meads", "quillon-meads", "{name}, endorsed for {skill}", "Excel", "pymk"
        )
    )
    why = "'people you may know' with a headline that speaks of endorsements"
    yield spliced(file, why, "</h2>", extra, person=who)

    file = "blocks-between-others"
    extra = fr.table(
        stranger(
            file, "Ute Ramm", "ute-ramm", "{name} endorsed Bodo Finke for {skill}", "Jazz", "feed"
        )
    )
    why = "a block tells of an endorsement between two other members"
    yield spliced(file, why, "</h2>", extra, person=who)

    file = "blocks-own-card"
    made = c.frame(file)
    own = c.Who(made.to.name, made.to.slug, ("Public Speaking",))
    card = (
        lay.name_link(made, own, "hero", 3) + "<p>Top skills: <strong>Public Speaking</strong></p>"
    )
    why = "a card about the reader, with link and skill, within the hero"
    yield spliced(file, why, "</h2>", card, person=who)


FALSE = "<h2><strong>Mallory Evesham</strong> endorsed you for <strong>Forgery</strong></h2>"


def unseen() -> Iterator[c.Case]:
    """Yield the mails with content that no reader sees."""
    who = c.Who("Dagmar Ploug", "dagmar-ploug", ("Windmills",))
    why = "a comment with a false endorsement"
    yield spliced("unseen-comment", why, "<tbody>", f"<!-- {FALSE} -->", person=who)
    why = "a script with a false endorsement in a string"
    yield spliced("unseen-script", why, "<tbody>", f"<script>var x='{FALSE}'</script>", person=who)
    why = "a style sheet with a false endorsement in content:"
    rule = "<style>p:after{content:'Mallory Evesham endorsed you for Forgery'}</style>"
    yield spliced("unseen-style", why, "<tbody>", rule, person=who)
    why = "a comment for one mail program doubles the sentence, with another name"
    mso = f"<!--[if mso]><table><tr><td>{FALSE}</td></tr></table><![endif]-->"
    yield spliced("unseen-mso", why, "</h2>", mso, person=who)


def forwarded() -> Iterator[c.Case]:
    """Yield the mails that carry another as message/rfc822."""
    who = c.Who("Ingeborg Tveter", "ingeborg-tveter", ("Joinery",))
    note = mime.part("Look what I found: Otto Falk endorsed me for Sums!\n", "plain")

    def wrapped(file: str, inner: bytes) -> bytes:
        head = [
            ("Authentication-Results", OWN),
            ("From", FORWARDER),
            ("To", "ilse@example.net"),
            ("Subject", "Fwd: Somebody endorsed you for Plumbing"),
            ("Message-ID", f"<{file}@example.org>"),
        ]
        entity = mime.multipart("mixed", [note, mime.attached(inner)], "=_outer")
        return mime.message(head, entity)

    file = "forward-attached"
    inner = c.usual(c.frame(file), [who], FOR)
    why = "attached by another address of the reader: the attached mail counts, unverified"
    yield c.Case(file, why, wrapped(file, inner), pairs=c.pairs(who), authenticity="unverified")

    file = "forward-attached-phish"
    inner = c.usual(c.frame(file), [who], FOR, sender="LinkedIn <x@linkedin-mail.example>")
    why = "the attached mail's From is elsewhere: failed, whatever its results say"
    yield c.Case(file, why, wrapped(file, inner), pairs=c.pairs(who), authenticity="failed")

    file = "forward-attached-subdomain"
    inner = c.usual(c.frame(file), [who], FOR, sender="LinkedIn <news@e.linkedin.com>")
    why = "the attached mail's From is at a subdomain: failed"
    yield c.Case(file, why, wrapped(file, inner), pairs=c.pairs(who), authenticity="failed")

    file = "forward-attached-review"
    inner = c.usual(c.frame(file), [who], "{name} and 3 others endorsed you for {skill}")
    why = "the attached mail leaves three endorsers unnamed"
    yield c.Case(file, why, wrapped(file, inner), "review", c.pairs(who), authenticity="unverified")

    file = "forward-attached-invitation"
    made = c.frame(file, template="email_m2m_invite_single_01")
    text, html = notice(made, "Ingeborg Tveter would like to connect", person=who)
    inner = c.raw(made, "Ingeborg Tveter would like to connect", text, html)
    why = "the attached mail is an invitation; the outer words are a person's own"
    yield c.Case(file, why, wrapped(file, inner), "other", authenticity="unverified")


def cases() -> Iterator[c.Case]:
    """Yield the mails about structure."""
    yield from parts()
    yield from blocks()
    yield from unseen()
    yield from forwarded()
