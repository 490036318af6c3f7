"""All checks, in the order in which one thing needs the other."""

from __future__ import annotations

from collections.abc import Iterator

from endorseback.background.doctor.accounts import check_accounts
from endorseback.background.doctor.check import Check
from endorseback.background.doctor.installation import (
    check_config,
    check_data,
    check_phrases,
    check_schedule,
)
from endorseback.background.doctor.surroundings import check_surroundings
from endorseback.paths import Paths


def examine(paths: Paths) -> Iterator[Check]:
    """Yield every check as it is done; those of the accounts wait for their servers."""
    config, checks = check_config(paths)
    yield from checks
    yield from check_data(paths)
    yield from check_phrases(paths)
    if config is not None:
        yield from check_accounts(config)
    yield from check_schedule(paths)
    yield from check_surroundings()
