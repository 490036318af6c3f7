"""The configuration: the example loads, and every problem is told at once, with its line."""

from pathlib import Path

import pytest

from endorseback.config import ConfigError, config_warnings, load_config, parse_config
from endorseback.settings import Config, is_loopback, seconds

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"

ACCOUNT = """
[[accounts]]
name = "main"
host = "imap.example.com"
username = "sam@example.com"
keyring = true
"""


def problems(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse_config(text, "c.toml")
    return [str(problem) for problem in caught.value.problems]


def test_the_example_loads_and_shows_every_key() -> None:
    config = load_config(EXAMPLE)
    text = EXAMPLE.read_text()
    account = config.accounts[0]
    assert account.smtp
    assert [source.name for source in config.sources] == ["old", "older", "saved"]
    tables = (config, config.messages, account, account.smtp, account.write_back, config.sources[0])
    for table in (
        *tables,
        config.assessment,
        config.assessment.weights,
        config.waiting,
        config.reconnect,
    ):
        for field in table.__struct_fields__:
            assert field in text, f"{field} is not in the example"


def test_what_is_left_out_has_its_default() -> None:
    config = parse_config(ACCOUNT, "c.toml")
    account = config.accounts[0]
    assert (account.port_number, account.security, account.folders) == (993, "tls", ())
    assert seconds(config.fetch_interval) == 900


def test_starttls_has_its_own_default_port() -> None:
    config = parse_config(ACCOUNT + 'security = "starttls"\n', "c.toml")
    assert config.accounts[0].port_number == 143


def test_all_problems_are_told_at_once_each_with_its_line() -> None:
    told = problems(
        'fetch_intervall = "15m"\n'
        "[[accounts]]\n"
        'name = "a"\n'
        'hots = "x"\n'
        "port = 99999\n"
        'security = "ssl"\n'
        "[accounts.smtp]\n"
        "hst = 1\n"
        "[[accounts]]\n"
        'folders = "INBOX"\n'
    )
    assert 'c.toml:1: fetch_intervall: no such key; did you mean "fetch_interval"?' in told
    assert 'c.toml:4: accounts[0].hots: no such key; did you mean "host"?' in told
    assert any(line.startswith("c.toml:5: accounts[0].port: ") for line in told)
    assert "c.toml:6: accounts[0].security: must be one of 'tls', 'starttls', 'none'" in told
    assert 'c.toml:8: accounts[0].smtp.hst: no such key; did you mean "host"?' in told
    assert "c.toml:2: accounts[0].username: is missing" in told
    assert "c.toml:9: accounts[1].name: is missing" in told
    assert any(line.startswith("c.toml:10: accounts[1].folders: ") for line in told)


@pytest.mark.parametrize("value", ["0m", "15", "m", "1.5h", "-1m", "15 m", ""])
def test_a_wrong_duration_is_told_with_examples(value: str) -> None:
    (told,) = problems(f'fetch_interval = "{value}"')
    assert told.startswith("c.toml:1: fetch_interval: must be a number and a unit")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.1", "::1", "LOCALHOST"])
def test_plain_text_is_allowed_to_this_machine(host: str) -> None:
    assert is_loopback(host)
    text = ACCOUNT.replace("imap.example.com", host) + 'security = "none"\n'
    assert parse_config(text, "c.toml").accounts[0].port_number == 143


@pytest.mark.parametrize(
    "host", ["imap.example.com", "127.0.0.1.example.com", "localhost.example.com", "10.0.0.1"]
)
def test_plain_text_is_refused_to_any_other(host: str) -> None:
    (told,) = problems(ACCOUNT.replace("imap.example.com", host) + 'security = "none"\n')
    assert told.startswith("c.toml:7: accounts[0].security: ")


def test_an_account_needs_exactly_one_way_to_its_password() -> None:
    (told,) = problems(ACCOUNT + 'password_env = "SECRET"\n')
    assert "password_command, password_env, keyring" in told
    (told,) = problems(ACCOUNT.replace("keyring = true", ""))
    assert "password_command, password_env, keyring" in told


def test_two_places_of_one_name_are_refused() -> None:
    (told,) = problems(ACCOUNT + '[[sources]]\nname = "main"\neml = "mails"\n')
    assert told == "c.toml:8: sources[0].name: 'main' is the name of another account or source"


@pytest.mark.parametrize("places", ["", 'eml = "a"\nmbox = "b"\n'])
def test_a_source_is_exactly_one_place(places: str) -> None:
    (told,) = problems(f'[[sources]]\nname = "old"\n{places}')
    assert told.endswith("needs exactly one of maildir, mbox, eml")


def test_what_is_no_toml_is_told_with_its_line() -> None:
    (told,) = problems('name = "unclosed\n')
    assert "no valid TOML" in told
    assert "line 1" in told


def test_a_missing_file_names_the_command_that_writes_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="endorseback init") as caught:
        load_config(tmp_path / "none.toml")
    assert caught.value.exit_code == 2


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(path)


def test_a_file_that_others_can_read_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.touch(mode=0o600)
    assert config_warnings(path) == []
    path.chmod(0o644)
    (warning,) = config_warnings(path)
    assert "chmod 600" in warning


def test_the_port_of_smtp_follows_its_security() -> None:
    def port(line: str) -> int:
        smtp = f'[accounts.smtp]\nhost = "localhost"\nsecurity = "{line}"\n'
        found = parse_config(ACCOUNT + smtp, "c.toml").accounts[0].smtp
        assert found
        return found.port_number

    assert [port(security) for security in ("tls", "starttls", "none")] == [465, 587, 25]


def test_smtp_may_have_a_password_of_its_own_but_only_one() -> None:
    smtp = '[accounts.smtp]\nhost = "smtp.example.com"\nkeyring = true\npassword_env = "X"\n'
    assert problems(ACCOUNT + smtp) == [
        "c.toml:7: accounts[0].smtp: has more than one of password_command, password_env, keyring"
    ]


def test_nothing_is_written_back_unless_asked_for() -> None:
    assert parse_config(ACCOUNT, "c.toml").accounts[0].write_back.is_off
    asked = parse_config(ACCOUNT + "[accounts.write_back]\nmark_read = true\n", "c.toml")
    assert not asked.accounts[0].write_back.is_off


def test_a_keyword_is_no_system_flag_and_no_command() -> None:
    for keyword in ("\\\\Deleted", "two words", "a)", ""):
        told = problems(ACCOUNT + f'[accounts.write_back]\nkeyword = "{keyword}"\n')
        assert len(told) == 1
        assert "letters, digits" in told[0]


def test_what_is_wrong_with_weights_is_told_each_in_its_place() -> None:
    text = '[assessment]\nsincere = 0\ntags = "x"\n[assessment.weights]\ntag = -1\nshared = 2\n'
    assert problems(text) == [
        "c.toml:2: assessment.sincere: expected `float` > 0.0",
        "c.toml:3: assessment.tags: expected `array`, got `str`",
        "c.toml:5: assessment.weights.tag: expected `float` >= 0.0",
        'c.toml:6: assessment.weights.shared: no such key; did you mean "shared_employer"?',
    ]
    whole = parse_config("[assessment.weights]\ntag = 3\nburst = 0\n", "c.toml").assessment.weights
    assert (whole.tag, whole.burst) == (3.0, 0.0)


def test_the_example_has_the_weights_that_count_without_it() -> None:
    assert load_config(EXAMPLE).assessment == Config().assessment
