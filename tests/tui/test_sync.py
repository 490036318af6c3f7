"""What the status line says of fetching."""

from datetime import UTC, datetime, timedelta

from endorseback.services.fetch.fetch_report import FolderReport
from endorseback.tui.state.sync_state import NO_MAILBOX, Sync, SyncProgress, SyncState, errors_of

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_without_a_mailbox_it_says_what_to_do() -> None:
    assert SyncState(has_mailbox=False).line(NOW) == Sync(NO_MAILBOX)
    assert SyncState(has_mailbox=True).line(NOW) == Sync("")


def test_progress_then_the_time_since() -> None:
    state = SyncState(has_mailbox=True)
    state.started(asked=False)
    state.moved(SyncProgress("main/INBOX", 200, 1000))
    assert state.line(NOW).progress == SyncProgress("main/INBOX", 200, 1000)
    state.ended(NOW, [])
    assert state.line(NOW + timedelta(minutes=2)) == Sync("synced 2 min ago")


def test_trouble_is_shown_until_a_fetch_succeeds() -> None:
    state = SyncState(has_mailbox=True)
    state.ended(NOW, ["main: no answer.", "work: login refused."])
    assert state.line(NOW) == Sync("main: no answer. (+1)", is_trouble=True)
    state.seen(NOW, [])
    assert state.line(NOW) == Sync("synced just now")


def test_a_quick_fetch_that_was_due_goes_on_unseen() -> None:
    state = SyncState(has_mailbox=True)
    state.ended(NOW, [])
    state.started(asked=False)
    state.moved(SyncProgress("main/INBOX", 1, 2))
    assert state.line(NOW) == Sync("synced just now")
    state.moved(SyncProgress("main/INBOX", 1, 2000))
    assert state.line(NOW).progress is not None
    state.ended(NOW, [])
    state.started(asked=True)
    assert state.line(NOW).progress is not None


def test_a_fetch_of_another_process_does_not_hide_progress() -> None:
    state = SyncState(has_mailbox=True)
    state.moved(SyncProgress("main/INBOX", 1, 2))
    state.seen(NOW, ["main: busy."])
    assert state.line(NOW).progress is not None


def test_each_error_is_told_once_with_its_account() -> None:
    reports = [
        FolderReport("main", "INBOX", error="hung up."),
        FolderReport("main", "Work", error="hung up."),
        FolderReport("old", "mbox"),
    ]
    assert errors_of(reports) == ["main: hung up."]
