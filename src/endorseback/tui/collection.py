"""Garbage collection stands still until the first frame: there is no garbage yet, only imports.

Python's collector looks through all that is loaded again and again while modules load, which is a
fifth of the time to the first frame.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Pause the collector, until `resume` or the end of the block."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def resume() -> None:
    """Start the collector again if it is paused; what is loaded by now is never looked at again."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
