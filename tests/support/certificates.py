"""Certificates of a private authority, made by the openssl command: good, expired, wrong host."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

_CA_CONFIG = """
[ca]
default_ca = test
[test]
dir = {folder}
new_certs_dir = {folder}
database = {folder}/index.txt
rand_serial = yes
default_md = sha256
policy = anything
copy_extensions = copy
unique_subject = no
[anything]
commonName = supplied
"""


@dataclass(frozen=True)
class Certificate:
    """A certificate with its key, both as PEM files."""

    certificate: Path
    key: Path


@dataclass(frozen=True)
class Authority:
    """A certificate authority that only the tests trust."""

    folder: Path

    @property
    def certificate(self) -> Path:
        """Its own certificate: what `ca_file` names."""
        return self.folder / "ca.pem"

    @classmethod
    def create(cls, folder: Path) -> Authority:
        """Make an authority in a folder of its own."""
        folder.mkdir()
        (folder / "index.txt").touch()
        (folder / "ca.cnf").write_text(_CA_CONFIG.format(folder=folder))
        authority = cls(folder)
        _openssl(
            *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-nodes", "-days", "30", "-subj", "/CN=endorseback test authority"),
            *("-addext", "keyUsage=critical,keyCertSign"),
            *("-keyout", str(folder / "ca.key"), "-out", str(authority.certificate)),
        )
        return authority

    def issue(
        self, name: str, *, names: list[str], addresses: list[str], expired: bool = False
    ) -> Certificate:
        """Issue a certificate for host names and addresses, valid or in the past."""
        made = Certificate(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        if made.certificate.exists():
            return made
        request = self.folder / f"{name}.csr"
        alternatives = [f"DNS:{host}" for host in names] + [f"IP:{ip}" for ip in addresses]
        _openssl(
            *("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-subj", f"/CN={name}", "-addext", f"subjectAltName={','.join(alternatives)}"),
            *("-keyout", str(made.key), "-out", str(request)),
        )
        span = ("20200101000000Z", "20200201000000Z") if expired else ()
        dates = ("-startdate", span[0], "-enddate", span[1]) if span else ("-days", "30")
        _openssl(
            *("ca", "-batch", "-notext", "-config", str(self.folder / "ca.cnf"), *dates),
            *("-cert", str(self.certificate), "-keyfile", str(self.folder / "ca.key")),
            *("-in", str(request), "-out", str(made.certificate)),
        )
        return made


def _openssl(*arguments: str) -> None:
    """Run the openssl command."""
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)
