"""The settings: everything that may stand in the configuration file, with its default."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Final, Literal

import msgspec

Name = Annotated[str, msgspec.Meta(min_length=1)]
Port = Annotated[int, msgspec.Meta(ge=1, le=65535)]
Duration = Annotated[str, msgspec.Meta(pattern=r"^[1-9][0-9]*(s|m|h|d)$")]
Count = Annotated[int, msgspec.Meta(ge=0)]
Security = Literal["tls", "starttls", "none"]
Weight = Annotated[float, msgspec.Meta(ge=0, le=100)]
Threshold = Annotated[float, msgspec.Meta(gt=0, le=100)]
Length = Annotated[int, msgspec.Meta(ge=1, le=100_000)]
Keyword = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9$_.+-]{1,100}$")]
"""A flag of the user's own: an atom (RFC 3501 section 9), without the backslash of system flags."""

_UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class SettingsTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One TOML table; a key that is no field of it is a mistake."""


class Smtp(SettingsTable, frozen=True):
    """How messages by e-mail are sent."""

    host: Name
    """Name of the SMTP server."""
    port: Port | None = None
    """Its port; left out, 465 for `tls` (RFC 8314), 587 for `starttls`, 25 for `none`."""
    security: Security = "tls"
    """`tls`, `starttls`, or `none` (loopback only)."""
    username: Name | None = None
    """The login name; left out, the account's."""
    password_command: tuple[str, ...] | None = None
    """As for the account; with none of the three, the account's own password is used."""
    password_env: Name | None = None
    """As for the account."""
    keyring: bool = False
    """The password stands in the system keyring, under `endorseback` and `<account>/smtp`."""
    from_address: Name | None = None
    """The address that messages come from; left out, the account's login name."""
    from_name: str = ""
    """Your name, as the From field and the templates show it."""

    @property
    def port_number(self) -> int:
        """The port in force."""
        return self.port or {"tls": 465, "starttls": 587, "none": 25}[self.security]


class WriteBack(SettingsTable, frozen=True):
    """What becomes of a notification in the mailbox once it is decided; left out, nothing."""

    mark_read: bool = False
    """Mark it as read."""
    keyword: Keyword | None = None
    """Give it a keyword, such as `$EndorsebackDone`, where the server keeps keywords."""
    move_to: Name | None = None
    """Move it to this folder, which is made where it is missing."""

    @property
    def is_off(self) -> bool:
        """Whether nothing at all is to be done."""
        return not (self.mark_read or self.keyword or self.move_to)


class Messages(SettingsTable, frozen=True):
    """How messages are written."""

    message_limit: Length = 8_000
    """Characters that LinkedIn takes in a message; it changes that, and sources disagree."""
    your_name: str = ""
    """With it the drafts end; left out, an account's `from_name`, else as the archive tells."""


class Account(SettingsTable, frozen=True):
    """One IMAP mailbox that LinkedIn's mails arrive in."""

    name: Name
    """Your word for it, in messages and for `--account`."""
    host: Name
    """Name of the IMAP server."""
    username: Name
    """The login name, often the mail address."""
    port: Port | None = None
    """Its port; left out, 993 for `tls` and 143 for the others."""
    security: Security = "tls"
    """`tls`, `starttls`, or `none` (loopback only)."""
    password_command: tuple[str, ...] | None = None
    """A command, word by word, whose first line of output is the password."""
    password_env: Name | None = None
    """An environment variable that holds the password."""
    keyring: bool = False
    """The password stands in the system keyring, under `endorseback` and the account's name."""
    folders: tuple[str, ...] = ()
    """Folders to read; left out, the folder with all mail where the server has one, else INBOX."""
    trusted_authserv_ids: tuple[str, ...] = ()
    """The names under which your own mail host writes `Authentication-Results`."""
    check_dkim: bool = False
    """Check DKIM ourselves (needs DNS) where the host stamps no result."""
    ca_file: str | None = None
    """The certificate of a private CA, only if the server needs one."""
    connect_timeout: Duration = "15s"
    """How long to wait for the server to answer a connection."""
    read_timeout: Duration = "60s"
    """How long to wait for each answer after that."""
    drafts_folder: Name | None = None
    """Where drafts go; left out, the server's folder for drafts where it names one, else Drafts."""
    smtp: Smtp | None = None
    """For messages by e-mail."""
    write_back: WriteBack = WriteBack()
    """What becomes of a notification in the mailbox once it is decided."""

    @property
    def port_number(self) -> int:
        """The port in force."""
        return self.port or (993 if self.security == "tls" else 143)


