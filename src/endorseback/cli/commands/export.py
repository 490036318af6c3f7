"""`endorseback export`: everything the ledger knows, for other programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from typing import Any, Final

import click

from endorseback.cli.invocation import Invocation
from endorseback.cli.row_output import MAIL_STATES, PERSON_STATES, row_json, rows_of
from endorseback.model.clock import json_time, utc_now
from endorseback.model.decisions import Decision
from endorseback.model.interactions import Wait
from endorseback.model.list_rows import Row
from endorseback.model.person_card import PersonCard

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
    """Write endorsements both ways, decisions, people and undecided mails to standard output."""
    model = invocation.open_ledger().model
    now = utc_now()
    rows = rows_of(model, PERSON_STATES, now)
    listed = (row.person for row in rows if isinstance(row, Row))
    people = dict.fromkeys((*listed, *model.persons()))
    cards = [card for card in map(model.card, people) if card]
    if form == "csv":
        _write(_as_csv(cards))
    else:
        document = {
            "endorsements": [record for card in cards for record in _endorsements(card)],
            "given": [record for card in cards for record in _given(card)],
            "decisions": [record for card in cards for record in _decisions(card)],
            "people": [_person(card) for card in cards if _is_told_of(card)],
            "mails": [row_json(row) for row in rows_of(model, MAIL_STATES, now)],
        }
        _write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def _endorsements(card: PersonCard) -> Iterator[dict[str, Any]]:
    """Yield one record an endorsement that this person gave."""
    for known in card.received:
        when = json_time(known.at)
        values = (card.name, card.profile_url, known.skill, when, known.state.value)
        yield dict(zip(_COLUMNS, values, strict=True))


def _given(card: PersonCard) -> Iterator[dict[str, Any]]:
    """Yield one record an endorsement that the user gave this person."""
    for known in card.given:
        yield {
            "person": card.name,
            "profile_url": card.profile_url,
            "skill": known.skill,
            "given_at": json_time(known.at),
            "confirmation": known.confirmation.value,
        }


def _is_told_of(card: PersonCard) -> bool:
    """Tell whether the user said anything of a person beside deciding, or started something."""
    return bool(card.note or card.tags or card.rule or card.waits)


def _person(card: PersonCard) -> dict[str, Any]:
    """Return what the user said of a person, and started with them."""
    rule = card.rule
    return {
        "person": card.name,
        "profile_url": card.profile_url,
        "note": card.note or None,
        "tags": list(card.tags),
        "rule": rule and {"since": json_time(rule.at), "reason": rule.reason or None},
        "waits": [_wait(wait) for wait in card.waits],
    }


def _wait(wait: Wait) -> dict[str, Any]:
    """Return something that the user started, and what came of it."""
    return {
        "since": json_time(wait.since),
        "skills": list(wait.skills),
        "messaged": wait.messaged,
        "answered_at": json_time(wait.answered_at),
        "closed_at": json_time(wait.closed_at),
        "note": wait.note or None,
    }


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
        "note": decision.note or None,
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
