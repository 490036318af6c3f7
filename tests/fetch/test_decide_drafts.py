"""`decide PERSON message --channel drafts --send`: it is there in the mail program."""

from __future__ import annotations

import json
from email import message_from_bytes, policy

import pytest
from tests.fetch.test_fetch_command import configure, run
from tests.support.dovecot import Mailbox
from tests.support.fetching import FetchBench
from tests.support.seen import seen

pytestmark = pytest.mark.e2e


def test_a_message_lies_in_the_drafts_and_settles_what_is_open(
    context: FetchBench, dovecot_mailbox: Mailbox
) -> None:
    configure(context, dovecot_mailbox.account())
    with context.open() as ledger:
        ledger.record(seen(("Maya Okafor", "maya", "Go"), mail="a@x"))
    words = ("message", "--template", "thanks", "--channel", "drafts", "--send", "--json")
    done = run(context, "decide", "maya", *words)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["outcome"], answer["skills"]) == ("sent", ["Go"])
    ((name, raw),) = dovecot_mailbox.files().items()
    assert ".Drafts" in name
    draft = message_from_bytes(raw, policy=policy.default)
    assert str(draft["Message-ID"]) == answer["message_id"]
    assert draft["To"] is None, "nobody knows the address: the user adds it"
    assert "Maya" in draft.get_content()


def test_a_mailbox_that_cannot_be_reached_is_told_and_tried_again(
    context: FetchBench, dovecot_mailbox: Mailbox
) -> None:
    account = dovecot_mailbox.account()
    configure(context, dovecot_mailbox.account(port=1))
    with context.open() as ledger:
        ledger.record(seen(("Maya Okafor", "maya", "Go"), mail="a@x"))
    words = ("message", "--text", "Hello", "--channel", "drafts", "--send")
    failed = run(context, "decide", "maya", *words)
    assert failed.returncode == 1
    assert b"Traceback" not in failed.stderr
    (line,) = run(context, "outbox", "list", "--json").stdout.splitlines()
    message = json.loads(line)
    assert message["state"] == "failed"
    configure(context, account)
    again = run(context, "outbox", "retry", message["message_id"])
    assert again.returncode == 0, again.stderr
    assert len(dovecot_mailbox.files()) == 1
