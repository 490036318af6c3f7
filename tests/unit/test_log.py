"""The log: private, off the hot path, and without anybody's credentials."""

from __future__ import annotations

import logging
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.log import redact, start_log

secrets = st.text("abcdefghijklmnopqrstuvwxyz0123456789-_", min_size=8, max_size=30)
keys = st.sampled_from(
    ["otpToken", "midSig", "midToken", "loid", "sharedKey", "authToken", "password", "OTPTOKEN"]
)


@given(key=keys, secret=secrets, glue=st.sampled_from(["=", "%3D", ": ", '="', "': '"]))
def test_no_token_is_left(key: str, secret: str, glue: str) -> None:
    line = f"GET /comm/in/maya?lipi=1&{key}{glue}{secret}&trk=eml-x ended"
    assert f"{glue}{secret}" not in redact(line)
    assert redact(line).startswith("GET /comm/in/maya?lipi=1&")


@pytest.mark.parametrize(
    "line",
    [
        'sending: A1 LOGIN "sam@example.com" "hunter two"',
        "sending: A1 AUTHENTICATE PLAIN AHNhbQBodW50ZXI=",
    ],
)
def test_no_login_is_left(line: str) -> None:
    assert "hunter" not in redact(line)
    assert "AHNh" not in redact(line)


def test_a_record_lands_in_a_private_file(tmp_path: Path) -> None:
    file = tmp_path / "data" / "endorseback.log"
    stop = start_log(file)
    assert not file.exists()
    logging.getLogger("endorseback.test").warning(
        "host said %s", "\x1b[31mBYE\x1b[0m otpToken=abcdefg"
    )
    stop()
    text = file.read_text("utf-8")
    assert "WARNING" in text
    assert "host said [31mBYE[0m otpToken=…" in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_traceback_is_cleaned_too(tmp_path: Path) -> None:
    stop = start_log(tmp_path / "x.log")
    try:
        raise ValueError("password=hunter22 \x9b1m")
    except ValueError:
        logging.getLogger("endorseback.test").exception("it failed")
    stop()
    text = (tmp_path / "x.log").read_text("utf-8")
    assert "Traceback" in text
    assert "hunter22" not in text
    assert "\x9b" not in text


def test_it_rotates_and_stays_private(tmp_path: Path) -> None:
    stop = start_log(tmp_path / "x.log")
    logger = logging.getLogger("endorseback.test")
    for number in range(1200):
        logger.warning("%05d %s", number, "x" * 1000)
    stop()
    files = sorted(tmp_path.iterdir())
    assert len(files) >= 3
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)
    assert sum(file.stat().st_size for file in files) < 2_500_000


def test_other_programs_loggers_are_left_alone(tmp_path: Path) -> None:
    before = list(logging.getLogger().handlers)
    stop = start_log(tmp_path / "x.log")
    logging.getLogger("somebody.else").warning("not ours")
    stop()
    assert not (tmp_path / "x.log").exists()
    assert logging.getLogger().handlers == before
