"""What is told of rows and files that cannot be used, and of how far the reading is."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.archives import HEADERS, PREAMBLE, csv_bytes, make_archive, put

from endorseback.archive import ReadingStopped, UnusableArchive, read_archive
from endorseback.archive.archive_limits import MAX_REFUSED
from endorseback.model.archive_data import Connection, Month, Position, RefusedRow

RECEIVED = "Endorsement_Received_Info.csv"
AT = "2024/03/05 09:07:03 UTC"


def refused(path: Path, file: str, rows: list[list[str]], preamble: str = "") -> list[str]:
    """Return the lines and reasons of the rows refused in a file."""
    archive = read_archive(put(path, {file: csv_bytes(HEADERS[file], rows, preamble=preamble)}))
    assert {row.file for row in archive.report.rows_refused} <= {file}
    assert archive.report.rows_read == len(rows)
    return [f"{row.line}: {row.reason}" for row in archive.report.rows_refused]


def test_an_endorsement_needs_a_person_and_a_skill(tmp_path: Path) -> None:
    rows = [
        [AT, "Go", "Zoë", "Lima", "www.linkedin.com/in/zoë-lima", "ACCEPTED"],
        [AT, "", "Zoë", "Lima", "www.linkedin.com/in/zoë-lima", "ACCEPTED"],
        [AT, "Go", "", "", "", "ACCEPTED"],
        [AT, "Go", "", "", "www.linkedin.com/in/only-a-slug", "ACCEPTED"],
        ["soon", "Go", "Ana", "Ruiz", "", "ACCEPTED"],
        ["", "Go", "Ana", "Ruiz", "", ""],
        [AT, "x" * 201, "Ana", "Ruiz", "", ""],
        ["", "", "", "", "", ""],
    ]
    assert refused(tmp_path, RECEIVED, rows) == [
        "3: names no skill",
        "4: names nobody",
        "6: has a date that is not understood: 'soon'",
        "8: names no skill",
    ]
    archive = read_archive(tmp_path)
    assert [one.name or one.slug for one in archive.endorsements] == [
        "Zoë Lima",
        "only-a-slug",
        "Ana Ruiz",
    ]


def test_a_connection_keeps_its_place_without_its_date(tmp_path: Path) -> None:
    rows = [
        ["Zoë", "Lima", "", "", "", "", "the day before"],
        ["", "", "", "", "", "", "05 Mar 2021"],
        ["", "", "", "", "Widgets", "", "05 Mar 2021"],
        ["", " ", "", "", "", "", "05 Mar 2021", "a note of mine"],
        ["Ana", "Ruiz", "", "", "", "", "06 Mar 2021"],
    ]
    assert refused(tmp_path, "Connections.csv", rows, PREAMBLE) == [
        "5: is kept, but has a date that is not understood: 'the day before'",
        "7: names nobody",
        "8: names nobody",
    ]
    archive = read_archive(tmp_path)
    assert archive.connections == (
        Connection("Zoë Lima", None),
        Connection("Ana Ruiz", None, connected_on=date(2021, 3, 6)),
    )
    assert archive.report.rows_passed_over == 1


def test_a_position_with_a_wrong_month_would_claim_a_wrong_time(tmp_path: Path) -> None:
    rows = [
        ["Widgets", "Engineer", "", "", "Mar 2020", "until then"],
        ["Widgets", "Engineer", "", "", "Mar 2018", "2020"],
        ["", "Engineer", "", "", "Mar 2018", "2020"],
    ]
    assert refused(tmp_path, "Positions.csv", rows) == [
        "2: has a date that is not understood: 'until then'",
        "4: names no company",
    ]
    assert read_archive(tmp_path).owner.positions == (
        Position("Widgets", "Engineer", Month(2018, 3), Month(2020)),
    )


def test_invitations_and_recommendations(tmp_path: Path) -> None:
    rows = [
        ["Zoë Lima", "Sam Exampleson", "7/4/25, 8:05 AM", "", "SIDEWAYS", "", ""],
        ["", "Sam Exampleson", "7/4/25, 8:05 AM", "", "INCOMING", "", ""],
        ["Zoë Lima", "Sam Exampleson", "7th of May", "", "INCOMING", "", ""],
    ]
    assert refused(tmp_path / "one", "Invitations.csv", rows) == [
        "2: does not say who invited whom",
        "3: names nobody",
        "4: has a date that is not understood: '7th of May'",
    ]
    rows = [
        ["", "", "Widgets", "Engineer", "Text", "09/18/25, 05:25 PM", "VISIBLE"],
        ["Zoë", "Lima", "Widgets", "Engineer", "Text", "99/18/25, 05:25 PM", "VISIBLE"],
    ]
    assert refused(tmp_path / "two", "Recommendations_Received.csv", rows) == [
        "2: names nobody",
        "3: has a date that is not understood: '99/18/25, 05:25 PM'",
    ]


def test_lines_are_those_of_an_editor(tmp_path: Path) -> None:
    """A row begins where its first cell does, however many lines the cells before it take."""
    rows = [
        [AT, "One\nTwo\r\nThree", "Zoë", "Lima", "", ""],
        [AT, "", "Ana\nMaria", "Ruiz", "", ""],
        [AT, "", "Jo", "", "", ""],
    ]
    assert refused(tmp_path, RECEIVED, rows) == ["5: names no skill", "7: names no skill"]


def test_a_row_with_missing_cells_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    data = csv_bytes(HEADERS[RECEIVED], [[AT, "Go", "Zoë"], [AT], ["", ""]]) + b"\n\n"
    archive = read_archive(put(tmp_path, {RECEIVED: data}))
    assert [(one.name, one.skill) for one in archive.endorsements] == [("Zoë", "Go")]
    assert archive.report.rows_refused == (RefusedRow(RECEIVED, 3, "names no skill"),)


def test_a_quote_that_is_never_closed_costs_its_own_row(tmp_path: Path) -> None:
    data = csv_bytes(HEADERS["Connections.csv"], [["Ana", *[""] * 6], ["Jo", *[""] * 6]])
    broken = data.replace(b"Ana,", b'"Ana,') + b'Eve,"Lima, PhD",,,,,\n"Max,,,,,,'
    archive = read_archive(put(tmp_path, {"Connections.csv": broken}))
    assert [one.name for one in archive.connections] == ["Jo", "Eve Lima, PhD"]
    assert [row.line for row in archive.report.rows_refused] == [2, 5]
    assert archive.report.rows_read == 4


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    broken=st.sets(st.integers(0, 29), max_size=8), quote=st.sampled_from(['"', '"a"b,', '"",""x'])
)
def test_broken_rows_cost_no_others(tmp_path: Path, broken: set[int], quote: str) -> None:
    lines = [
        f"{quote}Row {n},,,,,," if n in broken else f'Row {n},"Last, n",,,,,05 Mar 2024'
        for n in range(30)
    ]
    data = "\n".join([HEADERS["Connections.csv"], *lines]).encode()
    archive = read_archive(put(tmp_path, {"Connections.csv": data}))
    names = [one.name for one in archive.connections]
    good = [f"Row {n} Last, n" for n in range(30) if n not in broken]
    assert [name for name in names if name.startswith("Row")] == good
    assert {row.line - 2 for row in archive.report.rows_refused} == broken


@pytest.mark.parametrize("broken", ['"a"b,,', '"never closed,,'])
def test_very_many_broken_rows(tmp_path: Path, broken: str) -> None:
    """Each is told, or counted; nothing grows with them but the count."""
    data = "\n".join([HEADERS["Connections.csv"], *[broken] * 20_000, "Jo,,,,,,"])
    archive = read_archive(put(tmp_path, {"Connections.csv": data.encode()}))
    assert [one.name for one in archive.connections] in ([], ["Jo"])
    assert archive.report.rows_refused[0].line == 2
    assert archive.report.rows_read > 100


def test_a_cell_longer_than_any_real_one(tmp_path: Path) -> None:
    rows = [["Ana", *[""] * 6], ["x" * (csv.field_size_limit() + 1), *[""] * 6], ["Jo", *[""] * 6]]
    (told,) = refused(tmp_path, "Connections.csv", rows)
    assert told.startswith("3: is no CSV: field larger than field limit")
    assert [one.name for one in read_archive(tmp_path).connections] == ["Ana", "Jo"]


def test_more_rows_than_any_real_file_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("endorseback.archive.table.csv_rows.MAX_ROWS", 10)
    monkeypatch.setattr("endorseback.archive.table.table.MAX_ROWS", 10)
    good = csv_bytes("Name", [[f"Skill {n}"] for n in range(10)]) + b"\n" * 20
    assert len(read_archive(put(tmp_path, {"Skills.csv": good})).owner.skills) == 10
    with pytest.raises(UnusableArchive, match=r"Skills\.csv has over 10 rows"):
        read_archive(put(tmp_path, {"Skills.csv": good + b"One more\n"}))


def test_very_many_refusals_are_summed_up(tmp_path: Path) -> None:
    rows = [["2024/99/99 09:07:03 UTC", "Go", f"Ana {n}", "", "", ""] for n in range(5_000)]
    told = refused(tmp_path, RECEIVED, rows)
    assert len(told) == MAX_REFUSED + 1
    assert told[-1] == f"{MAX_REFUSED + 1}: and 4,000 more rows after this"


def test_a_header_in_an_unknown_language_costs_its_own_file(tmp_path: Path) -> None:
    files = {
        "Connections.csv": "名,姓,会社\nZoë,Lima,Widgets\n".encode(),
        "Skills.csv": b"Name\nGo\n",
        "Positions.csv": b"",
    }
    archive = read_archive(put(tmp_path, {**files, "Logins.csv": b"x"}))
    report = archive.report
    assert archive.owner.skills == ("Go",)
    assert report.files_used == ("Skills.csv",)
    assert report.files_skipped == ("Positions.csv", "Connections.csv", "Logins.csv")
    assert "Connections.csv" not in report.files_missing
    assert [f"{row.file}: {row.line}: {row.reason}" for row in report.rows_refused] == [
        "Positions.csv: 1: is empty",
        "Connections.csv: 1: its header is not understood: "
        "there is no column 'first name' or 'last name'",
    ]


def test_people_without_names_are_not_taken_for_the_one_column_that_is_known(
    tmp_path: Path,
) -> None:
    header = "Prénom,Nom,URL,Adresse,Entreprise,Poste,Connecté le"
    data = csv_bytes(header, [["Zoé", "Lima", "https://www.linkedin.com/in/zoe", "", "", "", ""]])
    archive = read_archive(put(tmp_path, {"Connections.csv": data, "Skills.csv": b"Name\nGo\n"}))
    assert archive.connections == ()
    assert archive.report.files_used == ("Skills.csv",)
    assert "'first name' or 'last name'" in archive.report.rows_refused[0].reason


def test_no_file_at_all_can_be_used(tmp_path: Path) -> None:
    put(tmp_path, {"Connections.csv": "名,姓,会社\nZoë,Lima,Widgets\n".encode()})
    with pytest.raises(UnusableArchive, match="its header is not understood") as caught:
        read_archive(tmp_path)
    assert "English" in caught.value.hint


def test_missing_columns_take_nothing_else_along(tmp_path: Path) -> None:
    files = {
        "Connections.csv": b"Last Name\nLima\n",
        RECEIVED: b"Skill Name,Endorser Last Name\nGo,Lima\n",
        "Invitations.csv": b"From,To\nLima,Sam\n",
        "Profile.csv": b"First Name\nSam\n",
    }
    archive = read_archive(put(tmp_path, files))
    assert [one.name for one in archive.connections] == ["Lima"]
    assert [(one.name, one.at, one.status) for one in archive.endorsements] == [("Lima", None, "")]
    assert [(one.name, one.at) for one in archive.invitations] == [("Lima", None)]
    assert archive.report.rows_refused == ()


def test_without_columns_of_names_the_connection_of_the_slug_tells_the_name(tmp_path: Path) -> None:
    files = {
        "Connections.csv": "First Name,URL\nZoë,https://www.linkedin.com/in/zo%C3%AB-q\n".encode(),
        RECEIVED: (
            "Skill Name,Endorser Public Url\n"
            "Go,www.linkedin.com/in/zoë-q\nGo,www.linkedin.com/in/somebody\n"
        ).encode(),
    }
    archive = read_archive(put(tmp_path, files))
    assert [(one.name, one.slug) for one in archive.endorsements] == [
        ("Zoë", "zoë-q"),
        ("", "somebody"),
    ]


def test_foreign_text_is_made_safe(tmp_path: Path) -> None:
    evil = "\x1b]52;c;eA==\x07[/b]\u202eevil"
    rows = [
        [AT, evil, evil, "", "www.linkedin.com/in/a\u202eb", evil],
        [evil, "Go", "A", "", "", ""],
    ]
    files = {RECEIVED: csv_bytes(HEADERS[RECEIVED], rows), f"Other{evil}.csv": b"x"}
    path = tmp_path / "zip.zip"
    archive = read_archive(put(path, files))
    assert not {"\x1b", "\x07", "\u202e"} & set("".join(texts_of(archive)))
    assert archive.endorsements[0].slug is None


def texts_of(value: object) -> list[str]:
    """Return all texts in a value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in texts_of(one)]
    slots = getattr(type(value), "__dataclass_fields__", {})
    return [text for name in slots for text in texts_of(getattr(value, name))]


