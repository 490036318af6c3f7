"""Companies as people write them, and where two have worked at the same one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.insight.company_overlaps import company_key, overlaps
from endorseback.model.archive_data import Month, Position
from endorseback.model.person_card import Overlap

SAME = "Example Widgets"


@pytest.mark.parametrize(
    "written",
    [
        "example widgets",
        "EXAMPLE WIDGETS",
        "Example Widgets Inc.",
        "Example Widgets, Inc",
        "The Example Widgets Company",
        "Example Widgets Ltd.",
        "Example Widgets GmbH",
        "Example Widgets GmbH & Co. KG",
        "Example Widgets S.A.",
        "Example Widgets S.A. de C.V.",
        "Example Widgets Sp. z o.o.",
        "Example Widgets e. V.",
        "Example Widgets Pty Ltd",
        "Example-Widgets",
        "Éxample Wídgets",
        "Example Widgets (formerly Widget Works)",
        "Example Widgets [acquired]",
        "  Example   Widgets  ",
        "Example Widgets™",
        "Ｅｘａｍｐｌｅ Widgets",
    ],
)
def test_the_same_company_written_in_other_ways(written: str) -> None:
    assert company_key(written) == company_key(SAME) != ""


@pytest.mark.parametrize(
    "written",
    [
        "Example",
        "Widgets",
        "Example Widgets UK",
        "Example Widgets Research",
        "Not Example Widgets",
        "Examples Widget",
        "Contoso",
    ],
)
def test_another_company(written: str) -> None:
    assert company_key(written) != company_key(SAME)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "  ",
        "-",
        "Self-employed",
        "SELF EMPLOYED",
        "Freelance",
        "Freelancer.",
        "Confidential",
        "Stealth Startup",
        "Retired",
        "N/A",
        "Selbstständig",
        "Autónomo",
        "Open to work",
    ],
)
def test_what_names_no_company_is_shared_with_nobody(written: str) -> None:
    assert company_key(written) == ""
    assert overlaps(written, [Position(written, "Baker")]) == ()


def test_a_name_that_is_all_legal_form_stays() -> None:
    assert company_key("Co.") == "co"
    assert company_key("Oy") != company_key("AB")


def test_letters_of_other_scripts_stay_apart() -> None:
    assert company_key("株式会社プラス") != company_key("株式会社フラス")
    assert company_key("株式会社サンプル") == "株式会社サンプル"


def test_every_position_there_is_told_with_its_time() -> None:
    positions = (
        Position("Contoso", "Baker", Month(2020), None),
        Position("Example Widgets, Inc.", "Lead", Month(2018, 3), Month(2019, 12)),
        Position("Example Widgets", "Engineer", Month(2016), Month(2018, 2)),
    )
    assert overlaps("example widgets ltd", positions) == (
        Overlap("Example Widgets, Inc.", Month(2018, 3), Month(2019, 12)),
        Overlap("Example Widgets", Month(2016), Month(2018, 2)),
    )
    assert overlaps("Northwind", positions) == ()
    assert overlaps(SAME, ()) == ()


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    key = company_key(text)
    assert company_key(key.upper()) in {key, company_key(key)}
    assert key == " ".join(key.split())


@given(st.text(st.characters(categories=("Lu", "Ll"), max_codepoint=0x17F), min_size=1))
def test_case_and_legal_form_make_no_difference(name: str) -> None:
    if company_key(name):
        assert company_key(f"{name} Widgets Inc.") == company_key(f"{name.lower()} widgets")
