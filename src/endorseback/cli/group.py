"""The commands by name: each is a small module, imported only when that command runs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from endorseback import __version__
from endorseback.cli.error_boundary import error_boundary
from endorseback.cli.invocation import Invocation
from endorseback.paths import find_paths

COMMANDS: Final = {
    "completion": "Print the shell completion for bash, zsh or fish.",
    "config": "Check the configuration file.",
    "decide": "Record a decision without the screen.",
    "demo": "Try the app on an invented mailbox.",
    "doctor": "Check the set-up, and say what to do.",
    "export": "Write everything out as JSON or CSV.",
    "fetch": "Fetch new mail once.",
    "import": "Take in LinkedIn's archive of your data.",
    "init": "Set up an account.",
    "list": "Print the inbox, or another list.",
    "outbox": "See what was sent from here, and try again what failed.",
    "parse": "Recognise mails from files.",
    "paths": "Print where things lie.",
    "phrases": "Manage your own wordings.",
    "repair": "Save what is intact of a damaged ledger.",
    "reparse": "Read the kept mails again.",
    "rules": "Print whose endorsements are skipped by your rule.",
    "schedule": "Fetch in the background, at intervals.",
}

_MODULES: Final = {"import": "import_archive"}
"""The modules of commands whose names are words of Python."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and help, and imports only the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the alphabet."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = f"endorseback.cli.commands.{_MODULES.get(cmd_name, cmd_name)}"
        command = import_module(module).command
        if not isinstance(command, click.Command):
            raise TypeError(f"{module}.command is no click command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands without importing any of them, then the options."""
        commands = [
            CompletionItem(name, help=text)
            for name, text in sorted(COMMANDS.items())
            if name.startswith(incomplete)
        ]
        return commands + click.Command.shell_complete(self, ctx, incomplete)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the words name, and suggest the nearest one where none does."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise click.UsageError(f"{error.format_message()}{_nearest(args[0])}", ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what fails is told in a sentence, with the exit code of its class."""
        own = (click.ClickException, click.exceptions.Exit, click.Abort)
        with error_boundary(lambda: ctx.obj.paths, but=own):
            return super().invoke(ctx)


@click.group(cls=LazyGroup, invoke_without_command=True)
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    help="The configuration file (or ENDORSEBACK_CONFIG).",
)
@click.option(
    "--data-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the ledger and the kept mail (or ENDORSEBACK_DATA_DIR).",
)
@click.version_option(__version__, prog_name="endorseback")
@click.pass_context
def group(ctx: click.Context, config_file: Path | None, data_dir: Path | None) -> None:
    """Triage your LinkedIn endorsements in the terminal; without a command, the app opens."""
    ctx.obj = Invocation(find_paths(config_file, data_dir))
    if ctx.invoked_subcommand is None:
        from endorseback.cli.app_launcher import open_app

        open_app(ctx.obj)


def _nearest(word: str) -> str:
    """Return the hint that names the command most like a mistyped one."""
    import difflib

    close = difflib.get_close_matches(word, COMMANDS, n=1)
    return f" Did you mean {close[0]!r}?" if close else ""
