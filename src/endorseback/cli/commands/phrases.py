"""`endorseback phrases`: the wordings that you taught, or that others shared with you."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from endorseback.cli.invocation import Invocation
from endorseback.cli.row_output import print_json
from endorseback.errors import UsageError

if TYPE_CHECKING:
    from endorseback.mail import UserPhrase, UserPhrases
    from endorseback.services.reparse import Preview


@click.group()
def command() -> None:
    """Manage your own wordings: what a sentence of a mail tells."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_(invocation: Invocation, as_json: bool) -> None:
    """Print all phrases, each with its number."""
    own = invocation.user_phrases()
    for number, phrase in enumerate(own.phrases, 1):
        if as_json:
            print_json(_as_json(number, phrase))
        else:
            click.echo(f"{number:>4}  {_words(phrase)}")
    if not (own.phrases or as_json):
        click.echo("There are no phrases of your own; the app learns them from mails.")


@command.command()
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--jobs", type=click.IntRange(1, 64), help="How many processes read mails.")
@click.pass_obj
def test(invocation: Invocation, files: tuple[Path, ...], as_json: bool, jobs: int | None) -> None:
    """Check files of phrases, and show what they would change across all kept mails.

    Nothing is written.
    """
    from endorseback.mail import UserPhrases, read_phrases

    read = [read_phrases(path) for path in files]
    problems = [problem for one in read for problem in one.problems]
    if problems:
        raise UsageError("\n".join(problems), hint="\nNothing was tried: mend the files first.")
    tried = UserPhrases(tuple(dict.fromkeys(phrase for one in read for phrase in one.phrases)))
    _show(_preview(invocation, tried, jobs), len(tried.phrases), as_json=as_json)


@command.command()
@click.argument("phrase", metavar="NUMBER|PATTERN")
@click.pass_obj
def remove(invocation: Invocation, phrase: str) -> None:
    """Forget a phrase that was learned; mails stay as they are until `endorseback reparse`."""
    from endorseback.services.reparse import forget

    chosen = _choose(invocation.user_phrases(), phrase)
    if not _is_learned(chosen):
        raise UsageError(
            f"That phrase stands in {invocation.paths.phrases / chosen.file}, which is not ours.",
            hint="Edit the file, or take it out of the folder.",
        )
    forget(chosen, invocation.paths)
    click.echo(f"Forgotten: {_words(chosen)}")
    click.echo("`endorseback reparse` reads the kept mails without it.")


def _preview(invocation: Invocation, tried: UserPhrases, jobs: int | None) -> Preview:
    """Return what phrases would change."""
    from endorseback.mail import MailStore
    from endorseback.services.reparse import default_jobs, preview

    return preview(
        tried.phrases,
        invocation.config_or_none(),
        invocation.open_ledger().model,
        MailStore(invocation.paths.kept_mail),
        user_phrases=invocation.user_phrases(),
        jobs=jobs or default_jobs(),
    )


def _show(found: Preview, count: int, *, as_json: bool) -> None:
    """Print what would change."""
    from endorseback.services.reparse import tells

    for change in found.changes:
        before, after = tells(change.before), tells(change.after)
        if as_json:
            print_json(
                {"mail": change.mail, "subject": change.subject, "before": before, "after": after}
            )
        else:
            click.echo(f"{change.subject or change.mail}\n    {before}\n    -> {after}")
    if not as_json:
        phrases = "1 phrase is" if count == 1 else f"{count} phrases are"
        mails = "1 kept mail" if len(found.changes) == 1 else f"{len(found.changes)} kept mails"
        click.echo(f"{phrases} right; {mails} would be read differently. Nothing was written.")


def _choose(own: UserPhrases, word: str) -> UserPhrase:
    """Return the phrase of a number in the list, or of a pattern.

    Raises:
        UsageError: There is none.
    """
    if word.isascii() and word.isdecimal() and 1 <= int(word) <= len(own.phrases):
        return own.phrases[int(word) - 1]
    chosen = next((phrase for phrase in own.phrases if phrase.pattern == word), None)
    if chosen is None:
        raise UsageError(
            f"There is no phrase {word!r}.", hint="`endorseback phrases list` numbers them."
        )
    return chosen


def _is_learned(phrase: UserPhrase) -> bool:
    """Tell whether a phrase stands in the file that the program writes."""
    from endorseback.mail import LEARNED_FILE

    return phrase.file == LEARNED_FILE


def _words(phrase: UserPhrase) -> str:
    """Return a phrase for a person to read."""
    parts = (phrase.says.value.replace("_", " "), phrase.language, phrase.file)
    return f"{phrase.pattern}  ({', '.join(part for part in parts if part)})"


def _as_json(number: int, phrase: UserPhrase) -> dict[str, Any]:
    """Return a phrase under the keys that scripts rely on; every key is always there."""
    return {
        "number": number,
        "pattern": phrase.pattern,
        "says": phrase.says.value,
        "language": phrase.language,
        "learned_from": phrase.learned_from,
        "added": phrase.added.isoformat() if phrase.added else None,
        "file": phrase.file,
    }
