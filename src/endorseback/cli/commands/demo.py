"""`endorseback demo`: the app on an invented mailbox that it fetches for real."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from endorseback.cli.invocation import Invocation
from endorseback.cli.row_assessment import judged
from endorseback.cli.row_output import print_rows, rows_of
from endorseback.model.clock import utc_now
from endorseback.model.list_rows import State

if TYPE_CHECKING:
    from endorseback.demo import Session


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the inbox, one JSON object a line.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Try the app on an invented mailbox; nothing of it is left afterwards.

    Without a terminal it fetches and prints the inbox. It never opens the browser, because
    invented profiles may be real people's.
    """
    from endorseback.demo import run_session

    on_screen = not as_json and sys.stdin.isatty() and sys.stdout.isatty()
    with run_session(utc_now(), late=on_screen) as session:
        if on_screen:
            ctx.exit(_show(session))
        else:
            _fetch(session)
            _print(session, as_json=as_json)


def _show(session: Session) -> int:
    """Open the app, with a browser that never opens, and return its exit code."""
    from endorseback.desktop import ClosedBrowser
    from endorseback.tui.start import run_app

    return run_app(session.paths, session.config, opener=ClosedBrowser(), demo=True)


def _fetch(session: Session) -> None:
    """Fetch once, as `endorseback fetch` does.

    Raises:
        UnreachableError: If the demo's own server failed.
    """
    from endorseback.errors import UnreachableError
    from endorseback.ledger import Ledger
    from endorseback.mail import MailStore
    from endorseback.services.fetch import Fetcher

    ledger = Ledger(session.paths.ledger)
    try:
        kept = MailStore(session.paths.kept_mail)
        for report in Fetcher(session.config, session.paths, ledger, kept).run():
            if report.error:
                raise UnreachableError(f"The demo's mail server failed. {report.error}")
    finally:
        ledger.close()


def _print(session: Session, *, as_json: bool) -> None:
    """Print the inbox that the fetch filled."""
    model = Invocation(session.paths).open_ledger().model
    now = utc_now()
    rows = judged(session.paths, model, rows_of(model, [State.OPEN], now), now)
    print_rows(rows, as_json=as_json)