def test_the_same_row_twice_is_one(tmp_path: Path) -> None:
    row = [AT, "Go", "Zoë", "Lima", "www.linkedin.com/in/zoë-lima", "ACCEPTED"]
    person = ["Zoë", "Lima", "https://www.linkedin.com/in/zoe", "", "", "", ""]
    files = {
        RECEIVED: csv_bytes(HEADERS[RECEIVED], [row, row]),
        "Endorsement_Received_Info_1.csv": csv_bytes(HEADERS[RECEIVED], [row]),
        "Connections.csv": csv_bytes(HEADERS["Connections.csv"], [person, person]),
    }
    archive = read_archive(put(tmp_path, files))
    assert (len(archive.endorsements), len(archive.connections)) == (1, 1)


def many(path: Path) -> Path:
    """Write an archive of some hundred kilobytes."""
    people = [Connection(f"Person {n}", f"person-{n}", "Example") for n in range(8_000)]
    return make_archive(path, connections=people)


@pytest.mark.parametrize("name", ["export", "export.zip"])
def test_progress_comes_to_its_end(tmp_path: Path, name: str) -> None:
    steps: list[tuple[str, int, int]] = []
    read_archive(many(tmp_path / name), progress=lambda *step: steps.append(step))
    done = [step[1] for step in steps]
    assert done == sorted(done)
    assert {step[2] for step in steps} == {done[-1]}
    assert {step[0] for step in steps} == {
        "Profile.csv",
        "Skills.csv",
        "Positions.csv",
        "Connections.csv",
    }
    assert len(steps) < 150


