"""Every mail of the demo is read as it is meant: the table says how."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from endorseback.demo.demo_mailbox import load_mailbox
from endorseback.demo.demo_mails import MAIL_HOST, DemoMail, write_letters
from endorseback.mail.prefilter import identity_of, may_be_linkedins
from endorseback.mail.recogniser.recognise import read_mail

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LETTERS = {letter.story: letter for letter in write_letters(NOW)}

MAYA, KOFI, QUINCY = "Maya Okafor", "Kofi Asante-Boateng, PMP®", "Quincy Halloran"
TOMASZ, NOEMI, OLUWASEUN = "Tomasz Wiśniewski-Król", "Noémi Szabó-Kiss", "Oluwaseun Adebayo-Cole"
HARRIET, GWEN = "Harriet Osei-Mensah", "Gwen Harcourt"

ENDORSEMENTS: dict[str, set[tuple[str, str | None, str]]] = {
    "maya-today": {(MAYA, "maya-okafor-5e1", s) for s in ("Kubernetes", "Go", "Terraform")},
    "maya-today-by-alias": {
        (MAYA, "maya-okafor-5e1", s) for s in ("Kubernetes", "Go", "Terraform")
    },
    "jonas-yesterday": {("Jonas Weber", "jonas-weber-growth", "Email Marketing")},
    "ana-leadership": {("Ana Lima Cavalcanti", "ana-lima-cavalcanti", "Leadership")},
    "misaki-kafka": {("佐藤 美咲", "佐藤-美咲-3b8", s) for s in ("Apache Kafka", "データ基盤")},
    "thandiwe-two": {
        ("Thandiwe Nkosi-Dlamini", "thandiwe-nkosi-dlamini", "Incident Response"),
        ("Thandiwe Nkosi-Dlamini", "thandiwe-nkosi-dlamini", "Technical Writing"),
        (KOFI, "kofi-asante-boateng", "Agile Methodologies"),
    },
    "liudmyla-postgres": {("Людмила Ковальчук", "людмила-ковальчук-41c", "PostgreSQL")},
    "hostile-escapes": {
        ("[31mRoot[0m Adminsson", "root-adminsson", "Python]8;;https://evil.example!"),
        ("Eve gnitseT Morrow", "eve-morrow-qa", "[link=https://evil.example]Rust[/link]"),
    },
    "digest-with-endorsement": {
        ("Αλέξανδρος Παπαδάκης", "alexandros-papadakis-72", "Distributed Systems")
    },
    "fatemeh-ml": {("فاطمه رستمی", "fatemeh-rostami-19f", "یادگیری ماشین")},
    "rajesh-python": {("Rajesh Venkataraghavan", "rajesh-venkataraghavan", "Python")},
    "siobhan-speaking": {("Siobhán Ní Bhriain", "siobhan-ni-bhriain", "Public Speaking")},
    "diego-sql": {
        ("Diego Fuentes Aravena", "diego-fuentes-aravena", s) for s in ("SQL", "Data Modeling")
    },
    "hongvan-project": {("Nguyễn Thị Hồng Vân", "nguyen-thi-hong-van", "Project Management")},
    "ingrid-two": {("Ingrid Sæther", "ingrid-saether-88", s) for s in ("C++", "Rust")},
    "chloe-mentoring": {("Chloé d’Aubigny-Marchand", "chloe-daubigny", "Mentoring")},
    "tomasz-linux": {(TOMASZ, "tomasz-wisniewski-krol", "Linux")},
    "tomasz-again": {(TOMASZ, "tomasz-wisniewski-krol", s) for s in ("Linux", "Bash")},
    "priya-cloud": {("Priya Raghunathan 🚀", "priya-raghunathan-cloud", "Cloud Architecture")},
    "brendan-negotiation": {("Brendan O’Shaughnessy", "brendan-oshaughnessy", "Negotiation")},
    "leilani-writing": {("Leilani Kahananui", "leilani-kahananui", "Technical Writing")},
    "yusuf-dotnet": {("Yusuf Demirtaş", "yusuf-demirtas-0a4", s) for s in (".NET Framework", "C#")},
    "harriet-with-profile": {(HARRIET, "harriet-osei-mensah", "Quality Assurance")},
    "noemi-release": {(NOEMI, "noemi-szabo-kiss", "Release Management")},
    "oluwaseun-monitoring": {(OLUWASEUN, "oluwaseun-adebayo-cole", "Monitoring")},
    "harriet-by-name": {(HARRIET, None, "Lean Manufacturing")},
    "maya-by-name": {(MAYA, None, "Go"), (MAYA, None, "Linux")},
    "marek-teaser": {("Marek Dvořáček", None, s) for s in ("Test Automation", "Selenium")},
    "kofi-teaser": {(KOFI, None, "Scrum")},
    "gwen-list": {
        (GWEN, None, s)
        for s in ("Project Management", "Microsoft Office", "Team Leadership, Coaching")
    },
    "early-two-people": {
        ("Lucas Brandtner", None, "Supply Chain"),
        (GWEN, None, "Risk Management"),
        (GWEN, None, "R"),
    },
    "late-noemi": {(NOEMI, "noemi-szabo-kiss", "Mentoring")},
    "late-oluwaseun": {
        (OLUWASEUN, "oluwaseun-adebayo-cole", s) for s in ("Observability", "Kubernetes")
    },
}
REVIEWS: dict[str, set[tuple[str, str | None, str]]] = {
    "others-unnamed": {("Ravi Chandrasekharan", "ravi-chandrasekharan", "Python")},
    "more-skills-unnamed": {
        ("Berit Løvenskiold", "berit-lovenskiold", skill) for skill in ("Excel", "SQL")
    },
    "count-only": set(),
}
PHISHES = {
    "lookalike-phish": {(QUINCY, None, "Executive Leadership")},
    "display-name-phish": {(QUINCY, None, "Strategy")},
    "relay-phish": {(QUINCY, "quincy-halloran-vip", "Board Governance")},
}
RECOMMENDATIONS = {
    "recommendation-received": ("recommendation_received", "Amara Fontaine-Diallo"),
    "recommendation-request": ("recommendation_request", "Henrik Vestergaard-Holm"),
}
PLAIN = {"dentist", "library", "family", "landlord"}


@pytest.mark.parametrize("story", LETTERS)
def test_each_mail_is_read_as_meant(story: str) -> None:
    said = read_mail(LETTERS[story].raw, trusted_authserv_ids=[MAIL_HOST]).notification
    kind = next(
        (
            kind
            for kind, stories in {
                "endorsement": {**ENDORSEMENTS, **PHISHES},
                "review": REVIEWS,
            }.items()
            if story in stories
        ),
        RECOMMENDATIONS.get(story, ("other", ""))[0],
    )
    pairs = {**ENDORSEMENTS, **REVIEWS, **PHISHES}.get(story, set())
    assert said.kind == kind
    assert {(e.name, e.slug, e.skill) for e in said.endorsements} == pairs
    assert [p.name for p in said.people] == [
        name for told, (_, name) in RECOMMENDATIONS.items() if told == story
    ]
    if story in PHISHES or story in PLAIN:
        assert said.authenticity == "failed"
    else:
        assert said.authenticity == ("unverified" if story == "rajesh-python" else "verified")


def test_what_the_headers_rule_out_is_no_endorsement() -> None:
    ruled_out = {
        letter.story
        for letter in LETTERS.values()
        if not may_be_linkedins(letter.raw.partition(b"\r\n\r\n")[0])
    }
    assert ruled_out >= {"dentist", "library", "landlord"}
    assert not ruled_out & {*ENDORSEMENTS, *REVIEWS, *PHISHES, *RECOMMENDATIONS}


def test_some_sixty_mails_over_many_years() -> None:
    ages = [NOW - letter.at for letter in LETTERS.values()]
    assert 55 <= len(LETTERS) <= 65
    assert max(ages) > timedelta(days=12 * 365)
    assert sum(age < timedelta(days=30) for age in ages) >= 15
    assert all(letter.late == (letter.at > NOW) for letter in LETTERS.values())


def test_the_same_moment_gives_the_same_bytes() -> None:
    assert write_letters(NOW) == list(LETTERS.values())


def test_every_mail_has_its_own_identity_but_for_the_copy() -> None:
    by_identity: dict[str, list[str]] = {}
    for letter in LETTERS.values():
        by_identity.setdefault(identity_of(letter.raw[:20_000]), []).append(letter.story)
    assert [sorted(stories) for stories in by_identity.values() if len(stories) > 1] == [
        ["maya-today", "maya-today-by-alias"]
    ]


def written_as_mail_must_be(letter: DemoMail) -> bool:
    """Tell whether a mail is ASCII, in CRLF lines of at most 998 characters (RFC 5322, 2.1.1)."""
    lines = letter.raw.split(b"\r\n")
    return letter.raw.isascii() and all(
        len(line) <= 998 and b"\r" not in line and b"\n" not in line for line in lines
    )


def test_mails_are_well_formed() -> None:
    assert all(map(written_as_mail_must_be, LETTERS.values()))


def test_only_invented_places_are_named() -> None:
    allowed = re.compile(
        rb"(^|\.)(example(\.(com|net|org))?|linkedin\.com|licdn\.com|liinkedin\.com|w3\.org)$"
    )
    for letter in LETTERS.values():
        flat = letter.raw.replace(b"=\r\n", b"").replace(b"=3D", b"=")
        hosts = re.findall(rb"(?:https?://|[\w.]@)([\w.-]+)", flat)
        strangers = [host for host in hosts if not allowed.search(host)]
        assert not strangers, (letter.story, strangers)


def test_the_file_uses_every_person() -> None:
    mailbox = load_mailbox()
    used = {key for story in mailbox.mails for key in (*story.gives, story.recommends or "")}
    assert used - {""} == set(mailbox.people)
