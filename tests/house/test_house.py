"""The house rules that no linter knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "endorseback"

MAX_FILE = 400
MAX_FUNCTION = 60


def modules() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every module of the program."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), path.read_text()


def test_files_stay_small() -> None:
    sizes = {name: len(text.splitlines()) for name, text in modules()}
    assert {name: size for name, size in sizes.items() if size > MAX_FILE} == {}


def test_functions_stay_short() -> None:
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name, text in modules()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION
    ]
    assert long == []


def test_nothing_is_left_for_later() -> None:
    words = ("TODO", "FIXME", "XXX", "HACK", "NotImplementedError")
    found = [
        f"{name}:{number}"
        for name, text in modules()
        for number, line in enumerate(text.splitlines(), 1)
        if any(word in line for word in words)
    ]
    assert found == []


def test_every_catch_all_says_why() -> None:
    bare = [
        f"{name}:{number}"
        for name, text in modules()
        for number, line in enumerate(text.splitlines(), 1)
        if "except Exception" in line
        and not line.partition("#")[2].replace("noqa: BLE001", "").strip(" -:")
    ]
    assert bare == []


def test_the_program_is_built_from_its_own_folder_alone() -> None:
    elsewhere = "../shared"
    texts = [path for path in ROOT.rglob("*.py") if ".venv" not in path.parts]
    texts += [ROOT / "Makefile", ROOT / "README.md", ROOT / ".ci" / "run"]
    this = Path(__file__).name
    assert [path for path in texts if path.name != this and elsewhere in path.read_text()] == []
