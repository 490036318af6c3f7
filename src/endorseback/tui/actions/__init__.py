"""What a user can do, declared once: keys, footer, palette, help and `docs/keys.md` come from here.

An action's `id` is the name of its method on the inbox screen (`action_<id>`), of its key binding,
and of its entry in the configuration's `[keys]`. There is a module for each group of them.
"""

from endorseback.tui.actions.action import Action, Group
from endorseback.tui.actions.focus import Focus
from endorseback.tui.actions.keys import help_rows, key_problems, keys_of, show_key
from endorseback.tui.actions.registry import ACTIONS, BY_ID

__all__ = [
    "ACTIONS",
    "BY_ID",
    "Action",
    "Focus",
    "Group",
    "help_rows",
    "key_problems",
    "keys_of",
    "show_key",
]
