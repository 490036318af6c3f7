"""Servers that fail: each ends in a sentence, soon, and the connection is never used again."""

from __future__ import annotations

import ssl
import threading
import time
from contextlib import closing

import pytest
from tests.support.certificates import Authority
from tests.support.faultproxy import fault_proxy
from tests.support.imapserver import PASSWORD, PASSWORD_VARIABLE, ImapMailbox, ImapServer
from tests.support.mailboxes import endorsement
from tests.support.scriptedimap import CLOSE, OK, STALL, scripted_imap

from endorseback.errors import EndorsebackError, LoginError, UnreachableError, UsageError
from endorseback.mail.imap.connection import ImapConnection
from endorseback.mail.imap.imap_errors import RefusedError
from endorseback.mail.prefilter import identity_of
from endorseback.mail.sources.base import Batch
from endorseback.mail.sources.imap_source import ImapSource
from endorseback.settings import Account

HEADER = endorsement(1).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"


def account(port: int, **changes: object) -> Account:
    settings: dict[str, object] = {
        "name": "main",
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "username": "sam@example.com",
        "password_env": PASSWORD_VARIABLE,
        "connect_timeout": "2s",
        "read_timeout": "2s",
    }
    return Account(**{**settings, **changes})


def log_in(settings: Account, password: str = PASSWORD) -> ImapConnection:
    connection = ImapConnection(settings)
    connection.log_in(password)
    return connection


def scan(settings: Account, cursor: dict[str, object] | None = None) -> list[Batch]:
    with closing(ImapSource(settings)) as source:
        return list(source.scan("INBOX", cursor))


def fetched(uid: int, section: str, body: bytes) -> bytes:
    items = f"UID {uid} RFC822.SIZE {len(body)} {section} {{{len(body)}}}"
    return f"* {uid} FETCH ({items}\r\n".encode() + body + b")\r\n"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.create(tmp_path_factory.mktemp("authority") / "ca")


def serving(authority: Authority, name: str, host: str, *, expired: bool = False) -> ssl.SSLContext:
    made = authority.issue(name, names=[host], addresses=[], expired=expired)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.certificate, made.key)
    return context


@pytest.mark.parametrize(
    ("host", "expired", "trusted", "told"),
    [
        ("localhost", True, True, "has expired"),
        ("other.example.org", False, True, "belongs to another host"),
        ("localhost", False, False, "authority that is not known here"),
    ],
)
def test_a_certificate_that_proves_nothing_ends_it_before_the_password(
    authority: Authority, host: str, expired: bool, trusted: bool, told: str
) -> None:
    context = serving(authority, f"{host}-{expired}", host, expired=expired)
    with scripted_imap(context=context) as server:
        ca_file = str(authority.certificate) if trusted else None
        settings = account(server.port, host="localhost", security="tls", ca_file=ca_file)
        with pytest.raises(UnreachableError, match=told):
            log_in(settings)
    assert server.commands == []


def test_a_private_authority_is_believed_where_it_is_named(authority: Authority) -> None:
    with scripted_imap(context=serving(authority, "good", "localhost")) as server:
        settings = account(
            server.port, host="localhost", security="tls", ca_file=str(authority.certificate)
        )
        log_in(settings).close(politely=True)
    assert server.commands[-1].endswith("LOGOUT")


def test_a_ca_file_that_is_none_is_told(tmp_path: object) -> None:
    with pytest.raises(UsageError, match="ca_file"):
        log_in(account(1, security="tls", ca_file="/nowhere/ca.pem"))


def test_tls_with_a_server_that_does_not_speak_it_is_told() -> None:
    with scripted_imap() as server, pytest.raises(UnreachableError, match="does not speak TLS"):
        log_in(account(server.port, security="tls"))


def test_no_starttls_means_no_password() -> None:
    with scripted_imap() as server:
        with pytest.raises(UnreachableError, match="offers no STARTTLS"):
            log_in(account(server.port, security="starttls"))
        assert [line.partition(" ")[2] for line in server.commands] == ["CAPABILITY"]


