"""LinkedIn's frame: the tokens, links, headers, pages and footers that its mails share, by era."""

import random
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from urllib.parse import quote

from tests.corpus.adversarial import mime

CODE = "abcdefghijklmnopqrstuvwxyz0123456789"
TOKEN = CODE + CODE[:26].upper() + "_-"


@dataclass(frozen=True)
class Reader:
    """The person whose mailbox it is; the headline is free text of their own."""

    name: str
    address: str
    headline: str
    slug: str


READERS = (
    Reader("Ilse Vandermolen", "ilse@example.net", "Ferry master | 99+ endorsements", "ilse-vdm"),
    Reader(
        "Kwabena Osei-Larbi", "kwabena.ol@example.com", "Skills coach, endorsed for Go", "kosei"
    ),
    Reader("Renata Zamorska", "renata@example.net", "Surveyor at Quillhaven", "renata-zamorska-4"),
    Reader("Tomás Brackenridge", "tomas.b@example.com", "You endorsed me? Thank you 🙏", "tomas-b"),
    Reader("Yuki Hollander", "yuki@example.net", "Recommended by 12 people", "yuki-hollander"),
)

LOOKS = {
    "2012": ("2012-10-02", 200),
    "2015": ("2014-03-03", 1100),
    "2020": ("2019-02-04", 1200),
    "2024": ("2023-01-09", 1300),
}


@dataclass
class Frame:
    """One mail's frame: who reads it, in which look, from which template, with which tokens."""

    key: str
    words: Mapping[str, object]
    look: str = "2024"
    template: str = "email_notification_single_skill_endorsed_01"
    kind: str = "SKILL_ENDORSED"
    reader: Reader | None = None
    to: Reader = field(init=False)
    rng: random.Random = field(init=False)

    def __post_init__(self) -> None:
        """Draw everything random from the mail's own name, so that mails do not move each other."""
        seed = zlib.crc32(self.key.encode())
        self.rng = random.Random(seed)
        self.to = self.reader or READERS[seed % len(READERS)]
        start, days = LOOKS[self.look]
        day = datetime.fromisoformat(start).replace(tzinfo=UTC)
        self.date = day + timedelta(
            days=self.rng.randrange(days), seconds=self.rng.randrange(86400)
        )
        self.id = f"{self.code(6)}-{self.code(8)}-{self.code(2)}"
        self.token, self.route = self.code(14, TOKEN), self.code(22, TOKEN)
        self.lang = str(self.words["lang"])

    def code(self, length: int, letters: str = CODE) -> str:
        """Return a random token."""
        return "".join(self.rng.choice(letters) for _ in range(length))

    def track(self, section: str, index: int, control: str) -> str:
        """Return the tracking query that each link of the mail carries."""
        trk = f"eml-{self.template}-{section}-{index}-{control}"
        if self.look in ("2012", "2015"):
            name = "tracking" if self.look == "2015" else "trk"
            return f"midToken={self.token}&ek={self.template}&{name}={quote(trk)}"
        page = quote(f"urn:li:page:email_{self.template};{self.route}==", safe="")
        return f"lipi={page}&midToken={self.token}&trk={trk}&eid={self.id}"

    def url(self, path: str, section: str, index: int, control: str, host: str = "www") -> str:
        """Return a tracked link to a page of linkedin.com."""
        mark = "&" if "?" in path else "?"
        return f"https://{host}.linkedin.com{path}{mark}{self.track(section, index, control)}"

    def person(self, slug: str | None, section: str, index: int, control: str) -> str:
        """Return the link to a person: by slug in the newer looks, by id without slug before."""
        if slug is None or self.look in ("2012", "2015"):
            path = f"/comm/profile/view?id=AAsAA{self.code(30, TOKEN)}&authType=name&authToken=x7"
            if self.look == "2012":
                path = f"/profile/view?id={self.rng.randrange(10**7, 10**8)}&authType=name"
            return self.url(path, section, index, control)
        return self.url(f"/comm/in/{slug}", section, index, control)

    def footer(self) -> list[str]:
        """Return the footer's words: intended, why, receiving, unsubscribe, help."""
        words = [str(w) for w in self.words["footer"]]  # type: ignore[attr-defined]
        return [words[0].replace("{reader}", f"{self.to.name} ({self.to.headline})"), *words[1:]]


