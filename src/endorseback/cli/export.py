"""`endorseback export`: everything the ledger knows, for other programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from typing import Any, Final

import click

from endorseback.cli.context import Invocation
from endorseback.cli.rows import MAIL_STATES, PERSON_STATES, row_json, rows_of
from endorseback.model.card import PersonCard
from endorseback.model.clock import json_time, utc_now
from endorseback.model.inbox import Decision, Row

_COLUMNS: Final = ("person", "profile_url", "skill", "received_at", "state")
_FORMULA_STARTS: Final = ("=", "+", "-", "@")


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "csv"]),
    required=True,
    help="json: all, in one document; csv: a line an endorsement.",
)
@click.pass_obj
def command(invocation: Invocation, form: str) -> None:
    """Write all endorsements, decisions and undecided mails to standard output."""
    model = invocation.open_ledger().model
    now = utc_now()
    rows = rows_of(model, PERSON_STATES, now)
    people = dict.fromkeys(row.person for row in rows if isinstance(row, Row))
    cards = [card for card in map(model.card, people) if card]
    if form == "csv":
        _write(_as_csv(cards))
    else:
        document = {
            "endorsements": [record for card in cards for record in _endorsements(card)],
            "decisions": [record for card in cards for record in _decisions(card)],
            "mails": [row_json(row) for row in rows_of(model, MAIL_STATES, now)],
        }
        _write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def _endorsements(card: PersonCard) -> Iterator[dict[str, Any]]:
    """Yield one record an endorsement that this person gave."""
    for known in card.received:
        when = json_time(known.at)
        values = (card.name, card.profile_url, known.skill, when, known.state.value)
        yield dict(zip(_COLUMNS, values, strict=True))


def _decisions(card: PersonCard) -> Iterator[dict[str, Any]]:
    """Yield one record a decision about this person."""
    for decided_at, decision in card.decisions:
        yield {
            "person": card.name,
            "profile_url": card.profile_url,
            "decided_at": json_time(decided_at),
            **_decision_json(decision),
        }


def _decision_json(decision: Decision) -> dict[str, Any]:
    """Return what was decided, every key always there."""
    return {
        "action": decision.action.value,
        "covers": list(decision.covers),
        "given": list(decision.given),
        "reason": decision.reason or None,
        "text": decision.text or None,
        "until": decision.until.isoformat() if decision.until else None,
    }


def _as_csv(cards: list[PersonCard]) -> str:
    """Return all endorsements as CSV (RFC 4180)."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for card in cards:
        for record in _endorsements(card):
            writer.writerow([_cell(record[column]) for column in _COLUMNS])
    return text.getvalue()


def _cell(value: str | None) -> str:
    """Return a cell that no spreadsheet runs as a formula: names and skills are foreign text."""
    return f"'{value}" if value and value.startswith(_FORMULA_STARTS) else value or ""


def _write(text: str) -> None:
    """Write UTF-8 to standard output, whatever the locale."""
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
