"""The clipboard is filled by real tools, else through the terminal, and never said to be copied."""

import base64
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.programs import desktop, program, receiving
from tests.support.terminal import Terminal

from endorseback.desktop.clipboard import DesktopClipboard
from endorseback.desktop.desktop_environment import Desktop
from endorseback.desktop.osc52 import for_screen, for_tmux, set_clipboard

TEXT = "Hi Maya,\n\n\u201cthank you\u201d \U0001f680 \\033]52;c;!\x07"


def no_terminal(sequence: str) -> None:
    raise AssertionError(f"the terminal was written to: {sequence!r}")


@pytest.mark.parametrize(
    ("tool", "platform", "variables"),
    [
        ("wl-copy", "linux", {"WAYLAND_DISPLAY": "wayland-0"}),
        ("xclip", "linux", {"DISPLAY": ":0"}),
        ("xsel", "linux", {"DISPLAY": ":0", "SSH_TTY": "/dev/pts/3"}),
        ("pbcopy", "darwin", {}),
        ("tmux", "linux", {"TMUX": "/tmp/x,1,0"}),
    ],
)
def test_each_tool_gets_the_text_as_utf_8(
    tmp_path: Path, tool: str, platform: str, variables: dict[str, str]
) -> None:
    kept = receiving(tmp_path, tool)
    clipboard = DesktopClipboard(desktop(tmp_path, platform=platform, **variables))
    placed = clipboard.put(TEXT, no_terminal)
    assert placed.placed
    assert kept.read_text(encoding="utf-8") == TEXT
    assert "copied" not in placed.say.lower()


def test_windows_gets_the_encoding_its_clipboard_reads(tmp_path: Path) -> None:
    kept = receiving(tmp_path, "clip.exe")
    assert (
        DesktopClipboard(desktop(tmp_path, WSL_DISTRO_NAME="Debian")).put(TEXT, no_terminal).placed
    )
    assert kept.read_bytes().decode("utf-16") == TEXT


def test_a_tool_that_fails_gives_way_to_the_next(tmp_path: Path) -> None:
    receiving(tmp_path, "xclip", code=1)
    kept = receiving(tmp_path, "xsel")
    assert DesktopClipboard(desktop(tmp_path, DISPLAY=":0")).put(TEXT, no_terminal).placed
    assert kept.read_text(encoding="utf-8") == TEXT


def test_a_tool_that_hangs_gives_way_to_the_terminal(tmp_path: Path) -> None:
    program(tmp_path, "xclip", "exec /bin/sleep 30")
    written: list[str] = []
    clipboard = DesktopClipboard(desktop(tmp_path, DISPLAY=":0", TERM="xterm"), patience=0.05)
    assert clipboard.put(TEXT, written.append).placed
    assert written == [set_clipboard(TEXT)]


def test_over_ssh_the_terminal_carries_it(tmp_path: Path) -> None:
    receiving(tmp_path, "pbcopy")
    written: list[str] = []
    surroundings = desktop(tmp_path, platform="darwin", SSH_TTY="/dev/pts/1", TERM="xterm-256color")
    placed = DesktopClipboard(surroundings).put(TEXT, written.append)
    assert placed.placed
    assert "terminal" in placed.say
    assert (
        base64.b64decode(written[0].removeprefix("\x1b]52;c;").removesuffix("\a")) == TEXT.encode()
    )


@pytest.mark.parametrize(
    "variables",
    [{}, {"TERM": "dumb"}, {"TERM": "linux"}, {"TERM": "xterm", "TERM_PROGRAM": "Apple_Terminal"}],
)
def test_without_any_clipboard_a_sentence_says_so(
    tmp_path: Path, variables: dict[str, str]
) -> None:
    placed = DesktopClipboard(desktop(tmp_path, **variables)).put(TEXT, no_terminal)
    assert not placed.placed
    assert "select the text" in placed.say


def test_a_text_too_long_for_the_terminal_is_not_cut_in_silence(tmp_path: Path) -> None:
    placed = DesktopClipboard(desktop(tmp_path, TERM="xterm")).put("x" * 80_000, no_terminal)
    assert not placed.placed


