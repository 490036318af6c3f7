"""Endorsing people back: the steps from picking skills to the user's word that it is done."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

from textual import work

from endorseback.ledger import ReciprocationMoved, SkillsPasted
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import Row, State, decide
from endorseback.presentation import words
from endorseback.tui.screens.deciding import place
from endorseback.tui.screens.writing import Writing

if TYPE_CHECKING:
    from endorseback.insight import Suggestions
    from endorseback.model.interactions import Step
    from endorseback.model.person_card import PersonCard
    from endorseback.tui.dialogs.answers import MarkedSent, SkillsGiven
    from endorseback.tui.dialogs.tools import ReturnTools

_LATELY: Final = 200
"""People whose skills given count as what is given of late."""


class Returning(Writing):
    """Adds the action that gives skills back."""

    @work(exclusive=True, group="dialog", description="reciprocate")
    async def action_reciprocate(self) -> None:
        """Ask which skills were given back, for one person after the other."""
        from endorseback.tui.dialogs.answers import NotGiven
        from endorseback.tui.dialogs.decisions.reciprocate import ReciprocateDialog

        rows = self._people("reciprocate")
        for at, row in enumerate(rows, 1):
            card, where = self.card_of(row), place(at, len(rows))
            dialog = ReciprocateDialog(
                card, self._return_tools(row, card), now=self.context.now(), place=where
            )
            answer = await self.app.push_screen_wait(dialog)
            if answer is None:
                return
            if isinstance(answer, NotGiven):
                self._note(ReciprocationMoved(name=row.name, slug=row.slug))
            else:
                await self._finish(row, card, answer, where)

    async def _finish(self, row: Row, card: PersonCard, answer: SkillsGiven, where: str) -> None:
        """Record what was given, with the message that goes along if there is to be one."""
        sent: MarkedSent | None = None
        if answer.with_message:
            sent = await self.ask_for_message(row, card, answer.skills, place=where)
        text = sent.text if sent else ""
        decision = decide(row, DecisionKind.RECIPROCATED, given=answer.skills, text=text)
        payloads = self.with_mail(card, decision, sent)
        verb = "Returned" if row.skills else "Gave"
        along = ", with a message" if sent else ""
        say = f"{verb} {words.joined(answer.skills)} to {row.name}{along}."
        self._record(payloads, [row], say)
        if sent and payloads:
            await self.forget_text(card)

    def _return_tools(self, row: Row, card: PersonCard) -> ReturnTools:
        from endorseback.insight import skills_of_page
        from endorseback.tui.dialogs.tools import ReturnTools

        name, slug = row.name, row.slug

        def moved(step: Step, skills: tuple[str, ...]) -> None:
            self._note(ReciprocationMoved(name=name, slug=slug, step=step, skills=skills))

        def told(skills: tuple[str, ...]) -> None:
            self._note(SkillsPasted(name=name, slug=slug, skills=skills))

        return ReturnTools(
            opener=self.context.opener,
            clipboard=self.context.clipboard,
            suggest=partial(self._suggestions, row),
            understand=skills_of_page,
            moved=moved,
            told=told,
        )

    def _suggestions(self, row: Row, card: PersonCard) -> Suggestions:
        """Return what to endorse a person for."""
        from endorseback.insight import suggest

        return suggest(
            card,
            self.context.acquaintances.owner,
            knows_well=self.judgement(row).knows_well,
            given_to_others=self._given_lately(),
        )

    def _given_lately(self) -> list[str]:
        """Return the skills given to others of late, with repetitions."""
        rows = islice(self.context.model.rows(State.DONE, self.context.now()), _LATELY)
        return [skill for row in rows if row.decision for skill in row.decision.given]

    def _note(self, act: ReciprocationMoved | SkillsPasted) -> None:
        """Record something that needs no sentence, and leaves the row where it is."""
        self.context.recorder.record([act], keys=(), say="")
