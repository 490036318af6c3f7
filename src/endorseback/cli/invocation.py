"""What every command is given: where things lie, and the ways to open them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from endorseback.cli.error_boundary import warn
from endorseback.errors import UsageError
from endorseback.paths import Paths

if TYPE_CHECKING:
    from endorseback.ledger import Ledger
    from endorseback.mail import UserPhrases
    from endorseback.settings import Config


@dataclass(frozen=True, slots=True)
class Invocation:
    """One call of the command line."""

    paths: Paths

    def config(self) -> Config:
        """Return the configuration.

        Raises:
            ConfigError: If there is none, or it is not usable; it tells every problem.
        """
        from endorseback.config import config_warnings, load_config

        config = load_config(self.paths.config_file)
        for warning in config_warnings(self.paths.config_file):
            warn(warning)
        return config

    def config_or_none(self) -> Config | None:
        """Return the configuration, or None where there is no file; a broken one is an error."""
        return self.config() if self.paths.config_file.exists() else None

    def user_phrases(self) -> UserPhrases:
        """Return the user's own wordings; what is wrong with their files is told on stderr."""
        from endorseback.mail import load_phrases

        user_phrases = load_phrases(self.paths.phrases)
        for problem in user_phrases.problems:
            warn(problem)
        return user_phrases

    def start_log(self) -> None:
        """Let what goes wrong unseen be written to the log, for commands that run unattended."""
        from endorseback.log import start_log

        start_log(self.paths.log_file)

    def open_ledger(self) -> Ledger:
        """Return the ledger, folded; it is closed when the command ends.

        What had to be mended in it is told then, on stderr.

        Raises:
            DamagedError: If it cannot be read.
        """
        import click

        from endorseback.ledger import Ledger

        data_dir = self.paths.data_dir
        if data_dir.exists() and not data_dir.is_dir():
            raise UsageError(
                f"The data folder {data_dir} is a file.", hint="Name a folder with --data-dir."
            )
        ledger = Ledger(self.paths.ledger)
        click.get_current_context().call_on_close(lambda: _close(ledger))
        return ledger


def _close(ledger: Ledger) -> None:
    """Let go of a ledger, and tell what had to be mended in it."""
    ledger.close()
    for notice in ledger.notices:
        warn(notice)