def test_half_a_character_is_no_crash(tmp_path: Path) -> None:
    written: list[str] = []
    assert DesktopClipboard(desktop(tmp_path, TERM="xterm")).put("a\ud83d", written.append).placed


def test_multiplexers_get_their_wrapping(tmp_path: Path) -> None:
    written: list[str] = []
    DesktopClipboard(desktop(tmp_path, TERM="screen", TMUX="/tmp/x,1,0")).put("hi", written.append)
    DesktopClipboard(desktop(tmp_path, TERM="screen", STY="1.pts")).put("hi", written.append)
    assert written == [for_tmux(set_clipboard("hi")), for_screen(set_clipboard("hi"))]
    assert written[0] == "\x1bPtmux;\x1b\x1b]52;c;aGk=\a\x1b\\"
    assert written[1] == "\x1bP\x1b]52;c;aGk=\a\x1b\\"


def test_screen_gets_pieces_that_it_can_hold() -> None:
    pieces = for_screen(set_clipboard("x" * 1000)).split("\x1b\\")
    assert pieces.pop() == ""
    assert all(piece.startswith("\x1bP") and len(piece) <= 256 for piece in pieces)
    assert "".join(piece.removeprefix("\x1bP") for piece in pieces) == set_clipboard("x" * 1000)


@pytest.fixture
def tmux_socket(tmp_path: Path) -> Iterator[Path]:
    """Yield the socket of a tmux server of the test's own."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    socket = tmp_path / "tmux"
    clean = {key: value for key, value in os.environ.items() if not key.startswith("TMUX")}
    start = ["tmux", "-S", str(socket), "-f", "/dev/null", "new-session", "-d", "cat"]
    subprocess.run(start, check=True, env=clean)
    yield socket
    subprocess.run(["tmux", "-S", str(socket), "kill-server"], check=False)


def test_a_real_tmux_holds_the_text(tmux_socket: Path) -> None:
    surroundings = Desktop({"PATH": os.environ["PATH"], "TMUX": f"{tmux_socket},1,0"}, "linux")
    assert DesktopClipboard(surroundings).put("Hi Maya \u201c\u2026\u201d\n", no_terminal).placed
    show = ["tmux", "-S", str(tmux_socket), "show-buffer"]
    shown = subprocess.run(show, check=True, capture_output=True)
    assert shown.stdout.decode() == "Hi Maya \u201c\u2026\u201d\n"


def test_the_way_is_told_without_going_it(tmp_path: Path) -> None:
    kept = receiving(tmp_path, "xsel")
    assert DesktopClipboard(desktop(tmp_path, DISPLAY=":0")).way() == "xsel"
    assert "terminal" in (DesktopClipboard(desktop(tmp_path, TERM="xterm")).way() or "")
    assert DesktopClipboard(desktop(tmp_path)).way() is None
    assert not kept.exists()


def test_a_real_tmux_passes_the_sequence_on_to_its_terminal(tmp_path: Path) -> None:
    """The wrapping for tmux, in a real one that runs in a real terminal."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    sequence = set_clipboard("Hi Maya \u201c\u2026\u201d")
    (tmp_path / "sequence").write_bytes(for_tmux(sequence).encode())
    (tmp_path / "tmux.conf").write_text("set -g allow-passthrough on\nset -s set-clipboard off\n")
    inside = f"sleep 0.2; cat {tmp_path}/sequence; echo done; exec cat"
    command = ["tmux", "-S", str(tmp_path / "socket"), "-f", str(tmp_path / "tmux.conf")]
    clean = {key: value for key, value in os.environ.items() if not key.startswith("TMUX")}
    with Terminal([*command, "new-session", inside], env=clean) as terminal:
        terminal.wait_for("done")
        terminal.wait_until(lambda: sequence.encode() in terminal.raw, "the sequence")
        subprocess.run([*command, "kill-server"], check=False, env=clean)
