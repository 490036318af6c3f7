"""The store of kept mails: complete or not at all, for its owner's eyes, stable keys."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.errors import DamagedError
from endorseback.mail.mail_store import MailStore


def files(folder: Path) -> list[Path]:
    """Return all files in a folder, however deep."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_is_put_can_be_got(tmp_path: Path) -> None:
    store = MailStore(tmp_path)
    key = store.put("main", b"Subject: a\r\n\r\n\xff\0")
    assert store.get(key) == b"Subject: a\r\n\r\n\xff\0"
    assert list(store.keys()) == [("main", key)]


def test_a_key_tells_account_and_content(tmp_path: Path) -> None:
    store = MailStore(tmp_path)
    account, two, digest = store.put("main", b"a").split("/")
    assert (account, two, len(digest)) == ("main", digest[:2], 64)
    assert store.put("main", b"b") != store.put("main", b"a")
    assert store.put("other", b"a").endswith(digest)


def test_only_the_owner_may_read(tmp_path: Path) -> None:
    MailStore(tmp_path / "mail").put("main", b"a")
    (path,) = files(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    assert (tmp_path / "mail").stat().st_mode & 0o077 == 0


def test_the_same_mail_is_kept_once_and_left_alone(tmp_path: Path) -> None:
    store = MailStore(tmp_path)
    key = store.put("main", b"a" * 1_000)
    (path,) = files(tmp_path)
    before = path.stat()
    assert store.put("main", b"a" * 1_000) == key
    assert files(tmp_path) == [path]
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert path.stat().st_size < 1_000


def test_the_same_bytes_make_the_same_file(tmp_path: Path) -> None:
    for name in ("one", "two"):
        MailStore(tmp_path / name).put("main", b"a")
    one, two = files(tmp_path)
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-5],
        lambda data: b"junk" + data,
        lambda data: data[:12] + b"\xff\xff" + data[14:],
        lambda data: data[:-8] + b"\0\0\0\0" + data[-4:],
    ],
    ids=["empty", "short", "no gzip", "broken", "wrong sum"],
)
def test_a_damaged_file_is_told(tmp_path: Path, damage: object) -> None:
    store = MailStore(tmp_path)
    key = store.put("main", b"abc" * 99)
    (path,) = files(tmp_path)
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(DamagedError, match="damaged") as caught:
        store.get(key)
    assert str(path) in caught.value.message
    assert caught.value.hint


def test_a_file_with_another_mail_in_it_is_told(tmp_path: Path) -> None:
    store = MailStore(tmp_path)
    key = store.put("main", b"abc")
    (path,) = files(tmp_path)
    path.write_bytes(gzip.compress(b"another"))
    with pytest.raises(DamagedError, match="damaged"):
        store.get(key)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "main",
        "main/aa",
        "main/aa/" + "a" * 64,
        "../aa/" + "a" * 64,
        "./aa/" + "a" * 64,
        "/aa/" + "a" * 64,
        "main/../" + "a" * 64,
        "main/aa/" + "a" * 64 + "\n",
        "main/AA/" + "A" * 64,
    ],
)
def test_unknown_keys_give_nothing(tmp_path: Path, key: str) -> None:
    assert MailStore(tmp_path).get(key) is None


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("endorseback.files.os.fsync", full)
    store = MailStore(tmp_path)
    with pytest.raises(OSError, match="No space"):
        store.put("main", b"a")
    assert files(tmp_path) == []
    assert list(store.keys()) == []


def test_what_a_crash_left_behind_is_no_mail(tmp_path: Path) -> None:
    store = MailStore(tmp_path)
    key = store.put("main", b"a")
    (path,) = files(tmp_path)
    (path.parent / ".new-abc").write_bytes(b"half")
    (path.parent / "notes.eml.gz").write_bytes(b"")
    assert list(store.keys()) == [("main", key)]


def test_no_folder_is_an_empty_store(tmp_path: Path) -> None:
    store = MailStore(tmp_path / "none")
    assert list(store.keys()) == []
    assert not (tmp_path / "none").exists()


@given(account=st.text(min_size=1, max_size=20), raw=st.binary(max_size=50))
def test_any_account_name_stays_in_the_store(
    tmp_path_factory: pytest.TempPathFactory, account: str, raw: bytes
) -> None:
    folder = tmp_path_factory.mktemp("store")
    store = MailStore(folder)
    key = store.put(account, raw)
    assert store.get(key) == raw
    assert list(store.keys()) == [(account, key)]
    assert all(path.is_relative_to(folder) for path in files(folder))
    assert len(files(folder)) == 1
