"""The messages: read one by one, and counted; no text of theirs is looked at."""

from __future__ import annotations

from typing import Final

from endorseback.archive.accumulator import Accumulator
from endorseback.archive.message_counts import Count
from endorseback.archive.table.columns import Column
from endorseback.archive.table.date_formats import moment, not_understood
from endorseback.archive.table.table import CsvTable

_ADVERT: Final = "Sponsored Conversation"
_YES: Final = frozenset({"Yes", "yes", "YES"})
_SPAM: Final = "SPAM"
_COLUMNS: Final = (
    Column.FROM,
    Column.SENDER_URL,
    Column.TO,
    Column.RECIPIENT_URLS,
    Column.DIRECTION,
    Column.CONVERSATION,
    Column.CONVERSATION_TITLE,
    Column.DATE,
    Column.FOLDER,
    Column.MESSAGE_DRAFT,
    Column.CONVERSATION_DRAFT,
)


def read_messages(table: CsvTable, gathered: Accumulator) -> None:
    """Count the messages that were sent: no drafts, adverts or spam.

    There may be 100,000 of them, so that nothing is made of a row but a key and a date.
    """
    tally = gathered.messages
    drafts_have_no_folder = table.has(Column.FOLDER) and not table.has(Column.MESSAGE_DRAFT)
    for sender, url, to, urls, way, conversation, title, when, folder, draft, other in table.rows(
        *_COLUMNS
    ):
        is_draft = draft in _YES or other in _YES or (drafts_have_no_folder and not folder)
        if is_draft or title == _ADVERT or folder == _SPAM:
            table.rows_passed_over += 1
        elif (at := moment(when)) is None and when.strip():
            table.refuse(f"has {not_understood(when)}")
        elif (count := tally.get(route := (sender, url, to, urls, way))) is None:
            tally[route] = Count(1, at, at, conversation)
        else:
            count.count += 1
            if at is None:
                continue
            if count.first is None or at < count.first:
                count.first = at
            if count.last is None or at > count.last:
                count.last, count.conversation = at, conversation
