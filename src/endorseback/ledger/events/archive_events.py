"""The events of LinkedIn's archive, and of the user's own words about who is who and what is so."""

from __future__ import annotations

from endorseback.ledger.events.base import Moment, Payload, PersonAct
from endorseback.model.archive_data import ListedEndorsement, ListedRecommendation
from endorseback.model.direction import Direction


class ArchiveImported(Payload, tag="archive_imported", frozen=True, kw_only=True):
    """An archive was imported; the rows that it lists follow in the same transaction.

    Undoing it takes back those rows too, and leaves what other archives say.
    """

    archive: str
    """The id of this import; the same archive, imported again after an undo, has another."""
    digest: str
    """The hash of all that is taken from the archive: two with the same say the same."""
    file: str = ""
    """The name of the zip or the folder, cleaned."""
    exported_at: Moment | None = None
    """When LinkedIn made it, in UTC."""
    history_before: Moment | None = None
    """What it lists from before, and no mail told, is *Done: history*, as is what has no time."""
    has_received: bool = False
    """Whether it has the file of received endorsements: only then is a missing row telling."""
    has_given: bool = False
    """Whether it has the file of given endorsements."""
    has_recommendations: tuple[Direction, ...] = ()
    """Which files of recommendations it has."""
    shared_names: tuple[str, ...] = ()
    """The folded names that several connections bear: nobody is told by such a name alone."""


class ArchiveListed(Payload, tag="archive_listed", frozen=True, kw_only=True):
    """A part of the rows of an archive: all that it lists, also what was known before.

    So whichever import is undone, what is left is what the others say.
    """

    archive: str
    """The id of the import."""
    endorsements: tuple[ListedEndorsement, ...] = ()
    recommendations: tuple[ListedRecommendation, ...] = ()


class Merged(Payload, tag="merged", frozen=True, kw_only=True):
    """The user says that two are one person, whatever their slugs and names tell."""

    name: str
    """The one, as displayed then."""
    slug: str | None = None
    """The slug of their profile, decoded, where there is one."""
    other_name: str
    """The other, as displayed then."""
    other_slug: str | None = None
    """The slug of the other's profile, decoded, where there is one."""


class Split(Payload, tag="split", frozen=True, kw_only=True):
    """The user says that what is known under this slug, or this name alone, is somebody else."""

    name: str
    """As displayed then."""
    slug: str | None = None
    """Decoded; None where it is what is known under the name alone."""


class Noted(PersonAct, tag="noted", frozen=True, kw_only=True):
    """The user wrote a note about a person; it stands in the place of the one before."""

    text: str = ""
    """All of it, cleaned; empty where the note was removed."""


class Tagged(PersonAct, tag="tagged", frozen=True, kw_only=True):
    """The user put tags on a person, or took some off."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class SkillsPasted(PersonAct, tag="skills_told", frozen=True, kw_only=True):
    """The user pasted the skills of a person's profile; they replace those pasted before."""

    skills: tuple[str, ...] = ()
    """As displayed, in the profile's order, cleaned."""


ArchivePayload = ArchiveImported | ArchiveListed | Merged | Split | Noted | Tagged | SkillsPasted
"""Every event of this kind."""
