"""`endorseback parse`, as a script calls it: one answer for each argument, in order."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from tests.support.corpus import CORPUS, OWN_HOST, sample

VERIFIED: Final = CORPUS / "notifications" / "011-en-2019-single.eml"
OTHER: Final = CORPUS / "notifications" / "057-en-2024-newsletter.eml"
REQUEST: Final = CORPUS / "notifications" / "046-en-2012-rec-request.eml"
HOSTILE: Final = CORPUS / "notifications" / "067-en-2025-hostile-escapes.eml"
KEYS: Final = [
    "file",
    "kind",
    "language",
    "endorsements",
    "people",
    "authenticity",
    "reasons",
]


class Done:
    """What a call printed, and how it ended."""

    def __init__(self, done: subprocess.CompletedProcess[bytes]) -> None:
        self.code = done.returncode
        self.out = done.stdout.decode("utf-8")
        self.err = done.stderr.decode("utf-8")

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The JSON objects that it printed."""
        return [json.loads(line) for line in self.out.splitlines()]


def parse(home: Path, *words: object, stdin: bytes = b"", **variables: str) -> Done:
    """Run the command with a config and a data folder of its own."""
    environment = os.environ | {
        "ENDORSEBACK_CONFIG": str(home / "config.toml"),
        "ENDORSEBACK_DATA_DIR": str(home / "data"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "endorseback", "parse", *map(str, words)],
        env=environment | variables,
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Done(done)


def configure(home: Path, text: str) -> None:
    """Write the config file."""
    (home / "config.toml").write_text(text)
    (home / "config.toml").chmod(0o600)


def test_one_line_for_each_argument_in_order(tmp_path: Path) -> None:
    files = [OTHER, VERIFIED, REQUEST, VERIFIED]
    done = parse(tmp_path, "--json", *files)
    assert (done.code, done.err) == (0, "")
    assert [row["file"] for row in done.rows] == [str(file) for file in files]
    assert [row["kind"] for row in done.rows] == [
        "other",
        "endorsement",
        "recommendation_request",
        "endorsement",
    ]
    assert all(list(row) == KEYS for row in done.rows)
    assert list(tmp_path.iterdir()) == []


def test_every_field_is_as_the_mail_has_it(tmp_path: Path) -> None:
    truth = sample("notifications", VERIFIED.name).truth
    (row,) = parse(tmp_path, VERIFIED, "--json", "--authserv-id", OWN_HOST).rows
    for key in ("kind", "language", "endorsements", "people", "authenticity"):
        assert row[key] == truth[key]
    assert list(row["endorsements"][0]) == ["name", "profile_url", "skill"]
    assert row["reasons"]
    assert all(isinstance(reason, str) for reason in row["reasons"])


def test_people_have_name_and_profile(tmp_path: Path) -> None:
    truth = sample("notifications", REQUEST.name).truth
    (row,) = parse(tmp_path, REQUEST, "--json").rows
    assert row["people"] == truth["people"]
    assert row["endorsements"] == []


def test_standard_input_is_a_dash(tmp_path: Path) -> None:
    done = parse(tmp_path, "--json", "-", stdin=VERIFIED.read_bytes())
    assert (done.code, done.rows[0]["file"], done.rows[0]["kind"]) == (0, "-", "endorsement")


def test_the_file_is_named_as_given(tmp_path: Path) -> None:
    odd = tmp_path / "a b\u00e9\u202e.eml"
    odd.write_bytes(VERIFIED.read_bytes())
    roundabout = f"{tmp_path}/./{odd.name}"
    assert parse(tmp_path, "--json", roundabout).rows[0]["file"] == roundabout


def test_authserv_ids_may_repeat(tmp_path: Path) -> None:
    def judged(*hosts: str) -> str:
        flags = [word for host in hosts for word in ("--authserv-id", host)]
        return str(parse(tmp_path, "--json", *flags, VERIFIED).rows[0]["authenticity"])

    assert judged() == "unverified"
    assert judged("mx.example.org") == "unverified"
    assert judged("mx.example.org", OWN_HOST) == "verified"
    assert judged(OWN_HOST.upper()) == "verified"


ACCOUNT: Final = """
[[accounts]]
name = "main"
host = "imap.example.com"
username = "sam@example.com"
password_env = "MAIL"
trusted_authserv_ids = ["mx.example.org"]
"""
SOURCE: Final = f"""
[[sources]]
name = "old"
maildir = "mail"
trusted_authserv_ids = ["{OWN_HOST}"]
"""


@pytest.mark.parametrize(
    ("config", "authenticity"),
    [
        ("", "unverified"),
        (ACCOUNT, "unverified"),
        (ACCOUNT.replace("example.org", "example.net"), "verified"),
        (SOURCE, "verified"),
        (ACCOUNT + SOURCE, "verified"),
    ],
)
def test_the_hosts_of_the_config_count(tmp_path: Path, config: str, authenticity: str) -> None:
    configure(tmp_path, config)
    done = parse(tmp_path, "--json", VERIFIED)
    assert (done.code, done.rows[0]["authenticity"]) == (0, authenticity)


def test_the_flag_wins_over_the_config(tmp_path: Path) -> None:
    configure(tmp_path, SOURCE)
    done = parse(tmp_path, "--json", "--authserv-id", "mx.example.org", VERIFIED)
    assert done.rows[0]["authenticity"] == "unverified"


def test_a_broken_config_matters_only_where_it_is_needed(tmp_path: Path) -> None:
    configure(tmp_path, "accounts = 3\n[")
    done = parse(tmp_path, "--json", VERIFIED)
    assert (done.code, done.out) == (2, "")
    assert "config.toml" in done.err
    done = parse(tmp_path, "--json", "--authserv-id", OWN_HOST, VERIFIED)
    assert (done.code, done.err) == (0, "")
    assert done.rows[0]["authenticity"] == "verified"


def faulty(folder: Path) -> list[Path]:
    """Return files that are no mail."""
    mails = [b"From x Mon Nov  3 09:14:07 2025\n" + one.read_bytes() for one in (OTHER, VERIFIED)]
    contents = {
        "empty.eml": b"",
        "blank.eml": b"\r\n \n",
        "binary.eml": bytes(range(256)) * 9,
        "text.eml": b"just words\nand more of them\n",
        "keys.eml": b"name: value\nother: value\n",
        "box.mbox": b"\n".join(mails),
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    (folder / "folder.eml").mkdir()
    return [*(folder / name for name in contents), folder / "folder.eml", folder / "none.eml"]


def test_what_is_no_mail_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    bad = faulty(tmp_path)
    done = parse(tmp_path, "--json", *bad, VERIFIED, "-")
    assert done.code == 2
    assert "Traceback" not in done.err
    assert [row["file"] for row in done.rows] == [*map(str, bad), str(VERIFIED), "-"]
    assert [list(row) for row in done.rows] == [
        *([["file", "error"]] * len(bad)),
        KEYS,
        ["file", "error"],
    ]
    assert all(row["error"].endswith(".") for row in done.rows if "error" in row)
    assert "mbox" in done.rows[5]["error"]


def test_people_read_the_same_faults_on_stderr(tmp_path: Path) -> None:
    done = parse(tmp_path, tmp_path / "none.eml", VERIFIED)
    assert done.code == 2
    assert "none.eml: It cannot be read: No such file or directory." in done.err
    assert VERIFIED.name in done.out


def test_a_file_without_the_right_to_read_it(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to the superuser")
    (tmp_path / "mine.eml").write_bytes(VERIFIED.read_bytes())
    (tmp_path / "mine.eml").chmod(0)
    done = parse(tmp_path, "--json", tmp_path / "mine.eml")
    assert (done.code, done.rows[0]["error"]) == (2, "It cannot be read: Permission denied.")


def sparse(path: Path, head: bytes) -> Path:
    """Write a file of 300 MB that takes no room, with something at its beginning."""
    with path.open("wb") as file:
        file.write(head)
        file.truncate(300_000_000)
    return path


def test_a_huge_file_that_is_no_mail(tmp_path: Path) -> None:
    done = parse(tmp_path, "--json", sparse(tmp_path / "disk.img", b""))
    assert done.code == 2
    assert done.rows[0]["error"]


def test_a_huge_mail_is_read_only_in_part_and_says_so(tmp_path: Path) -> None:
    done = parse(tmp_path, "--json", sparse(tmp_path / "huge.eml", VERIFIED.read_bytes()))
    assert done.code == 0
    assert done.rows[0]["endorsements"]
    assert any("read only up to" in reason for reason in done.rows[0]["reasons"])


def test_an_endless_file_ends(tmp_path: Path) -> None:
    done = parse(tmp_path, "--json", "/dev/zero")
    assert done.code == 2


def test_an_mbox_with_one_mail_is_read(tmp_path: Path) -> None:
    one = tmp_path / "one.mbox"
    one.write_bytes(b"From x Mon Nov  3 09:14:07 2025\n" + VERIFIED.read_bytes())
    done = parse(tmp_path, "--json", one)
    assert (done.code, done.rows[0]["kind"]) == (0, "endorsement")


def test_people_read_who_endorsed_for_what(tmp_path: Path) -> None:
    done = parse(tmp_path, VERIFIED, NO_COLOR="1")
    (pair,) = sample("notifications", VERIFIED.name).truth["endorsements"]
    assert (done.code, done.err) == (0, "")
    assert f"{VERIFIED}: endorsement, unverified" in done.out
    assert f"{pair['name']} endorsed you for {pair['skill']}" in done.out
    assert "\x1b" not in done.out


def test_the_reasons_are_shown_when_asked_for(tmp_path: Path) -> None:
    (row,) = parse(tmp_path, "--json", VERIFIED).rows
    plain, explained = (parse(tmp_path, *words, VERIFIED).out for words in ((), ("--explain",)))
    for reason in row["reasons"]:
        assert reason not in plain
        assert f"  - {reason}" in explained


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    evil = tmp_path / "x\x1b[2J.eml"
    evil.write_bytes(HOSTILE.read_bytes())
    done = parse(tmp_path, "--explain", evil, tmp_path / "\x1b[31m.eml")
    assert done.code == 2
    assert not {char for char in done.out + done.err if char < " " and char != "\n"}
    done = parse(tmp_path, "--json", HOSTILE)
    assert not {char for char in done.out if char < " " and char != "\n"}


def test_the_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    file = CORPUS / "notifications" / "023-en-2023-people-scripts.eml"
    done = parse(tmp_path, "--json", file, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    names = {pair["name"] for pair in sample("notifications", file.name).truth["endorsements"]}
    assert names <= {pair["name"] for pair in done.rows[0]["endorsements"]}
    assert not all(name.isascii() for name in names)


def test_without_a_file_it_is_wrong_usage(tmp_path: Path) -> None:
    done = parse(tmp_path, "--json")
    assert (done.code, done.out) == (2, "")
    assert "FILE" in done.err


def test_nothing_is_said_of_tokens(tmp_path: Path) -> None:
    files = sorted((CORPUS / "notifications").glob("0[0-3]*.eml"))
    done = parse(tmp_path, "--json", *files)
    assert done.code == 0
    assert not any(word in done.out for word in ("midToken", "midSig", "otpToken", "lipi="))
