"""Maildirs, mbox files and folders of .eml files: read in part, read again, and never changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.support.dovecot import utc
from tests.support.fetching import FetchBench
from tests.support.mailboxes import among_others, endorsement, ordinary

from endorseback.errors import EndorsebackError, UsageError
from endorseback.mail.mail_limits import MAX_MAIL
from endorseback.mail.prefilter import identity_of
from endorseback.mail.sources.base import FIRST_BATCH, Batch, Source
from endorseback.mail.sources.open_source import open_source
from endorseback.settings import LocalSource


def write(path: Path, raw: bytes, minute: int = 0) -> Path:
    """Write a mail's file with a time so many minutes into the year."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    stamp = utc(2026, 1, 1).timestamp() + 60 * minute
    os.utime(path, (stamp, stamp))
    return path


def make_maildir(folder: Path) -> Path:
    for part in ("new", "cur", "tmp"):
        (folder / part).mkdir(parents=True)
    return folder


def mbox_text(*raws: bytes) -> bytes:
    """Return mails as an mbox holds them, by mboxrd's rules."""
    parts = []
    for raw in raws:
        lines = raw.replace(b"\r\n", b"\n").split(b"\n")
        quoted = [b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines]
        parts.append(
            b"From sam@example.com Thu Jan  1 10:00:00 2026\n" + b"\n".join(quoted) + b"\n"
        )
    return b"\n".join(parts)


def scan(settings: LocalSource, cursor: object = None, **options: bool) -> list[Batch]:
    source: Source = open_source(settings)
    (folder,) = source.folders()
    return list(source.scan(folder, cursor, **options))  # type: ignore[arg-type]


def identities(batches: list[Batch]) -> list[str]:
    return [identity_of(mail.raw) for batch in batches for mail in batch.mails]


