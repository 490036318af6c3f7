"""Learning a phrase: from one line of a mail, and what the user says stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from endorseback.errors import UsageError
from endorseback.mail.parsing.normalise import straight
from endorseback.mail.phrases.catalogue import language as language_of
from endorseback.mail.phrases.user_phrases import STOPS, Line, UserPhrase, lowered, pattern_problems
from endorseback.mail.recogniser.sentences import sentences_of
from endorseback.model.notification import Kind
from endorseback.text import clean

_MOST_SPANS: Final = 20


class PhraseError(UsageError):
    """No phrase can be made of what was given."""


def learn(
    text: str,
    person: str,
    skill: str,
    language: str | None = None,
    *,
    learned_from: str | None = None,
    added: date | None = None,
) -> UserPhrase:
    """Return the wording by which a mail tells that a person endorsed the reader for a skill.

    Args:
        text: The mail's clean text, line by line; the subject may be one of the lines.
        person: The name, as it stands there.
        skill: The skill, as it stands there.
        language: The mail's language.
        learned_from: The mail's identity.
        added: The local day.

    Raises:
        PhraseError: The two stand in no line together, or the wording beside them says too little.
    """
    person, skill = clean(person), clean(skill)
    problems: list[str] = []
    for sentence in _sentences(text, language):
        pattern = _pattern(sentence, person, skill)
        if pattern is None:
            continue
        phrase = UserPhrase(pattern, Kind.ENDORSEMENT, language, learned_from, added)
        problems = list(pattern_problems(pattern, phrase.says))
        if not problems and _reads_back(phrase, sentence, person, skill):
            return phrase
    if problems:
        raise PhraseError(
            f"The line that names {person} and {skill} cannot be remembered: {problems[0]}."
        )
    raise PhraseError(
        f"No line of the mail tells of {person} and {skill} so that its wording can be remembered.",
        hint="Only a sentence that names both can be; what you recorded for this mail stays.",
    )


def _sentences(text: str, language: str | None) -> Iterator[str]:
    """Yield the sentences of a text, without a greeting at their beginning, then whole lines."""
    known = language_of(language or "")
    for line in text.splitlines():
        for sentence in sentences_of(clean(line).removeprefix("• ")):
            lead = known.leads.match(straight(sentence)) if known is not None else None
            yield sentence[lead.end() :] if lead else sentence


def _pattern(sentence: str, person: str, skill: str) -> str | None:
    """Return a sentence with its places, or None where it does not hold both."""
    spans = _two_spans(lowered(sentence), lowered(person), lowered(skill))
    if spans is None:
        return None
    marks = sorted((span, place) for span, place in zip(spans, ("person", "skill"), strict=True))
    pieces, end = [], 0
    for (start, stop), place in marks:
        pieces += [sentence[end:start], f"{{{place}}}"]
        end = stop
    return clean("".join((*pieces, sentence[end:].rstrip(STOPS))))


def _two_spans(
    shape: str, person: str, skill: str
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return where the two stand first without overlapping, or None."""
    skills = list(_spans(shape, skill))
    for one in _spans(shape, person):
        for other in skills:
            if one[1] <= other[0] or other[1] <= one[0]:
                return one, other
    return None


def _spans(shape: str, label: str) -> Iterator[tuple[int, int]]:
    """Yield where a label stands in a line: as words of its own first, then anywhere.

    Only some of them are looked at where it stands there very often.
    """
    if not label:
        return
    for edges in ((r"(?<!\w)", r"(?!\w)"), ("", "")):
        pattern = re.compile(edges[0] + re.escape(label) + edges[1])
        for number, match in enumerate(pattern.finditer(shape)):
            if number == _MOST_SPANS:
                break
            yield match.span()


def _reads_back(phrase: UserPhrase, sentence: str, person: str, skill: str) -> bool:
    """Tell whether a phrase finds in its own sentence what it was learned from."""
    found = phrase.match(Line(sentence))
    said = (lowered(person), lowered(skill))
    return found is not None and (lowered(found.person), lowered(found.skill)) == said
