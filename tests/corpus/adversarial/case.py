"""One mail of the corpus with its truth, and the short ways to write the usual ones."""

import tomllib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from tests.corpus.adversarial import frame as fr
from tests.corpus.adversarial import layout as lay
from tests.corpus.adversarial import mime

HERE = Path(__file__).parent
Words = Mapping[str, object]
Pair = tuple[str, str | None, str]
Who = lay.Endorser


def load() -> dict[str, Words]:
    """Return the wordings of all languages by section name."""
    found: dict[str, Words] = {}
    for path in sorted(HERE.glob("wording_*.toml")):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


WORDS = load()
EN = WORDS["en"]


def url(slug: str | None) -> str | None:
    """Return the canonical profile address of an unescaped slug."""
    return None if slug is None else f"https://www.linkedin.com/in/{quote(slug, safe='')}/"


@dataclass(frozen=True)
class Case:
    """A mail and what is true of it; slugs in the truth are unescaped."""

    file: str
    why: str
    raw: bytes
    kind: str = "endorsement"
    pairs: tuple[Pair, ...] = ()
    people: tuple[tuple[str, str | None], ...] = ()
    authenticity: str = "verified"
    language: str = "en"

    def truth(self) -> dict[str, object]:
        """Return the mail's line of expected.jsonl."""
        return {
            "file": f"{self.file}.eml",
            "kind": self.kind,
            "language": self.language,
            "endorsements": [
                {"name": name, "profile_url": url(slug), "skill": skill}
                for name, slug, skill in self.pairs
            ],
            "people": [{"name": name, "profile_url": url(slug)} for name, slug in self.people],
            "authenticity": self.authenticity,
            "why": self.why,
        }


def pairs(*people: Who, slugs: bool = True) -> tuple[Pair, ...]:
    """Return every (person, skill) pair of people whose fields hold what is displayed."""
    return tuple(
        (p.name, unquote(p.slug) if slugs and p.slug else None, s) for p in people for s in p.skills
    )


TEMPLATES = (
    "email_notification_single_skill_endorsed_01",
    "email_notification_single_endorsement_received_01",
    "email_notification_single_endorsed_your_skill_02",
    "email_skill_endorsement_new_01",
    "email_endorsements_received_01",
)


def frame(file: str, words: Words = EN, **options: str) -> fr.Frame:
    """Return a mail's frame; the template's real name is unknown, so it varies."""
    if options.get("look") in ("2012", "2015"):
        options.setdefault("template", "skills_endorsements")
    options.setdefault("template", TEMPLATES[zlib.crc32(file.encode()) // 7 % len(TEMPLATES)])
    return fr.Frame(file, words, **options)  # type: ignore[arg-type]


def raw(
    made: fr.Frame,
    subject: str,
    text: str,
    html: str,
    *,
    sender: str | None = fr.SENDER,
    auth: Sequence[str] = (fr.PASS,),
    extra: Sequence[mime.Header] = (),
) -> bytes:
    """Return a whole mail with a text and an HTML part, quoted-printable or 8bit by its name."""
    cte = "quoted-printable" if made.rng.random() < 0.5 else "8bit"
    head = fr.headers(made, mime.header_text(subject), sender=sender, auth=auth, extra=extra)
    return mime.message(head, fr.alternative(made, text, html, cte))


def usual(
    made: fr.Frame,
    people: Sequence[Who],
    phrase: str | None = None,
    layout: lay.Layout = lay.hero,
    subject: str | None = None,
    **options: Any,
) -> bytes:
    """Return an endorsement mail of the usual build."""
    phrase = phrase or str(made.words["endorse"][0])  # type: ignore[index]
    text, html = lay.endorsement(made, people, phrase, layout)
    if subject is None:
        subject = lay.plain(made, people[0], phrase if "{skill}" in phrase else lay.bare(phrase))
    return raw(made, subject, text, html, **options)