def link(url: str, inner: str, extra: str = "") -> str:
    """Return an HTML anchor; inner is HTML."""
    return f'<a href="{escape(url)}" target="_blank"{extra}>{inner}</a>'


def row(inner: str, extra: str = "") -> str:
    """Return a table row with one cell."""
    return f"<tr><td{extra}>{inner}</td></tr>\n"


def table(rows: str, extra: str = "") -> str:
    """Return a layout table."""
    return f'<table role="presentation" border="0"{extra}><tbody>{rows}</tbody></table>'


def page(frame: Frame, preheader: str, rows: str) -> str:
    """Return the whole HTML page of the mail in its look; rows are table rows of the content."""
    if frame.look == "2012":
        return _page_2012(frame, rows)
    if frame.look == "2015":
        return _page_2015(frame, preheader, rows)
    return _page_2020(frame, preheader, rows)


def _page_2012(frame: Frame, rows: str) -> str:
    intended, why, receiving, unsub, _ = frame.footer()
    home = link(frame.url("/e/v2?e=" + frame.id, "h", 0, "home"), '<img alt="LinkedIn" src="#">')
    out = link(frame.url("/e/v2?t=lun", "f", 1, "unsub"), escape(unsub))
    reason = link(frame.url("/e/v2?t=plh", "f", 2, "why"), escape(why))
    foot = f'<font size="1" color="#666">{escape(receiving)} {out}. &nbsp; {escape(intended)} '
    return (
        "<html><head><title>LinkedIn</title></head><body bgcolor=#ffffff>\n"
        f"<table width=600>{row(home)}{rows}{row(foot + reason)}</table>\n"
        "&copy; 2013, LinkedIn Corporation. 2029 Stierlin Ct.</body></html>\n"
    )


def _page_2015(frame: Frame, preheader: str, rows: str) -> str:
    intended, why, receiving, unsub, helping = frame.footer()
    own = frame.person(None, "header", 6, "profile")
    head = link(own, escape(frame.to.name)) + link(
        own, f'<img alt="{escape(frame.to.name)}" src="#"/>'
    )
    out = link(frame.url("/e/v2?t=lun", "unsub", 13, "unsub"), escape(unsub))
    aid = link(frame.url("/e/v2?a=customerServiceUrl", "footer", 12, "help"), escape(helping))
    reason = link(frame.url("/e/v2?a=why", "footer", 11, "why"), escape(why))
    return (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title></title></head><body>'
        f'<div class="preheader" style="display:none">{escape(preheader)}</div><center>'
        + table(row(head, ' class="header"') + rows, ' class="email-container"')
        + table(
            row(f"{out} | {aid}") + row(escape(receiving)) + row(f"{escape(intended)} {reason}")
        )
        + "&copy; 2016 LinkedIn Corporation</center></body></html>\n"
    )


def _page_2020(frame: Frame, preheader: str, rows: str) -> str:
    intended, why, receiving, unsub, helping = frame.footer()
    own = frame.url(f"/comm/in/{frame.to.slug}", "header", 0, "profile_glimmer", "pl")
    me = link(
        own, f'<img src="https://media.licdn.com/x" alt="{escape(frame.to.name)}" width="32">'
    )
    home = link(
        frame.url("/comm/feed/", "header", 0, "home_glimmer"), '<img alt="LinkedIn" src="#">'
    )
    filler = "\u034f\u00a0" * 12
    way = "rtl" if frame.lang in ("ar", "fa", "he") else "ltr"
    out = link(frame.url("/comm/psettings/email-unsubscribe", "unsub", 0, "unsub"), escape(unsub))
    aid = link(
        frame.url(f"/help/linkedin/answer/67?lang={frame.lang}", "help", 0, "f"), escape(helping)
    )
    reason = link(frame.url("/help/linkedin/answer/4788", "SecurityHelp", 0, "f"), escape(why))
    foot = (
        f'<tr><td data-test-id="email-footer__intended">{escape(intended)}</td></tr>{row(reason)}'
        f"{row(escape(receiving))}{row(f'{out} · {aid}')}"
        "<tr><td data-test-copyright-text>© LinkedIn Corporation, 1&zwnj;000 W. Maude.</td></tr>"
    )
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{frame.lang}"><head><style>'
        "@media (max-width: 480px) { .hide480 { display:none } }</style></head>"
        f'<body dir="{way}"><div data-email-preheader="true">{escape(preheader)}</div>'
        f'<div style="max-height:0;overflow:hidden">{filler}</div>\n'
        + table(row(home) + row(table(row(me), " data-test-header-profile")) + rows)
        + table(foot)
        + '<img alt="" src="https://www.linkedin.com/emimp/ip_x.gif"></body></html>\n'
    )


