"""How well a skill fits what somebody does, told from the words of their position."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from endorseback.insight.stems import stems

SAME_WORD: Final = 1.0
"""The fit of a skill that is named in the position."""
SAME_FIELD: Final = 0.5
"""The fit of a skill that belongs to the field of the position."""

_RANKS: Final = frozenset().union(
    *map(stems, ("manager", "lead", "leader", "head", "chief", "director", "officer", "owner"))
)
"""Stems of ranks: two managers need not share a field."""


@lru_cache(maxsize=8192)
def fit(skill: str, role: str) -> float:
    """Return how well a skill fits a position's title: 0 where nothing tells that it does.

    The skill is named in the title (`Marketing`, `Head of Marketing`), or both belong to one of
    the fields in `fields.toml` (`Kubernetes`, `SRE`). Ranks alone do not make a fit, unless the
    skill is that rank itself (`Leadership`, `Lead Engineer`).
    """
    named = stems(skill)
    titled = stems(role)
    shared = named & titled
    if shared and (shared - _RANKS or shared == named):
        return SAME_WORD
    if any(named & field.skills and titled & field.roles for field in _fields()):
        return SAME_FIELD
    return 0.0


def is_outside(skill: str, role: str) -> bool:
    """Tell whether a skill belongs to other fields than a position, both of them being known."""
    if fit(skill, role) > 0:
        return False
    named = stems(skill)
    titled = stems(role)
    return any(named & field.skills for field in _fields()) and any(
        titled & field.roles for field in _fields() if not field.is_rank
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of work, by the stems of words."""

    roles: frozenset[str]
    skills: frozenset[str]
    is_rank: bool
    """Its roles lead in any field, so that they do not tell which one is somebody's."""


@cache
def _fields() -> tuple[_Field, ...]:
    """Return the fields of `fields.toml`."""
    text = files("endorseback.insight").joinpath("fields.toml").read_text("utf-8")
    return tuple(
        _Field(
            stems(" ".join(field["roles"])),
            stems(" ".join(field["skills"])),
            field.get("is_rank", False),
        )
        for field in tomllib.loads(text).values()
    )
