"""The user's own editor gets the terminal, and the app takes it back, in a real one."""

import os
import sys
from pathlib import Path

from tests.support.programs import program
from tests.support.terminal import Terminal

CTRL_E = "\x05"


def written_with(folder: Path, script: str) -> Terminal:
    """Return a terminal with the message dialog, whose editor is a script."""
    program(folder, "own", script)
    env = {
        "PATH": f"{folder}:{os.environ['PATH']}",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "EDITOR": "own",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return Terminal([sys.executable, "-m", "tests.tui.test_editing_outside"], env=env)


def test_the_editor_has_the_terminal_and_its_text_comes_back(tmp_path: Path) -> None:
    script = 'echo "this is the editor"; read key; printf "and more" >> "$1"'
    with written_with(tmp_path, script) as terminal:
        terminal.wait_for("Hi Maya", "Esc")
        terminal.press(CTRL_E)
        terminal.wait_for("this is the editor")
        terminal.press("enter")
        terminal.wait_for("Hi Maya", "and more", "Ctrl+O")


def test_an_editor_that_fails_leaves_the_text_as_it_was(tmp_path: Path) -> None:
    with written_with(tmp_path, 'printf "lost" > "$1"; exit 7') as terminal:
        terminal.wait_for("Hi Maya", "Esc")
        terminal.press(CTRL_E)
        text = terminal.wait_for("own ended with code 7", "Hi Maya")
        assert "lost" not in text


if __name__ == "__main__":
    from tests.support.dialogs import DialogApp, Writes

    from endorseback.outreach.message_drafts import Draft
    from endorseback.tui.dialogs.messages.message import MessageDialog

    tools = Writes(lambda: (Draft("thanks", "Hi Maya"),)).tools()
    DialogApp(MessageDialog("Maya Okafor", None, tools)).run()
