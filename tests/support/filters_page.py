"""Writes `docs/filters.md` from the filter language: `python -m tests.support.filters_page`."""

from __future__ import annotations

from pathlib import Path

from endorseback.filters.filter_facts import TRAITS
from endorseback.filters.filter_fields import FIELDS

PAGE = Path(__file__).parents[2] / "docs" / "filters.md"

HEAD = """\
# Filters

`/` narrows the list that is up, as you type. Words are looked for in names and skills,
among all people also in companies, positions, profiles and tags; a word with a colon asks for more.

| you type | and see |
|---|---|
| `weber` | rows that hold the word |
| `"email marketing"` | rows that hold just that |
| `skill:go older:30d` | rows for which both hold; `&` may stand between them |
| `from:weber \\| from:lima` | rows for which either holds |
| `verdict:gratuitous -tag:client` | rows for which the first holds and the second does not |
| `(skill:go \\| skill:rust) newer:2w` | brackets, as one would expect |

Tab completes fields and values. While a filter is half typed or wrong, what is wrong stands below
it, and the list stays as the last whole filter left it.

Spans of time are `30d`, `2w`, `3m` or `1y`; a year, a month or a day (`2025`, `2025-03`,
`2025-03-14`) will do, too.

`F` or `'` shows the filters that you saved, and saves the one in force under a key.

## Fields

| field | asks for |
|---|---|
"""


def filters_page() -> str:
    """Return the page: the language, its fields, and what `is:` can ask for."""
    parts = [HEAD]
    for field in FIELDS.values():
        known = f": {', '.join(f'`{choice}`' for choice in field.choices)}" if field.choices else ""
        parts.append(f"| `{field.name}:` | {field.help}{known} |\n")
    parts.append("\n## What `is:` asks for\n\n| trait | holds where |\n|---|---|\n")
    parts.extend(f"| `is:{trait}` | {meaning} |\n" for trait, meaning in TRAITS.items())
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(filters_page(), encoding="utf-8")
