"""Zips: what LinkedIn and browsers make of them is read; what could harm is refused, whole."""

from __future__ import annotations

import gzip
import stat
import struct
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from tests.support.archives import HEADERS, csv_bytes, make_archive, put

from endorseback.archive import UnusableArchive, read_archive
from endorseback.archive.archive_limits import MAX_ENTRIES, MAX_FILE
from endorseback.model.archive_data import Connection

ANA = Connection("Ana Lima", "ana-lima")
CONNECTIONS = csv_bytes(
    HEADERS["Connections.csv"],
    [["Ana", "Lima", "https://www.linkedin.com/in/ana-lima", "", "", "", ""]],
)
GOOD = {"Connections.csv": CONNECTIONS}


def refused(path: Path) -> str:
    """Return what is said of an archive that is refused."""
    with pytest.raises(UnusableArchive) as caught:
        read_archive(path)
    assert caught.value.exit_code == 2
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize(
    "name",
    [
        "Basic_LinkedInDataExport_11-20-2026.zip",
        "Complete_LinkedInDataExport_11-20-2026 (1).zip",
        "Complete_LinkedInDataExport_11-20-2026.zip.zip",
        "renamed.zip",
        "no ending",
    ],
)
@pytest.mark.parametrize("top", ["", "Complete_LinkedInDataExport_11-20-2026/", "a/b/"])
def test_names_and_top_folders(tmp_path: Path, name: str, top: str) -> None:
    made = put(tmp_path / "made.zip", {top + file: data for file, data in GOOD.items()})
    archive = read_archive(made.rename(tmp_path / name))
    assert archive.connections == (ANA,)


def test_what_macos_adds_is_junk(tmp_path: Path) -> None:
    files = {
        "export/Connections.csv": CONNECTIONS,
        "__MACOSX/export/._Connections.csv": b"\0\5\x16\7",
        "__MACOSX/Connections.csv": b"shadow",
        "export/.DS_Store": b"x",
        "export/Logins.csv": b"x",
    }
    archive = read_archive(put(tmp_path / "mac.zip", files))
    assert archive.connections == (ANA,)
    assert archive.report.files_skipped == ("export/Logins.csv",)


def test_names_with_backslashes(tmp_path: Path) -> None:
    archive = read_archive(put(tmp_path / "old.zip", {"export\\Connections.csv": CONNECTIONS}))
    assert archive.connections == (ANA,)


@pytest.mark.parametrize(
    "name",
    ["../evil.csv", "a/../../evil.csv", "/etc/evil.csv", "C:\\evil.csv", "..\\evil.csv", "C:evil"],
)
def test_names_that_lead_outside(tmp_path: Path, name: str) -> None:
    path = put(tmp_path / "bad.zip", {**GOOD, name: b"x"})
    assert "names a file outside itself" in refused(path)


def test_links(tmp_path: Path) -> None:
    path = put(tmp_path / "bad.zip", GOOD)
    link = ZipInfo("messages.csv")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "holds a link instead of a file, messages.csv" in refused(path)


def test_too_many_files(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "bad.zip", "w") as archive:
        for number in range(MAX_ENTRIES + 1):
            archive.writestr(f"Articles/{number}.html", b"")
        archive.writestr("Connections.csv", CONNECTIONS)
    assert "holds over 2,000 files" in refused(tmp_path / "bad.zip")


def test_a_list_of_files_too_long_to_be_read(tmp_path: Path) -> None:
    """The end record promises few files; the list that it points to would take all the memory."""
    path = put(tmp_path / "bad.zip", GOOD)
    data = bytearray(path.read_bytes())
    end = data.rindex(b"PK\x05\x06")
    data[end + 12 : end + 16] = struct.pack("<I", 0x7FFFFFFF)
    path.write_bytes(data)
    assert "holds over 2,000 files" in refused(path)


