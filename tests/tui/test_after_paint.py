"""Decisions are handed on after the frame that shows them, in their order, and none is lost."""

from collections.abc import Callable

from endorseback.ledger.events.events import AnyPayload, Dismissed, MarkedGenuine
from endorseback.tui.threads.after_paint import AfterPaint

ONE, OTHER = Dismissed(mail="a@x"), MarkedGenuine(mail="b@x")


class FetchBench:
    """Timers that ring when the test says so, and what was handed over by then."""

    def __init__(self) -> None:
        self.timers: list[Callable[[], None]] = []
        self.written: list[tuple[int, tuple[AnyPayload, ...]]] = []
        self.decisions = AfterPaint(self._call_later, self._write)

    def _call_later(self, seconds: float, callback: Callable[[], None]) -> None:
        assert seconds > 0
        self.timers.append(callback)

    def _write(self, ticket: int, *payloads: AnyPayload) -> None:
        self.written.append((ticket, payloads))


def test_nothing_is_written_before_the_frame_and_all_of_it_after() -> None:
    context = FetchBench()
    context.decisions.record(1, ONE, OTHER)
    context.decisions.record(2, OTHER)
    assert context.written == []
    context.timers[0]()
    assert context.written == [(1, (ONE, OTHER)), (2, (OTHER,))]
    context.timers[1]()
    assert len(context.written) == 2


def test_leaving_waits_for_no_frame() -> None:
    context = FetchBench()
    context.decisions.record(1, ONE)
    context.decisions.flush()
    assert context.written == [(1, (ONE,))]
