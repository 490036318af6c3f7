"""Cutting text to columns: a terminal counts cells, not characters."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from endorseback.text import calm

_DOTS = "…"


def fit(text: str, width: int) -> str:
    """Return text in exactly so many cells: padded or cut, floods of combining marks calmed."""
    if width <= 0:
        return ""
    shown = calm(text)
    if cell_len(shown) <= width:
        return set_cell_size(shown, width)
    return set_cell_size(set_cell_size(shown, width - 1).rstrip() + _DOTS, width)


def fit_right(text: str, width: int) -> str:
    """Return text at the right end of so many cells."""
    shown = fit(text, width).rstrip()
    return " " * max(0, width - cell_len(shown)) + shown


def fit_words(words: Sequence[str], width: int) -> str:
    """Return as many words as fit, with how many more there are: `Kubernetes, Go +1`."""
    shown = [calm(word) for word in words]
    for count in range(len(shown), 1, -1):
        text = _listed(shown, count)
        if cell_len(text) <= width:
            return fit(text, width)
    if len(shown) <= 1:
        return fit("".join(shown), width)
    more = f" +{len(shown) - 1}"
    return fit(fit(shown[0], width - len(more)).rstrip() + more, width)


def _listed(words: Sequence[str], count: int) -> str:
    """Return the first words with a comma between them, and the number of the others."""
    more = f" +{len(words) - count}" if count < len(words) else ""
    return ", ".join(words[:count]) + more