def test_a_zip_in_the_form_for_huge_ones(tmp_path: Path) -> None:
    path = put(tmp_path / "bad.zip", GOOD)
    data = path.read_bytes()
    end = data.rindex(b"PK\x05\x06")
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    path.write_bytes(data[:end] + locator + data[end:])
    assert "holds over 2,000 files" in refused(path)


@pytest.mark.parametrize("name", ["messages.csv", "Logins.csv"])
def test_a_bomb_is_refused_without_being_opened(tmp_path: Path, name: str) -> None:
    path = put(tmp_path / "bad.zip", {**GOOD, name: bytes(20 * 1024**2)})
    assert path.stat().st_size < 100_000
    tracemalloc.start()
    assert f"holds a file packed over 100 times, {name}" in refused(path)
    assert tracemalloc.get_traced_memory()[1] < 1024**2
    tracemalloc.stop()


def test_a_small_file_may_be_packed_as_it_likes(tmp_path: Path) -> None:
    blank = b",,,,,,05 Mar 2021\n" * 20_000
    archive = read_archive(put(tmp_path / "good.zip", {"Connections.csv": CONNECTIONS + blank}))
    assert archive.connections == (ANA,)
    assert archive.report.rows_passed_over == 20_000


def lie_about_sizes(path: Path, size: int, packed: int | None = None) -> Path:
    """Let a zip claim other sizes of its first file, in both places that tell them."""
    data = bytearray(path.read_bytes())
    for signature, place in ((b"PK\x03\x04", 18), (b"PK\x01\x02", 20)):
        at = data.index(signature) + place
        if packed is not None:
            data[at : at + 4] = struct.pack("<I", packed)
        data[at + 4 : at + 8] = struct.pack("<I", size)
    path.write_bytes(data)
    return path


