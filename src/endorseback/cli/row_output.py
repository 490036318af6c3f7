"""Rows of the lists as JSON lines or as a table: the one form for `list` and `demo`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from endorseback.model.clock import json_time
from endorseback.model.list_rows import Assessment, MailRow, Row, State

if TYPE_CHECKING:
    from endorseback.ledger import ReadModel

PERSON_STATES = (State.OPEN, State.DONE, State.SKIPPED, State.SNOOZED, State.WAITING)
MAIL_STATES = (State.LOOK, State.SUSPICIOUS)


def rows_of(model: ReadModel, states: Iterable[State], now: datetime) -> list[Row | MailRow]:
    """Return the rows of these states, newest first over all of them, undated ones last."""
    rows: list[Row | MailRow] = []
    for state in states:
        rows += model.mail_rows(state) if state in MAIL_STATES else model.rows(state, now)
    dated = [row for row in rows if row.received_at is not None]
    dated.sort(key=lambda row: row.received_at or now, reverse=True)
    return dated + [row for row in rows if row.received_at is None]


def row_json(row: Row | MailRow) -> dict[str, Any]:
    """Return one row under the keys that scripts rely on; every key is always there."""
    assessment = row.assessment if isinstance(row, Row) else Assessment.UNCLEAR
    return {
        "person": row.name,
        "profile_url": row.profile_url,
        "skills": list(row.skills),
        "received_at": json_time(row.received_at),
        "state": row.state.value,
        "assessment": assessment.value,
        "reasons": list(row.reasons),
        "authenticity": row.authenticity.value,
    }


def print_json(record: dict[str, Any]) -> None:
    """Print one JSON object as one line of UTF-8, whatever the locale."""
    sys.stdout.buffer.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
    sys.stdout.buffer.flush()


def print_rows(rows: Iterable[Row | MailRow], *, as_json: bool) -> None:
    """Print rows for a script, or as a table for a person."""
    if as_json:
        for row in rows:
            print_json(row_json(row))
    else:
        _print_table(list(rows))


def _print_table(rows: list[Row | MailRow]) -> None:
    """Print rows as a table; foreign text goes in as `Text`, which parses no markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not rows:
        console.print("Nothing here.", style="dim")
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in ("Person", "Skills", "State", "Assessment", "Authenticity"):
        table.add_column(title)
    table.add_column("Since", justify="right", no_wrap=True)
    for row in rows:
        what, since = _what_and_since(row)
        table.add_row(
            Text(row.name or "?"),
            Text(what),
            row.state.value,
            row.assessment.value if isinstance(row, Row) else "",
            row.authenticity.value,
            since.astimezone().strftime("%Y-%m-%d %H:%M") if since else "",
        )
    console.print(table)


def _what_and_since(row: Row | MailRow) -> tuple[str, datetime | None]:
    """Return what a row is about, and when that came; of a wait, what began it, and when."""
    if isinstance(row, MailRow):
        return ", ".join(row.skills) or row.subject, row.received_at
    if row.wait is not None:
        return ", ".join(row.wait.skills) or "a message", row.wait.since
    return ", ".join(row.skills), row.received_at
