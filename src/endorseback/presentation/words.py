"""How times, states and counts are written on the screen: short, relative, in plain words."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from endorseback.model.decisions import Decision, DecisionKind
from endorseback.model.interactions import Step, Wait
from endorseback.model.list_rows import Assessment, Row, State
from endorseback.model.notification import Authenticity, Kind
from endorseback.model.outgoing_message import Channel, Outcome

if TYPE_CHECKING:
    from endorseback.ledger import Decided
    from endorseback.services.outbox import MessageReport

_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NO_TIME: Final = "-"

DECIDED: Final = {
    DecisionKind.RECIPROCATED: "returned",
    DecisionKind.SKIPPED: "skipped",
    DecisionKind.MESSAGED: "messaged",
    DecisionKind.SNOOZED: "snoozed",
}
"""What was decided, as one word for a list."""

STEPS: Final = {Step.PICKED: "picked, page not opened", Step.OPENED: "opened, not confirmed"}
"""How far giving skills back came, in words."""

ASSESSED: Final = {
    Assessment.SINCERE: "sincere",
    Assessment.UNCLEAR: "unclear",
    Assessment.GRATUITOUS: "gratuitous?",
}
"""How an endorsement looks, as one word for a list; the doubt is never taken for a fact."""

KINDS: Final = {
    Kind.ENDORSEMENT: "endorsement",
    Kind.RECOMMENDATION_RECEIVED: "recommendation",
    Kind.RECOMMENDATION_REQUEST: "request",
    Kind.REVIEW: "incomplete",
    Kind.OTHER: "other",
}
"""What a mail is, as one word for a list."""


def age(moment: datetime | None, now: datetime) -> str:
    """Return how long ago something was, in eight characters at most: `12m`, `3d`, `Mar 2019`."""
    if moment is None:
        return _NO_TIME
    seconds = (now - moment).total_seconds()
    if seconds < _MINUTE:
        return "now"
    if seconds < _HOUR:
        return f"{int(seconds / _MINUTE)}m"
    if seconds < _DAY:
        return f"{int(seconds / _HOUR)}h"
    if seconds < 7 * _DAY:
        return f"{int(seconds / _DAY)}d"
    return _calendar(moment.astimezone().date(), now.astimezone().date())


def ago(moment: datetime, now: datetime) -> str:
    """Return how long ago something was, for a sentence: `just now`, `2 min ago`, `on 12 Oct`."""
    seconds = (now - moment).total_seconds()
    if seconds < _MINUTE:
        return "just now"
    if seconds < _HOUR:
        return f"{int(seconds / _MINUTE)} min ago"
    if seconds < 2 * _DAY:
        return f"{int(seconds / _HOUR)} h ago"
    if seconds < 7 * _DAY:
        return f"{int(seconds / _DAY)} days ago"
    shown = _calendar(moment.astimezone().date(), now.astimezone().date())
    return f"on {shown}" if shown[0].isdigit() else f"in {shown}"


def day(day: date, now: datetime) -> str:
    """Return a day to come: `today`, `tomorrow`, `Fri 27 Nov`, `12 Mar 2027`."""
    today = now.astimezone().date()
    ahead = (day - today).days
    if ahead in (0, 1):
        return ("today", "tomorrow")[ahead]
    if 1 < ahead < 7:
        return f"{_WEEKDAYS[day.weekday()]} {day.day} {_month(day)}"
    return f"{day.day} {_month(day)}" + ("" if day.year == today.year else f" {day.year}")


def long_day(day: date) -> str:
    """Return a day with its weekday and its year: `Fri 27 Nov 2026`."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_month(day)} {day.year}"


def past_day(day: date, now: datetime) -> str:
    """Return a day gone by: `today`, `yesterday`, `12 Oct`, `Mar 2019`."""
    today = now.astimezone().date()
    behind = (today - day).days
    return ("today", "yesterday")[behind] if behind in (0, 1) else _calendar(day, today)


def decided(decision: Decided | Decision) -> str:
    """Return what was decided, as one word; who endorses where nothing is open returns nothing."""
    if decision.action is DecisionKind.RECIPROCATED and not decision.covers:
        return "endorsed"
    return DECIDED[decision.action]


def verdict(row: Row, now: datetime, *, is_judged: bool) -> str:
    """Return the one word that tells most about a row where it stands.

    Args:
        row: The row.
        now: The present moment, for days to come.
        is_judged: Whether its assessment is known; until then an open row says only what is to be
            known at once: that nothing proves who sent it.
    """
    if row.state is State.SNOOZED and row.decision and row.decision.until:
        return day(row.decision.until, now)
    if row.history:
        return "history"
    if row.state is State.WAITING:
        return "waiting"
    if row.decision and row.state in (State.DONE, State.SKIPPED):
        return decided(row.decision)
    if row.assessment is not Assessment.UNCLEAR:
        return ASSESSED[row.assessment]
    if row.authenticity is not Authenticity.VERIFIED:
        return row.authenticity.value
    return ASSESSED[row.assessment] if is_judged else ""


def is_warning(row: Row) -> bool:
    """Tell whether the word of `verdict` is one to stop at."""
    return row.state is State.OPEN and (
        row.assessment is Assessment.GRATUITOUS
        or (row.assessment is Assessment.UNCLEAR and row.authenticity is not Authenticity.VERIFIED)
    )


def time_of(row: Row) -> datetime | None:
    """Return the time that stands in a row: of what was decided, else of the endorsements.

    Moving hundreds to history is no decision about any of them: they keep their own times.
    """
    return row.received_at if row.history else row.decided_at or row.received_at


def many(count: int, one: str, several: str = "") -> str:
    """Return a count with its noun: `1 person`, `1,204 people`."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def started(wait: Wait) -> str:
    """Return what the user started, for a sentence: `endorsed them for Go, and wrote`."""
    endorsed = f"endorsed them for {joined(wait.skills)}" if wait.skills else ""
    if endorsed and wait.messaged:
        return f"{endorsed}, and wrote"
    return endorsed or "wrote"


def sent(report: MessageReport) -> str:
    """Return the sentence about what became of a message."""
    said = f" {report.detail}" if report.detail else ""
    if report.outcome is Outcome.SENT:
        if report.channel is Channel.DRAFTS:
            return f"The message to {report.name} is among your drafts.{said}"
        return f"The message to {report.name} is sent."
    if report.outcome is Outcome.UNCLEAR:
        return f"Nobody can tell whether the message to {report.name} was sent.{said}"
    return f"The message to {report.name} was not sent; it is kept in the outbox.{said}"


def read_again(mails: int, changed: int) -> str:
    """Return the sentence about a new recogniser's reading of all kept mails."""
    read = f"The new recogniser read {many(mails, 'kept mail')} again"
    return f"{read}: {changed:,} changed." if changed else f"{read}; none changed."


def joined(words: tuple[str, ...], most: int = 3) -> str:
    """Return a list of words for a sentence, cut to its first few: `Go, Rust and 2 more`."""
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    if len(words) > 1:
        return f"{', '.join(words[:-1])} and {words[-1]}"
    return words[0] if words else ""


def _calendar(day: date, today: date) -> str:
    """Return a day of this year with its month, an earlier one as month and year."""
    if day.year == today.year:
        return f"{day.day} {_month(day)}"
    return f"{_month(day)} {day.year}"


def _month(day: date) -> str:
    """Return the English short name of a month, whatever the locale."""
    return _MONTHS[day.month - 1]
