"""How the mails of each era look: their templates, senders, subjects and links.

The facts are those of real LinkedIn mail: `trk=eml-<template>-<section>-<index>-<control>` on every
link, tokens that sign one in, profile links without a slug before 2018, and the reader's own
profile as the first profile link of the page. All tokens are drawn at random and open nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from endorseback.demo.demo_mailbox import DemoMailbox, DemoPerson, Gift, Reader, Story

if TYPE_CHECKING:
    from jinja2 import Environment

SINGLE: Final = "email_notification_single_skill_endorsement_01"
_TEMPLATES: Final = {
    "early": "skills_endorsements",
    "middle": "skills_endorsements",
    "modern-digest": "email_notification_digest_01",
}
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
_FILLER: Final = "\u034f\u00a0" * 40
"""What stands after the hidden preview, so that a mail reader shows no text of the page there."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the templates of one mail may show."""

    story: Story
    reader: Reader
    at: datetime
    gifts: tuple[Gift, ...]
    recommender: DemoPerson | None
    template: str
    """The name of LinkedIn's own template, which is in every link."""
    subject: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of a mail that endorses nobody."""
        return self.story.lines

    @property
    def button(self) -> str:
        """The label of its button."""
        return self.story.button

    @property
    def count(self) -> int:
        """How many endorsements a mail without names tells of."""
        return self.story.count

    @property
    def unnamed_people(self) -> int:
        """How many further endorsers are counted but not named."""
        return self.story.unnamed_people

    @property
    def unnamed(self) -> bool:
        """Whether people or skills are counted but not named."""
        return bool(self.story.unnamed_people or self.story.unnamed_skills)


def lay_out(mailbox: DemoMailbox, story: Story, at: datetime) -> Shown:
    """Return what a mail shows, with its era's template and subject where the story names none."""
    shown = Shown(
        story=story,
        reader=mailbox.reader,
        at=at,
        gifts=mailbox.gifts(story),
        recommender=mailbox.people[story.recommends] if story.recommends else None,
        template=story.template or _template_of(story.layout),
    )
    return replace(shown, subject=story.subject or _subject_of(shown))


def sender_of(shown: Shown) -> str:
    """Return the From field that mails of this layout bear."""
    if shown.story.sender:
        return shown.story.sender
    if era_of(shown.story.layout) == "early":
        return "LinkedIn <messages-noreply@linkedin.com>"
    if era_of(shown.story.layout) == "middle":
        return f"{shown.gifts[0].person.name} via LinkedIn <notifications-noreply@linkedin.com>"
    return "LinkedIn <notifications-noreply@linkedin.com>"


def era_of(layout: str) -> str:
    """Return the era of a layout: `early` (2012-13), `middle` (2014-17) or `modern`."""
    era = layout.partition("-")[0]
    return era if era in ("early", "middle") else "modern"


def render(shown: Shown, part: str, rng: Random) -> str:
    """Return the `html` or the `txt` part of a mail."""
    links = _Links(shown, rng)
    template = _environment().get_template(f"{shown.story.layout}.{part}.j2")
    return template.render(
        mail=shown,
        reader=shown.reader,
        filler=_FILLER,
        picture=f"https://static.licdn.com/aero-v1/sc/h/{_token(rng, 25)}",
        pixel=f"https://www.linkedin.com/emimp/ip_{_token(rng, 40)}.gif",
        **links.functions(),
    )


def track(template: str, control: str, rng: Random) -> str:
    """Return the query of a link: what counts the clicks, and the tokens that sign one in."""
    page = quote(f"urn:li:page:email_{template};{_token(rng, 22)}==", safe="")
    return (
        f"lipi={page}&midToken=AQ{_token(rng, 12)}&midSig={_token(rng, 13)}"
        f"&trk=eml-{template}-{control}&eid={_token(rng, 6)}-{_token(rng, 8)}-{_token(rng, 2)}"
        f"&otpToken={_token(rng, 44)}"
    )


class _Links:
    """The links of one mail."""

    def __init__(self, shown: Shown, rng: Random) -> None:
        self.shown = shown
        self.rng = rng
        self.host = f"https://{shown.story.web}"
        self.modern = era_of(shown.story.layout) == "modern"

    def functions(self) -> dict[str, Callable[..., str]]:
        """Return what the templates call."""
        return {"link": self.link, "help": self.help, "act": self.act, "person": self.person}

    def link(self, path: str, control: str) -> str:
        """Return a link into LinkedIn of 2018 and after."""
        return f"{self.host}/comm/{path}?{track(self.shown.template, control, self.rng)}"

    def help(self, answer: int, control: str) -> str:
        """Return a link to LinkedIn's help."""
        query = track(self.shown.template, control, self.rng)
        return f"{self.host}/help/linkedin/answer/{answer}?lang=en&{query}"

    def act(self, action: str, control: str) -> str:
        """Return a link as buttons and footers bore it up to 2017."""
        template = self.shown.template
        return (
            f"https://www.linkedin.com/e/v2?e={_token(self.rng, 6)}&a={action}"
            f"&tracking=eml-{template}-{control}&ek={template}"
        )

    def person(self, who: DemoPerson, control: str) -> str:
        """Return a link to a profile: by slug, or by an id that tells nothing up to 2017."""
        if self.modern and who.slug:
            return self.link(f"in/{quote(who.slug, safe='')}", control)
        known = Random(who.name)  # noqa: S311 - one profile has one id in all its mails
        return (
            f"https://www.linkedin.com/comm/profile/view?id=AAsAA{_token(known, 32)}"
            f"&authType=name&authToken={_token(known, 4)}"
            f"&trk=eml-{self.shown.template}-{control}"
        )


@cache
def _environment() -> Environment:
    """Return the templates; only the HTML ones escape what they show."""
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=PackageLoader("endorseback.demo"),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )


def _template_of(layout: str) -> str:
    """Return LinkedIn's template of a layout."""
    return _TEMPLATES.get(layout) or _TEMPLATES.get(era_of(layout)) or SINGLE


def _subject_of(shown: Shown) -> str:
    """Return the subject under which endorsements of this layout come."""
    gift = shown.gifts[0]
    name = gift.person.name
    if era_of(shown.story.layout) != "modern":
        return f"{name} has endorsed you!"
    others = shown.unnamed_people or len(shown.gifts) - 1
    if others:
        return f"{name} and {others} other{'s'[: others > 1]} endorsed you"
    if shown.story.layout == "modern-list" and len(gift.skills) > 1:
        return f"{name} endorsed you for {gift.skills[0]} and {len(gift.skills) - 1} others"
    return f"{name} endorsed you for {gift.sentence}"


def _token(rng: Random, length: int) -> str:
    """Return something that looks like one of LinkedIn's tokens."""
    return "".join(rng.choices(_LETTERS, k=length))
