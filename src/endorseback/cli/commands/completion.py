"""`endorseback completion`: shell completion for bash, zsh and fish."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    r"""Print the completion script of a shell.

    \b
    bash:  eval "$(endorseback completion bash)"            in ~/.bashrc
    zsh:   eval "$(endorseback completion zsh)"             in ~/.zshrc
    fish:  endorseback completion fish > ~/.config/fish/completions/endorseback.fish
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    root = ctx.find_root().command
    click.echo(kind(root, {}, "endorseback", "_ENDORSEBACK_COMPLETE").source())