def text_page(frame: Frame, lines: Sequence[str]) -> str:
    """Return the text part: the content's lines, then the footer."""
    intended, why, receiving, unsub, helping = frame.footer()
    out = frame.url("/comm/psettings/email-unsubscribe", "unsub", 0, "textfooter")
    tail = [
        *("", "-" * 40, "", intended, f"{why}: {frame.url('/help/x', 'SecurityHelp', 0, 't')}"),
        *(receiving, "", f"{unsub}: {out}", f"{helping}: {frame.url('/help/y', 'help', 0, 't')}"),
    ]
    return "\n".join([*lines, *tail, "", "© LinkedIn Corporation", ""])


PASS = (
    "mx.example.net; dkim=pass header.d=linkedin.com header.s=d2048-202308-00; "
    "dmarc=pass (p=REJECT dis=NONE) header.from=linkedin.com"
)
PASS_DKIM = (
    "mx.example.net; dkim=pass header.i=@linkedin.com; dkim=pass header.i=@mailb.linkedin.com"
)
SENDER = "LinkedIn <notifications-noreply@linkedin.com>"


def headers(
    frame: Frame,
    subject: str,
    *,
    sender: str | None = SENDER,
    auth: Sequence[str] = (PASS,),
    extra: Sequence[mime.Header] = (),
) -> list[mime.Header]:
    """Return the mail's header fields; auth are Authentication-Results, topmost first."""
    host = "ela4-app1177.prod" if frame.look == "2012" else "lva1-app5023.prod.linkedin.com"
    ms = int(frame.date.timestamp() * 1000)
    found = [("Delivered-To", frame.to.address)]
    found += [("Return-Path", f"<s-{frame.code(24)}@bounce.linkedin.com>")]
    found += [("Authentication-Results", line) for line in auth]
    found += [
        ("Received", "from mailb-cc.linkedin.com ([192.0.2.77]) by mx.example.net with ESMTPS")
    ]
    dkim = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=linkedin.com; s=d2048-202308-00; h=From; b=Zm9v"
    found += [("DKIM-Signature", dkim)]
    found += [("Date", frame.date.strftime("%a, %d %b %Y %H:%M:%S +0000 (UTC)"))]
    found += [("From", sender)] if sender is not None else []
    found += [
        ("Message-ID", f"<{frame.rng.randrange(10**9)}.{frame.rng.randrange(10**7)}.{ms}@{host}>")
    ]
    found += [
        ("Subject", subject),
        ("To", f"{mime.header_text(frame.to.name)} <{frame.to.address}>"),
    ]
    if frame.look != "2012":
        found += [("X-LinkedIn-Class", "EMAIL-DEFAULT"), ("X-LinkedIn-Template", frame.template)]
        found += [("X-LinkedIn-fbl", f"m2-{frame.code(30)}"), ("X-LinkedIn-Id", frame.id)]
    if frame.look == "2024":
        found += [("Feedback-ID", f"{frame.template}:linkedin")]
    return [*found, *extra]


def alternative(frame: Frame, text: str, html: str, cte: str = "quoted-printable") -> bytes:
    """Return the usual entity: a text part, then an HTML part."""
    boundary = f"----=_Part_{frame.rng.randrange(10**8)}_{frame.rng.randrange(10**9)}"
    parts = [mime.part(text, "plain", cte=cte), mime.part(html, "html", cte=cte)]
    return mime.multipart("alternative", parts, boundary)
