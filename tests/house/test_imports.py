"""What a command may import: scripts that list never pay for the screens or for mail libraries."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "endorseback"

HEAVY = {
    "textual",
    "imapclient",
    "mailparser",
    "selectolax",
    "jinja2",
    "keyring",
    "dkim",
    "authres",
}

ONE_IMPORTER = {
    "imapclient": "mail/imap/connection.py",
    "mailparser": "mail/parsing/mime.py",
    "tinydb": "ledger/journal/storage.py",
    "selectolax": "mail/parsing/html.py",
}

RUN = """
import json, sys
from endorseback.cli.group import group
try:
    group(sys.argv[1:], standalone_mode=False)
except SystemExit:
    pass
sys.stderr.write(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def modules_after(tmp_path: Path, *words: str) -> set[str]:
    """Run a command in a fresh interpreter and return the top-level modules it loaded."""
    config = tmp_path / "config.toml"
    config.touch(mode=0o600)
    environment = os.environ | {
        "ENDORSEBACK_CONFIG": str(config),
        "ENDORSEBACK_DATA_DIR": str(tmp_path / "data"),
    }
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stderr))


@pytest.mark.parametrize("words", [("list",), ("list", "--json"), ("paths",), ("config", "check")])
def test_light_commands_import_nothing_heavy(tmp_path: Path, words: tuple[str, ...]) -> None:
    loaded = modules_after(tmp_path, *words)
    assert "endorseback" in loaded
    assert not loaded & HEAVY


def test_paths_and_config_do_not_even_load_the_database(tmp_path: Path) -> None:
    assert "tinydb" not in modules_after(tmp_path, "paths")


def imports_of(path: Path) -> set[str]:
    """Return the top-level names that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize(("library", "home"), ONE_IMPORTER.items())
def test_each_library_has_one_importing_module(library: str, home: str) -> None:
    importers = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if library in imports_of(path)
    }
    assert importers == {home}


def test_only_screens_import_textual() -> None:
    importers = {path for path in SOURCE.rglob("*.py") if "textual" in imports_of(path)}
    assert {path.relative_to(SOURCE).parts[0] for path in importers} == {"tui"}
