"""A list of skills to pick several of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from endorseback.text import calm, fold
from endorseback.tui.widgets.choices import Choices


class SkillPicker(Choices):
    """Skills with a box before each; nothing is picked until the user picks it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pick", show=False),
        *(Binding(str(number), f"pick({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, skills: Sequence[str]) -> None:
        """Make the list; the first nine skills have a digit each."""
        self._skills = list(skills)
        self._picked: list[str] = []
        super().__init__(*(Option(self._line(at)) for at in range(len(skills))))

    @property
    def picked(self) -> tuple[str, ...]:
        """The skills picked, in the order in which they were."""
        return tuple(self._picked)

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

    def _line(self, at: int) -> Content:
        """Return the line of a skill: its digit, its box, its name."""
        skill = self._skills[at]
        picked = skill in self._picked
        return Content.assemble(
            (f"{at + 1} " if at < 9 else "  ", "dim"),
            ("[x] " if picked else "[ ] ", "bold" if picked else ""),
            (calm(skill), "bold" if picked else ""),
        )
