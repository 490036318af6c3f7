"""Remembering a wording: what it would change is shown first, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.fetching import NOW, FetchBench
from tests.support.framed import card, framed, person

from endorseback.ledger.events.events import ReadingFixed
from endorseback.ledger.ledger import Ledger
from endorseback.mail.phrases.phrase_files import load_phrases
from endorseback.model.list_rows import State
from endorseback.model.notification import Kind
from endorseback.services.reparse.phrase_preview import (
    Preview,
    UserPhrase,
    carry_out,
    forget,
    learn,
    preview,
    remember,
    tells,
)
from endorseback.settings import LocalSource

WORDING = UserPhrase("{person} zingled plonky for {skill}", language="en")


@pytest.fixture
def source(tmp_path: Path) -> LocalSource:
    """Return a source with three mails of a wording that is not known, and one that is."""
    folder = tmp_path / "eml"
    folder.mkdir()
    for number in range(3):
        name = person(f"Ada Quill {number}", f"ada-{number}")
        write(folder, number, card(f"{name} zingled plonky for <b>Rust</b>"))
    write(folder, 3, card(f"{person('Bo Lind', 'bo')} endorsed you for <b>Go</b>"))
    return LocalSource(name="disk", eml=str(folder))


def write(folder: Path, number: int, body: str) -> None:
    raw = framed(body, template="email_unheard_of_01", subject=f"News {number}")
    (folder / f"{number}.eml").write_bytes(raw.replace(b"<77.1301.", f"<{number}.".encode()))


def look(context: FetchBench, ledger: Ledger, phrase: UserPhrase = WORDING) -> Preview:
    own = load_phrases(context.paths.phrases)
    return preview(phrase, None, ledger.model, context.kept, user_phrases=own, clock=lambda: NOW)


def names(context: FetchBench) -> list[str]:
    return sorted(row.name for row in context.open().model.rows(State.OPEN, NOW))


ADAS = ["Ada Quill 0", "Ada Quill 1", "Ada Quill 2"]


def test_a_preview_tells_all_that_would_change_and_writes_nothing(
    context: FetchBench, source: LocalSource
) -> None:
    context.fetch(source)
    before = context.journal()
    found = look(context, context.open())
    assert sorted(change.subject for change in found.changes) == ["News 0", "News 1", "News 2"]
    change = next(one for one in found.changes if one.subject == "News 0")
    assert (tells(change.before), tells(change.after)) == (
        "no endorsement",
        "endorsement (Ada Quill 0: Rust)",
    )
    assert context.journal() == before
    assert not context.paths.phrases.exists()


def test_a_wording_that_changes_nothing_shows_nothing(
    context: FetchBench, source: LocalSource
) -> None:
    context.fetch(source)
    known = UserPhrase("{person} endorsed you for {skill}")
    assert look(context, context.open(), known) == Preview()


def test_what_is_remembered_counts_for_what_comes_and_for_what_is_there(
    context: FetchBench, source: LocalSource
) -> None:
    context.fetch(source)
    assert names(context) == ["Bo Lind"]
    with context.open() as ledger:
        found = look(context, ledger)
        assert remember(WORDING, context.paths).phrases == (WORDING,)
        carry_out(found, ledger)
    assert names(context) == [*ADAS, "Bo Lind"]
    assert source.eml is not None
    name = person("Cy Dunn", "cy")
    write(Path(source.eml), 9, card(f"{name} zingled plonky for <b>Zig</b>"))
    context.fetch(source)
    assert names(context) == [*ADAS, "Bo Lind", "Cy Dunn"]


def test_forgetting_brings_back_what_was(context: FetchBench, source: LocalSource) -> None:
    context.fetch(source)
    with context.open() as ledger:
        found = look(context, ledger)
        remember(WORDING, context.paths)
        carry_out(found, ledger)
        ledger.drain()
        back = look(context, ledger)
        assert {one.mail for one in back.changes} == {one.mail for one in found.changes}
        assert forget(WORDING, context.paths).phrases == ()
        carry_out(back.reversed(), ledger)
    assert names(context) == ["Bo Lind"]


def test_a_mail_that_the_user_taught_does_not_change(
    context: FetchBench, source: LocalSource
) -> None:
    context.fetch(source)
    with context.open() as ledger:
        taught = look(context, ledger).changes[0].mail
        ledger.record(ReadingFixed(mail=taught))
        ledger.drain()
        assert len(look(context, ledger).changes) == 2


def test_a_wording_is_learned_from_a_mail_that_needed_a_look(
    context: FetchBench, source: LocalSource
) -> None:
    assert source.eml is not None
    body = card(f"{person('Dee Ng', 'dee')} zingled plonky for your feats in Rust")
    raw = framed(body, template="email_skill_endorsement_new_01", subject="News")
    (Path(source.eml) / "look.eml").write_bytes(raw.replace(b"<77.1301.", b"<look."))
    context.fetch(source)
    (mail,) = (one for one in context.mails().values() if one.mail.startswith("look."))
    text = "Dee Ng zingled plonky for your feats in Rust"
    phrase = learn(text, "Dee Ng", "Rust", mail.language, learned_from=mail.mail)
    assert (phrase.pattern, phrase.learned_from) == (
        "{person} zingled plonky for your feats in {skill}",
        mail.mail,
    )
    (change,) = look(context, context.open(), phrase).changes
    assert change.mail == mail.mail
    assert (change.before.type, change.after.type) == (Kind.REVIEW, Kind.ENDORSEMENT)
    assert change.after.endorsements == (("Dee Ng", "dee", "Rust"),)
