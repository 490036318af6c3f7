"""Giving skills back: choose what fits, endorse it on LinkedIn oneself, say when done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Final

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Input, Static

from endorseback.model.card import PersonCard
from endorseback.outreach.handover import Clipboard, Opener
from endorseback.outreach.links import skills_page
from endorseback.text import calm, clean, usable
from endorseback.tui.handover import hand_over
from endorseback.tui.screens.dialog import Dialog, paragraph
from endorseback.tui.screens.results import Reciprocation
from endorseback.tui.widgets.skill_picker import SkillPicker
from endorseback.tui.words import age

_MOST_EXCHANGED: Final = 4
"""Skills listed of what was exchanged before; the card shows them all."""
_PAGE_ACTIONS: Final = {"open"}
_ANSWER_ACTIONS: Final = {"done", "not_now", "open_again"}


class ReciprocateDialog(Dialog[Reciprocation]):
    """Answers the skills that the user endorsed; nothing is preselected, for the page tells best.

    First the user picks ideas, or none, and opens the person's skills page; then they endorse there
    what reflects the person, and say here which skills it was.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "reciprocate.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open their skills page"),
        Binding("d", "done", "Done"),
        Binding("n", "not_now", "Not now"),
        Binding("o", "open_again", "Open again"),
        Binding("space", "pick", "Pick"),
        Binding("tab", "app.focus_next", "Type"),
        Binding("escape", "leave", "Cancel"),
    ]

    picker = getters.query_one(SkillPicker)
    """The skills to give back."""
    other = getters.query_one(Input)
    """A skill that is not listed."""
    advice = getters.query_one("#advice", Static)
    """What to do at this point."""
    told = getters.query_one("#told", Static)
    """What became of the page and the link."""
    problem = getters.query_one("#problem", Static)
    """What keeps the answer from being recorded."""

    def __init__(
        self,
        card: PersonCard,
        candidates: Sequence[str],
        *,
        opener: Opener,
        clipboard: Clipboard,
        now: datetime,
    ) -> None:
        """Make the dialog.

        Args:
            card: Whom to give back to, and what was exchanged before.
            candidates: Skills that may fit them, best first.
            opener: Opens their skills page.
            clipboard: Takes the link to it, or the name where no link is known.
            now: The present moment, for the ages of what was exchanged.
        """
        super().__init__(f"Reciprocate · {calm(card.name)}")
        self._card = card
        self._candidates = candidates
        self._opener = opener
        self._clipboard = clipboard
        self._now = now
        self._asking = False

    def compose_body(self) -> ComposeResult:
        """Yield what was exchanged, the skills to pick, and room for how opening went."""
        received = [(known.skill, age(known.at, self._now)) for known in self._card.received]
        given = [(known.skill, age(known.at, self._now)) for known in self._card.given]
        with Horizontal(id="exchanged"):
            yield _exchanged("They endorsed you for", received)
            yield _exchanged("You endorsed them for", given)
        with Vertical(id="choose", classes="gap"):
            yield paragraph(self._advice(), id="advice", classes="muted")
            yield SkillPicker(self._candidates)
            yield Input(placeholder="another skill, then Enter", compact=True)
        yield paragraph("", id="told", classes="gap gone")
        yield paragraph("", id="problem", classes="problem gone")

    def on_mount(self) -> None:
        """Begin at the skills, or at the field where there are none to choose from."""
        (self.picker if self._candidates else self.other).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the answers only once the page was opened."""
        if action in _PAGE_ACTIONS:
            return not self._asking
        return self._asking if action in _ANSWER_ACTIONS else True

    @on(SkillPicker.OptionSelected)
    def _on_enter_in_list(self) -> None:
        if not self._asking:
            self.action_open()

    @on(Input.Submitted)
    def _on_skill_typed(self) -> None:
        if not self._take_typed() and not self._asking:
            self.action_open()

    @on(Input.Changed)
    def _on_typing(self) -> None:
        self.problem.add_class("gone")

    def action_pick(self) -> None:
        """Pick the skill under the cursor, also when the keyboard is elsewhere."""
        self.picker.action_pick()

    def action_open(self) -> None:
        """Send the link to the clipboard and open the page."""
        self._take_typed()
        self._hand_over()

    def action_open_again(self) -> None:
        """Open the page once more."""
        self._hand_over()

    def action_done(self) -> None:
        """Answer the skills picked; without any there is nothing to record."""
        self._take_typed()
        if self.picker.picked:
            self.dismiss(Reciprocation(self.picker.picked))
        else:
            self._say_problem("Pick or type the skills that you endorsed, so they can be recorded.")

    def action_not_now(self) -> None:
        """Leave the row as it is."""
        self.dismiss(None)

    @work(exclusive=True)
    async def _hand_over(self) -> None:
        page = skills_page(self._card.profile_url)
        handed = await hand_over(
            self.app,
            self._opener,
            self._clipboard,
            what="Link" if page else "Name",
            text=page or self._card.name,
            url=page,
        )
        self._asking = True
        self.advice.update(self._advice())
        self.told.update(handed.told())
        self.told.remove_class("gone")
        self.picker.focus()
        self.refresh_keys()

    def _take_typed(self) -> bool:
        """Add the skill in the field to those picked; tell whether there was one."""
        typed = clean(self.other.value)
        if not typed:
            return False
        if usable(typed):
            self.picker.add(typed)
            self.other.clear()
        else:
            self._say_problem("That is too long for the name of a skill.")
        return True

    def _say_problem(self, sentence: str) -> None:
        self.problem.update(Content(sentence))
        self.problem.remove_class("gone")

    def _advice(self) -> Content:
        """Return what to do at this point."""
        if self._asking:
            return Content("Endorse there what reflects them best; tick here what you gave:")
        if self._candidates:
            return Content("Ideas; their page tells more. Choose what reflects them best:")
        return Content("Look at their page, and choose what reflects them best.")


def _exchanged(title: str, skills: Sequence[tuple[str, str]]) -> Vertical:
    """Return a column of skills, each with its age."""
    lines = [Content.styled(title, "$foreground-muted")]
    for skill, when in skills[:_MOST_EXCHANGED]:
        lines.append(Content.assemble((f"{when:>8}  ", "$foreground-muted"), calm(skill)))
    if len(skills) > _MOST_EXCHANGED:
        more = f"{'':>8}  and {len(skills) - _MOST_EXCHANGED} more"
        lines.append(Content.styled(more, "$foreground-muted"))
    if not skills:
        lines.append(Content("nothing yet"))
    return Vertical(*(Static(line, classes="line") for line in lines))
