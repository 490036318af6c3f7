"""Ledgers that a test lets go of are closed before the next: some tests open hundreds."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _closed_ledgers() -> Iterator[None]:
    yield
    gc.collect()