def test_a_greeting_that_skips_the_login_is_not_trusted() -> None:
    with (
        scripted_imap(greeting=b"* PREAUTH welcome\r\n") as server,
        pytest.raises(UnreachableError, match="no login is needed"),
    ):
        log_in(account(server.port, security="starttls"))


def test_plain_text_to_another_machine_is_refused() -> None:
    with pytest.raises(UsageError, match="in the clear"):
        log_in(account(143, host="192.0.2.1"))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"{tag} NO [AUTHENTICATIONFAILED] Wrong\x1b[31m password\r\n", "Wrong[31m password"),
        (b"{tag} BAD syntax\r\n", "'main': syntax "),
        (b"{tag} NO you said correct horse\r\n", "refused the login"),
    ],
)
def test_a_refused_login_is_told_in_the_server_s_words_but_the_password(
    answer: bytes, told: str
) -> None:
    with scripted_imap(("LOGIN", answer)) as server, pytest.raises(LoginError) as caught:
        log_in(account(server.port))
    assert told in str(caught.value)
    assert PASSWORD not in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_a_connection_lost_in_the_login_is_no_wrong_password() -> None:
    with (
        scripted_imap(("LOGIN", CLOSE)) as server,
        pytest.raises(UnreachableError, match="closed the connection"),
    ):
        log_in(account(server.port))


def test_a_server_that_takes_no_password_is_told() -> None:
    capability = b"* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n{tag} OK done\r\n"
    with (
        scripted_imap(("CAPABILITY", capability)) as server,
        pytest.raises(LoginError, match="takes no password"),
    ):
        log_in(account(server.port))
    assert not any("LOGIN" in line for line in server.commands)


def test_a_password_beyond_ascii_goes_by_authenticate_plain() -> None:
    with scripted_imap(("AUTHENTICATE PLAIN", b"+ \r\n")) as server:
        with pytest.raises(EndorsebackError):  # the script never answers what follows
            log_in(account(server.port), "großes Pferd")
        assert not any("LOGIN" in line for line in server.commands)


@pytest.mark.parametrize("secret", ["horse\r\nx DELETE INBOX", "horse\0", "a\nb"])
def test_a_control_character_in_a_credential_is_never_sent(secret: str) -> None:
    with scripted_imap() as server:
        with pytest.raises(UsageError, match="control character"):
            log_in(account(server.port), secret)
        with pytest.raises(UsageError, match="control character"):
            log_in(account(server.port, username=secret))
        assert not any("DELETE" in line for line in server.commands)


def test_a_user_name_with_blanks_and_quotes_stays_one_word() -> None:
    with scripted_imap() as server:
        log_in(account(server.port, username='sam "s" \\ lee')).close()
        (login,) = [line for line in server.commands if "LOGIN" in line]
    assert login.partition(" ")[2] == f'LOGIN "sam \\"s\\" \\\\ lee" "{PASSWORD}"'


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (("UID SEARCH", b"* BYE shutting\x1b[2J down\r\n"), "ended the conversation: shutting"),
        (("UID SEARCH", b"* BYE down\r\n" + CLOSE), "ended the conversation: down"),
        (("UID SEARCH", CLOSE), "closed the connection"),
        (("UID SEARCH", b"* SEARCH 1 2"), "did not answer within 2s"),
        (("UID SEARCH", STALL), "did not answer within 2s"),
        (("UID SEARCH", b"* SEARCH " + b"1234567 " * 200_000 + b"\r\n" + OK), "got more than"),
        (("UID SEARCH", b"* SEARCH one two\r\n" + OK), "does not allow"),
        (("UID SEARCH", b"* SEARCH 1\r\n* SEARCH 2\r\n" + OK), "does not allow"),
        (("EXAMINE", b"* EXISTS many\r\n* OK [UIDVALIDITY x] y\r\n" + OK), "does not allow"),
    ],
)
def test_a_server_that_breaks_off_or_babbles_is_told(script: tuple[str, bytes], told: str) -> None:
    with scripted_imap(script) as server, pytest.raises(UnreachableError) as caught:
        scan(account(server.port))
    assert told in caught.value.message
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("size", [99_999_999_999, 4_000_000_000, 70_000_000])
def test_a_huge_literal_is_refused_before_memory_is_set_aside(size: int) -> None:
    answer = f"* 1 FETCH (UID 3 BODY[HEADER]<0> {{{size}}}\r\n".encode() + b"x" * 1_000
    script = (("UID SEARCH", b"* SEARCH 3\r\n" + OK), ("UID FETCH", answer))
    with (
        scripted_imap(*script) as server,
        pytest.raises(UnreachableError, match="announced an answer of more than"),
    ):
        scan(account(server.port))


