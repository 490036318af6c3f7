"""The user's own editor gets the text, and gives it back."""

from pathlib import Path

import pytest
from tests.support.programs import desktop, program

from endorseback.desktop.editor import edit, editor_command
from endorseback.errors import EndorsebackError, UsageError


def test_the_editor_is_the_one_that_is_set(tmp_path: Path) -> None:
    for name in ("own", "other", "vi"):
        program(tmp_path, name, "exit 0")
    both = desktop(tmp_path, VISUAL="own --wait", EDITOR="other")
    assert editor_command(both) == [str(tmp_path / "own"), "--wait"]
    assert editor_command(desktop(tmp_path, EDITOR="other")) == [str(tmp_path / "other")]
    assert editor_command(desktop(tmp_path)) == [str(tmp_path / "vi")]


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        ({}, "There is no editor to open"),
        ({"EDITOR": "gone -w"}, r"\$EDITOR names “gone”, which is not installed"),
        ({"VISUAL": "'open"}, r"\$VISUAL cannot be understood"),
    ],
)
def test_no_editor_is_a_sentence(tmp_path: Path, environment: dict[str, str], why: str) -> None:
    with pytest.raises(UsageError, match=f"{why}.*Set .EDITOR"):
        editor_command(desktop(tmp_path, **environment))


def test_the_text_comes_back_as_the_editor_left_it(tmp_path: Path) -> None:
    editor = program(tmp_path, "own", 'printf "and more\\n\\n" >> "$1"')
    assert edit("Grüße,\n\nMaya", [str(editor)]) == "Grüße,\n\nMaya\nand more"


def test_what_an_editor_leaves_is_made_safe(tmp_path: Path) -> None:
    editor = program(tmp_path, "own", "printf 'one\\r\\n\\033]0;x\\007two\\377' > \"$1\"")
    assert edit("", [str(editor)]) == "one\n]0;xtwo\ufffd"


def test_nobody_else_can_read_the_file_and_it_is_gone_afterwards(tmp_path: Path) -> None:
    note = tmp_path / "note"
    editor = program(tmp_path, "own", f'stat -c %a "$(dirname "$1")" > {note}; echo "$1" >> {note}')
    edit("Hi", [str(editor)])
    mode, path = note.read_text().split()
    assert mode == "700"
    assert not Path(path).exists()


def test_an_editor_that_fails_changes_nothing(tmp_path: Path) -> None:
    editor = program(tmp_path, "own", "exit 3")
    with pytest.raises(EndorsebackError, match="own ended with code 3; your text is as it was"):
        edit("Hi", [str(editor)])


def test_an_editor_that_cannot_start_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "own"
    broken.write_bytes(b"\x7fELF")
    broken.chmod(0o755)
    with pytest.raises(UsageError, match="own does not start"):
        edit("Hi", [str(broken)])


def test_a_file_that_the_editor_removed_is_told(tmp_path: Path) -> None:
    editor = program(tmp_path, "own", 'rm "$1"')
    with pytest.raises(EndorsebackError, match="own left no text"):
        edit("Hi", [str(editor)])
