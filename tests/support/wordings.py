"""Mails in LinkedIn's frame around one sentence, for tests of the wording of many languages.

A sentence is written with marks: `<name>` is a person, `*label*` a skill, and each `|` begins a
line of a list, as in `<Ana Reyes> endorsed you for the following skills: | *Go* | *Rust, C++*`.
"""

from __future__ import annotations

import re
from email.message import EmailMessage
from html import escape
from typing import Final
from urllib.parse import quote

TEMPLATE: Final = "email_notification_single_update_01"
"""A template that does not tell what its mails are about, so that only the wording does."""

_PERSON: Final = re.compile(r"<([^>]+)>")
_SKILL: Final = re.compile(r"\*([^*]+)\*")


def people_in(sentence: str) -> list[str]:
    """Return the names that a marked sentence holds."""
    return _PERSON.findall(sentence)


def pairs_in(sentence: str) -> set[tuple[str, str]]:
    """Return the (name, skill) pairs that a marked sentence tells of."""
    return {(name, skill) for name in people_in(sentence) for skill in _SKILL.findall(sentence)}


def marked_mail(sentence: str, lang: str, footer: list[str]) -> bytes:
    """Return a mail whose page links the people, emphasises the skills and names its language."""
    lead, *items = (part.strip() for part in sentence.split("|"))
    skills = "".join(f"<li>{_page(item)}</li>" for item in items)
    lines = "".join(f"<p>{escape(line)}</p>" for line in footer)
    page = (
        f'<html lang="{lang}"><body><table><tr><td><a href="{_profile("Noor Albrecht", "header")}">'
        f'<img src="https://media.licdn.com/x" alt=""></a></td></tr></table>'
        f"<table><tr><td><h2>{_page(lead)}</h2></td></tr></table><ul>{skills}</ul>"
        f'<table><tr><td data-test-id="email-footer">{lines}<p>© 2025 LinkedIn Ireland</p>'
        "</td></tr></table></body></html>"
    )
    mail = _mail()
    mail.set_content("LinkedIn")
    mail.add_alternative(page, subtype="html")
    return mail.as_bytes()


def plain_mail(sentence: str, footer: list[str]) -> bytes:
    """Return a mail of one text part: nothing is marked, and only the footer tells the language."""
    lead, *items = (part.strip() for part in sentence.split("|"))
    lines = [_bare(lead), "", *(f"- {_bare(item)}" for item in items), "", "-" * 40]
    mail = _mail()
    mail.set_content("\n".join([*lines, *footer, "© 2025 LinkedIn Ireland", ""]))
    return mail.as_bytes()


def _mail() -> EmailMessage:
    """Return a mail without content."""
    mail = EmailMessage()
    mail["Date"] = "Mon, 03 Nov 2025 09:14:07 +0000 (UTC)"
    mail["From"] = "LinkedIn <notifications-noreply@linkedin.com>"
    mail["Message-ID"] = "<1301.77.1762161247001@lor1-app5120.prod.linkedin.com>"
    mail["Subject"] = "LinkedIn"
    mail["To"] = "Noor Albrecht <noor.albrecht@example.net>"
    mail["X-LinkedIn-Template"] = TEMPLATE
    return mail


def _page(marked: str) -> str:
    """Return a marked text as HTML."""
    text = escape(marked)
    text = re.sub(r"&lt;(.+?)&gt;", lambda m: f'<a href="{_profile(m[1])}">{m[1]}</a>', text)
    return _SKILL.sub(r"<strong>\1</strong>", text)


def _bare(marked: str) -> str:
    """Return a marked text without its marks."""
    return _SKILL.sub(r"\1", _PERSON.sub(r"\1", marked))


def slug(name: str) -> str:
    """Return the profile slug of an invented person."""
    return quote(name.lower().replace(" ", "-"), safe="")


def _profile(name: str, section: str = "hero") -> str:
    """Return a link to somebody's profile as mails have it."""
    query = f"trk=eml-{TEMPLATE}-{section}-0-profile_name"
    return f"https://www.linkedin.com/comm/in/{slug(name)}?{query}"
