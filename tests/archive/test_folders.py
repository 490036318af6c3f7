"""Folders that the zip was unpacked to, and single files of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.support.archives import HEADERS, csv_bytes, put

from endorseback.archive import UnusableArchive, read_archive
from endorseback.archive.archive_limits import MAX_ENTRIES, MAX_FILE, MAX_LINE, MAX_TOTAL
from endorseback.model.archive_data import Connection


def connections(*names: str) -> bytes:
    """Return a file of connections."""
    return csv_bytes(HEADERS["Connections.csv"], [[name, *[""] * 6] for name in names])


def refused(path: Path) -> str:
    """Return what is said of an archive that is refused."""
    with pytest.raises(UnusableArchive) as caught:
        read_archive(path)
    return str(caught.value)


@pytest.mark.parametrize("inner", ["", "Complete_LinkedInDataExport_11-20-2026", "a/b"])
def test_the_files_may_lie_in_a_folder_in_it(tmp_path: Path, inner: str) -> None:
    put(tmp_path / inner, {"Connections.csv": connections("Ana"), "Jobs/Saved Jobs.csv": b"x"})
    archive = read_archive(tmp_path)
    assert [one.name for one in archive.connections] == ["Ana"]
    assert archive.report.files_skipped == (str(Path(inner, "Jobs", "Saved Jobs.csv")),)


def test_the_outermost_files_count(tmp_path: Path) -> None:
    put(tmp_path, {"Connections.csv": connections("Ana")})
    put(tmp_path / "older", {"Connections.csv": connections("Jonas"), "Skills.csv": b"Name\nGo\n"})
    archive = read_archive(tmp_path)
    assert [one.name for one in archive.connections] == ["Ana"]
    assert archive.owner.skills == ()


def test_two_archives_side_by_side_are_not_mixed(tmp_path: Path) -> None:
    for name in ("first", "second"):
        put(tmp_path / name, {"Connections.csv": connections(name)})
    assert "holds more than one archive: first, second." in refused(tmp_path)


@pytest.mark.parametrize("file", ["Connections.csv", "CONNECTIONS.CSV", "Connections (1).csv"])
def test_one_file_alone(tmp_path: Path, file: str) -> None:
    put(tmp_path, {file: connections("Ana"), "Skills.csv": b"Name\nGo\n"})
    archive = read_archive(tmp_path / file)
    assert archive.connections == (Connection("Ana", None),)
    assert archive.owner.skills == ()
    assert "Skills.csv" in archive.report.files_missing


def test_parts_are_read_in_order_and_copies_are_not(tmp_path: Path) -> None:
    files = {
        "Connections.csv": connections("Ana"),
        "Connections (1).csv": connections("Copy"),
        "connections_10.csv": connections("Ten"),
        "Connections_2.csv": connections("Two"),
        "coach_messages.csv": b"No conversations found\n",
        "Saved_Items_997361.csv": b"x",
    }
    archive = read_archive(put(tmp_path, files))
    assert [one.name for one in archive.connections] == ["Ana", "Two", "Ten"]
    assert archive.report.files_used == (
        "Connections.csv",
        "Connections_2.csv",
        "connections_10.csv",
    )
    assert archive.report.files_skipped == (
        "Connections (1).csv",
        "Saved_Items_997361.csv",
        "coach_messages.csv",
    )


def test_a_folder_without_any_known_file(tmp_path: Path) -> None:
    put(tmp_path, {"Logins.csv": b"x", "notes.txt": b"x"})
    assert "holds none of the files of LinkedIn's archive" in refused(tmp_path)


def test_a_folder_that_holds_the_zip(tmp_path: Path) -> None:
    put(tmp_path, {"Basic_LinkedInDataExport_11-20-2026.zip": b"PK"})
    assert "It holds Basic_LinkedInDataExport_11-20-2026.zip: import that instead." in refused(
        tmp_path
    )


def test_a_home_with_very_many_files(tmp_path: Path) -> None:
    put(tmp_path, {str(number): b"" for number in range(MAX_ENTRIES + 1)})
    put(tmp_path, {"Connections.csv": connections("Ana"), "deep/Logins.csv": b""})
    archive = read_archive(tmp_path)
    assert [one.name for one in archive.connections] == ["Ana"]
    assert "deep/Logins.csv" not in archive.report.files_skipped


def test_nothing_there(tmp_path: Path) -> None:
    assert "There is no file or folder" in refused(tmp_path / "nowhere.zip")


def test_links_pipes_and_closed_folders_in_it_are_left_alone(tmp_path: Path) -> None:
    put(tmp_path / "elsewhere", {"secret.csv": connections("Secret")})
    export = put(tmp_path / "export", {"Skills.csv": b"Name\nGo\n"})
    (export / "Connections.csv").symlink_to(tmp_path / "elsewhere" / "secret.csv")
    (export / "linked").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(export / "messages.csv")
    archive = read_archive(export)
    assert (archive.connections, archive.owner.skills) == ((), ("Go",))
    assert archive.report.files_used == ("Skills.csv",)


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    put(tmp_path / "export", {"Connections.csv": connections("Ana")})
    (tmp_path / "link").symlink_to(tmp_path / "export")
    assert len(read_archive(tmp_path / "link").connections) == 1


def test_a_file_of_two_gigabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    put(tmp_path, {"Connections.csv": connections("Ana"), "messages.csv": b""})
    with (tmp_path / "messages.csv").open("r+b") as file:
        file.truncate(2 * MAX_TOTAL)
    steps: list[str] = []
    with pytest.raises(UnusableArchive, match=f"messages.csv has over {MAX_FILE // 1024**2} MB"):
        read_archive(tmp_path, progress=lambda name, _done, _total: steps.append(name))
    assert steps == []


def test_files_of_gigabytes_together(tmp_path: Path) -> None:
    for number in range(1, 4):
        part = tmp_path / f"messages_{number}.csv"
        part.touch()
        os.truncate(part, MAX_FILE - 1)
    assert "has over 1,024 MB" in refused(tmp_path)


def test_a_line_without_end_is_given_up(tmp_path: Path) -> None:
    put(tmp_path, {"Connections.csv": connections("Ana") + b"x" * (3 * MAX_LINE)})
    assert "Connections.csv has a line of over 4 MB" in refused(tmp_path)


def test_a_file_that_vanishes_under_the_reading(tmp_path: Path) -> None:
    put(tmp_path, {"Connections.csv": connections("Ana"), "Skills.csv": b"Name\nGo\n"})

    def remove(_name: str, _done: int, _total: int) -> None:
        (tmp_path / "Connections.csv").unlink(missing_ok=True)

    with pytest.raises(UnusableArchive, match=r"Connections\.csv cannot be read: No such file"):
        read_archive(tmp_path, progress=remove)


def test_other_files_are_never_opened(tmp_path: Path) -> None:
    private = ["Logins.csv", "PhoneNumbers.csv", "coach_messages.csv", "Jobs/Saved Jobs.csv"]
    put(tmp_path, {"Connections.csv": connections("Ana"), **dict.fromkeys(private, b"private")})
    opened: list[str] = []
    watching = [True]

    def watch(event: str, details: tuple[object, ...]) -> None:
        if watching and event == "open":
            opened.append(str(details[0]))

    sys.addaudithook(watch)
    assert len(read_archive(tmp_path).connections) == 1
    watching.clear()
    assert [name for name in opened if name.startswith(str(tmp_path))] == [
        str(tmp_path / "Connections.csv")
    ]
