"""Which downloads are offered for an import."""

from __future__ import annotations

import os
from pathlib import Path

from tests.support.archives import HEADERS, csv_bytes, make_archive, put

from endorseback.archive import find_archives, looks_like_archive


def test_archives_are_found_by_name_the_newest_first(tmp_path: Path) -> None:
    names = [
        "Basic_LinkedInDataExport_01-02-2025.zip",
        "Complete_LinkedInDataExport_11-20-2026 (1).zip",
        "Complete_LinkedInDataExport_11-20-2026.zip.zip",
        "Complete_LinkedInDataExport_03-04-2024",
    ]
    for age, name in enumerate(names):
        path = make_archive(tmp_path / name)
        os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))
    make_archive(tmp_path / "photos.zip")
    put(tmp_path / "Basic_LinkedInDataExport_05-06-2025", {"holiday.jpg": b"x"})
    (tmp_path / "Basic_LinkedInDataExport_07-08-2025.zip").write_bytes(b"<html>")
    assert find_archives(tmp_path) == [tmp_path / name for name in names]


def test_a_folder_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert find_archives(tmp_path / "Downloads") == []


def test_a_link_that_leads_nowhere_spoils_nothing(tmp_path: Path) -> None:
    (tmp_path / "Basic_LinkedInDataExport_01-02-2025.zip").symlink_to(tmp_path / "gone.zip")
    good = make_archive(tmp_path / "Basic_LinkedInDataExport_01-03-2025.zip")
    assert find_archives(tmp_path) == [good]


def test_what_looks_like_an_archive(tmp_path: Path) -> None:
    data = csv_bytes(HEADERS["Skills.csv"], [["Go"]])
    put(tmp_path, {"a/top/Skills.csv": data, "b/Logins.csv": b"x", "c/Skills.csv": data})
    zipped = put(tmp_path / "any name.ZIP".replace("ZIP", "zip"), {"Skills.csv": data})
    page = tmp_path / "page.zip"
    page.write_bytes(b"<html>")
    assert looks_like_archive(zipped)
    assert looks_like_archive(tmp_path / "a")
    assert looks_like_archive(tmp_path / "c" / "Skills.csv")
    assert not looks_like_archive(tmp_path / "b")
    assert not looks_like_archive(tmp_path / "b" / "Logins.csv")
    assert not looks_like_archive(page)
    assert not looks_like_archive(tmp_path / "nowhere.zip")
