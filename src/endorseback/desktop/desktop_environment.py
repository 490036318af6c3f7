"""What the environment tells of the desktop: whether there is one, where, with which tools."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Desktop:
    """The surroundings of the process, as its environment variables show them."""

    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    """The environment variables; helper programs are started with them too."""
    platform: str = sys.platform
    """As `sys.platform`."""

    @property
    def remote(self) -> bool:
        """Whether the user sits at another machine, where windows opened here do not show."""
        return self._any_set("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")

    @property
    def has_display(self) -> bool:
        """Whether there is an X11 or Wayland display to show a window on."""
        return self._any_set("DISPLAY", "WAYLAND_DISPLAY")

    @property
    def windows(self) -> bool:
        """Whether the programs of Windows are at hand, natively or from WSL."""
        return self.platform == "win32" or self._any_set("WSL_DISTRO_NAME")

    @property
    def macos(self) -> bool:
        """Whether this is a Mac."""
        return self.platform == "darwin"

    def get(self, variable: str) -> str:
        """Return an environment variable, empty where it is not set."""
        return self.environment.get(variable, "")

    def find(self, program: str) -> str | None:
        """Return the path of a program on the search path, or None where it is not installed."""
        return shutil.which(program, path=self.get("PATH"))

    def _any_set(self, *variables: str) -> bool:
        return any(self.get(variable) for variable in variables)


def program_name(command: str) -> str:
    """Return the bare name of a program that is given by name or by path."""
    return PurePath(command).name.removesuffix(".exe").lower()