def test_files_of_gigabytes(tmp_path: Path) -> None:
    path = put(tmp_path / "bad.zip", GOOD)
    assert "unpack to over 1,024 MB" in refused(lie_about_sizes(path, 2**31, 2**31 // 10))


def test_one_file_too_large(tmp_path: Path) -> None:
    path = put(tmp_path / "bad.zip", GOOD)
    message = refused(lie_about_sizes(path, MAX_FILE + 1, MAX_FILE // 10))
    assert message == "Connections.csv has over 512 MB."


def test_a_bomb_that_claims_to_be_small(tmp_path: Path) -> None:
    path = put(tmp_path / "bad.zip", {"Connections.csv": CONNECTIONS + bytes(20 * 1024**2)})
    tracemalloc.start()
    assert "Connections.csv cannot be read" in refused(lie_about_sizes(path, 100_000))
    assert tracemalloc.get_traced_memory()[1] < 2 * 1024**2
    tracemalloc.stop()


def test_encrypted(tmp_path: Path) -> None:
    path = put(tmp_path / "bad.zip", GOOD)
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert refused(path) == "bad.zip is encrypted."


def test_another_way_to_pack(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "bad.zip", "w", ZIP_BZIP2) as archive:
        archive.writestr("Connections.csv", CONNECTIONS)
    assert "is packed in a way that is not read" in refused(tmp_path / "bad.zip")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["Connections.csv", "connections.CSV"])
def test_two_files_of_one_name(tmp_path: Path, second: str) -> None:
    path = put(tmp_path / "bad.zip", GOOD)
    with ZipFile(path, "a") as archive:
        archive.writestr(second, CONNECTIONS)
    assert "names two of its files alike" in refused(path)


def test_a_zip_in_a_zip(tmp_path: Path) -> None:
    inner = put(tmp_path / "Complete.zip", GOOD)
    outer = put(tmp_path / "outer.zip", {"Complete.zip": inner.read_bytes()})
    with pytest.raises(UnusableArchive, match="holds none of the files") as caught:
        read_archive(outer)
    assert "Complete.zip" in caught.value.hint


def test_another_products_zip(tmp_path: Path) -> None:
    path = put(tmp_path / "export.zip", {"data/tweets.js": b"[]", "coach_messages.csv": b"x"})
    assert refused(path) == "export.zip holds none of the files of LinkedIn's archive."


def test_files_of_the_same_names_from_elsewhere(tmp_path: Path) -> None:
    path = put(tmp_path / "export.zip", {"messages.csv": b"id,body\n1,x\n", "Profile.csv": b"a\n"})
    message = refused(path)
    assert message.startswith("No file of export.zip can be read: ")
    assert "messages.csv: its header is not understood" in message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is no zip"),
        (bytes(1000), "is no zip"),
        (b"not a zip at all" * 9, "is no zip"),
        (b"<!DOCTYPE html><html>Sign in</html>", "is no zip"),
        (gzip.compress(b"x" * 1000, mtime=0), "is no zip"),
    ],
    ids=["empty", "zeros", "text", "page", "gzip"],
)
def test_what_is_no_zip(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "LinkedIn.zip"
    path.write_bytes(data)
    assert said in refused(path)


def test_an_empty_zip(tmp_path: Path) -> None:
    assert "holds none of the files" in refused(put(tmp_path / "empty.zip", {}))


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED], ids=["stored", "deflated"])
def test_a_zip_that_was_cut_off_gives_nothing(tmp_path: Path, method: int) -> None:
    whole = tmp_path / "whole.zip"
    with ZipFile(whole, "w", method) as archive:
        for name, header in HEADERS.items():
            archive.writestr(name, csv_bytes(header, [["x"] * 7] * 50))
    data, cut = whole.read_bytes(), tmp_path / "cut.zip"
    for length in (4, 30, len(data) // 3, len(data) // 2, len(data) - 30, len(data) - 1):
        cut.write_bytes(data[:length])
        assert "cut.zip" in refused(cut)


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED], ids=["stored", "deflated"])
def test_one_changed_byte_in_any_file_gives_nothing(tmp_path: Path, method: int) -> None:
    path = tmp_path / "whole.zip"
    rows = [["Ana", f"Lima {number}", "", "", "Example", "", ""] for number in range(2_000)]
    with ZipFile(path, "w", method) as archive:
        archive.writestr("Connections.csv", csv_bytes(HEADERS["Connections.csv"], rows))
        archive.writestr("Skills.csv", b"Name\nGo\n")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x20
    path.write_bytes(data)
    assert "Connections.csv cannot be read" in refused(path)


def test_a_damaged_file_that_is_not_read_harms_nobody(tmp_path: Path) -> None:
    path = tmp_path / "whole.zip"
    with ZipFile(path, "w", ZIP_STORED) as archive:
        archive.writestr("Connections.csv", CONNECTIONS)
        archive.writestr("Logins.csv", b"secret")
    path.write_bytes(path.read_bytes().replace(b"secret", b"broken"))
    assert read_archive(path).connections == (ANA,)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all files of zips that are opened."""
    names: list[str] = []
    original: Callable[..., object] = ZipFile.open

    def spy(self: ZipFile, name: ZipInfo | str, *args: object, **kwargs: object) -> object:
        names.append(name if isinstance(name, str) else name.filename)
        return original(self, name, *args, **kwargs)

    monkeypatch.setattr(ZipFile, "open", spy)
    return names


def test_other_files_are_never_opened(tmp_path: Path, opened: list[str]) -> None:
    others = ["Logins.csv", "PhoneNumbers.csv", "Security Challenges.csv", "coach_messages.csv"]
    path = make_archive(
        tmp_path / "all.zip", connections=[ANA], extra=dict.fromkeys(others, b"private")
    )
    opened.clear()
    archive = read_archive(path)
    assert sorted(opened) == ["Connections.csv", "Positions.csv", "Profile.csv", "Skills.csv"]
    assert archive.report.files_skipped == tuple(sorted(others))
