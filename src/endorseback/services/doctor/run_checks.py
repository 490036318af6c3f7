"""All checks, in the order in which one thing needs the other."""

from __future__ import annotations

from collections.abc import Iterator

from endorseback.paths import Paths
from endorseback.services.doctor.account_checks import check_accounts
from endorseback.services.doctor.check import Check
from endorseback.services.doctor.environment_checks import check_surroundings
from endorseback.services.doctor.installation_checks import (
    check_config,
    check_data,
    check_phrases,
    check_schedule,
)


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
