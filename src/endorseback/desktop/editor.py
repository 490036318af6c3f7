"""The user's own editor, for texts that want more room than a dialog has."""

from __future__ import annotations

import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from endorseback.desktop.desktop_environment import Desktop, program_name
from endorseback.errors import EndorsebackError, UsageError
from endorseback.text import clean_lines

_USUAL: Final = ("sensible-editor", "nano", "vim", "vi")
_SET_IT: Final = "Set $EDITOR to one that is installed."


def editor_command(desktop: Desktop) -> list[str]:
    """Return the words that start the editor: `$VISUAL`, else `$EDITOR`, else a usual one.

    Raises:
        UsageError: If it cannot be understood, is not installed, or there is none at all.
    """
    for variable in ("VISUAL", "EDITOR"):
        if chosen := desktop.get(variable).strip():
            return _chosen(variable, chosen, desktop)
    for name in (*(("notepad",) if desktop.platform == "win32" else ()), *_USUAL):
        if program := desktop.find(name):
            return [program]
    raise UsageError("There is no editor to open.", hint=_SET_IT)


def edit(text: str, command: list[str]) -> str:
    """Return a text as the user left it in their editor; blocks until the editor ends.

    The terminal is the editor's meanwhile. The text stands in a folder that only the user can
    read, and is removed with it.

    Raises:
        EndorsebackError: If the editor does not start, ends with a failure, or leaves no text that
            can be read.
    """
    with tempfile.TemporaryDirectory(prefix="endorseback-") as folder:
        path = Path(folder, "message.txt")
        path.write_text(f"{text}\n", encoding="utf-8", errors="replace")
        name = program_name(command[0])
        try:
            code = subprocess.call([*command, str(path)])  # noqa: S603 - the user's own editor
        except OSError as error:
            raise UsageError(f"{name} does not start: {error.strerror}.", hint=_SET_IT) from None
        if code != 0:
            raise EndorsebackError(f"{name} ended with code {code}; your text is as it was.")
        return _written(path, name)


def _chosen(variable: str, chosen: str, desktop: Desktop) -> list[str]:
    """Return the words of a variable, the program with its path."""
    try:
        words = shlex.split(chosen)
    except ValueError:
        raise UsageError(
            f"${variable} cannot be understood: a quotation mark is not closed.", hint=_SET_IT
        ) from None
    program = desktop.find(words[0])
    if program is None:
        raise UsageError(f"${variable} names “{words[0]}”, which is not installed.", hint=_SET_IT)
    return [program, *words[1:]]


def _written(path: Path, name: str) -> str:
    """Return what the editor left."""
    try:
        return clean_lines(path.read_bytes().decode("utf-8", "replace")).strip("\n")
    except OSError as error:
        raise EndorsebackError(
            f"{name} left no text: {error.strerror}; yours is as it was."
        ) from None
