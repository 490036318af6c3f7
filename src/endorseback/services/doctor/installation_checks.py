"""Checks of what is ours: the configuration, the data folder, the ledger, the schedule."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from endorseback.config import ConfigError, config_warnings, load_config
from endorseback.errors import EndorsebackError
from endorseback.mail import load_phrases
from endorseback.paths import Paths
from endorseback.services.doctor.check import Check, advise, ok, problem
from endorseback.services.fetch import last_fetch
from endorseback.services.schedule import schedulers
from endorseback.settings import Config


def check_config(paths: Paths) -> tuple[Config | None, list[Check]]:
    """Return the configuration, where there is a usable one, and what was found about it."""
    file = paths.config_file
    try:
        config = load_config(file)
    except ConfigError as error:
        advice = "Mend the file, then try again." if file.exists() else ""
        return None, [problem("config", str(each), advice) for each in error.problems]
    checks = [problem("config", warning, "") for warning in config_warnings(file)]
    places = len(config.accounts) + len(config.sources)
    if not places:
        checks.append(
            problem("config", f"{file} names no account.", "`endorseback init` adds one.")
        )
    return config, checks or [ok("config", f"{file}: {places} place(s) to read mail from.")]


def check_data(paths: Paths) -> Iterator[Check]:
    """Yield what is found about the data folder and the ledger in it."""
    folder = paths.data_dir
    if not folder.exists():
        yield ok("data folder", f"{folder} is made by the first fetch.")
        return
    if not folder.is_dir():
        yield problem("data folder", f"{folder} is no folder.", "Name another with --data-dir.")
        return
    yield _check_permissions(folder)
    yield _check_ledger(paths)


def check_phrases(paths: Paths) -> Iterator[Check]:
    """Yield what is found about the user's own wordings, where there are any."""
    own = load_phrases(paths.phrases)
    for sentence in own.problems:
        yield problem("phrases", sentence, "Mend the file; all other phrases are used.")
    if own.phrases:
        yield ok("phrases", f"{paths.phrases}: {len(own.phrases)} wording(s) of your own.")


def check_schedule(paths: Paths) -> Iterator[Check]:
    """Yield what is found about the background fetch and how the last one ended."""
    try:
        yield _check_scheduler()
    except EndorsebackError as error:
        yield problem("schedule", error.message, error.hint)
    last = last_fetch(paths)
    if last is None:
        yield advise("last fetch", "None has run yet.", "`endorseback fetch` runs one.")
    elif last.errors:
        yield advise("last fetch", " ".join(last.errors), "`endorseback fetch` tries again.")
    else:
        at = last.ended_at.astimezone().strftime("%Y-%m-%d %H:%M")
        yield ok("last fetch", f"{at}, {last.new_endorsements} new.")


def _check_permissions(folder: Path) -> Check:
    """Return whether the data folder is its owner's alone, and can be written."""
    if folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return problem(
            "data folder", f"{folder} can be read by other users.", f"Run `chmod 700 '{folder}'`."
        )
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return problem("data folder", f"{folder} cannot be written.", "Look who owns it.")
    return ok("data folder", f"{folder}, for you alone.")


def _check_ledger(paths: Paths) -> Check:
    """Return whether the ledger opens; it is not changed."""
    from endorseback.ledger import Ledger

    if not paths.ledger.exists():
        return ok("ledger", "None yet.")
    try:
        ledger = Ledger(paths.ledger)
    except EndorsebackError as error:
        return problem("ledger", error.message, error.hint)
    ledger.close()
    if ledger.notices:
        return advise("ledger", " ".join(ledger.notices), "Nothing needs to be done.")
    return ok("ledger", f"{paths.ledger} is whole.")


def _check_scheduler() -> Check:
    """Return whether a fetch is scheduled, and whether it runs."""
    for scheduler in schedulers():
        standing = scheduler.standing()
        if standing.installed and standing.problem:
            return problem("schedule", standing.problem, "")
        if standing.installed:
            return ok("schedule", f"{scheduler.name}, {standing.every}.")
    reasons = [scheduler.unusable() for scheduler in schedulers()]
    if all(reasons):
        return advise(
            "schedule",
            f"None can be used: {', and '.join(filter(None, reasons))}.",
            "The app fetches while it is open.",
        )
    return advise(
        "schedule", "Nothing is scheduled.", "`endorseback schedule install` fetches regularly."
    )
