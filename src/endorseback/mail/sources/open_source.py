"""The source that an entry of the configuration names."""

from __future__ import annotations

from endorseback.mail.sources.base import Source
from endorseback.paths import expanded
from endorseback.settings import Account, Config, LocalSource


def places(config: Config) -> list[Account | LocalSource]:
    """Return all accounts and sources of a configuration, in its order."""
    return [*config.accounts, *config.sources]


def open_source(settings: Account | LocalSource) -> Source:
    """Return the source that an entry of the configuration names; nothing is opened or read yet.

    Only an IMAP account costs the import of the IMAP library.
    """
    if isinstance(settings, Account):
        from endorseback.mail.sources.imap_source import ImapSource

        return ImapSource(settings)
    if settings.maildir is not None:
        from endorseback.mail.sources.maildir import MaildirSource

        return MaildirSource(settings, expanded(settings.maildir))
    if settings.mbox is not None:
        from endorseback.mail.sources.mbox import MboxSource

        return MboxSource(settings, expanded(settings.mbox))
    from endorseback.mail.sources.eml_folder import EmlFolderSource

    return EmlFolderSource(settings, expanded(settings.eml or ""))
