"""The page about messages names what templates may name, and its example can be used."""

import re
from pathlib import Path
from typing import Final

from endorseback.outreach.message_drafts import TemplateVariables, write_drafts

PAGE: Final = (Path(__file__).parents[2] / "docs" / "messages.md").read_text(encoding="utf-8")


def test_every_built_in_draft_is_named() -> None:
    titles = [draft.title for draft in write_drafts(TemplateVariables("Maya Okafor"))]
    assert titles
    assert [title for title in titles if f"`{title}`" not in PAGE] == []


def test_every_variable_is_named_and_no_other() -> None:
    table = PAGE.partition("| variable |")[2].partition("\n\n")[0]
    told = {name for row in table.splitlines() for name in re.findall("`(.+?)`", row.split("|")[1])}
    assert told == {*TemplateVariables.__dataclass_fields__, "first_name"}


def test_the_example_can_be_used(tmp_path: Path) -> None:
    example = re.search(r"```jinja\n(.*?)```", PAGE, re.DOTALL)
    assert example is not None
    (tmp_path / "thanks.j2").write_text(example[1], encoding="utf-8")
    drafts = write_drafts(
        TemplateVariables("Maya Okafor", received=("Go",), sender="Sam"), tmp_path
    )
    (draft,) = [draft for draft in drafts if draft.title == "thanks"]
    assert not draft.problem
    assert draft.text.startswith("Hi Maya,\n\nthank you for endorsing me for Go!")