def snapshot(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return everything about the files below a folder that a reader could change."""
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_ino, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def fill(kind: str, place: Path, raws: list[bytes]) -> LocalSource:
    """Write mails, the last one the newest, and return the source that reads them."""
    if kind == "mbox":
        (place / "mbox").write_bytes(mbox_text(*raws))
        return LocalSource(name="old", mbox=str(place / "mbox"))
    if kind == "maildir" and not (place / "new").exists():
        make_maildir(place)
    for number, raw in enumerate(raws):
        where = f"new/{number}.M1.example" if kind == "maildir" else f"sub/{number}.eml"
        write(place / where, raw, minute=number)
    return LocalSource(**{"name": "old", kind: str(place)})


KINDS = pytest.mark.parametrize("kind", ["maildir", "mbox", "eml"])


@KINDS
def test_each_finds_what_may_be_linkedins_newest_first_and_changes_nothing(
    kind: str, tmp_path: Path
) -> None:
    raws = list(among_others([endorsement(number) for number in range(5)], 20))
    settings = fill(kind, tmp_path, raws)
    before = snapshot(tmp_path)
    batches = scan(settings)
    assert identities(batches) == [identity_of(endorsement(n)) for n in (4, 3, 2, 1, 0)]
    assert sum(batch.scanned for batch in batches) == 25
    assert snapshot(tmp_path) == before


@KINDS
def test_each_delivers_only_what_is_new(kind: str, tmp_path: Path) -> None:
    raws = [endorsement(number) for number in range(4)]
    cursor = scan(fill(kind, tmp_path, raws))[-1].cursor
    assert scan(fill(kind, tmp_path, raws), cursor) == []
    settings = fill(kind, tmp_path, [*raws, ordinary(7), endorsement(8)])
    assert identities(scan(settings, cursor))[0] == identity_of(endorsement(8))
    assert len(identities(scan(settings, cursor))) <= 2
    assert len(identities(scan(settings, cursor, full=True))) == 5


@KINDS
def test_each_goes_on_where_it_was_broken_off(kind: str, tmp_path: Path) -> None:
    raws = [endorsement(number) for number in range(FIRST_BATCH + 30)]
    settings = fill(kind, tmp_path, raws)
    source = open_source(settings)
    (folder,) = source.folders()
    first = next(iter(source.scan(folder, None)))
    rest = scan(settings, first.cursor)
    assert identities([first, *rest]) == [identity_of(raw) for raw in reversed(raws)]


@KINDS
def test_each_reads_the_first_part_of_a_huge_mail(kind: str, tmp_path: Path) -> None:
    settings = fill(kind, tmp_path, [endorsement(1, padding=MAX_MAIL + 1_000_000)])
    (mail,) = [mail for batch in scan(settings) for mail in batch.mails]
    assert mail.truncated
    assert len(mail.raw) <= MAX_MAIL


@KINDS
def test_each_tells_where_nothing_is(kind: str, tmp_path: Path) -> None:
    missing = LocalSource(**{"name": "old", kind: str(tmp_path / "nowhere")})
    with pytest.raises(UsageError, match="nowhere"):
        open_source(missing).folders()


@KINDS
def test_each_can_be_cancelled_between_batches(kind: str, tmp_path: Path) -> None:
    source = open_source(fill(kind, tmp_path, [endorsement(n) for n in range(FIRST_BATCH + 1)]))
    (folder,) = source.folders()
    scanning = source.scan(folder, None)
    next(scanning)
    source.cancel()
    with pytest.raises(EndorsebackError, match="stopped"):
        next(scanning)


@KINDS
def test_each_is_fetched_twice_without_changing_a_byte(
    kind: str, tmp_path: Path, context: FetchBench
) -> None:
    place = tmp_path / "mail"
    place.mkdir()
    settings = fill(kind, place, [endorsement(n) for n in range(3)])
    (report,) = context.fetch(settings)
    assert (report.new_endorsements, report.error) == (3, None)
    before = context.journal()
    (report,) = context.fetch(settings)
    assert (report.scanned, report.error) == (0, None)
    assert context.journal() == before


def test_a_maildir_mail_that_was_read_elsewhere_is_not_new(tmp_path: Path) -> None:
    settings = fill("maildir", tmp_path, [endorsement(1)])
    cursor = scan(settings)[-1].cursor
    shutil.move(tmp_path / "new" / "0.M1.example", tmp_path / "cur" / "0.M1.example:2,S")
    assert scan(settings, cursor) == []


def test_a_maildir_s_subfolders_are_read_dotted_or_nested(tmp_path: Path) -> None:
    make_maildir(tmp_path)
    make_maildir(tmp_path / ".LinkedIn")
    make_maildir(tmp_path / "Archive" / "2019")
    (tmp_path / "empty").mkdir()
    source = open_source(LocalSource(name="old", maildir=str(tmp_path)))
    assert source.folders() == ["INBOX", ".LinkedIn", "Archive/2019"]
    write(tmp_path / "Archive" / "2019" / "cur" / "1.M1.example:2,S", endorsement(1))
    assert len(identities(list(source.scan("Archive/2019", None)))) == 1


def test_a_maildir_mail_was_received_when_its_file_was_written(tmp_path: Path) -> None:
    (batch,) = scan(fill("maildir", tmp_path, [endorsement(1)]))
    assert batch.mails[0].received_at == utc(2026, 1, 1)


def test_a_folder_that_is_no_maildir_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no Maildir"):
        open_source(LocalSource(name="old", maildir=str(tmp_path))).folders()


def test_a_file_that_cannot_be_opened_is_told_at_the_end_and_tried_again(tmp_path: Path) -> None:
    settings = fill("maildir", tmp_path, [endorsement(1), endorsement(2)])
    (tmp_path / "new" / "dir.M1.example").mkdir()
    found: list[Batch] = []
    with pytest.raises(UsageError, match="cannot be read"):
        found.extend(open_source(settings).scan("INBOX", None))
    assert len(identities(found)) == 2
    (tmp_path / "new" / "dir.M1.example").rmdir()
    assert scan(settings, found[-1].cursor) == []


def test_an_eml_file_that_cannot_be_opened_is_told_too(tmp_path: Path) -> None:
    settings = fill("eml", tmp_path, [endorsement(1)])
    (tmp_path / "dangling.eml").symlink_to(tmp_path / "loop.eml")
    (tmp_path / "loop.eml").symlink_to(tmp_path / "dangling.eml")
    found: list[Batch] = []
    with pytest.raises(UsageError, match="cannot be read"):
        found.extend(open_source(settings).scan(".", None))
    assert len(identities(found)) == 1


def test_an_eml_file_that_changed_is_read_again(tmp_path: Path) -> None:
    settings = fill("eml", tmp_path, [endorsement(1), endorsement(2)])
    cursor = scan(settings)[-1].cursor
    write(tmp_path / "sub" / "0.eml", endorsement(9), minute=5)
    (tmp_path / "sub" / "notes.txt").write_text("not a mail")
    assert identities(scan(settings, cursor)) == [identity_of(endorsement(9))]


def test_an_mbox_quotes_lines_that_begin_like_a_separator(tmp_path: Path) -> None:
    tricky = endorsement(1) + b"From the desk of Ada\r\n\r\nFrom here on\r\n>From there\r\n"
    (mail,) = [m for b in scan(fill("mbox", tmp_path, [tricky])) for m in b.mails]
    assert mail.raw == tricky.replace(b"\r\n", b"\n")
    assert mail.received_at == utc(2026, 1, 1, 10, 0)


def test_an_mbox_that_was_rewritten_is_read_again(tmp_path: Path) -> None:
    raws = [endorsement(number) for number in range(4)]
    cursor = scan(fill("mbox", tmp_path, raws))[-1].cursor
    shorter = scan(fill("mbox", tmp_path, raws[1:]), cursor)
    assert len(identities(shorter)) == 3
    longer = [ordinary(1), *raws, endorsement(9)]
    assert len(identities(scan(fill("mbox", tmp_path, longer), cursor))) == 5


def test_the_last_mail_of_an_mbox_is_read_again_when_the_file_grows(tmp_path: Path) -> None:
    """It may have been half written the first time."""
    whole = mbox_text(endorsement(1), endorsement(2))
    half = tmp_path / "mbox"
    half.write_bytes(whole[:-300])
    settings = LocalSource(name="old", mbox=str(half))
    first = scan(settings)
    half.write_bytes(whole)
    (again,) = scan(settings, first[-1].cursor)
    assert [mail.raw for mail in again.mails] == [endorsement(2).replace(b"\r\n", b"\n")]


def test_a_file_that_is_no_mbox_is_told(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sam,\n")
    with pytest.raises(UsageError, match="is no mbox"):
        scan(LocalSource(name="old", mbox=str(tmp_path / "letter.txt")))


def test_an_empty_mbox_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "mbox").touch()
    settings = LocalSource(name="old", mbox=str(tmp_path / "mbox"))
    (batch,) = scan(settings)
    assert batch.mails == ()
    assert scan(settings, batch.cursor) == []


def test_dates_of_separators_that_are_no_dates_are_none(tmp_path: Path) -> None:
    text = mbox_text(endorsement(1)).replace(b"Thu Jan  1", b"Thu Feb 31")
    (tmp_path / "mbox").write_bytes(text)
    (batch,) = scan(LocalSource(name="old", mbox=str(tmp_path / "mbox")))
    assert batch.mails[0].received_at is None
