"""The lists and the card beside them: what is shown, kept up to date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from endorseback.ledger import MailSeen
from endorseback.model.list_rows import MailRow, Row
from endorseback.model.person_summary import PersonSummary
from endorseback.presentation import words
from endorseback.settings import seconds
from endorseback.tui.actions import ACTIONS, BY_ID, Focus, keys_of, show_key
from endorseback.tui.context import AppContext
from endorseback.tui.state import tabs
from endorseback.tui.state.tabs import TABS, AnyRow, Tab
from endorseback.tui.widgets.key_bar import KeyBar
from endorseback.tui.widgets.list.list_header import ListHeader
from endorseback.tui.widgets.list.row_cells import row_art
from endorseback.tui.widgets.list.row_list import MARGIN, RowList
from endorseback.tui.widgets.status_line import StatusLine
from endorseback.tui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from endorseback.model.person_card import PersonCard
    from endorseback.tui.state.people_orders import Order
    from endorseback.tui.widgets.card.card import Card

_WIDE: Final = 110
"""Columns from which list and card stand side by side."""
_TALL: Final = 20
"""Lines from which there is room for an empty one."""
_CLOCK_SECONDS: Final = 20.0
"""How often ages and snoozed rows are looked at again."""


READING: Final = "-reading"
"""Class of the screen while the card has the keyboard; on a narrow terminal it hides the list."""


class Listing(Screen[None]):
    """Shows one list at a time; the rest of the screen follows the row under its cursor."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 (as Textual declares it)
        (0, "-narrow"),
        (_WIDE, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (_TALL, "-tall")]  # noqa: RUF012 (as above)

    tab_bar = getters.query_one(TabBar)
    """The lists by number."""
    header = getters.query_one(ListHeader)
    """The names of the columns."""
    status = getters.query_one(StatusLine)
    """How much is shown, and how fetching goes."""
    key_bar = getters.query_one(KeyBar)
    """The keys that apply."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.tab: Tab = TABS[0]
        self.row_list: RowList[AnyRow] = RowList(
            row_art(context.now, context.judge, self._order, context.why, overdue_after(context)),
            id="rows",
        )
        self.filter_text: str | None = None
        """What is in the filter; None while there is none."""
        self.rows: Sequence[AnyRow] = ()
        """All rows of the list that is up, whatever the filter."""
        self._card: Card | None = None

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield TabBar(TABS, tab_keys(self.context.keys), id="tabs")
        yield ListHeader(id="header")
        with Horizontal(id="main"):
            yield self.row_list
            if self._is_wide:
                yield self._make_card()
        yield StatusLine(id="status")
        yield KeyBar(self.context.keys, id="keys")

    def on_mount(self) -> None:
        """Show what the ledger holds, before anything is fetched."""
        self.row_list.focus()
        self.refresh_rows(fresh=True)
        self.refresh_sync()
        self.set_interval(_CLOCK_SECONDS, self.refresh_rows)

    def refresh_rows(self, *, fresh: bool = False) -> None:
        """Show the list as the ledger has it; `fresh` where it is another list than before."""
        now = self.context.now()
        self.rows = self.tab.load(self.context, now)
        counts = self.context.model.counts(now)
        self.tab_bar.counts = {tab.id: tabs.count_of(tab, counts) for tab in TABS} | {
            "people": len(self.context.people.rows),
            "reconnect": len(self.context.people.proposed),
        }
        self.tab_bar.active = tabs.index_of(self.tab)
        self.show_matching(fresh=fresh)
        self.show_header()
        self.refresh_sync()

    def refresh_saving(self) -> None:
        """Draw the rows that are on their way to the disk."""
        self.row_list.show_saving(self.context.recorder.saving)
        self.refresh_actions()

    def refresh_sync(self) -> None:
        """Say how fetching goes."""
        self.status.sync = self.context.sync.line(self.context.now())

    def refresh_actions(self) -> None:
        """Show the keys that apply."""
        focus = self.where()
        self.key_bar.shown = tuple(
            action for action in ACTIONS if action.footer and action.applies(focus)
        )

    def where(self, row: AnyRow | None = None) -> Focus:
        """Return where the user is; `row` instead of the one under the cursor, where given."""
        row = row or self.row_list.row
        known = row if isinstance(row, PersonSummary) else None
        row = None if row is None else self.subject(row)
        saving = self.context.recorder.saving
        return Focus(
            row=row,
            known=known,
            marked=self.row_list.marked_count,
            busy=row is not None and tabs.row_key(row) in saving,
            undoable=bool(saving) or self.context.model.last_undoable() is not None,
            readable=row is not None and any(mail.kept for mail in self.mails_of(row)),
            fetchable=self.context.fetch_now is not None,
            detail=self.has_class(READING),
            filtered=self.filter_text is not None,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action applies where the user is."""
        if action in BY_ID and self.is_mounted:
            return BY_ID[action].applies(self.where())
        return super().check_action(action, parameters)

    def chosen(self, action: str) -> list[Row | MailRow]:
        """Return the rows that an action is to work on: the marked ones, else the cursor's."""
        rows = self.row_list.marked or [row for row in [self.row_list.row] if row is not None]
        return [self.subject(row) for row in rows if BY_ID[action].applies(self.where(row))]

    def subject(self, row: AnyRow) -> Row | MailRow:
        """Return what actions work on: of somebody known, what is open of theirs, if anything."""
        return tabs.standing_in(row, self.context) if isinstance(row, PersonSummary) else row

    @property
    def here(self) -> Row | MailRow | None:
        """What actions on the row under the cursor work on; None in an empty list."""
        return None if (row := self.row_list.row) is None else self.subject(row)

    def mails_of(self, row: Row | MailRow) -> Iterator[MailSeen]:
        """Yield the mails behind a row as they count, the newest first."""
        for identity in (row.mail,) if isinstance(row, MailRow) else row.mails:
            if (mail := self.context.model.effective_mail(identity)) is not None:
                yield mail

    @on(RowList.Moved)
    def _on_moved(self) -> None:
        self.show_card()
        self._show_status()
        self.refresh_actions()

    def on_resize(self) -> None:
        """Show the card where there is room for it again."""
        self.show_card()
        self.call_after_refresh(self.show_header)

    def show_header(self) -> None:
        """Name the columns of the list that is up, where it has any to name."""
        width = max(0, self.row_list.scrollable_content_region.width - MARGIN)
        self.header.cells = self.tab.header(self.context, width) if self.tab.header else ()

    def show_matching(self, *, fresh: bool = False) -> None:
        """Show the rows of the list that is up."""
        self.row_list.show(self.rows, fresh=fresh, empty=(self.tab.empty, self.tab.hint))

    def show_card(self) -> Card | None:
        """Show what is known of the row under the cursor; None where the card has no room."""
        if not (self.has_class(READING) or self._is_wide):
            return None
        card = self._card or self._mount_card()
        row, now = self.here, self.context.now()
        if isinstance(row, Row):
            judged = self.context.judge(row) if row.skills else row
            why = self.context.people.reasons.get(row.person, ()) if self.tab.within else ()
            ideas = self.context.ideas(row)
            card.show(judged, self.card_of(row), now, ideas=ideas, why=why)
        else:
            card.show(row, None, now)
        return card

    def leave_card(self) -> None:
        """Give the keyboard back to the list."""
        self.remove_class(READING)
        self.row_list.focus()
        self.refresh_actions()

    def card_of(self, row: Row) -> PersonCard:
        """Return all that is known of a person; of one just gone, what the row says."""
        cards = self.context.acquaintances if self.context.people.is_read else self.context.model
        if (card := cards.card(row.person)) is not None:
            return card
        from endorseback.model.person_card import PersonCard

        return PersonCard(row.person, row.name, row.slug, None)

    def _order(self) -> Order | None:
        """Return the order in which people are shown; None where they are proposed."""
        return None if self.tab.id == "reconnect" else self.context.people.order

    @property
    def _is_wide(self) -> bool:
        """Whether list and card stand side by side."""
        return self.app.size.width >= _WIDE

    def _make_card(self) -> Card:
        """Return the card; it is made when it is first seen, as a narrow terminal shows none."""
        from endorseback.tui.widgets.card.card import Card

        self._card = Card(overdue_after(self.context))
        return self._card

    def _mount_card(self) -> Card:
        """Put the card beside the list of a screen that had none so far."""
        card = self._make_card()
        self.query_one("#main").mount(card)
        return card

    def _show_status(self) -> None:
        """Say how many rows there are, and how many are marked."""
        count, total = len(self.row_list.rows), self.tab_bar.counts.get(self.tab.id, 0)
        noun = ("mail", "") if self.tab.id in ("look", "suspicious") else ("person", "people")
        left = words.many(count, *noun)
        if count < total:
            left = f"{count:,} of {words.many(total, *noun)}"
        elif self.tab.id == "waiting":
            left = self.context.waits.summary().words
        if marked := self.row_list.marked_count:
            left += f" · {marked:,} marked"
        if self.tab.id == "people":
            left += f" · by {self.context.people.order}"
        if self.tab.id == "reconnect":
            left += self.context.goal()
        self.status.left = left


def overdue_after(context: AppContext) -> timedelta:
    """Return how long an answer may take, as the user's configuration says."""
    return timedelta(seconds=seconds(context.settings.waiting.overdue))


def tab_keys(overrides: Mapping[str, str]) -> list[str]:
    """Return the key of each list as the top line shows it."""
    return [show_key(keys_of(BY_ID[f"show_{tab.id}"], overrides)[0]) for tab in TABS]
