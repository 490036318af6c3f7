"""The page about the assessment says what counts, and how much."""

import re
import tomllib
from pathlib import Path

from endorseback.config import parse_config
from endorseback.settings import Assessing, Weights

PAGE = (Path(__file__).parents[2] / "docs" / "assessment.md").read_text("utf-8")


def test_every_weight_stands_there_with_its_default() -> None:
    told: dict[str, float] = {}
    for names, default in re.findall(r"^\| (`.*?`) \| ([0-9.]+) \|", PAGE, re.MULTILINE):
        told |= {name: float(default) for name in re.findall(r"`(\w+)`", names)}
    counted = Weights()
    assert told == {name: getattr(counted, name) for name in counted.__struct_fields__}


def test_the_thresholds_are_those_that_hold() -> None:
    assert (Assessing().sincere, Assessing().gratuitous) == (2, 2)
    assert "From 2 on it looks sincere, from −2\non gratuitous" in PAGE


def test_its_configuration_can_be_taken_as_it_stands() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert parse_config(example, "page").assessment.preselect
    assert tomllib.loads(example)["assessment"]["weights"] == {"just_connected": 0}
