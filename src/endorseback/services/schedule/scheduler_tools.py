"""Runs the schedulers' own commands."""

from __future__ import annotations

import os
import subprocess
from typing import Final

from endorseback.errors import UnreachableError
from endorseback.text import clean

_TIMEOUT: Final = 20.0
"""Seconds after which a command counts as hanging."""


def run(*words: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run a command and return what it answered, whatever its exit code.

    Its messages come in English, so that they can be told apart.

    Raises:
        UnreachableError: If it is not there or does not end.
    """
    try:
        return subprocess.run(  # noqa: S603 - words of ours, no shell
            words,
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnreachableError(f"`{words[0]}` could not be run: {clean(str(error))}.") from None


def answer_of(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return what a failed command said, as one clean line."""
    said = (done.stderr or done.stdout).decode("utf-8", "replace")
    return clean(said) or f"exit code {done.returncode}"
