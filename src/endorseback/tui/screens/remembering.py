"""Remembering wordings: offered after a lesson, listed and forgotten at any time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from textual import work

from endorseback.errors import EndorsebackError
from endorseback.ledger import MailSeen
from endorseback.presentation import words
from endorseback.tui import notices
from endorseback.tui.off_loop import off_loop
from endorseback.tui.screens.deciding import Deciding

if TYPE_CHECKING:
    from datetime import date

    from endorseback.mail import ReadableMail, UserPhrase
    from endorseback.paths import Paths
    from endorseback.services.reparse import Preview
    from endorseback.tui.context import AppContext
    from endorseback.tui.dialogs.answers import Endorsement

_MAILS_A_TRANSACTION: Final = 200


class _Change(NamedTuple):
    """A change of the wordings, in words."""

    question: str
    done: str


_REMEMBER: Final = _Change("Remember this wording?", "Remembered; W lists it.")
_FORGET: Final = _Change("Forget this wording?", "Forgotten.")


class Remembering(Deciding):
    """Adds what is done with the user's own wordings."""

    async def offer_wording(self, mail: MailSeen, told: Sequence[Endorsement]) -> None:
        """Offer to remember how a mail tells what the user said that it tells.

        `mail` is the recogniser's reading; what it found by itself needs no wording of its own.
        """
        from endorseback.services.reparse import remember

        news = [pair for pair in told if pair not in mail.endorsements]
        context = self.context
        phrase = await off_loop(partial(_learn, context.paths, mail, news, context.today()))
        if phrase is not None:
            await self._change_wordings(_REMEMBER, phrase, partial(_look_ahead, context), remember)

    @work(exclusive=True, group="dialog", description="wordings")
    async def action_wordings(self) -> None:
        """Show the wordings, and forget the one that is chosen."""
        from endorseback.mail import load_phrases
        from endorseback.services.reparse import forget
        from endorseback.tui.dialogs.mail.phrases_dialog import WordingsDialog

        context = self.context
        own = await off_loop(partial(load_phrases, context.paths.phrases))
        phrase = await self.app.push_screen_wait(WordingsDialog(own, context.now()))
        if phrase is not None:
            await self._change_wordings(_FORGET, phrase, partial(_look_back, context), forget)

    async def _change_wordings(
        self,
        change: _Change,
        phrase: UserPhrase,
        look: Callable[[UserPhrase, Callable[[], bool]], Preview],
        write: Callable[[UserPhrase, Paths], object],
    ) -> None:
        """Ask, write the file of wordings, and record how mails are read then."""
        from endorseback.tui.dialogs.mail.remember_phrase import WordingDialog

        dialog = WordingDialog(change.question, phrase.pattern, partial(look, phrase))
        if (agreed := await self.app.push_screen_wait(dialog)) is None:
            return
        try:
            await off_loop(partial(write, phrase, self.context.paths))
        except EndorsebackError as error:
            notices.tell_error(self.app, error)
        else:
            self._record_readings(agreed, change.done)

    def _record_readings(self, agreed: Preview, done: str) -> None:
        """Record how mails are read by the wordings in force; what was done is told at the end."""
        readings = [change.after for change in agreed.changes]
        if not readings:
            notices.tell(self.app, done)
        for start in range(0, len(readings), _MAILS_A_TRANSACTION):
            end = start + _MAILS_A_TRANSACTION
            count = words.many(len(readings), "mail is", "mails are")
            say = f"{done} {count} read anew." if end >= len(readings) else ""
            self.context.recorder.record(readings[start:end], keys=(), say=say)


def read_kept(paths: Paths, key: str | None) -> ReadableMail | None:
    """Return a kept mail as clean text; reads the disk, so it is called off the loop.

    Raises:
        DamagedError: If the file cannot be unpacked.
        OSError: If it cannot be read.
    """
    from endorseback.mail import MailStore, readable

    raw = None if key is None else MailStore(paths.kept_mail).get(key)
    return None if raw is None else readable(raw)


def _learn(
    paths: Paths, mail: MailSeen, told: Sequence[Endorsement], today: date
) -> UserPhrase | None:
    """Return the wording by which a mail tells one of these, or None; reads the disk."""
    from endorseback.services.reparse import learn

    try:
        text = read_kept(paths, mail.kept)
    except (EndorsebackError, OSError):
        return None
    lines = "" if text is None else "\n".join((text.subject, *text.lines))
    for name, _slug, skill in told:
        with suppress(EndorsebackError):
            return learn(lines, name, skill, mail.language, learned_from=mail.mail, added=today)
    return None


def _look_ahead(context: AppContext, phrase: UserPhrase, stopped: Callable[[], bool]) -> Preview:
    """Return what remembering a phrase would change; reads all kept mails.

    The mail it was learned from is told already, perhaps in a lesson that is not yet on disk.
    """
    from endorseback.services.reparse import Preview

    changes = _compare(context, phrase, stopped).changes
    return Preview(tuple(change for change in changes if change.mail != phrase.learned_from))


def _look_back(context: AppContext, phrase: UserPhrase, stopped: Callable[[], bool]) -> Preview:
    """Return what forgetting a phrase would change; reads all kept mails."""
    return _compare(context, phrase, stopped).reversed()


def _compare(context: AppContext, phrase: UserPhrase, stopped: Callable[[], bool]) -> Preview:
    """Return how the kept mails are read without a phrase, and with it."""
    from endorseback.mail import MailStore, load_phrases
    from endorseback.services.reparse import default_jobs, preview

    return preview(
        phrase,
        context.config,
        context.model,
        MailStore(context.paths.kept_mail),
        user_phrases=load_phrases(context.paths.phrases),
        clock=context.clock,
        jobs=default_jobs(),
        stopped=stopped,
    )
