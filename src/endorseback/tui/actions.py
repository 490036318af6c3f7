"""What a user can do, declared once: keys, footer, palette, help and `docs/keys.md` come from here.

An action's `id` is the name of its method on the inbox screen (`action_<id>`), of its key binding,
and of its entry in the configuration's `[keys]`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from endorseback.model.inbox import MailRow, Row, State


class Group(StrEnum):
    """The headings under which help lists the actions."""

    DECIDE = "Decide"
    READ = "Read"
    FIND = "Find and select"
    MOVE = "Move"
    APP = "Everything else"


@dataclass(frozen=True, slots=True)
class Focus:
    """Where the user is when a key comes: what an action's `applies` looks at."""

    row: Row | MailRow | None = None
    """The row under the cursor."""
    marked: int = 0
    """How many rows are marked."""
    busy: bool = False
    """The row under the cursor is being saved."""
    undoable: bool = False
    """There is a decision to take back."""
    readable: bool = False
    """A mail behind the row was kept."""
    fetchable: bool = False
    """There is a mailbox to fetch from."""
    detail: bool = False
    """The card, not the list, has the keyboard."""
    filtered: bool = False
    """A filter is open."""

    @property
    def person(self) -> Row | None:
        """The row under the cursor where it is a person's, and not being saved."""
        return self.row if isinstance(self.row, Row) and not self.busy else None

    @property
    def mail(self) -> MailRow | None:
        """The row under the cursor where it is a mail, and not being saved."""
        return self.row if isinstance(self.row, MailRow) and not self.busy else None


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that the user can do."""

    id: str
    keys: tuple[str, ...]
    """Names of the keys, as Textual spells them; the first is the one shown."""
    title: str
    """What the footer says, in a word or three."""
    help: str
    """What help says: one sentence."""
    group: Group
    applies: Callable[[Focus], bool] = lambda focus: True
    footer: bool = False
    """Whether the footer shows it where it applies."""
    short: str = ""
    """What a footer says that has no room for `title`."""


def _any_row(focus: Focus) -> bool:
    return focus.row is not None


def _person(focus: Focus) -> bool:
    return focus.person is not None


def _open_person(focus: Focus) -> bool:
    return focus.person is not None and focus.person.state in (State.OPEN, State.SNOOZED)


def _returnable(focus: Focus) -> bool:
    row = focus.person
    return row is not None and (row.state not in (State.DONE, State.WAITING) or row.history)


def _settled_person(focus: Focus) -> bool:
    row = focus.person
    return row is not None and row.state is not State.OPEN and not row.history


def _mail(focus: Focus) -> bool:
    return focus.mail is not None


def _suspicious(focus: Focus) -> bool:
    return focus.mail is not None and focus.mail.state is State.SUSPICIOUS


def _teachable(focus: Focus) -> bool:
    if focus.mail is not None:
        return focus.mail.state is State.LOOK
    return focus.person is not None and focus.readable


def _profile(focus: Focus) -> bool:
    return focus.row is not None and focus.row.profile_url is not None and not _suspicious(focus)


ACTIONS: Final = (
    Action(
        "reciprocate",
        ("r",),
        "reciprocate",
        "Give skills back: choose the ones that fit, endorse them in your browser, say when done.",
        Group.DECIDE,
        _returnable,
        footer=True,
        short="return",
    ),
    Action(
        "skip",
        ("s",),
        "skip as gratuitous",
        "Set the endorsement aside as gratuitous, at once and without a question.",
        Group.DECIDE,
        _open_person,
        footer=True,
        short="skip",
    ),
    Action(
        "message",
        ("m",),
        "message",
        "Write a message from a draft and send it yourself on their profile page.",
        Group.DECIDE,
        _person,
        footer=True,
    ),
    Action(
        "snooze",
        ("z",),
        "snooze",
        "Put the row away until a day that you choose.",
        Group.DECIDE,
        _open_person,
        footer=True,
    ),
    Action(
        "dismiss_mail",
        ("d",),
        "dismiss",
        "Be done with this mail; it leaves the list.",
        Group.DECIDE,
        _mail,
        footer=True,
    ),
    Action(
        "trust",
        ("t",),
        "genuine",
        "Say that this mail is genuine: what it tells enters the inbox.",
        Group.DECIDE,
        _suspicious,
        footer=True,
    ),
    Action(
        "reopen",
        ("b",),
        "bring back",
        "Take back the decision about this person: the row returns to the inbox.",
        Group.DECIDE,
        _settled_person,
        footer=True,
    ),
    Action(
        "undo",
        ("u",),
        "undo",
        "Take back the last decision; again for the one before, also from earlier days.",
        Group.DECIDE,
        lambda focus: focus.undoable,
        footer=True,
    ),
    Action(
        "move_history",
        ("H",),
        "move old ones",
        "Move endorsements older than you choose to Done, as history.",
        Group.DECIDE,
    ),
    Action(
        "open_profile",
        ("o",),
        "profile",
        "Open their profile in your browser.",
        Group.READ,
        _profile,
        footer=True,
    ),
    Action(
        "view_mail",
        ("v",),
        "mail",
        "Read the original mail as clean text.",
        Group.READ,
        lambda focus: focus.readable,
        footer=True,
    ),
    Action(
        "open_card",
        ("enter",),
        "card",
        "Open the card of the row: all that is known of the person.",
        Group.READ,
        lambda focus: focus.row is not None and not focus.detail,
    ),
    Action(
        "filter",
        ("slash",),
        "filter",
        "Show only rows whose name or skills hold what you type; Esc shows all again.",
        Group.FIND,
        footer=True,
    ),
    Action(
        "teach",
        ("e",),
        "read it yourself",
        "Say what the mail tells: who endorsed you for what, or that it is no endorsement.",
        Group.DECIDE,
        _teachable,
        footer=True,
        short="correct",
    ),
    Action(
        "mark",
        ("x",),
        "mark",
        "Mark the row, or unmark it; decisions then apply to all marked rows.",
        Group.FIND,
        _any_row,
    ),
    Action(
        "mark_all",
        ("X",),
        "mark all",
        "Mark every row that is shown, or unmark them all.",
        Group.FIND,
        _any_row,
    ),
    Action(
        "back",
        ("escape",),
        "back",
        "Leave the card, clear the filter, or unmark the rows: the nearest of them.",
        Group.FIND,
        lambda focus: focus.detail or focus.filtered or focus.marked > 0,
        footer=True,
    ),
    Action("cursor_down", ("j", "down"), "down", "Go to the next row.", Group.MOVE),
    Action("cursor_up", ("k", "up"), "up", "Go to the row before.", Group.MOVE),
    Action("page_down", ("pagedown", "ctrl+d"), "page down", "Go a page down.", Group.MOVE),
    Action("page_up", ("pageup", "ctrl+u"), "page up", "Go a page up.", Group.MOVE),
    Action("cursor_top", ("g", "home"), "top", "Go to the first row.", Group.MOVE),
    Action("cursor_bottom", ("G", "end"), "bottom", "Go to the last row.", Group.MOVE),
    Action("show_inbox", ("1",), "Inbox", "Show what waits for a decision.", Group.MOVE),
    Action(
        "show_waiting",
        ("3",),
        "Waiting",
        "Show what you started and what is not answered yet.",
        Group.MOVE,
    ),
    Action("show_done", ("4",), "Done", "Show what you decided, and history.", Group.MOVE),
    Action("show_snoozed", ("5",), "Snoozed", "Show what you put away.", Group.MOVE),
    Action(
        "show_look",
        ("6",),
        "Needs a look",
        "Show mails that could not be read completely.",
        Group.MOVE,
    ),
    Action(
        "show_suspicious",
        ("7",),
        "Suspicious",
        "Show mails that do not come from LinkedIn as they claim.",
        Group.MOVE,
    ),
    Action("next_tab", ("tab",), "next list", "Go to the next list.", Group.MOVE),
    Action("previous_tab", ("shift+tab",), "list before", "Go to the list before.", Group.MOVE),
    Action(
        "fetch",
        ("f", "f5"),
        "fetch now",
        "Look for new mail at once.",
        Group.APP,
        lambda focus: focus.fetchable,
    ),
    Action(
        "wordings",
        ("W",),
        "own wordings",
        "Show the wordings that you had remembered, and forget one.",
        Group.APP,
    ),
    Action("palette", ("ctrl+p",), "palette", "Find any action by its name.", Group.APP),
    Action("help", ("question_mark",), "help", "Show all keys.", Group.APP, footer=True),
    Action("quit", ("q", "ctrl+q"), "quit", "Leave endorseback; nothing is lost.", Group.APP),
)
"""Every action, in the order in which help lists them."""

BY_ID: Final[Mapping[str, Action]] = {action.id: action for action in ACTIONS}

_SHOWN: Final = {
    "slash": "/",
    "question_mark": "?",
    "escape": "Esc",
    "enter": "Enter",
    "down": "↓",
    "up": "↑",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "f5": "F5",
    "space": "Space",
}


def keys_of(action: Action, overrides: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of an action in force: the user's own, comma-separated, else the built-in."""
    own = tuple(key.strip() for key in overrides.get(action.id, "").split(",") if key.strip())
    return own or action.keys


def show_key(key: str) -> str:
    """Return a key as people write it: `?` for `question_mark`, `Ctrl+P` for `ctrl+p`."""
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key.removeprefix('ctrl+').upper()}"
    return key


def help_rows(overrides: Mapping[str, str]) -> dict[str, list[tuple[str, str, str]]]:
    """Return (keys, title, sentence) of every action, by group, with the user's keys in force."""
    rows: dict[str, list[tuple[str, str, str]]] = {group: [] for group in Group}
    for action in ACTIONS:
        keys = ", ".join(show_key(key) for key in keys_of(action, overrides))
        rows[action.group].append((keys, action.title, action.help))
    return rows


def key_problems(overrides: Mapping[str, str]) -> list[str]:
    """Return what is wrong with the user's keys: unknown actions, and one key for two actions."""
    unknown = [f"keys.{name}: there is no such action" for name in overrides if name not in BY_ID]
    owners: dict[str, str] = {}
    clashes = []
    for action in ACTIONS:
        for key in keys_of(action, overrides):
            if (other := owners.setdefault(key, action.id)) != action.id:
                clashes.append(f"keys: {show_key(key)} stands for both {other} and {action.id}")
    return unknown + clashes
