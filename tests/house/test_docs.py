"""The documentation says what the program does."""

from pathlib import Path

import pytest

from endorseback.cli.group import COMMANDS

ROOT = Path(__file__).parents[2]


def test_the_pictures_of_the_readme_are_there() -> None:
    readme = (ROOT / "README.md").read_text()
    named = [part.partition(")")[0] for part in readme.split("](")[1:]]
    files = [name for name in named if not name.startswith("http")]
    assert files
    assert [name for name in files if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_mentioned(name: str) -> None:
    assert name in (ROOT / "README.md").read_text() + (ROOT / "CHANGELOG.md").read_text()
