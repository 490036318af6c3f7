"""Rows fill exactly their width, whatever a name is made of."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.support.filled import NOW, endorsement, fill, make_app, paths_in, suspicious

from endorseback.model.list_rows import State
from endorseback.model.person_summary import PersonSummary
from endorseback.text import clean
from endorseback.tui.state.people_orders import Order
from endorseback.tui.widgets.list.row_cells import row_art
from endorseback.tui.widgets.list.text_columns import fit, fit_right, fit_words

TEXT = st.text(max_size=60).map(clean)


@given(TEXT, st.integers(0, 80))
def test_fitted_text_is_as_wide_as_its_column(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
    assert cell_len(fit_right(text, width)) == width


@given(st.lists(TEXT, max_size=5), st.integers(0, 60))
def test_a_list_of_skills_is_as_wide_as_its_column(skills: list[str], width: int) -> None:
    assert cell_len(fit_words(skills, width)) == width


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (25, "Kubernetes, Go, Terraform"),
        (18, "Kubernetes, Go +1 "),
        (14, "Kubernetes +2 "),
        (8, "Kube… +2"),
    ],
)
def test_what_does_not_fit_is_counted(width: int, shown: str) -> None:
    assert fit_words(["Kubernetes", "Go", "Terraform"], width) == shown


def test_a_flood_of_combining_marks_is_calmed() -> None:
    assert len(fit("Z" + "\u0300" * 500, 10)) < 20


@pytest.mark.parametrize("width", [5, 20, 30, 50, 60, 77, 120, 200])
def test_a_row_is_never_wider_than_the_list(tmp_path, width: int) -> None:
    paths = paths_in(tmp_path)
    fill(paths, [endorsement(1), suspicious(2)])
    model = make_app(paths).context.model
    known = PersonSummary(
        "in:maya", "Maya Okafor", None, "Northwind Examples", "Staff Engineer", received=12
    )
    rows = [*model.rows(State.OPEN, NOW), *model.mail_rows(State.SUSPICIOUS), known]
    assert len(rows) == 3
    art = row_art(
        lambda: NOW, lambda row: row, lambda: Order.NAME, lambda _: "", timedelta(days=60)
    )
    for row in rows:
        cells = art.cells(row, width, False)
        assert sum(cell_len(text) for text, _ in cells) <= width
