"""The clipboard's escape sequence reaches a real terminal whole, between two frames."""

import base64
import os
import sys
from pathlib import Path

from tests.support.terminal import Terminal

SEQUENCE = b"\x1b]52;c;" + base64.b64encode(b"Maya Okafor") + b"\x07"


def test_without_tools_the_text_goes_through_the_terminal(tmp_path: Path) -> None:
    env = {"PATH": str(tmp_path), "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    env["PYTHONPATH"] = os.pathsep.join(sys.path)
    argv = [sys.executable, "-m", "tests.tui.test_handover"]
    with Terminal(argv, env=env) as terminal:
        terminal.wait_for("Maya Okafor", "Esc")
        terminal.press("enter")
        terminal.wait_for("through the terminal", "keywords=Maya%20Okafor")
        assert bytes(terminal.raw).count(SEQUENCE) == 1


if __name__ == "__main__":
    from tests.support.dialogs import NOW, DialogApp, Returns, card

    from endorseback.desktop.browser import Browser
    from endorseback.desktop.clipboard import DesktopClipboard
    from endorseback.tui.dialogs.decisions.reciprocate import ReciprocateDialog

    returns = Returns(opener=Browser(), clipboard=DesktopClipboard())
    DialogApp(ReciprocateDialog(card(slug=None), returns.tools(), now=NOW)).run()
