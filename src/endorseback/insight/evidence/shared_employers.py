"""Where the two may have worked together."""

from __future__ import annotations

from collections.abc import Iterator

from endorseback.insight.case import Case, Reason
from endorseback.insight.reason_dates import years


def shared_employers(case: Case) -> Iterator[Reason]:
    """Yield that their employer is, or was, the user's too.

    The archive tells the user's years there and not theirs, so nothing more is claimed.
    """
    mine: dict[str, list[str]] = {}
    for overlap in case.card.overlaps:
        mine.setdefault(overlap.company, []).append(years(overlap.started, overlap.finished))
    if not mine:
        return
    told = " and ".join(_with_years(company, when) for company, when in mine.items())
    text = f"You both have been at {told}"
    yield Reason(is_for=True, text=text, weight=case.weights.shared_employer)


def _with_years(company: str, when: list[str]) -> str:
    """Return a company with the user's time there."""
    known = [text for text in when if text]
    return f"{company} (you {', '.join(known)})" if known else company
