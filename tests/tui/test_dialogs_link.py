"""Where no browser can be opened, the link is offered: as text, on the clipboard, as a QR code."""

from pathlib import Path
from typing import Any

import pytest
from tests.support.dialogs import DialogApp, NotingClipboard, NotingOpener, screen_text, wait_until
from tests.support.filled import endorsement, fill, make_app, paths_in

from endorseback.desktop.qr import qr_code
from endorseback.tui.dialogs.messages.link import LinkDialog

LINK = "https://www.linkedin.com/in/person-0/details/skills/"


def dialog(link: str = LINK, clipboard: Any = None) -> LinkDialog:
    return LinkDialog("Maya [b]Okafor", "Over SSH.", link, clipboard or NotingClipboard())


@pytest.mark.parametrize(
    ("size", "shows"), [((120, 40), True), ((80, 24), True), ((80, 19), False), ((60, 24), False)]
)
async def test_the_code_shows_where_it_fits_whole(size: tuple[int, int], shows: bool) -> None:
    app = DialogApp(dialog())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = screen_text(app)
    assert all(line in shown for line in qr_code(LINK).split("\n")) is shows
    assert "Maya [b]Okafor" in shown
    assert "Over SSH." in shown
    assert "details/skills/" in shown.replace("\n", "")


async def test_a_link_too_long_for_a_code_is_still_there() -> None:
    app = DialogApp(dialog("https://www.linkedin.com/in/" + "x" * 600))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        assert "xxxx" in screen_text(app)


async def test_a_key_copies_the_link() -> None:
    clipboard = NotingClipboard()
    app = DialogApp(dialog(clipboard=clipboard))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("c")
        await wait_until(pilot, lambda: "Sent to the clipboard." in screen_text(app))
        await pilot.press("escape")
    assert clipboard.texts == [LINK]


async def test_over_ssh_the_profile_is_offered_instead_of_opened(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    fill(paths, [endorsement(0)])
    app = make_app(paths, opener=NotingOpener(opened=False))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("o")
        await wait_until(pilot, lambda: isinstance(app.screen, LinkDialog))
        await wait_until(pilot, lambda: "www.linkedin.com/in/perso" in screen_text(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: not isinstance(app.screen, LinkDialog))
        assert app.screen is app.screen_stack[0]


async def test_without_a_profile_the_name_is_searched(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    fill(paths, [endorsement(0, endorsements=(("Ana Lima", None, "Go"),))])
    opener = NotingOpener()
    app = make_app(paths, opener=opener)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("o")
        await wait_until(pilot, lambda: opener.urls)
    assert opener.urls[0].startswith("https://www.linkedin.com/search/results/people/?keywords=Ana")


@pytest.mark.parametrize(
    ("keys", "page"),
    [
        (("r", "1", "enter"), "https://www.linkedin.com/in/person-0/details/skills/"),
        (("m", "ctrl+o"), "https://www.linkedin.com/in/person-0/"),
    ],
)
async def test_a_dialog_shows_the_link_of_a_page_that_did_not_open(
    tmp_path: Path, keys: tuple[str, ...], page: str
) -> None:
    paths = paths_in(tmp_path)
    fill(paths, [endorsement(0)])
    clipboard = NotingClipboard()
    app = make_app(paths, opener=NotingOpener(opened=False), clipboard=clipboard)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.2)
        await wait_until(pilot, lambda: "QR code" in screen_text(app))
        await pilot.press("q")
        await wait_until(pilot, lambda: isinstance(app.screen, LinkDialog))
        clipboard.texts.clear()
        await pilot.press("c")
        await wait_until(pilot, lambda: clipboard.texts == [page])
        await pilot.press("escape", "escape")


async def test_no_link_is_offered_for_a_page_that_opened(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    fill(paths, [endorsement(0)])
    app = make_app(paths)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for key in ("r", "1", "enter"):
            await pilot.press(key)
        await wait_until(pilot, lambda: "Opened." in screen_text(app))
        assert "QR code" not in screen_text(app)
        await pilot.press("escape")
