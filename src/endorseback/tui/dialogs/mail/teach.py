"""Reading a mail oneself: who endorsed which skill, taken from its text or typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from endorseback.errors import EndorsebackError
from endorseback.ledger import MailSeen
from endorseback.text import calm, clean, fold, usable
from endorseback.tui.dialogs.answers import Endorsement, Lesson
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.off_loop import off_loop
from endorseback.tui.state.profile_match import Linked, slug_for
from endorseback.tui.widgets.choices import Choices
from endorseback.tui.widgets.mail_text import MailText

if TYPE_CHECKING:
    from endorseback.mail import ReadableMail

_LABELS: Final = {"person": "name of a person", "skill": "name of a skill"}
_PAIR_ACTIONS: Final = {"drop", "change"}


class TeachDialog(Dialog[Lesson]):
    """Answers what the mail tells; what was read from it already stands in the fields."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "teach.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide"), (100, "-broad")]  # noqa: RUF012 - typed by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "record", "Record"),
        Binding("v", "extend", "Select"),
        Binding("p", "take('person')", "Person"),
        Binding("s", "take('skill')", "Skill"),
        Binding("a", "add", "Add another"),
        Binding("x,delete", "drop", "Remove"),
        Binding("c", "change", "Change"),
        Binding("l", "link", "Profile link"),
        Binding("n", "nothing", "Not an endorsement"),
        Binding("tab", "app.focus_next", "Type"),
        Binding("escape", "leave", "Cancel"),
    ]

    mail_text = getters.query_one(MailText)
    """The text of the mail."""
    person = getters.query_one("#person", Input)
    """Who endorsed."""
    skill = getters.query_one("#skill", Input)
    """What for."""
    profile = getters.query_one("#profile", Static)
    """The profile that the mail gives the person."""
    pairs = getters.query_one(Choices)
    """The endorsements that are named completely."""
    problem = getters.query_one("#problem", Static)
    """What keeps the answer from being recorded."""

    def __init__(
        self,
        mail: MailSeen,
        known: Sequence[Endorsement],
        read: Callable[[], ReadableMail | None],
    ) -> None:
        """Make the dialog.

        Args:
            mail: The mail, as the recogniser read it.
            known: The endorsements that count as told by it so far.
            read: Returns its text, None where it was not kept; called off the event loop.
        """
        super().__init__(calm(mail.subject) or "(no subject)")
        self._mail = mail
        self._read = read
        self._known = list(known)
        self._linked: Linked = ()
        self._is_linked = True

    def compose_body(self) -> ComposeResult:
        """Yield the text, and the fields beside or below it."""
        with Vertical(id="parts"):
            yield MailText()
            with Vertical(id="answer"):
                yield paragraph(
                    "Who endorsed you, and for what? Select words, then p or s; or type.",
                    id="advice",
                    classes="muted",
                )
                yield _field("Person", Input(id="person", compact=True))
                yield _field("Profile", paragraph("", id="profile", classes="muted"))
                yield _field("Skill", Input(id="skill", compact=True))
                yield Choices(classes="gap gone")
                yield paragraph("", id="problem", classes="problem gone")

    def on_mount(self) -> None:
        """Put what was read already where it can be corrected, and show the mail."""
        if len(self._known) == 1:
            self._fill(self._known.pop())
        elif not self._known and self._mail.people:
            self.person.value = self._mail.people[0][0]
        self._show_pairs()
        self._show_profile()
        self.mail_text.focus()
        self._show_mail()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what works where the keyboard is."""
        if not self.is_mounted:
            return action not in _PAIR_ACTIONS
        if action in _PAIR_ACTIONS:
            return self.pairs.has_focus and bool(self._known)
        if action in ("extend", "take"):
            return self.mail_text.has_focus
        if action == "link":
            return self._slug_for(self.person.value) is not None
        return True

    def on_descendant_focus(self) -> None:
        """Tell the keys that work in another field."""
        self.refresh_keys()

    def action_extend(self) -> None:
        """Begin or end selecting with the keyboard."""
        self.mail_text.action_extend()

    def action_take(self, field: str) -> None:
        """Take what is selected, or the word under the cursor, as `person` or `skill`."""
        taken = self.mail_text.taken
        self.mail_text.release()
        if not taken:
            self._say_problem("Put the cursor on the words in the mail, or select them with v.")
        elif self._is_label(field, taken):
            self.query_one(f"#{field}", Input).value = taken

    def action_add(self) -> None:
        """Take the fields as one endorsement, and make room for the next."""
        if self._take_fields():
            self.skill.clear()
            self._show_pairs()

    def action_drop(self) -> None:
        """Remove the endorsement under the cursor."""
        if (at := self.pairs.highlighted) is not None:
            del self._known[at]
            self._show_pairs()

    def action_change(self) -> None:
        """Put the endorsement under the cursor back into the fields."""
        if (at := self.pairs.highlighted) is not None:
            self._fill(self._known.pop(at))
            self._show_pairs()
            self.skill.focus()

    def action_link(self) -> None:
        """Leave the profile of the mail away, or take it again."""
        self._is_linked = not self._is_linked
        self._show_profile()

    def action_nothing(self) -> None:
        """Answer that the mail is no endorsement."""
        self.dismiss(Lesson(()))

    def action_record(self) -> None:
        """Answer what is named."""
        wanted = bool(clean(self.person.value) and clean(self.skill.value))
        if (wanted or clean(self.skill.value) or not self._known) and not self._take_fields():
            return
        self.dismiss(Lesson(tuple(self._known)))

    @on(Input.Changed)
    def _on_changed(self) -> None:
        self.problem.add_class("gone")
        self._show_profile()

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        if event.input is self.person and not clean(self.skill.value):
            self.skill.focus()
        else:
            self.action_record()

    @on(Choices.OptionSelected)
    def _on_selected(self) -> None:
        self.action_record()

    @work(exclusive=True)
    async def _show_mail(self) -> None:
        """Read the mail and show its text, or a sentence in its place."""
        try:
            mail = await off_loop(self._read)
        except EndorsebackError as error:
            text = str(error)
        except OSError as error:
            text = f"The kept mail cannot be read: {error.strerror}."
        else:
            lines = ["This mail is not among the kept ones; what it tells can be typed."]
            text = "\n".join(calm(line) for line in (mail.lines if mail else lines))
            self._linked = mail.profiles if mail else ()
        self.mail_text.text = text
        self._show_profile()

    def _take_fields(self) -> bool:
        """Add the endorsement in the fields to the others; tell whether it could be."""
        name, skill = clean(self.person.value), clean(self.skill.value)
        if not name or not skill:
            missing = "the skill" if name else "the person" if skill else "a person and a skill"
            self._say_problem(f"Name {missing} first; n says that it is no endorsement.")
            return False
        if not (self._is_label("person", name) and self._is_label("skill", skill)):
            return False
        slug = self._slug_for(name) if self._is_linked else None
        if (fold(name), fold(skill)) not in {(fold(n), fold(s)) for n, _, s in self._known}:
            self._known.append((name, slug, skill))
        return True

    def _slug_for(self, name: str) -> str | None:
        """Return the slug of the profile that the mail gives a person."""
        return slug_for(clean(name), self._mail, self._linked)

    def _fill(self, pair: Endorsement) -> None:
        """Put an endorsement into the fields."""
        self.person.value, _slug, self.skill.value = pair

    def _is_label(self, field: str, text: str) -> bool:
        """Tell whether a text can be a name; say so where it cannot."""
        if not usable(text):
            self._say_problem(f"That is too long for the {_LABELS[field]}.")
        return usable(text)

    def _say_problem(self, sentence: str) -> None:
        self.problem.update(Content(sentence))
        self.problem.remove_class("gone")

    def _show_pairs(self) -> None:
        """Show the endorsements that are named completely, the cursor where it was."""
        at = self.pairs.highlighted or 0
        self.pairs.clear_options()
        self.pairs.add_options(
            Option(Content.assemble((calm(name), "bold"), "  ", calm(skill)))
            for name, _, skill in self._known
        )
        self.pairs.highlighted = min(at, len(self._known) - 1) if self._known else None
        self.pairs.set_class(not self._known, "gone")
        if not self._known and self.pairs.has_focus:
            self.mail_text.focus()
        self.refresh_keys()

    def _show_profile(self) -> None:
        """Show which profile the mail gives the person in the field."""
        slug = self._slug_for(self.person.value)
        if slug is None:
            told = "none in this mail"
        else:
            told = f"linkedin.com/in/{calm(slug)}" if self._is_linked else "left away"
        self.profile.update(Content(told))
        self.refresh_keys()


def _field(name: str, value: Input | Static) -> Horizontal:
    """Return a value with its name before it."""
    return Horizontal(paragraph(name, classes="label muted"), value, classes="field")
