"""No string of the app is ever parsed as markup: names and subjects come from mails."""

import ast
from collections.abc import Iterator
from pathlib import Path

SCREENS = Path(__file__).parents[2] / "src" / "endorseback" / "tui"
PARSERS = {"Static", "Label", "Button", "Option", "Checkbox", "Collapsible", "TabPane", "Tree"}
UPDATERS = {"update", "add_option"}
TITLES = {"border_title", "border_subtitle", "tooltip"}


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(SCREENS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                yield f"{path.relative_to(SCREENS)}:{node.lineno}", node


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def is_a_string(node: ast.expr) -> bool:
    """Tell whether an expression is visibly a string, by its form."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and node.value != ""
    if isinstance(node, ast.BinOp):
        return is_a_string(node.left) or is_a_string(node.right)
    if isinstance(node, ast.Call):
        return name_of(node) in {"str", "calm", "clean", "format", "fit"}
    return isinstance(node, ast.JoinedStr)


def test_widgets_that_parse_markup_are_given_content() -> None:
    found = [
        where
        for where, call in calls()
        if name_of(call) in PARSERS | UPDATERS and call.args and is_a_string(call.args[0])
    ]
    assert found == []


def test_titles_are_content() -> None:
    found = []
    for path in sorted(SCREENS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Assign) and is_a_string(node.value):
                names = {getattr(target, "attr", "") for target in node.targets}
                found += [f"{path.name}:{node.lineno}"] if names & TITLES else []
    assert found == []


def test_notices_come_from_one_place_and_as_plain_text() -> None:
    found = {where.partition(":")[0]: call for where, call in calls() if name_of(call) == "notify"}
    assert set(found) == {"notices.py"}
    for _, call in calls():
        if name_of(call) == "notify":
            markup = next(word.value for word in call.keywords if word.arg == "markup")
            assert isinstance(markup, ast.Constant)
            assert markup.value is False


def test_nobody_parses_markup_on_purpose() -> None:
    makers = {"from_markup", "to_content", "render_markup"}
    assert [where for where, call in calls() if name_of(call) in makers] == []


def test_the_check_sees_what_it_should() -> None:
    seen = ast.parse('Static(f"hello {name}")').body[0]
    assert isinstance(seen, ast.Expr)
    assert isinstance(seen.value, ast.Call)
    assert name_of(seen.value) in PARSERS
    assert is_a_string(seen.value.args[0])
