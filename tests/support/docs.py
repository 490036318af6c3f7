"""The generated pages of `docs/`: `python -m tests.support.docs`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from endorseback.tui.actions import ACTIONS, Group, keys_of, show_key

PAGE: Final = Path(__file__).parents[2] / "docs" / "keys.md"

_HEAD: Final = """# Keys and actions

This page is generated from the actions that the app knows (`make docs`).

To give an action other keys, name it in the configuration; several keys stand with commas:

```toml
[keys]
fetch = "f5"
reciprocate = "r, enter"
```
"""


def keys_page() -> str:
    """Return the page of all keys and actions, by group."""
    parts = [_HEAD]
    for group in Group:
        rows = [
            f"| `{action.id}` | {', '.join(f'`{show_key(key)}`' for key in keys_of(action, {}))} "
            f"| {action.help} |"
            for action in ACTIONS
            if action.group is group
        ]
        table = "\n".join(["| action | keys | |", "|---|---|---|", *rows])
        parts.append(f"## {group}\n\n{table}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(keys_page(), encoding="utf-8")
