"""Passwords come from where the configuration says, and are told to nobody."""

from __future__ import annotations

import sys
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.fail
import pytest

from endorseback.credentials import password_of, smtp_password_of
from endorseback.errors import LoginError
from endorseback.settings import Account, Smtp


def account(**way: object) -> Account:
    return Account(name="main", host="imap.example.com", username="sam", **way)  # type: ignore[arg-type]


def python(code: str) -> Account:
    return account(password_command=(sys.executable, "-c", code))


@pytest.mark.parametrize(
    ("printed", "password"),
    [
        ("'secret'", "secret"),
        ("'secret\\nurl: imap.example.com'", "secret"),
        ("'  two words  '", "  two words  "),
        ("'pâss wörd'", "pâss wörd"),
    ],
)
def test_the_first_line_of_the_command_is_the_password(printed: str, password: str) -> None:
    code = f"import sys; sys.stdout.buffer.write({printed}.encode() + b'\\n')"
    assert password_of(python(code)) == password


def test_a_line_that_ends_as_on_windows_ends_the_same() -> None:
    assert password_of(python("print('secret', end='\\r\\n')")) == "secret"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("print('hush'); raise SystemExit(3)", "failed with exit code 3"),
        ("pass", "printed no password"),
        ("print(); print('hush')", "printed no password"),
        ("import sys; sys.stdout.buffer.write(b'hush\\xff')", "not UTF-8"),
        ("import time; print('hush', flush=True); time.sleep(30)", "did not end within 0.5 s"),
    ],
)
def test_a_command_that_gives_none_is_told_without_its_output(code: str, told: str) -> None:
    with pytest.raises(LoginError, match=told) as caught:
        password_of(python(code), patience=0.5 if "sleep" in code else 20)
    assert "hush" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_command_that_is_not_there_is_told() -> None:
    with pytest.raises(LoginError, match="cannot be run: No such file"):
        password_of(account(password_command=("no-such-program-here",)))


def test_no_shell_sees_the_command(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    code = "import sys; print(sys.argv[1])"
    words = (sys.executable, "-c", code, f"$(touch {mark}); `touch {mark}`")
    assert password_of(account(password_command=words)) == words[-1]
    assert not mark.exists()


def test_the_command_reads_nothing_from_the_terminal() -> None:
    assert password_of(python("import sys; print(repr(sys.stdin.read()))")) == "''"


def test_the_environment_holds_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_SECRET", "secret")
    assert password_of(account(password_env="MAIL_SECRET")) == "secret"


@pytest.mark.parametrize("value", [None, ""])
def test_an_unset_variable_is_told_by_its_name(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    if value is None:
        monkeypatch.delenv("MAIL_SECRET", raising=False)
    else:
        monkeypatch.setenv("MAIL_SECRET", value)
    with pytest.raises(LoginError, match="MAIL_SECRET"):
        password_of(account(password_env="MAIL_SECRET"))


class Keyring(keyring.backend.KeyringBackend):
    """A keyring in memory."""

    priority = 1  # type: ignore[assignment]

    def __init__(self, entries: dict[tuple[str, str], str]) -> None:
        super().__init__()
        self.entries = entries

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


@pytest.fixture
def _keyring_restored() -> object:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("_keyring_restored")
def test_the_keyring_holds_the_password_under_the_account_s_name() -> None:
    keyring.set_keyring(Keyring({("endorseback", "main"): "secret"}))
    assert password_of(account(keyring=True)) == "secret"


@pytest.mark.usefixtures("_keyring_restored")
def test_an_empty_keyring_and_none_at_all_are_told_with_what_to_do() -> None:
    keyring.set_keyring(Keyring({}))
    with pytest.raises(LoginError) as caught:
        password_of(account(keyring=True))
    assert "keyring set endorseback main" in caught.value.hint
    keyring.set_keyring(keyring.backends.fail.Keyring())
    with pytest.raises(LoginError, match="has no keyring") as caught:
        password_of(account(keyring=True))
    assert "password_command" in caught.value.hint


def test_sending_uses_the_accounts_password_unless_it_has_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("READ", "for reading")
    monkeypatch.setenv("SEND", "for sending")

    def account(smtp: Smtp | None) -> Account:
        return Account(name="a", host="h", username="u", password_env="READ", smtp=smtp)

    assert smtp_password_of(account(None)) == "for reading"
    assert smtp_password_of(account(Smtp(host="h"))) == "for reading"
    assert smtp_password_of(account(Smtp(host="h", password_env="SEND"))) == "for sending"
    with pytest.raises(LoginError, match="account 'a/smtp'"):
        smtp_password_of(account(Smtp(host="h", password_env="NOT_SET_AT_ALL")))