def test_a_reading_that_is_stopped_gives_nothing(tmp_path: Path) -> None:
    asked = iter([False] * 20)
    with pytest.raises(ReadingStopped):
        read_archive(many(tmp_path / "export.zip"), stop=lambda: next(asked, True))


@pytest.mark.parametrize(
    ("name", "newest", "expected"),
    [
        ("Complete_LinkedInDataExport_11-20-2026", AT, datetime(2026, 11, 20, tzinfo=UTC)),
        (
            "Basic_LinkedInDataExport_03-05-2024 (1).zip",
            AT,
            datetime(2024, 3, 5, 9, 7, 3, tzinfo=UTC),
        ),
        ("renamed.zip", AT, datetime(2024, 3, 5, 9, 7, 3, tzinfo=UTC)),
        ("no_99-99-2024.zip", AT, datetime(2024, 3, 5, 9, 7, 3, tzinfo=UTC)),
    ],
)
def test_when_it_was_made(tmp_path: Path, name: str, newest: str, expected: datetime) -> None:
    rows = [[newest, "Go", "Zoë", "", "", ""], ["2012/01/01 00:00:00 UTC", "Go", "Ana", "", "", ""]]
    path = put(tmp_path / name, {RECEIVED: csv_bytes(HEADERS[RECEIVED], rows)})
    assert read_archive(path).exported_at == expected


def test_the_folder_in_a_renamed_zip_tells_when_it_was_made(tmp_path: Path) -> None:
    top = "Complete_LinkedInDataExport_11-20-2026"
    path = put(tmp_path / "mine.zip", {f"{top}/Skills.csv": b"Name\nGo\n"})
    assert read_archive(path).exported_at == datetime(2026, 11, 20, tzinfo=UTC)


def test_an_archive_without_dates_is_as_old_as_its_file(tmp_path: Path) -> None:
    future = [["2199/01/01 00:00:00 UTC", "Go", "Zoë", "", "", ""]]
    path = put(tmp_path / "x.zip", {RECEIVED: csv_bytes(HEADERS[RECEIVED], future)})
    modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    assert read_archive(path).exported_at == modified
