"""Setting endorsements aside: at once, for a reason of the user's choice, or by a rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work

from endorseback.ledger import AnyPayload, Decided, RuleEnded, RuleSet
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import Row, decide
from endorseback.tui.screens.deciding import Deciding, whom

if TYPE_CHECKING:
    from endorseback.tui.dialogs.answers import Skipped


class Skipping(Deciding):
    """Adds the actions that set endorsements aside."""

    def action_skip(self) -> None:
        """Skip at once, for the weightiest reason that the assessment has against each."""
        rows = self._people("skip")
        decided = [
            decide(row, DecisionKind.SKIPPED, reason=self._reason_against(row)) for row in rows
        ]
        reason = decided[0].reason if len(decided) == 1 else ""
        say = f"Skipped {whom(rows)}{f': {reason}' if reason else ''}."
        self._record([Decided.of(decision) for decision in decided], rows, say)

    @work(exclusive=True, group="dialog", description="skip because")
    async def action_skip_because(self) -> None:
        """Ask for the reason, once for all the rows, and whether it is to be a rule."""
        from endorseback.tui.dialogs.decisions.skip import SkipDialog

        if not (rows := self._people("skip_because")):
            return
        suggested = self._reason_against(rows[0]) if len(rows) == 1 else ""
        answer = await self.app.push_screen_wait(SkipDialog(whom(rows), suggested))
        if answer is None:
            return
        self._record(self._skipping(rows, answer), rows, _skipped(rows, answer))
        if answer.hide:
            await self._show_own_skills()

    @work(exclusive=True, group="dialog", description="rules")
    async def action_rules(self) -> None:
        """Show whose endorsements are skipped by a rule, and lift one."""
        from endorseback.tui.dialogs.decisions.skip_rules_dialog import RulesDialog

        lifted = await self.app.push_screen_wait(
            RulesDialog(self.context.model.rules(), self.context.now())
        )
        if lifted is not None:
            event = RuleEnded(name=lifted.name, slug=lifted.slug)
            say = f"Later endorsements by {lifted.name} come to the inbox again."
            self._record([event], [], say)

    @work(group="open", description="open own skills")
    async def action_own_skills(self) -> None:
        """Open the user's own skills page, where an endorsement can be hidden."""
        await self._show_own_skills()

    def _skipping(self, rows: Sequence[Row], answer: Skipped) -> list[AnyPayload]:
        """Return the events that skip rows for a reason, with the rules if there are to be any."""
        events: list[AnyPayload] = [
            Decided.of(decide(row, DecisionKind.SKIPPED, reason=answer.reason)) for row in rows
        ]
        if answer.always:
            events += [self._rule(row, answer.reason) for row in rows]
        return events

    def _rule(self, row: Row, reason: str) -> RuleSet:
        """Return the event that makes skipping a person's endorsements a rule."""
        letters = self.card_of(row).correspondence
        return RuleSet(
            name=row.name,
            slug=row.slug,
            reason=reason,
            messages=letters.count if letters else 0,
        )

    def _reason_against(self, row: Row) -> str:
        """Return the weightiest reason against some endorsements, in words; empty without one."""
        against = self.judgement(row).first_against
        return "" if against is None else against.text

    async def _show_own_skills(self) -> None:
        from endorseback.outreach import OWN_SKILLS
        from endorseback.tui.page_handover import open_or_show

        context = self.context
        title = "Your own skills"
        await open_or_show(self.app, context.opener, context.clipboard, title=title, url=OWN_SKILLS)


def _skipped(rows: Sequence[Row], answer: Skipped) -> str:
    """Return the sentence about what was skipped."""
    because = f": {answer.reason}" if answer.reason else ""
    rule = ", and from now on" if answer.always else ""
    return f"Skipped {whom(rows)}{rule}{because}."
