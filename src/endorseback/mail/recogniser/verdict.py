"""The verdict: what all parts of a mail say together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from endorseback.mail.recogniser.findings import Claim, Findings, NamedPerson, Of
from endorseback.mail.recogniser.frame import Family, Frame
from endorseback.mail.recogniser.statements import StatementKind
from endorseback.model.notification import EndorsementSeen, Kind, PersonSeen
from endorseback.text import clean, fold, usable

_ENDORSED: Final = (StatementKind.GIVEN, StatementKind.LIST)
_POINTING_AWAY: Final = (StatementKind.AGAINST, StatementKind.SUGGESTION)


@dataclass
class Evidence:
    """What each part of a mail says, the better witness first."""

    html: Findings = field(default_factory=Findings)
    text: Findings = field(default_factory=Findings)
    subject: Findings = field(default_factory=Findings)
    preview: Findings = field(default_factory=Findings)
    read_marks: Callable[[], Findings] = Findings
    """Reads the marks, of which few mails need what they say."""
    proposed: Findings = field(default_factory=Findings)
    """What emphasis alone suggests."""
    card: bool = False
    """There is a card whose type is an endorsement, in a mail of several kinds."""
    cut_short: bool = False
    """The mail ends before its end."""

    @cached_property
    def marked(self) -> Findings:
        """What the HTML part's own marks say."""
        return self.read_marks()

    @property
    def all(self) -> tuple[Findings, ...]:
        """All that rest on wording."""
        return (self.html, self.text, self.subject, self.preview)

    @property
    def own_wordings(self) -> tuple[str, ...]:
        """The user's own phrases that were found, as reasons."""
        patterns = dict.fromkeys(pattern for part in self.all for pattern in part.own)
        return tuple(own_wording(pattern) for pattern in patterns)


@dataclass(slots=True)
class Verdict:
    """What a mail is to us."""

    kind: Kind
    endorsements: tuple[EndorsementSeen, ...] = ()
    people: tuple[PersonSeen, ...] = ()
    reasons: tuple[str, ...] = ()


def own_wording(pattern: str) -> str:
    """Return the reason that names a phrase of the user."""
    return f"“{pattern}” is a wording of your own"


def decide(frame: Frame, found: Evidence) -> Verdict:
    """Return what a mail with LinkedIn's frame is."""
    recommendation = _recommendation(frame, found)
    if recommendation is not None:
        return recommendation
    if _points_away(found):
        words = _wording(found, _POINTING_AWAY)
        return Verdict(Kind.OTHER, reasons=(f"“{words}” is no new endorsement of you",))
    source, pairs = _pairs(frame, found)
    if not pairs and not _is_evidence(frame, found):
        return Verdict(Kind.OTHER, reasons=("nothing in it says that somebody endorsed you",))
    return _endorsement(frame, found, source, pairs)


def _recommendation(frame: Frame, found: Evidence) -> Verdict | None:
    """Return the verdict on a written recommendation or the wish for one, or None."""
    told = [
        part
        for part in found.all
        if StatementKind.RECEIVED in part.told or StatementKind.REQUESTED in part.told
    ]
    if frame.family is Family.ENDORSEMENT or not (told or frame.family is Family.RECOMMENDATION):
        return None
    if frame.family is not Family.RECOMMENDATION and any(part.pairs for part in found.all):
        return None
    requested = "request" in frame.template or "ask" in frame.template
    if told:
        requested = StatementKind.REQUESTED in told[0].told
    elif _points_away(found):
        return None
    kind = Kind.RECOMMENDATION_REQUEST if requested else Kind.RECOMMENDATION_RECEIVED
    named = next((part.recommenders for part in found.all if part.recommenders), None)
    people = named or dict.fromkeys(list(found.proposed.people)[:1])
    words = "asks you for a recommendation" if requested else "wrote you a recommendation"
    return Verdict(
        kind,
        people=tuple(PersonSeen(p.name, p.slug) for p in people if usable(p.name)),
        reasons=tuple(f"{clean(p.name)[:80]} {words}" for p in people) or (f"somebody {words}",),
    )


def _points_away(found: Evidence) -> bool:
    """Tell whether the wording is about something else, and nowhere about the reader's skills."""
    told = [kind for part in found.all for kind in part.told]
    away = any(kind in _POINTING_AWAY for kind in told)
    return away and not any(
        kind in (*_ENDORSED, StatementKind.COUNT, StatementKind.TOTAL) for kind in told
    )


def _wording(found: Evidence, kinds: tuple[StatementKind, ...]) -> str:
    """Return the wording that told something of these kinds first."""
    told = (part.told[kind] for part in found.all for kind in kinds if kind in part.told)
    return clean(next(told, ""))[:120]


def _is_evidence(frame: Frame, found: Evidence) -> bool:
    """Tell whether a mail without a pair still tells of an endorsement."""
    if frame.family is Family.ENDORSEMENT:
        return True
    told = [part.told for part in found.all]
    if any(kind in part for part in told for kind in _ENDORSED):
        return True
    if frame.family is Family.DIGEST:
        return found.card or any(StatementKind.COUNT in part for part in told)
    counted = (StatementKind.COUNT, StatementKind.TOTAL)
    return any(kind in found.subject.told for kind in counted)