def test_a_stall_in_a_literal_drops_the_connection_and_the_next_scan_works() -> None:
    literal = b"* 1 FETCH (UID 3 BODY[HEADER]<0> {5000}\r\nFrom: x"
    script = [("UID SEARCH", b"* SEARCH 3\r\n" + OK), ("UID FETCH", literal + STALL)]
    with scripted_imap(*script) as server, closing(ImapSource(account(server.port))) as source:
        with pytest.raises(UnreachableError, match="did not answer"):
            list(source.scan("INBOX", None))
        server.script.insert(0, ("UID FETCH", OK))
        server.stop()
        assert [batch.mails for batch in source.scan("INBOX", None)] == [()]


def test_a_body_that_is_nil_is_left_out() -> None:
    header = fetched(3, "BODY[HEADER]<0>", HEADER)
    script = [
        ("UID SEARCH", b"* SEARCH 3\r\n" + OK),
        (r"UID FETCH 3 \(RFC822.SIZE", header + OK),
        ("UID FETCH 3", b"* 3 FETCH (UID 3 BODY[]<0> NIL)\r\n" + OK),
    ]
    with scripted_imap(*script) as server:
        (batch,) = scan(account(server.port))
    assert (batch.scanned, batch.mails) == (1, ())
    assert batch.cursor["scanned"] == [[1, 3]]


def test_a_mail_that_is_refused_keeps_no_other_away_and_is_tried_again() -> None:
    """Some servers answer NO to the whole FETCH where one mail of it is damaged."""
    whole = b"".join(fetched(uid, "BODY[HEADER]<0>", HEADER) for uid in (1, 3))
    bodies = {uid: endorsement(uid) for uid in (1, 3)}
    refuse = b"{tag} NO [SERVERBUG] mail is damaged\r\n"
    script = [
        ("UID SEARCH", b"* SEARCH 1 2 3\r\n" + OK),
        (r"UID FETCH 3,2,1 |UID FETCH 2,1 |UID FETCH 2 ", refuse),
        (r"UID FETCH 1 \(RFC822.SIZE|UID FETCH 3 \(RFC822.SIZE", whole + OK),
        ("UID FETCH", b"".join(fetched(u, "BODY[]<0>", b) for u, b in bodies.items()) + OK),
    ]
    found: list[Batch] = []
    with (
        scripted_imap(*script) as server,
        closing(ImapSource(account(server.port))) as source,
        pytest.raises(RefusedError, match="mail is damaged"),
    ):
        found.extend(source.scan("INBOX", None))
    assert [identity_of(mail.raw) for mail in found[0].mails] == [
        identity_of(bodies[uid]) for uid in (3, 1)
    ]
    assert found[0].cursor["scanned"] == [[1, 1], [3, 3]]


def test_uids_as_sparse_as_can_be_cost_few_questions() -> None:
    exists, last = 90_000, 4_294_967_000
    at = {1: 17, 40_001: 2_000_000_000, 80_001: 4_000_000_000}
    listed = b"".join(b"* %d FETCH (UID %d)\r\n" % entry for entry in at.items())
    examined = b"* %d EXISTS\r\n* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT %d]\r\n" % (exists, last + 1)
    script = [
        ("EXAMINE", examined + OK),
        ("FETCH 1,40001,80001", listed + OK),
        ("UID SEARCH", b"* SEARCH\r\n" + OK),
    ]
    with scripted_imap(*script) as server:
        batches = scan(account(server.port))
    searched = [line.split(" ")[4] for line in server.commands if " UID SEARCH " in line]
    assert searched == [
        f"4000000000:{last}",
        "2000000000:3999999999",
        "17:1999999999",
        "1:16",
    ]
    assert batches[-1].cursor["scanned"] == [[1, last]]


