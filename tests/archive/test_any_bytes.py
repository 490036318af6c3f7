"""No bytes, however odd, do more than be refused."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.archives import HEADERS, csv_bytes, make_archive

from endorseback.archive import UnusableArchive, find_archives, looks_like_archive, read_archive
from endorseback.model.archive_data import Archive, Connection

ONE_PATH = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)

CELLS = st.sampled_from(
    [b"", b'"', b'""', b"a", b"\xff", b"\0", b"\r", b"\n", b"2024/03/05 09:07:03 UTC", b"1/1/24"]
) | st.binary(max_size=12)


def outcome(path: Path) -> Archive | None:
    """Return what an archive gives; None where it is refused in the one way it may be."""
    try:
        return read_archive(path)
    except UnusableArchive:
        return None


@settings(parent=ONE_PATH, max_examples=300)
@given(
    name=st.sampled_from(list(HEADERS)),
    rows=st.lists(st.lists(CELLS, max_size=14), max_size=6),
    delimiter=st.sampled_from([b",", b";", b"\t", b"\0"]),
    encoding=st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
def test_any_rows_below_a_good_header(
    tmp_path: Path, name: str, rows: list[list[bytes]], delimiter: bytes, encoding: str
) -> None:
    header = HEADERS[name].encode(encoding)
    (tmp_path / name).write_bytes(b"\n".join([header, *map(delimiter.join, rows)]))
    archive = outcome(tmp_path / name)
    assert archive is None or archive.report.files_used == (name,)


@ONE_PATH
@given(data=st.binary(max_size=400))
def test_any_bytes_as_a_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "messages.csv").write_bytes(data)
    archive = outcome(tmp_path)
    assert archive is None or archive.report.files_used == ("messages.csv",)


@ONE_PATH
@given(data=st.binary(max_size=400), start=st.sampled_from([b"", b"PK\3\4", b"PK\5\6"]))
def test_any_bytes_as_a_zip(tmp_path: Path, data: bytes, start: bytes) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(start + data + start)
    assert outcome(path) is None
    looks_like_archive(path)


def small_zip(method: int) -> bytes:
    """Return a zip with files of two kinds, with room around what its fields say."""
    made = io.BytesIO()
    with ZipFile(made, "w", method) as archive:
        archive.writestr("top/Connections.csv", csv_bytes(HEADERS["Connections.csv"], [["A"] * 7]))
        archive.writestr("top/Logins.csv", b"never read")
    return made.getvalue()


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED], ids=["stored", "deflated"])
@ONE_PATH
@given(changes=st.lists(st.tuples(st.integers(0, 2**16), st.integers(0, 255)), max_size=4))
def test_any_change_to_a_zip(tmp_path: Path, method: int, changes: list[tuple[int, int]]) -> None:
    whole = small_zip(method)
    data = bytearray(whole)
    for place, value in changes:
        data[place % len(data)] = value
    path = tmp_path / "export.zip"
    path.write_bytes(data)
    archive = outcome(path)
    assert archive is None or archive.connections == (Connection("A A", None, "A", "A", None, "A"),)


@ONE_PATH
@given(cut=st.integers(0, 2_000))
def test_any_end_of_a_zip(tmp_path: Path, cut: int) -> None:
    path = make_archive(tmp_path / "export.zip", connections=[Connection("Ana", "ana")])
    data = path.read_bytes()
    path.write_bytes(data[: cut % len(data)])
    assert outcome(path) is None


@ONE_PATH
@given(
    names=st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20),
        max_size=5,
    )
)
def test_any_names_in_a_zip(tmp_path: Path, names: list[str]) -> None:
    path = tmp_path / "export.zip"
    with ZipFile(path, "w") as archive:
        for name in dict.fromkeys(["Skills.csv", *names]):
            archive.writestr(name, b"Name\nGo\n")
    archive_read = outcome(path)
    assert archive_read is None or archive_read.owner.skills == ("Go",)
    assert find_archives(tmp_path) == []
