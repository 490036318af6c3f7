"""Files that a spreadsheet or a script saved again: other bytes, the same rows."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.support.archives import (
    HEADERS,
    PREAMBLE,
    connection_row,
    csv_bytes,
    endorsement_row,
    put,
)

from endorseback.archive import read_archive
from endorseback.model.archive_data import Connection, ListedEndorsement
from endorseback.model.direction import Direction
from endorseback.text import clean

ROWS = [
    Connection("Zoë Müller, PMP®", "zoë-müller", "Widgets; Söhne, Inc.", "", date(2024, 3, 5)),
    Connection("Ana Lima", "ana-lima", 'The "Best" Bakery', "Chef | Owner", date(2011, 12, 31)),
]
HEADER = HEADERS["Connections.csv"]


def read_back(path: Path, data: bytes) -> tuple[Connection, ...]:
    """Return the connections in a file."""
    archive = read_archive(put(path, {"Connections.csv": data}))
    assert archive.report.rows_refused == ()
    return archive.connections


@pytest.mark.parametrize("preamble", ["", PREAMBLE], ids=["bare", "preamble"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_all_ways_to_save(
    tmp_path: Path, preamble: str, encoding: str, delimiter: str, newline: str
) -> None:
    data = csv_bytes(
        HEADER,
        map(connection_row, ROWS),
        preamble=preamble,
        encoding=encoding,
        delimiter=delimiter,
        newline=newline,
    )
    assert read_back(tmp_path, data) == tuple(ROWS)


def test_a_windows_file_whose_first_umlaut_comes_late(tmp_path: Path) -> None:
    many = [Connection(f"Plain {number}", f"plain-{number}") for number in range(3_000)]
    data = csv_bytes(HEADER, map(connection_row, [*many, *ROWS]), encoding="cp1252")
    assert len(data) > 100_000
    assert read_back(tmp_path, data)[-2:] == tuple(ROWS)


def test_a_spreadsheet_that_names_its_delimiter_and_fills_up_rows(tmp_path: Path) -> None:
    rows = [[*row, "", ""] for row in map(connection_row, ROWS)]
    data = csv_bytes(HEADER + ",,", rows, delimiter=";", preamble="sep=;\nNotes:;;;;;;;;\n")
    assert read_back(tmp_path, data) == tuple(ROWS)


def test_a_preamble_that_a_spreadsheet_filled_up(tmp_path: Path) -> None:
    filled = '"Notes:";;;;;;\n"When exporting, you may; notice";;;;;;\n;;;;;;\n'
    data = csv_bytes(HEADER, map(connection_row, ROWS), delimiter=";", preamble=filled)
    assert read_back(tmp_path, data) == tuple(ROWS)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_one_column_keeps_its_commas(tmp_path: Path, delimiter: str) -> None:
    skills = ["Research, Development", "Go", "C; C++", "Writing"]
    data = csv_bytes("Name", [[skill] for skill in skills], delimiter=delimiter)
    archive = read_archive(put(tmp_path, {"Skills.csv": data}))
    assert archive.owner.skills == tuple(skills)


def test_line_separators_and_line_ends_in_a_cell_end_no_row(tmp_path: Path) -> None:
    row = ["Zoë", "Lima", "", "", "One\u2028Two\nThree\r\nFour", "", "05 Mar 2024"]
    data = csv_bytes(HEADER, [row, connection_row(ROWS[1])])
    broken, other = read_back(tmp_path, data)[::-1]
    assert (broken.company, other) == ("One Two Three Four", ROWS[1])


def test_no_final_line_end(tmp_path: Path) -> None:
    data = csv_bytes(HEADER, map(connection_row, ROWS)).removesuffix(b"\n")
    assert read_back(tmp_path, data) == tuple(ROWS)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf")), min_size=1, max_size=20
).filter(lambda text: clean(text) == text and text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    rows=st.lists(
        st.builds(
            ListedEndorsement,
            st.just(Direction.RECEIVED),
            st.builds("{} {}".format, WORDS, WORDS),
            st.none() | st.from_regex(r"[a-zë例]{1,9}-[0-9a-f]{8}", fullmatch=True),
            WORDS,
            st.datetimes(datetime(2003, 1, 1), datetime(2030, 1, 1)).map(
                lambda at: at.replace(microsecond=0, tzinfo=UTC)
            ),
            st.sampled_from(["ACCEPTED", "PENDING"]),
        ),
        min_size=1,
        unique_by=lambda one: (one.slug, one.name, one.skill),
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    newline=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_whatever_is_written_is_read(
    tmp_path: Path,
    rows: list[ListedEndorsement],
    encoding: str,
    delimiter: str,
    newline: str,
    quoting: int,
) -> None:
    try:
        data = csv_bytes(
            HEADERS["Endorsement_Received_Info.csv"],
            map(endorsement_row, rows),
            encoding=encoding,
            delimiter=delimiter,
            newline=newline,
            quoting=quoting,
        )
    except UnicodeEncodeError:
        assume(False)
    assume(encoding != "cp1252" or not _is_utf8(data))
    archive = read_archive(put(tmp_path, {"Endorsement_Received_Info.csv": data}))
    assert archive.endorsements == tuple(rows)
    assert archive.report.rows_refused == ()


def _is_utf8(data: bytes) -> bool:
    """Tell whether bytes with letters above ASCII would pass for UTF-8, by an odd chance."""
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False