@pytest.mark.parametrize("refusal", [b"{tag} BAD unknown key\r\n", b"{tag} NO cannot\r\n"])
def test_a_server_that_cannot_search_headers_is_read_in_full(refusal: bytes) -> None:
    script = [
        ("UID SEARCH .*OR FROM", refusal),
        ("UID SEARCH", b"* SEARCH 1 2 3\r\n" + OK),
        ("UID FETCH", b"".join(fetched(uid, "BODY[HEADER]<0>", b"\r\n") for uid in (1, 2, 3)) + OK),
    ]
    with scripted_imap(*script) as server:
        (batch,) = scan(account(server.port))
    assert (batch.scanned, batch.mails) == (3, ())


def test_a_server_without_uidnext_is_asked_for_its_last_uid() -> None:
    script = [
        ("EXAMINE", b"* 2 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n" + OK),
        (r"FETCH 2 \(UID\)", b"* 2 FETCH (UID 40)\r\n" + OK),
        ("UID SEARCH", b"* SEARCH\r\n" + OK),
    ]
    with scripted_imap(*script) as server:
        (batch,) = scan(account(server.port))
        assert batch.cursor["scanned"] == [[1, 40]]
        assert scan(account(server.port), batch.cursor) == []


def test_a_range_past_the_end_that_names_the_last_mail_names_nothing() -> None:
    script = [
        ("EXAMINE", b"* 2 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT 99]\r\n" + OK),
        ("UID SEARCH", b"* SEARCH 40\r\n" + OK),
    ]
    cursor = {"uidvalidity": 7, "history": 40, "scanned": [[1, 40]], "rules": 1_000}
    with scripted_imap(*script) as server:
        (batch,) = scan(account(server.port), cursor)
    assert batch.scanned == 0
    assert not any("FETCH" in line for line in server.commands)


def test_a_host_that_is_not_there_is_told() -> None:
    with scripted_imap() as server:
        port = server.port
    with pytest.raises(UnreachableError, match="Nothing answers"):
        log_in(account(port))


def test_a_server_that_closes_anywhere_is_told_and_the_next_scan_goes_on(
    mailbox: ImapMailbox,
) -> None:
    """The connection ends after every so many bytes of the whole dialogue, again and again."""
    expected = {identity_of(mailbox_mail) for mailbox_mail in map(endorsement, range(60))}
    for number in range(60):
        mailbox.deliver(endorsement(number))
    cursor = None
    found: list[str] = []
    failures = 0
    with fault_proxy(mailbox.server.plain) as proxy:
        for point in [*range(1, 1_200, 61), *range(2_000, 160_000, 7_919), None]:
            proxy.close_after = point
            with closing(ImapSource(mailbox.account(port=proxy.port))) as source:
                try:
                    for batch in source.scan("INBOX", cursor):
                        found += [identity_of(mail.raw) for mail in batch.mails]
                        cursor = batch.cursor
                except UnreachableError:
                    failures += 1
    assert failures > 20
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_cancelling_ends_a_wait_at_once(mailbox: ImapMailbox, server: ImapServer) -> None:
    mailbox.deliver(endorsement(1))
    ended: list[BaseException] = []
    with fault_proxy(server.plain, stall_after=700) as proxy:
        source = ImapSource(mailbox.account(port=proxy.port, read_timeout="60s"))

        def wait() -> None:
            try:
                list(source.scan("INBOX", None))
            except EndorsebackError as error:
                ended.append(error)

        thread = threading.Thread(target=wait)
        thread.start()
        while proxy.relayed < 700:
            time.sleep(0.01)
        source.cancel()
        thread.join(10)
    assert not thread.is_alive()
    assert isinstance(ended[0], UnreachableError)
