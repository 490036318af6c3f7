"""Writing the configuration: what is written reads back, privately, and whole or not at all."""

from __future__ import annotations

import stat
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.config import ConfigError, load_config, parse_config
from endorseback.errors import UsageError
from endorseback.services.setup.config_writer import new_config, with_account, write_config
from endorseback.settings import Account

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
accounts = st.builds(
    Account,
    name=texts,
    host=texts,
    username=texts,
    port=st.none() | st.integers(1, 65535),
    security=st.sampled_from(["tls", "starttls"]),
    password_command=st.lists(texts, min_size=1, max_size=3).map(tuple),
    folders=st.lists(texts, max_size=3).map(tuple),
    trusted_authserv_ids=st.lists(texts, max_size=2).map(tuple),
    check_dkim=st.booleans(),
    ca_file=st.none() | texts,
)
PLAIN = Account(name="main", host="imap.example.com", username="sam", password_env="MAIL")


@given(accounts)
def test_what_is_written_reads_back(account: Account) -> None:
    assert parse_config(new_config(account), "x").accounts == (account,)


@given(accounts)
def test_an_added_account_leaves_the_rest(account: Account) -> None:
    old = '# mine\nfetch_interval = "2h"\n\n[[accounts]]\nname = "\\u0000old"\nhost = "h"\n'
    old += 'username = "u"\nkeyring = true\n'
    text = with_account(old, account)
    assert text.startswith(old.rstrip())
    config = parse_config(text, "x")
    assert config.fetch_interval == "2h"
    assert config.accounts[1:] == (account,)


def test_the_file_is_private_even_if_the_old_one_was_not(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "config.toml"
    write_config(file, new_config(PLAIN))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    file.chmod(0o644)
    write_config(file, new_config(PLAIN))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert load_config(file).accounts == (PLAIN,)
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    link = tmp_path / "config.toml"
    link.symlink_to(real)
    write_config(link, new_config(PLAIN))
    assert link.is_symlink()
    assert load_config(real).accounts == (PLAIN,)


def test_an_unusable_text_is_not_written(tmp_path: Path) -> None:
    twice = with_account(new_config(PLAIN), PLAIN)
    with pytest.raises(ConfigError, match="another account"):
        write_config(tmp_path / "config.toml", twice)
    no_password = msgspec.structs.replace(PLAIN, password_env=None)
    with pytest.raises(ConfigError, match="password_env, keyring"):
        write_config(tmp_path / "config.toml", new_config(no_password))
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        write_config(tmp_path / "file" / "config.toml", new_config(PLAIN))
