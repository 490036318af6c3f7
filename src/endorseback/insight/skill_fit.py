"""How well a skill fits what somebody does, told from the words of their position."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from endorseback.insight.word_stems import stems

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
    if any(named & field.skills and titled & field.words for field in _fields()):
        return SAME_FIELD
    return 0.0


@lru_cache(maxsize=8192)
def is_outside(skill: str, role: str) -> bool:
    """Tell whether a skill belongs to other fields than a position.

    Only where every word of both is known, and none of the skill is of use in any field.
    """
    named = stems(skill)
    titled = stems(role) - _RANKS
    fields, general = _fields(), _general()
    if not named or not titled or fit(skill, role) > 0 or named & general:
        return False
    known = general.union(*(field.words for field in fields))
    return (
        named | titled <= known
        and any(named & field.skills for field in fields)
        and any(titled & field.words for field in fields if not field.is_rank)
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of work, by the stems of words."""

    skills: frozenset[str]
    """Of what those who work there can judge."""
    words: frozenset[str]
    """Of these, and of their titles: titles name skills as well."""
    is_rank: bool
    """Its titles lead in any field, so that they do not tell which one is somebody's."""


@cache
def _data() -> dict[str, Any]:
    """Return what `fields.toml` holds."""
    return tomllib.loads(files("endorseback.insight").joinpath("fields.toml").read_text("utf-8"))


@cache
def _general() -> frozenset[str]:
    """Return the stems of skills that are of use in any field."""
    return stems(" ".join(_data()["general"]))


@cache
def _fields() -> tuple[_Field, ...]:
    """Return the fields."""
    return tuple(
        _Field(
            skills=stems(" ".join(field["skills"])),
            words=stems(" ".join((*field["roles"], *field["skills"]))),
            is_rank=field.get("is_rank", False),
        )
        for field in _data().values()
        if isinstance(field, dict)
    )
