"""A new release reads all kept mails again in the background, once, and says what changed."""

from pathlib import Path

import pytest
from tests.support.dialogs import screen_words, wait_until
from tests.support.filled import NOW, endorsement, fill, make_app, paths_in

from endorseback.ledger.events.events import Decided
from endorseback.ledger.ledger import Ledger
from endorseback.mail.mail_store import MailStore
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import State
from endorseback.model.notification import Kind
from endorseback.paths import Paths
from endorseback.services.reparse.recogniser_version import needed, note_reparsed
from endorseback.settings import Config, LocalSource

CORPUS = Path(__file__).parents[1] / "corpus" / "notifications"
MAIL = "011-en-2019-single.eml"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """An installation whose kept mail an older recogniser did not understand."""
    (tmp_path / "mail").mkdir()
    paths = paths_in(tmp_path)
    raw = (CORPUS / MAIL).read_bytes()
    (identity,) = (
        line.split(b"<")[1].split(b">")[0].decode()
        for line in raw.splitlines()
        if line.lower().startswith(b"message-id:")
    )
    key = MailStore(paths.kept_mail).put("old", raw)
    fill(paths, [endorsement(1, mail=identity, kept=key, type=Kind.REVIEW, endorsements=())])
    return paths


def config(tmp_path: Path) -> Config:
    source = LocalSource(
        name="old", eml=str(tmp_path / "mail"), trusted_authserv_ids=("mx.example.net",)
    )
    return Config(sources=(source,))


async def test_what_changed_is_on_screen_and_told_once(tmp_path: Path, paths: Paths) -> None:
    said = "The new recogniser read 1 kept mail again: 1 changed."
    for times in (1, 0):
        app = make_app(paths, config(tmp_path))
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await wait_until(pilot, lambda app=app: "synced just now" in screen_words(app))
            if times:
                await wait_until(pilot, lambda app=app: said in screen_words(app))
            await wait_until(pilot, lambda: not needed(paths))
            assert app.context.model.counts(NOW)[State.OPEN] == 1
            assert "Thandeka Mzwakali" in screen_words(app)
            assert screen_words(app).count("The new recogniser") == times


async def test_a_release_that_is_known_reads_nothing(tmp_path: Path, paths: Paths) -> None:
    note_reparsed(paths)
    app = make_app(paths, config(tmp_path))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await wait_until(pilot, lambda: "synced just now" in screen_words(app))
        await pilot.pause(0.2)
        assert app.context.model.counts(NOW)[State.OPEN] == 0


async def test_decisions_stay(tmp_path: Path, paths: Paths) -> None:
    ledger = Ledger(paths.ledger, clock=lambda: NOW)
    ledger.record(
        Decided(
            action=DecisionKind.SKIPPED,
            name="Thandeka Mzwakali",
            slug="thandeka-mzwakali-0a41b9",
            covers=("Composites",),
        )
    )
    ledger.close()
    app = make_app(paths, config(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_until(pilot, lambda: not needed(paths))
        await wait_until(pilot, lambda: not app.context.model.mail_rows(State.LOOK))
        assert app.context.model.counts(NOW)[State.OPEN] == 0
        assert app.context.model.counts(NOW)[State.SKIPPED] == 1
