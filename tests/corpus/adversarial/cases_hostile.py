"""Mails made to hurt: escape sequences, markup, floods, endless nesting, broken structure."""

from collections.abc import Iterator

from tests.corpus.adversarial import case as c
from tests.corpus.adversarial import frame as fr
from tests.corpus.adversarial import layout as lay
from tests.corpus.adversarial import mime

FOR = "{name} endorsed you for {skill}"
WHO = c.Who("Philomena Drake", "philomena-drake", ("Lockpicking",))


def built(file: str, *people: c.Who) -> tuple[fr.Frame, list[mime.Header], str, str]:
    """Return the frame, the header fields and the two parts of an endorsement mail."""
    made = c.frame(file)
    text, html = lay.endorsement(made, people or (WHO,), FOR, lay.rows)
    return made, fr.headers(made, "Your skills were endorsed"), text, html


def letters() -> Iterator[c.Case]:
    """Yield the mails with control sequences and markup in names and skills."""
    sent = [
        ("\x1b[2JVince \x1b]0;owned\x07Tarr", "[2JVince ]0;ownedTarr", "vince-tarr", "Go\x1b[1A"),
        ("Del\x7fla \x9b31mKeane\x00", "Della 31mKeane", "della-keane", "Shell \x08\x08ab"),
        ("Lin\rHua", "Lin Hua", "lin-hua", "\x1b[200~Paste\x1b[201~"),
    ]
    kept = ("Go[1A", "Shell ab", "[200~Paste[201~")
    people = [c.Who(raw, slug, (skill,)) for raw, _, slug, skill in sent]
    made, head, text, html = built("hostile-escapes", *people)
    raw = mime.message(head, fr.alternative(made, text, html))
    found = zip(sent, kept, strict=True)
    truth = tuple((name, slug, skill) for (_, name, slug, _), skill in found)
    why = "control sequences: the control characters go, the rest of a sequence stays"
    yield c.Case("hostile-escapes", why, raw, pairs=truth)

    people = [
        c.Who("[bold red]Iris[/] [link=file:///etc]x[/link]", "iris-x", ("[@click=quit]Go[/]",)),
        c.Who("<img src=x onerror=alert(1)> Moss", "img-moss", ("<script>Java</script>",)),
        c.Who("*Ash* _Lee_ `rm -rf`", "ash-lee", ("$(reboot); | less",)),
        c.Who("=HYPERLINK(A1)", "formula", ("@SUM(1+1)*cmd|' /C calc'!A0",)),
    ]
    made, head, text, html = built("hostile-markup", *people)
    raw = mime.message(head, fr.alternative(made, text, html))
    why = "terminal markup, HTML, shell and spreadsheet formulas as plain text"
    yield c.Case("hostile-markup", why, raw, pairs=c.pairs(*people))


def floods() -> Iterator[c.Case]:
    """Yield the mails with far too many parts, header fields, addresses, links or blanks."""
    made, head, text, html = built("hostile-parts-after")
    chaff = [mime.part(f"part {n}\n", "plain", cte="7bit") for n in range(2000)]
    raw = mime.message(
        head, mime.multipart("mixed", [fr.alternative(made, text, html), *chaff], "=_flood")
    )
    why = "2,000 tiny parts behind the notification"
    yield c.Case("hostile-parts-after", why, raw, pairs=c.pairs(WHO))

    made, head, text, html = built("hostile-parts-before")
    parts = [*chaff[:60], fr.alternative(made, text, html)]
    raw = mime.message(head, mime.multipart("mixed", parts, "=_flood"))
    why = "60 tiny parts before the notification"
    yield c.Case("hostile-parts-before", why, raw, pairs=c.pairs(WHO))

    made, head, text, html = built("hostile-headers")
    chaff_lines = [(f"X-Chaff-{n}", "mx.example.net; dmarc=pass") for n in range(2500)]
    raw = mime.message([*head, *chaff_lines], fr.alternative(made, text, html))
    why = "2,500 further header fields"
    yield c.Case("hostile-headers", why, raw, pairs=c.pairs(WHO))

    made, head, text, html = built("hostile-addresses")
    crowd = ",\n ".join(f"u{n}@example.com" for n in range(3000))
    raw = mime.message([*head, ("Cc", crowd)], fr.alternative(made, text, html))
    yield c.Case("hostile-addresses", "3,000 addresses in Cc", raw, pairs=c.pairs(WHO))

    made, head, text, html = built("hostile-blanks")
    gap = html.replace("</a> endorsed you", "</a> endorsed" + " \n" * 20000 + "you")
    raw = mime.message(head, fr.alternative(made, text, gap, "8bit"))
    why = "40,000 blanks within the sentence"
    yield c.Case("hostile-blanks", why, raw, pairs=c.pairs(WHO))

    made, head, text, html = built("hostile-links")
    crowd = "".join(
        f'<a href="https://www.linkedin.com/in/{made.to.slug}?n={n}"></a>' for n in range(1500)
    )
    raw = mime.message(head, fr.alternative(made, text, html.replace("</body>", crowd + "</body>")))
    why = "1,500 empty links to the reader's own profile"
    yield c.Case("hostile-links", why, raw, pairs=c.pairs(WHO))

    made, head, text, html = built("hostile-repeated-words")
    html = html.replace("</body>", "<!--" + "endorsed you for " * 4000 + "--></body>")
    raw = mime.message(head, fr.alternative(made, text, html, "8bit"))
    why = "the sentence's words 4,000 times in a comment"
    yield c.Case("hostile-repeated-words", why, raw, pairs=c.pairs(WHO))


