"""A list of skills to pick several of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets.option_list import Option

from endorseback.text import calm, fold
from endorseback.tui.widgets.choices import Choices
from endorseback.tui.widgets.list.text_columns import fit

if TYPE_CHECKING:
    from endorseback.insight import Suggestion, Suggestions

_UNUSUAL: Final = "unusual, a wink: you know each other well"
_ON_PROFILE: Final = "on their profile"
_WIDEST: Final = 28
"""Cells that a skill takes at most where a reason stands behind it."""


class SkillPicker(Choices):
    """Skills with a box before each; nothing is picked until the user picks it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pick", show=False),
        *(Binding(str(number), f"pick({number})", show=False) for number in range(1, 10)),
    ]
    DEFAULT_CSS = """
    SkillPicker {
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    class Picked(Message):
        """A skill was picked, or unpicked."""

    def __init__(self) -> None:
        """Make an empty list; the first nine skills have a digit each."""
        self._skills: list[str] = []
        self._reasons: dict[str, str] = {}
        self._picked: list[str] = []
        self._column = 0
        super().__init__()

    @property
    def picked(self) -> tuple[str, ...]:
        """The skills picked, in the order in which they were."""
        return tuple(self._picked)

    def offer(self, suggestions: Suggestions) -> None:
        """Show suggestions, in the place of those before; what is picked stays picked."""
        ideas = [(idea.skill, _reason(idea)) for idea in suggestions.ranked]
        if suggestions.unusual is not None:
            ideas.append((suggestions.unusual.skill, _UNUSUAL))
        self._reasons = {fold(skill): reason for skill, reason in ideas}
        self._skills = _each_once([*(skill for skill, _ in ideas), *self._picked])
        widest = max((cell_len(calm(skill)) for skill in self._skills), default=0)
        self._column = min(_WIDEST, widest)
        names = {fold(skill): skill for skill in self._skills}
        self._picked = [names[fold(skill)] for skill in self._picked]
        self.clear_options()
        self.add_options([Option(self._line(at)) for at in range(len(self._skills))])
        self.highlighted = 0 if self._skills else None

    def add(self, skill: str) -> None:
        """Add a skill and pick it; one that is in the list already is picked there."""
        known = [fold(other) for other in self._skills]
        if fold(skill) in known:
            at = known.index(fold(skill))
        else:
            at = len(self._skills)
            self._skills.append(skill)
            self.add_option(Option(self._line(at)))
        if self._skills[at] not in self._picked:
            self._toggle(at)
        self.highlighted = at

    def action_pick(self, number: int | None = None) -> None:
        """Pick or unpick the skill with a number, else the one under the cursor."""
        at = self.highlighted if number is None else number - 1
        if at is not None and at < len(self._skills):
            self._toggle(at)
            self.highlighted = at

    def _toggle(self, at: int) -> None:
        skill = self._skills[at]
        if skill in self._picked:
            self._picked.remove(skill)
        else:
            self._picked.append(skill)
        self.replace_option_prompt_at_index(at, self._line(at))
        self.post_message(self.Picked())

    def _line(self, at: int) -> Content:
        """Return the line of a skill: its digit, its box, its name, and why it may fit."""
        skill = self._skills[at]
        picked = skill in self._picked
        reason = self._reasons.get(fold(skill), "")
        name = f"{fit(skill, self._column)}  " if reason else calm(skill)
        return Content.assemble(
            (f"{at + 1} " if at < 9 else "  ", "$foreground-muted"),
            ("[x] " if picked else "[ ] ", "bold $text-primary" if picked else ""),
            (name, "bold" if picked else ""),
            (calm(reason), "$foreground-muted"),
        )


def _reason(idea: Suggestion) -> str:
    """Return in a few words why a skill may fit."""
    return " · ".join((*((_ON_PROFILE,) if idea.on_profile else ()), *idea.reasons))


def _each_once(skills: Sequence[str]) -> list[str]:
    """Return skills without those that differ from one before in case alone."""
    seen: dict[str, str] = {}
    for skill in skills:
        seen.setdefault(fold(skill), skill)
    return list(seen.values())
