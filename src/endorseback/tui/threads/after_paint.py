"""Decisions wait for the frame that shows them: a thread that writes would hold up the drawing."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final

from endorseback.ledger import AnyPayload

_FRAME_SECONDS: Final = 0.025
"""How long a frame takes at most, in seconds, from the key to the terminal."""


class AfterPaint:
    """Hands transactions on in their order, each once the row that it is about was repainted.

    Handed on at once, the thread that encodes and writes takes turns with the screen in the
    interpreter, and the row says that it is being saved twice as late as a cursor moves.

    Args:
        call_later: Calls something back after so many seconds, on the app's own thread.
        hand_over: Takes a transaction: its ticket, then its payloads.
    """

    def __init__(
        self,
        call_later: Callable[[float, Callable[[], None]], object],
        hand_over: Callable[..., None],
    ) -> None:
        self._call_later = call_later
        self._hand_over = hand_over
        self._waiting: deque[tuple[int, tuple[AnyPayload, ...]]] = deque()

    def record(self, ticket: int, *payloads: AnyPayload) -> None:
        """Take a transaction."""
        self._waiting.append((ticket, payloads))
        self._call_later(_FRAME_SECONDS, self.flush)

    def flush(self) -> None:
        """Hand on at once whatever waits, as is due before the app is left."""
        while self._waiting:
            ticket, payloads = self._waiting.popleft()
            self._hand_over(ticket, *payloads)
