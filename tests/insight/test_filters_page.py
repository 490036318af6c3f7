"""The page about filters is made from the language, so it tells the truth."""

from tests.support.filters_page import PAGE, filters_page

from endorseback.filters.filter_parser import parse_filter


def test_the_page_is_the_language_of_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == filters_page(), "run `make docs`"


def test_every_example_of_the_page_is_a_filter() -> None:
    table = filters_page().partition("## Fields")[0]
    examples = [line.split("`")[1] for line in table.splitlines() if line.startswith("| `")]
    assert len(examples) == 6
    for example in examples:
        assert parse_filter(example.replace("\\|", "|")).term is not None, example
