"""Work on many items in several processes, in the order of the items, in bounded memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import resource_tracker
from typing import Any, Final, TypeVar

from endorseback.errors import EndorsebackError

T = TypeVar("T")
R = TypeVar("R")

CHUNK: Final = 50
"""Items that are handed to a process at once."""

_AHEAD: Final = 3
"""Chunks for each process that are under way or done and not yet taken."""
_GENTLE: Final = 10
"""How far work in the background steps back behind everything else (see nice(1))."""

_work: Callable[[Any], Any] | None = None
"""What this process does with each item, if it is one of the workers."""


def default_jobs() -> int:
    """Return how many processes to use where the user does not say: one a processor, at most 4."""
    return min(4, os.cpu_count() or 1)


def in_chunks(
    work: Callable[[T], R],
    items: Sequence[T],
    *,
    jobs: int,
    gentle: bool = False,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[list[R]]:
    """Yield what the work makes of the items, in their order, chunk by chunk.

    Args:
        work: To be pickled, as its results are; called in the worker processes.
        items: What to work on.
        jobs: How many processes; 1 does it all in this one, as is done where items are few.
        gentle: Let other programs go first.
        stopped: Asked now and then whether to stop early.

    Raises:
        EndorsebackError: A worker process was killed.
    """
    chunks = (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
    if jobs <= 1 or len(items) <= 2 * CHUNK:
        for chunk in chunks:
            if stopped():
                return
            yield [work(item) for item in chunk]
        return
    with _pool(work, jobs, gentle) as pool:
        waiting: deque[Future[list[R]]] = deque()
        while not stopped():
            free = jobs * _AHEAD - len(waiting)
            waiting.extend(pool.submit(_do_chunk, chunk) for chunk in islice(chunks, free))
            if not waiting:
                return
            yield waiting.popleft().result()


@contextmanager
def _pool(work: Callable[[T], R], jobs: int, gentle: bool) -> Iterator[ProcessPoolExecutor]:
    """Run worker processes, spawned anew: a fork of a process with threads may hang."""
    _start_resource_tracker()
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(work, gentle))
    try:
        yield pool
    except BrokenProcessPool:
        raise EndorsebackError(
            "A process that was reading mails ended too early; what was read so far is recorded.",
            hint="There may be too little memory: try `endorseback reparse --jobs 1`.",
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _start_resource_tracker() -> None:
    """Start the helper process of `multiprocessing`, which inherits stderr.

    While a Textual app runs, `sys.stderr` has no descriptor, and that start would fail.
    """
    shown = sys.stderr
    sys.stderr = sys.__stderr__
    try:
        resource_tracker.ensure_running()
    finally:
        sys.stderr = shown


def _begin(work: Callable[[Any], Any], gentle: bool) -> None:
    """Prepare a worker process: Ctrl-C is for its parent, and it ends when that does."""
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if gentle:
        os.nice(_GENTLE)


def _end_with_parent() -> None:
    """Wait for the parent to end, however it does, and end as well."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do_chunk(items: Sequence[Any]) -> list[Any]:
    """Do the work on some items, in a worker process."""
    assert _work is not None, "a worker process is given its work when it begins"
    return [_work(item) for item in items]
