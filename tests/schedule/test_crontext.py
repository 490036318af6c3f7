"""The text of a crontab: our block in it, and an entry that cron and the shell read as meant."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from endorseback.errors import UsageError
from endorseback.services.schedule import crontab_text
from endorseback.services.schedule.job import FetchJob

others = st.lists(
    st.binary(max_size=40).filter(lambda line: b"\n" not in line and b"endorseback" not in line)
).map(lambda lines: b"".join(line + b"\n" for line in lines))
ENTRY = "*/15 * * * * /usr/bin/endorseback fetch"


def as_cron_runs_it(entry: str) -> str:
    """Return the command that cron hands to the shell (crontab(5): `%` ends it, `\\%` is one)."""
    command = entry.split(" ", 5)[5]
    assert not re.search(r"(?<!\\)%", command)
    return command.replace("\\%", "%")


@given(before=others, after=others)
def test_other_entries_stay_byte_for_byte(before: bytes, after: bytes) -> None:
    installed = crontab_text.with_block(before, ENTRY) + after
    again = crontab_text.with_block(installed, "@daily other")
    assert again.startswith(before)
    assert again.endswith(after)
    assert crontab_text.without_block(installed) == before + after
    assert crontab_text.without_block(again) == before + after


@given(before=others)
def test_installing_twice_is_one(before: bytes) -> None:
    once = crontab_text.with_block(before, ENTRY)
    assert crontab_text.with_block(once, ENTRY) == once
    assert crontab_text.entry_in(once) == ENTRY


def test_a_last_line_without_an_end_is_ended() -> None:
    assert crontab_text.with_block(b"@daily x", ENTRY).startswith(b"@daily x\n# BEGIN")


@pytest.mark.parametrize("cut", [crontab_text.BEGIN, crontab_text.END])
def test_half_a_block_is_left_to_the_user(cut: bytes) -> None:
    damaged = crontab_text.with_block(b"@daily x\n", ENTRY).replace(cut, b"")
    with pytest.raises(UsageError, match="crontab -e"):
        crontab_text.without_block(damaged)


@pytest.mark.parametrize(
    ("asked", "kept", "fields"),
    [
        (900, 900, "*/15 * * * *"),
        (60, 60, "*/1 * * * *"),
        (30, 60, "*/1 * * * *"),
        (7 * 60, 360, "*/6 * * * *"),
        (45 * 60, 3600, "0 */1 * * *"),
        (5 * 3600, 6 * 3600, "0 */6 * * *"),
        (86400, 86400, "0 8 * * *"),
        (30 * 86400, 7 * 86400, "0 8 * * 1"),
    ],
)
def test_the_nearest_interval_is_kept(asked: int, kept: int, fields: str) -> None:
    assert crontab_text.nearest_interval(asked) == kept
    assert crontab_text.entry_for(FetchJob(("/x",), asked, "")).startswith(f"{fields} ")


words = st.text(
    st.characters(exclude_characters="\\", exclude_categories=["Cc", "Cs"]), max_size=20
)


@settings(max_examples=40, deadline=None)
@given(arguments=st.lists(words, max_size=4))
def test_cron_and_the_shell_give_the_program_its_words(arguments: list[str]) -> None:
    echo = "import json, os, sys; print(json.dumps([sys.argv[1:], os.environ['PATH']]))"
    job = FetchJob((sys.executable, "-c", echo, *arguments), 900, "/usr/bin:/opt/50% 'off'/bin")
    command = as_cron_runs_it(crontab_text.entry_for(job)).removesuffix(">/dev/null 2>&1")
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=True)
    assert json.loads(done.stdout) == [arguments, job.search_path]


def test_a_long_path_variable_is_left_out_rather_than_refused_by_cron() -> None:
    entry = crontab_text.entry_for(FetchJob(("/x",), 900, "/a" * 600))
    assert "PATH=" not in entry
    assert len(entry) < 1000


def test_a_backslash_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="backslash"):
        crontab_text.entry_for(FetchJob((str(tmp_path / "a\\b"),), 900, ""))


def test_an_entry_reads_back() -> None:
    job = FetchJob(
        ("/opt/my tools/endorseback", "--data-dir", "/home/sam/my 100%", "fetch"), 7200, "/bin"
    )
    every, shown = crontab_text.read_entry(crontab_text.entry_for(job))
    assert every == "every 2 hours"
    assert "'/home/sam/my 100%' fetch" in shown


def test_a_real_crontab_command_accepts_every_entry(tmp_path: Path) -> None:
    """Only syntax is checked (`-n` of Debian, `-T` of cronie): nobody's crontab is touched."""
    crontab = shutil.which("crontab")
    if crontab is None:
        pytest.skip("there is no crontab command here")
    file = tmp_path / "crontab"
    command = ("/opt/my tools/it's", "--data-dir", '/home/sam/100% "x" $y', "fetch")
    entries = [
        crontab_text.entry_for(FetchJob(command, every, "/bin")) for every in crontab_text.FIELDS
    ]
    file.write_bytes(crontab_text.with_block("".join(f"{e}\n" for e in entries).encode(), ENTRY))
    answers = [
        subprocess.run([crontab, flag, str(file)], capture_output=True, text=True, check=False)
        for flag in ("-n", "-T")
    ]
    if all("option" in answer.stderr for answer in answers):
        pytest.skip("this crontab command has no way to check a file")
    assert any(answer.returncode == 0 for answer in answers), [a.stderr for a in answers]
