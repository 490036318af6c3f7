"""The keys of the actions: as declared, as the user has them, and as they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from endorseback.tui.actions.action import Action, Group
from endorseback.tui.actions.registry import ACTIONS, BY_ID

_SHOWN: Final = {
    "slash": "/",
    "apostrophe": "'",
    "question_mark": "?",
    "escape": "Esc",
    "enter": "Enter",
    "down": "↓",
    "up": "↑",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "shift+down": "Shift+↓",
    "shift+up": "Shift+↑",
    "f5": "F5",
    "space": "Space",
}


def keys_of(action: Action, overrides: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of an action in force: the user's own, comma-separated, else the built-in."""
    own = tuple(key.strip() for key in overrides.get(action.id, "").split(",") if key.strip())
    return own or action.keys


def show_key(key: str) -> str:
    """Return a key as people write it: `?` for `question_mark`, `Ctrl+P` for `ctrl+p`."""
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key.removeprefix('ctrl+').upper()}"
    return key


def help_rows(overrides: Mapping[str, str]) -> dict[str, list[tuple[str, str, str]]]:
    """Return (keys, title, sentence) of every action, by group, with the user's keys in force."""
    rows: dict[str, list[tuple[str, str, str]]] = {group: [] for group in Group}
    for action in ACTIONS:
        keys = ", ".join(show_key(key) for key in keys_of(action, overrides))
        rows[action.group].append((keys, action.title, action.help))
    return rows


def key_problems(overrides: Mapping[str, str]) -> list[str]:
    """Return what is wrong with the user's keys: unknown actions, and one key for two actions."""
    unknown = [f"keys.{name}: there is no such action" for name in overrides if name not in BY_ID]
    owners: dict[str, str] = {}
    clashes = []
    for action in ACTIONS:
        for key in keys_of(action, overrides):
            if (other := owners.setdefault(key, action.id)) != action.id:
                clashes.append(f"keys: {show_key(key)} stands for both {other} and {action.id}")
    return unknown + clashes
