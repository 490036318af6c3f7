"""Writes `docs/keys.md` from the registry of actions: `python -m tests.support.keys_page`."""

from __future__ import annotations

from pathlib import Path

from endorseback.tui.actions import ACTIONS, Group, keys_of, show_key

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"

HEAD = """\
# Keys

Made from `src/endorseback/tui/actions/`; the app shows the same under `?`.

Every key can be another one: name the action in the configuration.

```toml
[keys]
skip = "y"          # one key
fetch = "f,f5"      # or several
```
"""


def keys_page() -> str:
    """Return the page: a table of keys for each group of actions."""
    parts = [HEAD]
    for group in Group:
        parts.append(f"\n## {group}\n\n| key | action | what it does |\n|---|---|---|\n")
        for action in ACTIONS:
            if action.group is group:
                keys = " ".join(f"`{show_key(key)}`" for key in keys_of(action, {}))
                parts.append(f"| {keys} | `{action.id}` | {action.help} |\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(keys_page(), encoding="utf-8")
