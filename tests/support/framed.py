"""Mails in LinkedIn's frame around any page, for tests of what their structure says."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Final

READER: Final = "Ingrid Solheim-Bakke"
OWN_URL: Final = "https://www.linkedin.com/comm/in/ingrid-sb/details/skills/"

_HEADER: Final = (
    '<table><tr><td><a href="https://www.linkedin.com/comm/in/ingrid-sb?trk=eml-{template}-header'
    '-0-profile_glimmer"><img src="https://media.licdn.com/p" alt="Ingrid Solheim-Bakke"></a>'
    "</td></tr></table>"
)
_FOOTER: Final = (
    '<table><tr><td data-test-id="email-footer__intended">This email was intended for Ingrid '
    "Solheim-Bakke (Endorsed for Go by 40 people)</td></tr><tr><td>You are receiving LinkedIn "
    "notification emails.</td></tr><tr><td>© 2025 LinkedIn Ireland</td></tr></table>"
)


def framed(
    body: str,
    *,
    subject: str = "LinkedIn",
    template: str = "email_skill_endorsement_new_01",
    lang: str = "en",
    preview: str = "",
    text: str = "LinkedIn",
) -> bytes:
    """Return a mail whose page has LinkedIn's header and footer around a body of HTML."""
    mail = EmailMessage()
    mail["Date"] = "Tue, 04 Nov 2025 08:20:11 +0000 (UTC)"
    mail["From"] = "LinkedIn <notifications-noreply@linkedin.com>"
    mail["Message-ID"] = "<77.1301.1762244411001@lor1-app5120.prod.linkedin.com>"
    mail["Subject"] = subject
    mail["To"] = f"{READER} <ingrid.sb@example.net>"
    if template:
        mail["X-LinkedIn-Template"] = template
    hidden = f'<div style="display:none">{preview}</div>' if preview else ""
    header = _HEADER.replace("{template}", template or "x")
    page = f'<html lang="{lang}"><body>{hidden}{header}{body}{_FOOTER}</body></html>'
    mail.set_content(text)
    mail.add_alternative(page, subtype="html")
    return mail.as_bytes()


def person(name: str, slug: str, control: str = "profile_name", section: str = "hero") -> str:
    """Return a link to somebody's profile that shows the name."""
    query = f"trk=eml-email_x-{section}-0-{control}"
    return f'<a href="https://www.linkedin.com/comm/in/{slug}?{query}">{name}</a>'


def photo(name: str, slug: str) -> str:
    """Return a link to somebody's profile that shows the picture."""
    query = "trk=eml-email_x-hero-0-profile_photo"
    image = f'<img src="https://media.licdn.com/q" alt="{name}’s profile picture">'
    return f'<a href="https://www.linkedin.com/comm/in/{slug}?{query}">{image}</a>'


def button(label: str, control: str = "view_endorsement", section: str = "hero") -> str:
    """Return a button in a table of its own."""
    href = f"{OWN_URL}?trk=eml-email_x-{section}-0-{control}"
    return f'<table><tr><td><a href="{href}">{label}</a></td></tr></table>'


def row(*cells: str) -> str:
    """Return a table row."""
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def card(*rows: str) -> str:
    """Return a table of rows with one cell each."""
    return f"<table>{''.join(row(one) for one in rows)}</table>"


def framed_text(body: str, *, template: str = "email_skill_endorsement_new_01") -> bytes:
    """Return a mail of one text part with LinkedIn's footer."""
    mail = EmailMessage()
    mail["From"] = "LinkedIn <notifications-noreply@linkedin.com>"
    mail["Message-ID"] = "<78.1301.1762244411001@lor1-app5120.prod.linkedin.com>"
    mail["Subject"] = "LinkedIn"
    mail["To"] = f"{READER} <ingrid.sb@example.net>"
    if template:
        mail["X-LinkedIn-Template"] = template
    footer = f"This email was intended for {READER} (Cook)\n© 2025 LinkedIn Ireland\n"
    mail.set_content(f"{body}\n{'-' * 40}\n{footer}")
    return mail.as_bytes()
