"""A QR code is drawn in half blocks, small enough for a terminal, and holds the very link."""

import segno
from hypothesis import given
from hypothesis import strategies as st

from endorseback.desktop.qr import qr_code

SKILLS = "https://www.linkedin.com/in/maya-okafor/details/skills/"


def modules_of(drawn: str) -> list[list[int]]:
    """Return the modules that a drawing shows: 1 is dark."""
    rows: list[list[int]] = []
    for line in drawn.split("\n"):
        rows.append([int(char in " ▄") for char in line])
        rows.append([int(char in " ▀") for char in line])
    return rows


@given(st.text(alphabet="abcxyz0123456789-%/", min_size=1, max_size=200))
def test_every_module_is_where_the_code_has_it(slug: str) -> None:
    link = f"https://www.linkedin.com/in/{slug}/"
    expected = [list(row) for row in segno.make_qr(link, error="l").matrix_iter(border=2)]
    shown = modules_of(qr_code(link))
    assert shown[: len(expected)] == expected
    assert all(not any(row) for row in shown[len(expected) :])


def test_a_usual_link_fits_a_small_terminal() -> None:
    lines = qr_code(SKILLS).split("\n")
    assert len(lines) <= 22
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len(lines[0]) <= 40


def test_what_cannot_be_shown_well_gives_nothing() -> None:
    assert qr_code("") == ""
    assert qr_code("https://www.linkedin.com/in/" + "x" * 600) == ""
