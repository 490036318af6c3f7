"""A system keyring that keeps its passwords in the file that `FILE_KEYRING` names."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class FileKeyring(KeyringBackend):
    """Chosen with `PYTHON_KEYRING_BACKEND`, as a user's own backend would be."""

    priority = 1  # type: ignore[assignment]

    def get_password(self, service: str, username: str) -> str | None:
        return self._load().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._file().write_text(json.dumps({**self._load(), f"{service}/{username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        raise PasswordDeleteError(username)

    def _load(self) -> dict[str, str]:
        file = self._file()
        found: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
        return found

    def _file(self) -> Path:
        return Path(os.environ["FILE_KEYRING"])
