"""The columns of the archive's files, by the names they have had.

Columns appear, vanish and move from one export to the next, so that they are looked up by name,
without regard to case. A further language is a few more lines in `_OTHER_NAMES`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from endorseback.archive.file_kinds import FileKind
from endorseback.text import clean, fold


class Column(StrEnum):
    """What stands in a column, under LinkedIn's present name for it in lower case."""

    FIRST_NAME = "first name"
    LAST_NAME = "last name"
    URL = "url"
    EMAIL = "email address"
    COMPANY = "company"
    POSITION = "position"
    CONNECTED_ON = "connected on"
    ENDORSED_AT = "endorsement date"
    SKILL = "skill name"
    ENDORSEMENT_STATUS = "endorsement status"
    NAME = "name"
    TITLE = "title"
    STARTED_ON = "started on"
    FINISHED_ON = "finished on"
    HEADLINE = "headline"
    JOB_TITLE = "job title"
    TEXT = "text"
    CREATED_AT = "creation date"
    STATUS = "status"
    FROM = "from"
    TO = "to"
    SENT_AT = "sent at"
    NOTE = "message"
    DIRECTION = "direction"
    INVITER_URL = "inviterprofileurl"
    INVITEE_URL = "inviteeprofileurl"
    CONVERSATION = "conversation id"
    CONVERSATION_TITLE = "conversation title"
    SENDER_URL = "sender profile url"
    RECIPIENT_URLS = "recipient profile urls"
    DATE = "date"
    FOLDER = "folder"
    MESSAGE_DRAFT = "is message draft"
    CONVERSATION_DRAFT = "is conversation draft"


_OTHER_NAMES: Final = {
    "endorser first name": Column.FIRST_NAME,
    "endorser last name": Column.LAST_NAME,
    "endorser public url": Column.URL,
    "endorsee first name": Column.FIRST_NAME,
    "endorsee last name": Column.LAST_NAME,
    "endorsee public url": Column.URL,
    "company name": Column.COMPANY,
    # German
    "vorname": Column.FIRST_NAME,
    "nachname": Column.LAST_NAME,
    "e-mail-adresse": Column.EMAIL,
    "unternehmen": Column.COMPANY,
    "verbunden am": Column.CONNECTED_ON,
}
_COLUMNS: Final = {column.value: column for column in Column} | _OTHER_NAMES

_NAME: Final = frozenset({Column.FIRST_NAME, Column.LAST_NAME})
_ENDORSEMENT: Final = (frozenset({Column.SKILL}), _NAME | {Column.URL})

NEEDED: Final[dict[FileKind, tuple[frozenset[Column], ...]]] = {
    FileKind.PROFILE: (_NAME | {Column.HEADLINE},),
    FileKind.SKILLS: (frozenset({Column.NAME}),),
    FileKind.POSITIONS: (frozenset({Column.COMPANY}),),
    FileKind.CONNECTIONS: (_NAME,),
    FileKind.RECEIVED: _ENDORSEMENT,
    FileKind.GIVEN: _ENDORSEMENT,
    FileKind.RECOMMENDED: (_NAME,),
    FileKind.RECOMMENDS: (_NAME,),
    FileKind.INVITATIONS: (frozenset({Column.FROM, Column.INVITER_URL}),),
    FileKind.MESSAGES: (frozenset({Column.FROM, Column.SENDER_URL}),),
}
"""Without one column of each set, no row of such a file says whom or what it is about."""


def column_of(title: str) -> Column | None:
    """Return what a column's title stands for; None for one that is not used."""
    return _COLUMNS.get(fold(clean(title.replace("_", " "))))
