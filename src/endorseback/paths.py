"""Where things lie: the config file, and everything below the data folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import platformdirs

APP = "endorseback"


class Paths(NamedTuple):
    """The files of one installation; nothing is created by asking for a path."""

    config_file: Path
    data_dir: Path

    @property
    def config_dir(self) -> Path:
        """The folder of the config file, of the user's templates and of their phrases."""
        return self.config_file.parent

    @property
    def phrases(self) -> Path:
        """The folder of the user's own phrases, and of those that others shared with them."""
        return self.config_dir / "phrases"

    @property
    def ledger(self) -> Path:
        """The journal that holds every event."""
        return self.data_dir / "ledger.jsonl"

    @property
    def kept_mail(self) -> Path:
        """The folder of the mails kept whole, gzipped."""
        return self.data_dir / "mail"

    @property
    def fetch_lock(self) -> Path:
        """Held by the one process that fetches."""
        return self.data_dir / "fetch.lock"

    @property
    def outbox_lock(self) -> Path:
        """Held by the one process that sends messages."""
        return self.data_dir / "outbox.lock"

    @property
    def write_back_lock(self) -> Path:
        """Held by the one process that changes mailboxes."""
        return self.data_dir / "write-back.lock"

    @property
    def fetch_status(self) -> Path:
        """When the last fetch ran, and how it ended."""
        return self.data_dir / "last-fetch.json"

    @property
    def reparsed(self) -> Path:
        """Which recogniser last read all kept mails."""
        return self.data_dir / "reparsed.json"

    @property
    def unsent(self) -> Path:
        """The folder of the texts that the user began and did not send."""
        return self.data_dir / "unsent"

    @property
    def archives(self) -> Path:
        """The folder of what the imported archives tell of people, apart from the events."""
        return self.data_dir / "archives"

    @property
    def import_lock(self) -> Path:
        """Held by the one process that imports an archive, or takes an import back."""
        return self.data_dir / "import.lock"

    @property
    def filters(self) -> Path:
        """The user's own filters, by the key that recalls them."""
        return self.data_dir / "filters.json"

    @property
    def log_file(self) -> Path:
        """The log, rotated; it never holds a mail's text or a credential."""
        return self.data_dir / "endorseback.log"


def find_paths(config_file: Path | None = None, data_dir: Path | None = None) -> Paths:
    """Return the paths in force: as given, else from the environment, else the platform's own."""
    config = config_file or _from_environment("ENDORSEBACK_CONFIG")
    data = data_dir or _from_environment("ENDORSEBACK_DATA_DIR")
    return Paths(
        config_file=config or platformdirs.user_config_path(APP) / "config.toml",
        data_dir=data or platformdirs.user_data_path(APP),
    )


def make_private_dir(path: Path) -> Path:
    """Create a folder that only its owner can read, with its parents, and return it."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def expanded(path: str | Path) -> Path:
    """Return a path with the home that `~` means; as it stands where nobody has such a home."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 - Path's own raises where nobody has it


def _from_environment(name: str) -> Path | None:
    """Return the path that an environment variable names, or None where it is unset or empty."""
    value = os.environ.get(name)
    return expanded(value) if value else None
