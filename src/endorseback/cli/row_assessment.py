"""What the lists of the command line judge endorsements by: the archive and the settings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from endorseback.cli.error_boundary import warn
from endorseback.errors import DamagedError
from endorseback.model.list_rows import MailRow, Row

if TYPE_CHECKING:
    from endorseback.contacts import ContactDirectory
    from endorseback.ledger import ReadModel
    from endorseback.paths import Paths
    from endorseback.services.people import Acquaintances
    from endorseback.settings import Assessing


def judged(
    paths: Paths, model: ReadModel, rows: Iterable[Row | MailRow], now: datetime
) -> list[Row | MailRow]:
    """Return rows, those of people with their assessment and its reasons.

    A list is worth having without the archives and the user's weights: what cannot be read is told
    on stderr, and left out.
    """
    known = _known(paths, model)
    return [known.judge(row, now) if isinstance(row, Row) else row for row in rows]


def reason_against(paths: Paths, model: ReadModel, row: Row, now: datetime) -> str:
    """Return the weightiest reason against a row's endorsements, in words; empty without one."""
    against = _known(paths, model).judgement(row, now).first_against
    return "" if against is None else against.text


def _known(paths: Paths, model: ReadModel) -> Acquaintances:
    """Return what judges, by all that can be read."""
    from endorseback.services.people import Acquaintances

    return Acquaintances(model, _settings(paths), _reference(paths, model))


def _settings(paths: Paths) -> Assessing | None:
    """Return the user's weights, or None for the defaults where they are not readable."""
    from endorseback.config import ConfigError, load_config

    if not paths.config_file.exists():
        return None
    try:
        return load_config(paths.config_file).assessment
    except ConfigError as error:
        warn(f"Assessed by the default weights, as the configuration is not usable: {error}")
        return None


def _reference(paths: Paths, model: ReadModel) -> ContactDirectory | None:
    """Return the people of the archives, or None without any."""
    imports = [one.id for one in model.imports()]
    if not imports:
        return None
    from endorseback.contacts import ContactDirectory

    try:
        return ContactDirectory.load(paths, imports)
    except DamagedError as error:
        warn(f"Assessed without the archive. {error}")
        return None