Pairs = dict[tuple[str, str | None, str], None]


def _pairs(frame: Frame, found: Evidence) -> tuple[str, Pairs]:
    """Return the pairs of the best witness that has any, and who that is."""
    named = ((name, part.pairs) for name, part in _sources(frame, found) if part.pairs)
    source, pairs = next(named, ("", {}))
    if source == "HTML part" and _open_claims(found, pairs) and found.marked.pairs:
        pairs = {**pairs, **found.marked.pairs}
    if not pairs and frame.family is Family.ENDORSEMENT:
        return "emphasis alone", found.proposed.pairs
    return source, pairs


def _sources(frame: Frame, found: Evidence) -> Iterator[tuple[str, Findings]]:
    """Yield the witnesses with their names, the best one first."""
    yield "HTML part", found.html
    if frame.family is Family.ENDORSEMENT or StatementKind.COUNT in found.html.told:
        yield "marks in the HTML part", found.marked
    yield "text part", found.text
    yield "subject", found.subject
    yield "preview text", found.preview


def _endorsement(frame: Frame, found: Evidence, source: str, pairs: Pairs) -> Verdict:
    """Return the verdict on a mail that tells of an endorsement."""
    certain = _certain(pairs)
    open_points = _open_points(found, source, pairs, certain)
    if source:
        phrase = _wording(found, _ENDORSED)
        seen = [f"the {source} names who endorsed you for what"] if source else []
        seen += [f"“{phrase}” is the wording"] if phrase else []
    elif frame.family is Family.ENDORSEMENT:
        seen = ["the template is one for endorsements"]
    else:
        kinds = (*_ENDORSED, StatementKind.COUNT, StatementKind.TOTAL)
        seen = [f"“{_wording(found, kinds)}” tells of endorsements"]
    if _differ(found):
        seen.append("the text part names others than the HTML part; the HTML part counts")
    return Verdict(
        Kind.REVIEW if open_points else Kind.ENDORSEMENT,
        endorsements=tuple(EndorsementSeen(*pair) for pair in certain),
        reasons=(*seen, *open_points),
    )


def _certain(pairs: Pairs) -> Pairs:
    """Return the pairs that are usable, without those that stand again with their profile."""
    linked = {(name, skill) for name, profile, skill in pairs if profile is not None}
    return {
        (name, profile, skill): None
        for name, profile, skill in pairs
        if usable(name) and usable(skill) and (profile is not None or (name, skill) not in linked)
    }


def _open_points(found: Evidence, source: str, pairs: Pairs, certain: Pairs) -> list[str]:
    """Return what keeps a mail from being read completely, as sentences."""
    points = [f"“{claim.words[:80]}” is not named" for claim in _open_claims(found, pairs)]
    if not pairs:
        points.append("the person or the skill is not named")
    if any(not (usable(name) and usable(skill)) for name, _, skill in pairs):
        points.append("a name or a skill is empty, or too long to be a real one")
    named = {fold(name) for name, _, _ in pairs}
    hidden = {name for part in found.all for name in part.unnamed if not _holds_one(name, named)}
    points.extend(f"“{name[:80]}” is no name" for name in sorted(hidden))
    if source in ("HTML part", "marks in the HTML part"):
        without = [p.name[:80] for p in found.html.people if fold(p.name) not in named]
        points.extend(f"the skill that {name} endorsed is not named" for name in without)
    if source == "emphasis alone":
        points.append("only the emphasis tells what may be the skill")
    if found.cut_short:
        points.append("the mail is cut short")
    return points


def _open_claims(found: Evidence, pairs: Pairs) -> list[Claim]:
    """Return the claims that the pairs do not account for, each wording once."""
    claims = {claim.words: claim for part in found.all for claim in part.claims}
    return [claim for claim in claims.values() if not _accounted(claim, pairs)]


def _accounted(claim: Claim, pairs: Pairs) -> bool:
    """Tell whether everything that a claim counts is named."""
    people = {NamedPerson(name, url) for name, url, _ in pairs}
    skills = {skill for _, _, skill in pairs}
    beside = fold(claim.beside)
    if claim.of is Of.ENDORSEMENTS:
        return max(len(pairs), len(people)) >= claim.more
    labels = {p.name for p in people} if claim.of is Of.PEOPLE else skills
    count = len(people) if claim.of is Of.PEOPLE else len(skills)
    named = sum(_stands_in(fold(label), beside) for label in labels)
    return count >= max(1, named) + claim.more


def _holds_one(words: str, names: set[str]) -> bool:
    """Tell whether what seemed to name nobody only puts a word before a name: "user Ada Quill"."""
    return any(_stands_in(name, fold(words)) for name in names)


def _stands_in(label: str, text: str) -> bool:
    """Tell whether a label stands in a text as words of its own."""
    return re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text) is not None


def _differ(found: Evidence) -> bool:
    """Tell whether HTML and text part both name pairs, and not the same ones."""
    both = [{(fold(n), fold(s)) for n, _, s in part.pairs} for part in (found.html, found.text)]
    return all(both) and both[0] != both[1]
