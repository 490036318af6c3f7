"""No plain string reaches a widget that parses markup: names and skills come from mails."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TUI = Path(__file__).parents[2] / "src" / "endorseback" / "tui"

MARKUP_WIDGETS = {"Static", "Label", "Button", "Option", "Checkbox", "Collapsible", "TabPane"}
MARKUP_TITLES = {"border_title", "border_subtitle"}
NOTICES = "notices.py"

Found = Iterator[tuple[str, int]]


def is_text(node: ast.expr | None) -> bool:
    """Tell whether an expression is plainly a string: a literal, an f-string, a sum or a format."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and node.value != ""
    if isinstance(node, ast.BinOp):
        return is_text(node.left) or is_text(node.right)
    if isinstance(node, ast.IfExp):
        return is_text(node.body) or is_text(node.orelse)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in {"join", "format"} and is_text(node.func.value)
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "str"
    )


def parsed_as_markup(tree: ast.Module) -> Found:
    """Yield what hands a string to something that parses markup."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _calls(node)
        elif isinstance(node, ast.Assign) and not _is_content(node.value):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in MARKUP_TITLES:
                    yield f"{target.attr} is no Content", node.lineno


def _calls(node: ast.Call) -> Found:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    keywords = {keyword.arg: keyword.value for keyword in node.keywords}
    first = node.args[0] if node.args else keywords.get("content")
    plain = isinstance(keywords.get("markup"), ast.Constant) and not keywords["markup"].value
    if name in MARKUP_WIDGETS | {"update"} and is_text(first) and not plain:
        yield f"{name} gets a string", node.lineno
    if name == "notify" and not plain:
        yield "notify parses markup", node.lineno
    if name in {"from_markup", "escape"}:
        yield f"{name} makes markup", node.lineno


def _is_content(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and "Content" in ast.unparse(node.func)


@pytest.mark.parametrize("path", sorted(TUI.rglob("*.py")), ids=lambda path: path.stem)
def test_no_widget_gets_a_string_to_parse(path: Path) -> None:
    assert list(parsed_as_markup(ast.parse(path.read_text()))) == []


def test_notices_are_made_in_one_place() -> None:
    makers = {
        path.name
        for path in TUI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "notify"
    }
    assert makers == {NOTICES}


@pytest.mark.parametrize(
    "wrong",
    [
        "Static('x')",
        "Static(f'{name}')",
        "Label('a' + name)",
        "Option(', '.join(skills))",
        "self.head.update(f'{name}')",
        "app.notify(text)",
        "frame.border_title = name",
        "Content.from_markup(name)",
        "Static(str(error))",
    ],
)
def test_the_rule_finds_what_it_forbids(wrong: str) -> None:
    assert list(parsed_as_markup(ast.parse(wrong)))


@pytest.mark.parametrize(
    "right",
    [
        "Static(Content(name))",
        "Static('x', markup=False)",
        "app.notify(text, markup=False)",
        "frame.border_title = Content(name)",
        "Static()",
    ],
)
def test_the_rule_lets_pass_what_is_safe(right: str) -> None:
    assert list(parsed_as_markup(ast.parse(right))) == []
