"""Giving skills back: choose what fits, endorse it on LinkedIn oneself, say when done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Input, Static

from endorseback.model.interactions import Step
from endorseback.outreach import search_page, skills_page
from endorseback.presentation import words
from endorseback.text import calm, clean, usable
from endorseback.tui.dialogs.answers import NotGiven, SkillsGiven
from endorseback.tui.dialogs.base import paragraph
from endorseback.tui.dialogs.page_opening import HandingOver
from endorseback.tui.dialogs.tools import ReturnTools
from endorseback.tui.page_handover import hand_over
from endorseback.tui.widgets.card.exchange_table import Exchanged
from endorseback.tui.widgets.skill_picker import SkillPicker

if TYPE_CHECKING:
    from endorseback.model.person_card import PersonCard

_PAGE_ACTIONS: Final = {"open"}
_ANSWER_ACTIONS: Final = {"done", "with_message", "not_given"}


class ReciprocateDialog(HandingOver[SkillsGiven | NotGiven]):
    """Answers the skills that the user endorsed; nothing is preselected, for the page tells best.

    First the user picks ideas, or none, and opens the person's skills page; then they endorse there
    what reflects the person, and say here which skills it was. How far they came is recorded at
    each step, so that leaving half-way loses nothing: what they had picked is picked the next time.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "reciprocate.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open their skills page"),
        Binding("enter,d,y", "done", "Done", key_display="Enter"),
        Binding("m", "with_message", "Done, and write"),
        Binding("n", "not_given", "Gave none"),
        Binding("o", "open_again", "Page"),
        Binding("p", "paste", "Paste"),
        Binding("space", "pick", "Pick", show=False),
        Binding("tab", "app.focus_next", "Type", show=False),
        Binding("escape", "leave", "Later"),
    ]

    picker = getters.query_one(SkillPicker)
    """The skills to give back."""
    other = getters.query_one(Input)
    """A skill that is not listed."""
    advice = getters.query_one("#advice", Static)
    """What to do at this point."""
    tally = getters.query_one("#tally", Static)
    """How many are picked, against how many they gave."""
    told = getters.query_one("#told", Static)
    """What became of the page and the link."""
    problem = getters.query_one("#problem", Static)
    """What keeps the answer from being recorded."""

    def __init__(
        self, card: PersonCard, tools: ReturnTools, *, now: datetime, place: str = ""
    ) -> None:
        """Make the dialog.

        Args:
            card: Whom to give back to, what was exchanged before, and how far the user came.
            tools: What the dialog works with.
            now: The present moment, for the ages of what was exchanged.
            place: Which of several people it is: `2 of 5`.
        """
        verb = "Reciprocate" if card.received else "Endorse"
        title = " · ".join(filter(None, (verb, calm(card.name), place)))
        super().__init__(title, tools.clipboard)
        self._card = card
        self._tools = tools
        self._now = now
        self._suggestions = tools.suggest(card)
        self._began = card.returning
        self._recorded = (self._began.step, self._began.skills) if self._began else None
        self._asking = self._began is not None and self._began.step is Step.OPENED
        self._opening = False

    def compose_body(self) -> ComposeResult:
        """Yield what was exchanged, the skills to pick, and room for how opening went."""
        yield Exchanged(self._card, self._now)
        with Vertical(id="choose", classes="gap"):
            yield paragraph(self._advice(), id="advice", classes="muted")
            yield SkillPicker()
            yield Input(placeholder="another skill, then Enter", compact=True)
            yield paragraph(self._tally(()), id="tally", classes="muted")
        yield paragraph("", id="told", classes="gap gone")
        yield paragraph("", id="problem", classes="problem gone")

    def on_mount(self) -> None:
        """Begin at the skills, or at the field where there are none to choose from."""
        self.picker.offer(self._suggestions)
        for skill in self._began.skills if self._began else ():
            self.picker.add(skill)
        if self._asking and self._began is not None:
            since = words.ago(self._began.at, self._now)
            self._tell(Content(f"You opened their page {since}, and did not say what you gave."))
        self._focus_skills()

    def on_paste(self, event: events.Paste) -> None:
        """Take up the text of their page that was pasted right into the dialog."""
        if skills := self._tools.understand(event.text):
            self._learn(skills)
        else:
            self._say_problem("No skill is recognised in what you pasted.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the answers only once the page was opened."""
        if action == "show_link":
            return self._asking and super().check_action(action, parameters)
        if action in _PAGE_ACTIONS:
            return not self._asking
        return self._asking if action in _ANSWER_ACTIONS else True

    @on(SkillPicker.OptionSelected)
    def _on_enter_in_list(self) -> None:
        self._go_on()

    @on(SkillPicker.Picked)
    def _on_picked(self) -> None:
        self.problem.add_class("gone")
        self.tally.update(self._tally(self.picker.picked))

    @on(Input.Submitted)
    def _on_skill_typed(self) -> None:
        if not self._take_typed():
            self._go_on()

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
        """Open the page, also once more."""
        self._hand_over()

    def action_done(self) -> None:
        """Answer the skills picked; without any there is nothing to record."""
        self._answer(with_message=False)

    def action_with_message(self) -> None:
        """Answer the skills picked, and that a message is to go along."""
        self._answer(with_message=True)

    def action_not_given(self) -> None:
        """Answer that nothing was given."""
        self.dismiss(NotGiven())

    def action_leave(self) -> None:
        """Close without an answer; what is picked is kept for the next time."""
        picked = self.picker.picked
        if self._asking:
            self._move(Step.OPENED)
        elif picked or self._began is not None:
            self._move(Step.PICKED)
        self.dismiss(None)

    @work(exclusive=True, group="paste")
    async def action_paste(self) -> None:
        """Ask for the text of their skills page."""
        from endorseback.tui.dialogs.people.paste_skills import PasteDialog

        asked = PasteDialog(self._card.name, self._tools.understand)
        if skills := await self.app.push_screen_wait(asked):
            self._learn(skills)

    @work(exclusive=True, group="hand over")
    async def _hand_over(self) -> None:
        self._opening = True
        page = skills_page(self._card.slug)
        self.handed = handed = await hand_over(
            self.app,
            self._tools.opener,
            self._clipboard,
            what="Link" if page else "Name",
            text=page or self._card.name,
            url=page or search_page(self._card.name),
        )
        self._opening = False
        self._asking = True
        self._move(Step.OPENED)
        self.advice.update(self._advice())
        self._tell(handed.told())
        self._focus_skills()
        self.refresh_keys()

    def _go_on(self) -> None:
        """Do what Enter stands for at this point; nothing while the page is being opened."""
        if self._asking:
            self.action_done()
        elif not self._opening:
            self.action_open()

    def _answer(self, *, with_message: bool) -> None:
        self._take_typed()
        if self.picker.picked:
            if with_message:
                self._move(Step.OPENED)  # what is picked outlives an app left while writing
            self.dismiss(SkillsGiven(self.picker.picked, with_message))
        else:
            self._say_problem("Pick or type the skills that you endorsed, so they can be recorded.")

    def _move(self, step: Step) -> None:
        """Record how far the user came, unless that is known already."""
        reached = (step, self.picker.picked)
        if reached != self._recorded:
            self._recorded = reached
            self._tools.moved(*reached)

    def _learn(self, skills: tuple[str, ...]) -> None:
        """Remember the skills of their page, and suggest by them."""
        self._tools.told(skills)
        self._card = replace(self._card, known_skills=skills)
        self._suggestions = self._tools.suggest(self._card)
        self.picker.offer(self._suggestions)
        self.advice.update(self._advice())
        self._tell(Content(f"Noted {words.many(len(skills), 'skill')} of their page."))
        self._focus_skills()

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

    def _focus_skills(self) -> None:
        """Give the keyboard to the skills, or to the field where there are none."""
        (self.picker if self.picker.option_count else self.other).focus()

    def _tell(self, lines: Content) -> None:
        self.told.update(lines)
        self.told.remove_class("gone")

    def _say_problem(self, sentence: str) -> None:
        self.problem.update(Content(sentence))
        self.problem.remove_class("gone")

    def _advice(self) -> Content:
        """Return what to do at this point."""
        if self._asking:
            return Content("Endorse there what reflects them best; tick here what you gave:")
        if self._suggestions.ranked:
            return Content("Ideas; their page tells more. Choose what reflects them best:")
        return Content("Look at their page, and choose what reflects them best.")

    def _tally(self, picked: tuple[str, ...]) -> Content:
        """Return how many are picked, against how many would make the two even."""
        count, even = len(picked), self._suggestions.parity
        told = f"{count} picked" if count else ""
        if count > even > 0:
            told += f": {count - even} more than would make the two of you even"
        elif even:
            told += f"{'; ' if told else ''}{even} would make the two of you even"
        return Content(told)
