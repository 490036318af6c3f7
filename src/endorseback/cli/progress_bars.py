"""Bars that show how far a command is, for a person who looks on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn


def bars_on_stderr(*figures: ProgressColumn) -> Progress:
    """Return bars to enter, each with its title and figures; without a terminal nothing shows."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), *figures)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
