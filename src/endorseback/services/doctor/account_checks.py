"""Checks of the places that mail comes from: can they be reached, and is their mail judged."""

from __future__ import annotations

from collections.abc import Iterator

from endorseback.errors import EndorsebackError
from endorseback.services.doctor.check import Check, advise, ok, problem
from endorseback.services.doctor.sending_checks import check_changes, check_sending
from endorseback.services.setup import Probe, probe
from endorseback.settings import Account, Config, LocalSource
from endorseback.text import clean


def check_accounts(config: Config) -> Iterator[Check]:
    """Yield what is found about each account and each other source, in their order."""
    for account in config.accounts:
        yield from _check_account(account)
    for source in config.sources:
        yield _check_source(source)


def _check_account(account: Account) -> Iterator[Check]:
    """Yield whether an account lets us in, whose stamps are trusted, and what can be done there."""
    from endorseback.credentials import password_of

    what = f"account {account.name}"
    try:
        password = password_of(account)
    except EndorsebackError as error:
        yield problem(what, error.message, error.hint)
        return
    try:
        seen = probe(account, password)
    except EndorsebackError as error:
        yield problem(what, error.message, error.hint)
        return
    shield = {"tls": "TLS", "starttls": "STARTTLS", "none": "this machine"}[account.security]
    yield ok(
        what,
        f"logged in at {account.host}:{account.port_number} ({shield}); "
        f"{', '.join(map(clean, seen.reads))}: {seen.mails} mail(s).",
    )
    yield _check_trust(account, seen)
    yield from check_changes(account, password)
    yield from check_sending(account)


def _check_trust(account: Account, seen: Probe) -> Check:
    """Return whether what the mail host stamps is what the configuration trusts."""
    what = f"authserv-ids {account.name}"
    trusted = {name.lower() for name in account.trusted_authserv_ids}
    stamped = [name for name, _ in seen.authserv_ids]
    told = ", ".join(f"{name} ({count})" for name, count in seen.authserv_ids[:5])
    if trusted & set(stamped):
        return ok(what, f"topmost in recent mail: {told}; trusted: {', '.join(sorted(trusted))}.")
    if stamped and not trusted:
        return advise(
            what,
            f"Topmost in {seen.looked_at} recent mails: {told}; none is trusted.",
            "Put your own mail host's into trusted_authserv_ids, or no mail is ever verified.",
        )
    if stamped:
        return problem(
            what,
            f"Topmost in {seen.looked_at} recent mails: {told}; "
            f"none of them is trusted ({', '.join(sorted(trusted))} are).",
            "Check trusted_authserv_ids, or no mail is verified.",
        )
    if account.check_dkim or not seen.looked_at:
        return ok(what, f"None in {seen.looked_at} recent mails.")
    return advise(
        what,
        f"Your mail host stamps no Authentication-Results on {seen.looked_at} recent mails.",
        "With `check_dkim = true` endorseback checks the signatures itself.",
    )


def _check_source(source: LocalSource) -> Check:
    """Return whether a Maildir, an mbox or a folder of mails can be read."""
    from endorseback.mail import open_source

    what = f"source {source.name}"
    opened = open_source(source)
    try:
        folders = opened.folders()
    except EndorsebackError as error:
        return problem(what, error.message, error.hint)
    finally:
        opened.close()
    return ok(what, f"{len(folders)} folder(s).")
