"""What the list of waits shows: what is open, what came back of late, and the sum of it all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from endorseback.model.interactions import Wait
from endorseback.model.list_rows import Row, State
from endorseback.model.notification import Authenticity

if TYPE_CHECKING:
    from endorseback.insight import WaitingSummary
    from endorseback.ledger import ReadModel

_LATELY: Final = timedelta(days=14)
"""How long what came back stays in the list."""


class Waits:
    """Reads the waits from the ledger's read-model, anew only after something was recorded."""

    def __init__(self, model: ReadModel) -> None:
        self._model = model
        self._folded = -1
        self._all: Sequence[tuple[str, Wait]] = ()
        self._summary: WaitingSummary | None = None

    def rows(self, now: datetime) -> Sequence[Row]:
        """Return the open waits, then those that came back of late, the newest answer first."""
        waiting = self._model.rows(State.WAITING, now)
        answered = list(self._answered(now, {row.person for row in waiting}))
        return [*waiting, *answered] if answered else waiting

    def summary(self) -> WaitingSummary:
        """Return how much was started, and how much came back."""
        from endorseback.insight import summarise

        known = self._known()
        if self._summary is None:
            self._summary = summarise(wait for _, wait in known)
        return self._summary

    def started_on(self, day: date) -> int:
        """Return how many waits began on a local day."""
        from endorseback.insight import started_on

        return started_on((wait for _, wait in self._known()), day)

    def _known(self) -> Sequence[tuple[str, Wait]]:
        """Return all waits, with the keys of the persons."""
        if self._folded != self._model.state.folded:
            self._folded = self._model.state.folded
            self._all = tuple(self._model.waits())
            self._summary = None
        return self._all

    def _answered(self, now: datetime, waiting: set[str]) -> Iterator[Row]:
        """Yield rows of what came back of late, by whom nothing else is awaited."""
        lately = [(person, wait) for person, wait in self._known() if _came_lately(wait, now)]
        for person, wait in _newest_of_each(lately):
            card = None if person in waiting else self._model.card(person)
            if card is not None:
                yield Row(
                    person=person,
                    name=card.name,
                    slug=card.slug,
                    skills=wait.skills,
                    received_at=wait.answered_at,
                    state=State.WAITING,
                    authenticity=card.authenticity or Authenticity.UNVERIFIED,
                    mails=card.mails,
                    wait=wait,
                )


def _came_lately(wait: Wait, now: datetime) -> bool:
    """Tell whether a wait was answered of late."""
    return wait.answered_at is not None and now - wait.answered_at < _LATELY


def _newest_of_each(waits: Iterable[tuple[str, Wait]]) -> list[tuple[str, Wait]]:
    """Return the newest answer of each person, the newest first."""
    newest = dict(sorted(waits, key=lambda one: one[1].answered_at or one[1].since))
    return sorted(newest.items(), key=lambda one: one[1].answered_at or one[1].since, reverse=True)
