"""The cyclic garbage collector, kept from what is loaded at once and stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_MANY: Final = 10_000
"""Objects that, loaded at once, are worth hiding from the collector for good."""


@contextmanager
def many_objects_to_stay() -> Iterator[None]:
    """Spare the cyclic collector what is loaded meanwhile: it would look at it again and again.

    Half of the time of a load goes into that otherwise, and later some milliseconds between keys.
    """
    enabled = gc.isenabled()
    before = gc.get_count()[0]
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] - before > _MANY:
            gc.freeze()
        if enabled:
            gc.enable()
