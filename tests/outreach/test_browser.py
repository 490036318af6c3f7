"""Pages are opened by real programs, by argument list; where none can, a sentence says so."""

import time
from pathlib import Path

import pytest
from tests.support.programs import desktop, noting, program

from endorseback.desktop.browser import Browser, ClosedBrowser

PAGE = "https://www.linkedin.com/in/maya-okafor/"


def test_the_platforms_opener_gets_the_page_as_one_argument(tmp_path: Path) -> None:
    note = noting(tmp_path, "xdg-open")
    opened = Browser(desktop(tmp_path, DISPLAY=":0")).open(PAGE + "?a=b&c=$(id)")
    assert opened.opened
    assert note.read_text() == PAGE + "?a=b&c=$(id)\n"


def test_the_users_own_browser_comes_first(tmp_path: Path) -> None:
    usual, own = noting(tmp_path, "xdg-open"), noting(tmp_path, "own")
    assert Browser(desktop(tmp_path, DISPLAY=":0", BROWSER="own --new 'a b'")).open(PAGE).opened
    assert own.read_text().split("\n")[:3] == ["--new", "a b", PAGE]
    assert not usual.exists()


def test_the_page_takes_the_place_that_the_user_gave_it(tmp_path: Path) -> None:
    note = noting(tmp_path, "own")
    assert Browser(desktop(tmp_path, BROWSER="own --url=%s --quiet")).open(PAGE).opened
    assert note.read_text() == f"--url={PAGE}\n--quiet\n"


def test_a_browser_that_fails_gives_way_to_the_next(tmp_path: Path) -> None:
    noting(tmp_path, "broken", code=3)
    note = noting(tmp_path, "good")
    assert Browser(desktop(tmp_path, BROWSER="broken:absent:good")).open(PAGE).opened
    assert note.exists()


def test_a_browser_that_stays_open_counts_as_open(tmp_path: Path) -> None:
    program(tmp_path, "own", "exec /bin/sleep 8")
    started = time.monotonic()
    assert Browser(desktop(tmp_path, BROWSER="own"), patience=0.05).open(PAGE).opened
    assert time.monotonic() - started < 6


@pytest.mark.parametrize("text_browser", ["lynx", "/usr/bin/w3m", "links -g"])
def test_a_text_browser_is_not_started_over_the_screen(tmp_path: Path, text_browser: str) -> None:
    name = Path(text_browser.split()[0]).name
    note = noting(tmp_path, name)
    opened = Browser(desktop(tmp_path, BROWSER=text_browser)).open(PAGE)
    assert not opened.opened
    assert not note.exists()


def test_over_ssh_the_link_is_offered_not_opened(tmp_path: Path) -> None:
    note = noting(tmp_path, "xdg-open")
    opened = Browser(desktop(tmp_path, DISPLAY=":10", SSH_CONNECTION="a 1 b 2")).open(PAGE)
    assert not opened.opened
    assert "SSH" in opened.say
    assert not note.exists()


def test_over_ssh_a_browser_named_by_the_user_is_honoured(tmp_path: Path) -> None:
    noting(tmp_path, "helper")
    assert Browser(desktop(tmp_path, BROWSER="helper", SSH_TTY="/dev/pts/1")).open(PAGE).opened


def test_without_a_display_nothing_is_started(tmp_path: Path) -> None:
    note = noting(tmp_path, "xdg-open")
    opened = Browser(desktop(tmp_path)).open(PAGE)
    assert not opened.opened
    assert "display" in opened.say
    assert not note.exists()


def test_without_any_browser_a_sentence_says_what_to_do(tmp_path: Path) -> None:
    opened = Browser(desktop(tmp_path, DISPLAY=":0")).open(PAGE)
    assert not opened.opened
    assert "$BROWSER" in opened.say


@pytest.mark.parametrize("quoting", ["own 'unclosed", "", ":", "   "])
def test_a_broken_choice_of_browser_is_no_crash(tmp_path: Path, quoting: str) -> None:
    assert not Browser(desktop(tmp_path, BROWSER=quoting)).open(PAGE).opened


@pytest.mark.parametrize(
    ("platform", "variables", "name"),
    [("darwin", {}, "open"), ("linux", {"WSL_DISTRO_NAME": "Debian"}, "wslview")],
)
def test_each_platform_has_its_own_way(
    tmp_path: Path, platform: str, variables: dict[str, str], name: str
) -> None:
    note = noting(tmp_path, name)
    assert Browser(desktop(tmp_path, platform=platform, **variables)).open(PAGE).opened
    assert note.read_text() == PAGE + "\n"


@pytest.mark.parametrize("page", ["file:///etc/passwd", "http://example.com/", "-P", "x https://"])
def test_only_https_pages_are_opened(tmp_path: Path, page: str) -> None:
    note = noting(tmp_path, "own")
    assert not Browser(desktop(tmp_path, BROWSER="own")).open(page).opened
    assert not note.exists()


def test_the_demo_opens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = noting(tmp_path, "own")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("BROWSER", "own")
    opened = ClosedBrowser().open(PAGE)
    assert not opened.opened
    assert "demo" in opened.say
    assert not note.exists()


def test_the_way_is_told_without_going_it(tmp_path: Path) -> None:
    note = noting(tmp_path, "own")
    assert Browser(desktop(tmp_path, BROWSER="lynx:own")).way() == "own"
    assert Browser(desktop(tmp_path, DISPLAY=":0")).way() is None
    assert not note.exists()
