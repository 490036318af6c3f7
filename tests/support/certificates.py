"""Certificates of a private authority: good, expired, for the wrong host."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import trustme


@dataclass(frozen=True)
class Certificate:
    """A certificate with its key, both as PEM files."""

    certificate: Path
    key: Path


@dataclass(frozen=True)
class Authority:
    """A certificate authority that only the tests trust."""

    folder: Path
    authority: trustme.CA

    @property
    def certificate(self) -> Path:
        """Its own certificate: what `ca_file` names."""
        return self.folder / "ca.pem"

    @classmethod
    def create(cls, folder: Path) -> Authority:
        """Make an authority in a folder of its own."""
        folder.mkdir()
        made = cls(folder, trustme.CA())
        made.authority.cert_pem.write_to_path(made.certificate)
        return made

    def issue(
        self, name: str, *, names: list[str], addresses: list[str], expired: bool = False
    ) -> Certificate:
        """Issue a certificate for host names and addresses, valid or in the past."""
        made = Certificate(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        if not made.certificate.exists():
            issued = self.authority.issue_cert(
                *names,
                *addresses,
                not_before=datetime(2020, 1, 1, tzinfo=UTC) if expired else None,
                not_after=datetime(2020, 2, 1, tzinfo=UTC) if expired else None,
            )
            issued.private_key_pem.write_to_path(made.key)
            for blob in issued.cert_chain_pems:
                blob.write_to_path(made.certificate, append=True)
        return made
