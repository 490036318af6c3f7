"""The questions of `init` that need a look into the mailbox: whom to trust, and what to read."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from endorseback.cli.prompts import WrongAnswerError, ask
from endorseback.text import clean

if TYPE_CHECKING:
    from endorseback.services.setup import Probe


def ask_trusted(seen: Probe) -> tuple[str, ...]:
    """Ask which of the hosts that stamped recent mail is the user's own."""
    if not seen.authserv_ids:
        click.echo(
            "Your mail host stamps no Authentication-Results, so mails count as unverified.\n"
            "`check_dkim = true` in the configuration checks signatures here instead.",
            err=True,
        )
        return ()
    click.echo(f"Topmost Authentication-Results in your {seen.looked_at} newest mails:", err=True)
    for number, (name, count) in enumerate(seen.authserv_ids[:9], 1):
        click.echo(f"  {number}  {name:<40}{count:>5}", err=True)
    names = [name for name, _ in seen.authserv_ids[:9]]
    return ask(
        "Which is your own mail host's? Its word verifies senders (numbers, or none)",
        lambda answer: _picked(answer, names),
        "1",
    )


def _picked(answer: str, names: list[str]) -> tuple[str, ...]:
    """Return the names that an answer picks by number or spells out."""
    if answer.lower() == "none":
        return ()
    picked = []
    for word in answer.replace(",", " ").split():
        if word.isdecimal() and 1 <= int(word) <= len(names):
            picked.append(names[int(word) - 1])
        elif word.lower() in names:
            picked.append(word.lower())
        else:
            raise WrongAnswerError(f"Type numbers from 1 to {len(names)}, or none.")
    return tuple(dict.fromkeys(picked))


def ask_folders(seen: Probe) -> tuple[str, ...]:
    """Ask which folders to read; empty for what the server's kind suggests."""
    proposed = ", ".join(map(clean, seen.reads))
    chosen = ask(
        "Folders to read, parted by commas",
        lambda answer: _existing(answer, [*seen.folders, *seen.reads]),
        proposed,
    )
    return () if chosen == seen.reads else chosen


def _existing(answer: str, folders: list[str]) -> tuple[str, ...]:
    """Return the folders that an answer names; a name may hold a comma itself."""
    words = [answer] if answer in folders else [word.strip() for word in answer.split(",")]
    for word in words:
        if word not in folders and word.upper() != "INBOX":
            near = difflib.get_close_matches(word, folders, n=3, cutoff=0.3) or folders[:3]
            raise WrongAnswerError(f"There is no folder {word!r}. Nearest: {', '.join(near)}.")
    return tuple(dict.fromkeys(words))
