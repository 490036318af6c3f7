"""Hands the terminal to the user's own editor, and takes it back."""

from __future__ import annotations

from textual.app import App, SuspendNotSupported

from endorseback.desktop import Desktop, edit, editor_command
from endorseback.errors import EndorsebackError


def edit_outside(app: App[object], text: str) -> str:
    """Return a text as the user left it in their editor; the app stands still meanwhile.

    Raises:
        EndorsebackError: If there is no editor, it fails, or the terminal cannot be handed over.
    """
    command = editor_command(Desktop())
    try:
        with app.suspend():
            outcome = _outcome(text, command)
    except SuspendNotSupported:
        raise EndorsebackError("The editor cannot be opened in this terminal.") from None
    if isinstance(outcome, EndorsebackError):
        raise outcome
    return outcome


def _outcome(text: str, command: list[str]) -> str | EndorsebackError:
    """Return what the editor left, or what went wrong: `suspend` resumes only what ends well."""
    try:
        return edit(text, command)
    except EndorsebackError as error:
        return error