def broken() -> Iterator[c.Case]:
    """Yield the mails whose HTML or MIME is broken."""
    made, head, text, html = built("hostile-unclosed")
    for tag in ("</table>", "</tbody>", "</td>", "</tr>", "</body>", "</html>", "</div>", "</p>"):
        html = html.replace(tag, "")
    raw = mime.message(head, mime.part(html))
    why = "no table, row, cell, paragraph or body is ever closed"
    yield c.Case("hostile-unclosed", why, raw, pairs=c.pairs(WHO))

    made, head, text, html = built("hostile-cut-tag")
    raw = mime.message(head, mime.part(html + '<a href="https://www.linkedin.com/in/mallory?x='))
    why = "the mail ends within a tag"
    yield c.Case("hostile-cut-tag", why, raw, pairs=c.pairs(WHO))

    made, head, text, html = built("hostile-nested")
    deep = html.replace("</body>", "<div><b>" * 4000 + "deep</body>")
    raw = mime.message(head, fr.alternative(made, text, deep, "8bit"))
    why = "8,000 nested elements behind the content"
    yield c.Case("hostile-nested", why, raw, pairs=c.pairs(WHO))

    made, head, text, html = built("hostile-nul")
    raw = mime.message(
        head, fr.alternative(made, text, html.replace("endorsed", "endo\0rsed"), "8bit")
    )
    why = "NUL bytes within the words of the sentence"
    yield c.Case("hostile-nul", why, raw, pairs=c.pairs(WHO))

    made, head, text, html = built("hostile-multiparts")
    entity = fr.alternative(made, text, html)
    for level in range(40):
        entity = mime.multipart("mixed", [entity], f"=_level{level}")
    yield c.Case(
        "hostile-multiparts", "40 nested multiparts", mime.message(head, entity), pairs=c.pairs(WHO)
    )

    made, head, text, html = built("hostile-entities")
    person = "".join(f"&#x{ord(char):x};" for char in WHO.name)
    html = html.replace(f"> {WHO.name} <", f">&nbsp;{person}&#0010;<")
    html = html.replace(f' title="{WHO.name}"', "")
    raw = mime.message(head, mime.part(html))
    why = "the name is written in numeric character references"
    yield c.Case("hostile-entities", why, raw, pairs=c.pairs(WHO))

    made, head, text, html = built("hostile-base64")
    part = mime.part(html, cte="base64").replace(b"\n\n", b"\n\n!!! not base64 !!!\n", 1)
    both = [mime.part(text, "plain"), part]
    raw = mime.message(head, mime.multipart("alternative", both, "=_b64"))
    why = "noise before the base64 of the HTML part; the text part is sound"
    yield c.Case("hostile-base64", why, raw, pairs=c.pairs(WHO))


def cases() -> Iterator[c.Case]:
    """Yield the hostile mails."""
    yield from letters()
    yield from floods()
    yield from broken()
