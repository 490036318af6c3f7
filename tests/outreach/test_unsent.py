"""Texts begun and not sent are there again, whoever they are for, until they are sent."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.errors import EndorsebackError
from endorseback.outreach.draft_store import DraftStore
from endorseback.text import clean_lines


@pytest.fixture
def texts(tmp_path: Path) -> DraftStore:
    return DraftStore(tmp_path / "unsent")


def test_a_text_is_there_again_until_it_is_forgotten(texts: DraftStore) -> None:
    assert texts.load(["in:maya"]) == ""
    texts.keep("in:maya", "Hi Maya,\n\nthank you")
    texts.keep("in:jonas", "Hi Jonas")
    again = DraftStore(texts.folder)
    assert again.load(["in:maya"]) == "Hi Maya,\n\nthank you"
    again.forget(["in:maya"])
    assert texts.load(["in:maya"]) == ""
    assert texts.load(["in:jonas"]) == "Hi Jonas"


def test_the_last_text_counts_and_lies_in_the_one_file(texts: DraftStore) -> None:
    texts.keep("in:maya", "Hi")
    texts.keep("in:maya", "Hi Maya")
    assert texts.load(["in:maya"]) == "Hi Maya"
    assert len(list(texts.folder.iterdir())) == 1


def test_a_text_follows_the_person_when_their_slug_becomes_known(texts: DraftStore) -> None:
    texts.keep("name:maya okafor", "Hi Maya")
    assert texts.load(["in:maya-okafor", "name:maya okafor"]) == "Hi Maya"


def test_nobody_else_can_read_it(texts: DraftStore) -> None:
    texts.keep("in:maya", "Hi")
    (file,) = texts.folder.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert texts.folder.stat().st_mode & 0o077 == 0


def test_forgetting_what_is_not_there_is_nothing(texts: DraftStore) -> None:
    texts.keep("in:ana", "Hi Ana")
    texts.forget(["in:maya"])
    assert texts.load(["in:ana"]) == "Hi Ana"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "unsent").write_text("a file")
    with pytest.raises(EndorsebackError, match=r"Your text cannot be kept: .*unsent"):
        DraftStore(tmp_path / "unsent").keep("in:maya", "Hi")


def test_a_text_that_cannot_be_read_is_told(texts: DraftStore) -> None:
    texts.keep("in:maya", "Hi")
    (file,) = texts.folder.iterdir()
    file.unlink()
    file.mkdir()
    with pytest.raises(EndorsebackError, match=r"Your text cannot be read: .*directory"):
        texts.load(["in:maya"])


@given(st.text(min_size=1), st.text())
def test_any_key_and_any_text_come_back(key: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        texts = DraftStore(Path(folder))
        safe = clean_lines(text)
        texts.keep(key, safe)
        assert texts.load([key]) == safe