class LocalSource(SettingsTable, frozen=True):
    """Another place mail lies in: exactly one of a Maildir, an mbox file, a folder of .eml."""

    name: Name
    """Your word for it, in messages and for `--account`."""
    maildir: str | None = None
    """A Maildir (its subfolders are read too)."""
    mbox: str | None = None
    """An mbox file."""
    eml: str | None = None
    """A folder of .eml files."""
    trusted_authserv_ids: tuple[str, ...] = ()
    """As for an account."""


class Weights(SettingsTable, frozen=True):
    """How much each piece of evidence weighs when an endorsement is assessed; 0 ignores it."""

    shared_employer: Weight = 3.0
    """For: they work where you have worked, too."""
    they_wrote: Weight = 1.0
    """For: they wrote you messages."""
    you_wrote: Weight = 1.0
    """For: you wrote them messages."""
    many_messages: Weight = 1.0
    """For, besides: there are ten messages and more, both ways."""
    recommended_you: Weight = 3.0
    """For: they wrote you a recommendation."""
    you_recommended: Weight = 3.0
    """For: you wrote them a recommendation."""
    asked_recommendation: Weight = 0.5
    """For: they asked you for a recommendation."""
    you_endorsed: Weight = 1.0
    """For: you endorsed them before."""
    endorsed_before: Weight = 0.5
    """For: they endorsed you before, on another occasion."""
    you_returned: Weight = 1.5
    """For: you returned their endorsements the last time, or wrote to them."""
    tag: Weight = 3.0
    """For: you gave them one of the tags that say so."""
    long_connected: Weight = 0.5
    """For: you have been connected for five years and more."""
    invitation: Weight = 0.5
    """For: you invited them, or they wrote a note when they invited you."""
    their_role: Weight = 1.0
    """For: what they do touches the skill, so they can judge it."""
    your_positions: Weight = 0.5
    """For: the skill belongs to one of your positions."""
    just_connected: Weight = 1.5
    """Against: they endorsed you within two weeks of connecting."""
    burst: Weight = 1.0
    """Against: five skills and more within a minute."""
    preselected: Weight = 0.5
    """Against: nothing but one of your first skills, as LinkedIn preselects them."""
    outside_role: Weight = 0.5
    """Against: what they do is of other fields than the skills."""
    foreign_skill: Weight = 0.5
    """Against: the skills are not on your profile, and your positions do not touch them."""
    you_skipped: Weight = 2.0
    """Against: you skipped their endorsements the last time, or by a rule of yours."""


class Assessing(SettingsTable, frozen=True):
    """How endorsements are assessed; an assessment is shown with its reasons, and never decides."""

    preselect: bool = False
    """Mark the rows that look gratuitous, so that one key skips them all."""
    tags: tuple[str, ...] = ("worked with", "colleague", "client", "friend", "met")
    """Your tags that say that the two of you know each other."""
    sincere: Threshold = 2.0
    """How much more must speak for than against it, to call it sincere."""
    gratuitous: Threshold = 2.0
    """How much more must speak against than for it, to call it gratuitous."""
    known_well: Threshold = 4.0
    """How much must speak for it, that an unusual skill is suggested, too."""
    weights: Weights = Weights()
    """How much each piece of evidence weighs."""


class Waiting(SettingsTable, frozen=True):
    """What you started, and whose answer is open."""

    overdue: Duration = "60d"
    """After this long the card asks you why no answer may have come."""


class Reconnect(SettingsTable, frozen=True):
    """Whom to get in touch with again."""

    silent_for: Duration = "365d"
    """How long you have not exchanged a word with those who are proposed."""
    daily_goal: Count = 3
    """How many you want to get in touch with on a day: a goal, no limit; 0 for none."""


class Config(SettingsTable, frozen=True):
    """The whole configuration file."""

    fetch_interval: Duration = "15m"
    """How often the app, and the schedule, look for new mail."""
    theme: Name | None = None
    """The name of one of the app's colour themes."""
    keys: dict[str, str] = {}
    """Other keys for actions, as `action = "key"`; `?` in the app names the actions."""
    messages: Messages = Messages()
    """How messages are written."""
    accounts: tuple[Account, ...] = ()
    """Your mailboxes."""
    sources: tuple[LocalSource, ...] = ()
    """Other places that mail lies in."""
    assessment: Assessing = Assessing()
    """How endorsements are assessed."""
    waiting: Waiting = Waiting()
    """What you started, and whose answer is open."""
    reconnect: Reconnect = Reconnect()
    """Whom to get in touch with again."""


def seconds(duration: str) -> float:
    """Return the seconds that a duration such as `15m` stands for."""
    return timedelta(**{_UNITS[duration[-1]]: int(duration[:-1])}).total_seconds()


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine itself, so that plain text stays on it."""
    import ipaddress

    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
