"""Names and skills exactly as displayed: decorations, scripts, invisible characters, limits."""

from collections.abc import Iterator, Sequence

from tests.corpus.adversarial import case as c
from tests.corpus.adversarial import layout as lay

FOR = "{name} endorsed you for {skill}"
LEAD = "{name} endorsed you for these skills:"

# name: (why, [(name as sent, name as it counts or None if the same, slug, skill)])
NAMES: dict[str, tuple[str, list[tuple[str, str | None, str, str]]]] = {
    "titles": (
        "titles, commas, brackets and quotation marks belong to the name",
        [
            ("Marguerite Oyelaran, MBA, CFA®", None, "marguerite-oyelaran", "Valuation"),
            ("Dr.-Ing. habil. Ansgar Velten", None, "ansgar-velten", "Turbines"),
            ("J. R. “Bo” Tackett Jr.", None, "bo-tackett", "Logging"),
            ("Lee Ho-jin (이호진)", None, "lee-hojin", "Optics"),
            ("María-José O'Hanlon de la Cruz y Ríos", None, "mj-ohanlon", "Interpreting"),
            ("'Aolani K. | CISSP | Speaker", None, "aolani-k", "IT Audit"),
        ],
    ),
    "emoji": (
        "emoji with joiners, flags, keycaps and variation selectors stay",
        [
            ("Kit 👩\u200d🚀 Amundsen", None, "kit-amundsen", "Rocketry"),
            ("🇧🇷 Davi Prado ⚽️", None, "davi-prado", "Coaching"),
            ("✔️ Lu Verified 1️⃣", None, "lu-verified", "Identity"),
        ],
    ),
    "letters": (
        "mathematical, full-width and small capital letters stay as they are",
        [
            ("𝗦𝗼𝗽𝗵𝗶𝗮 𝗟𝗶𝗻𝗱𝗵𝗼𝗹𝗺", None, "sophia-lindholm", "Branding"),
            ("Ｊａｓｏｎ Ｗｕ", None, "jason-wu-fw", "Printing"),
            ("ʀᴏʙɪɴ ʜᴀʟᴇ", None, "robin-hale-sc", "Lettering"),
            ("Ⓜ︎ Mika Ⅳ", None, "mika-iv", "Metro"),
        ],
    ),
    "bidi": (
        "bidi controls are removed one by one, the order of the letters stays",
        [
            ("\u202eNadia \u202cRostova", "Nadia Rostova", "nadia-r", "Opera"),
            ("\u2067דוד\u2069 \u200fלביא", "דוד לביא", "david-lavi", "Law"),
            ("Omar \u061cal-\u2066Masri\u2069", "Omar al-Masri", "omar-masri", "Glass"),
            ("\u202aEva\u202c \u202dStone\u202c\u200e", "Eva Stone", "eva-stone", "Radio"),
        ],
    ),
    "zero-width": (
        "U+00AD, 034F, 200B, 2060 and FEFF go; U+200C and U+200D stay",
        [
            ("Hil\u00adde\u200bgard Bie\u2060ber", "Hildegard Bieber", "hildegard-b", "Choir"),
            ("\ufeffPa\u034fvel Šimek", "Pavel Šimek", "pavel-simek", "Malting"),
            ("مهدی نیک\u200cبخت", None, "mehdi-nikbakht", "Steel"),
            ("ശ്രീ\u200d നായർ", None, "sree-nair", "Ayurveda"),
        ],
    ),
    "blanks": (
        "blanks of every kind become single ones",
        [
            ("Anne\u00a0Marie   Tolkvist", "Anne Marie Tolkvist", "anne-marie-t", "Silk"),
            ("勅使河原\u3000蒼", "勅使河原 蒼", "sou-t", "Ikebana"),
            ("Ray\u2009\u2028Moss\u0085III", "Ray Moss III", "ray-moss-3", "Slate"),
            ("\tOla\nFjell\t", "Ola Fjell", "ola-fjell", "Skiing"),
        ],
    ),
    "words": (
        "names made of the sentence's own words",
        [
            ("Robin Endorsed-Skillman", None, "robin-skillman", "Curling"),
            ("Joy And Grace For", None, "joy-for", "Rugby"),
            ("May Others", None, "may-others", "Cricket"),
            ("Member Linkedin Olsen", None, "member-olsen", "Chess"),
        ],
    ),
    "templates": (
        "braces, percent signs and backslashes in names mean nothing",
        [
            ("{name} Zoltan %s", None, "zoltan-s", "{skill}"),
            ("${USER} Ito \\1", None, "ito-1", "regex \\d+ (.*)"),
            ("__init__ Dey", None, "init-dey", "f\"{x}\""),
        ],
    ),
    "normal-forms": (
        "decomposed letters are compared after NFC",
        [
            ("Ze\u0301phyrine Bo\u0308tt", "Zéphyrine Bött", "zephyrine", "Ba\u0301nking"),
            ("김\u1100\u1161\u11ab난", "김간난", "gannan", "Soy"),
        ],
    ),
}  # fmt: skip

AWKWARD = (
    *("Health, Safety and Environment", "Sales & Marketing", "C/C++", "F#", "R&D", "A and B"),
    *("Web 2.0", "Section 508", "[Brackets] {and} (more)", '"Lean" methods', "Being endorsed"),
    *("L'Oréal's «method»", "You", "S", "5S", ".NET", "100%", "@home", "Import/Export, Customs"),
    *("<b>bold</b>", "AT&amp;T", "- Dash -", "Skills", "View profile", "Café ☕ Management"),
)
SCRIPTS = (
    *("الحوكمة، والامتثال", "การออกแบบกราฟิก", "მეღვინეობა", "ቡና ማምረት", "वित्त एवं लेखा", "நெசவு"),
    *("ייצוא וייבוא", "Ἑλληνικά", "デザイン・アート", "데이터 분석", "Հաշվապահություն", "ພາສາລາວ"),
)


def named(name: str) -> c.Case:
    """Several people whose names are hard, one skill each."""
    why, people = NAMES[name]
    file = f"exact-names-{name}"
    found = [c.Who(sent, slug, (skill,)) for sent, _, slug, skill in people]
    raw = c.usual(c.frame(file), found, FOR, lay.rows, "Several people endorsed your skills")
    truth = tuple((real or sent, slug, skill) for sent, real, slug, skill in people)
    return c.Case(file, why, raw, pairs=truth)


def skills(name: str, why: str, chosen: Sequence[str], layout: lay.Layout, phrase: str) -> c.Case:
    """One person, many hard skills."""
    file = f"exact-skills-{name}"
    person = c.Who("Tabitha Quarles", "tabitha-quarles", tuple(chosen))
    raw = c.usual(c.frame(file), [person], phrase, layout, "Tabitha Quarles endorsed you")
    return c.Case(file, why, raw, pairs=c.pairs(person))


def numbers() -> c.Case:
    """A number beside each skill, and a running total."""
    file = "exact-running-total"
    person = c.Who("Amadou Ndiaye", "amadou-ndiaye-sn", ("Aquaculture", "Web 3.0"))
    made = c.frame(file)
    text, html = lay.endorsement(made, [person], LEAD, lay.card)
    html = html.replace("</li>", ' <span class="count">24</span></li>')
    html = html.replace("</ul>", "</ul><p>You now have 24 endorsements for Aquaculture</p>")
    why = "a number beside a skill is no part of it; a running total is no unnamed endorser"
    raw = c.raw(made, "Amadou Ndiaye endorsed your skills", text, html)
    return c.Case(file, why, raw, pairs=c.pairs(person))


def headline() -> c.Case:
    """The line under the sentence is the endorser's headline, in both parts."""
    file = "exact-headline"
    bait = "Endorsed you for Everything, Coaching and 12 others"
    person = c.Who("Sigrun Aas", "sigrun-aas", ("Ferries",), headline=bait)
    raw = c.usual(c.frame(file), [person], FOR, lay.hero)
    why = "the headline under the sentence reads like an endorsement: neither name nor skill"
    return c.Case(file, why, raw, pairs=c.pairs(person))


def limit(name: str, why: str, person: c.Who, *, usable: bool, known: str | None = None) -> c.Case:
    """A name or skill at the limit of 200, beside an ordinary pair."""
    file = f"exact-limit-{name}"
    other = c.Who("Bettany Crowle", "bettany-crowle", ("Fencing",))
    raw = c.usual(c.frame(file), [other, person], FOR, lay.rows)
    truth = c.pairs(other)
    if usable:
        truth += tuple((known or person.name, person.slug, skill) for skill in person.skills)
    return c.Case(file, why, raw, "endorsement" if usable else "review", truth)


def limits() -> Iterator[c.Case]:
    """Yield the mails about usable lengths."""
    whole = ("Abcdefghi " * 20).strip() + "j"
    yield limit(
        "200-name", "200 characters are usable", c.Who(whole, "long-name", ("Ice",)), usable=True
    )
    yield limit(
        "201-name",
        "201 characters are not: review, the other pair stays",
        c.Who(whole + "k", "longer-name", ("Ice",)),
        usable=False,
    )
    yield limit(
        "201-skill",
        "a skill of 201 characters is unusable: review",
        c.Who("Pia Lundt", "pia-lundt", ("x" * 201,)),
        usable=False,
    )
    yield limit(
        "nfc",
        "240 code points, but 120 after NFC: usable",
        c.Who("e\u0301" * 120, "eeee", ("Yodelling",)),
        usable=True,
        known="é" * 120,
    )
    yield limit(
        "hidden",
        "300 code points, 12 after cleaning: usable",
        c.Who("Nils\u200b" + "\u2060" * 286 + " Dahlqvi", "nils-d", ("Sleds",)),
        usable=True,
        known="Nils Dahlqvi",
    )
    yield limit(
        "empty-name",
        "a name of invisible characters alone is empty: review",
        c.Who("\u200b\u202e\u2060", "nobody-there", ("Sleds",)),
        usable=False,
    )
    yield limit(
        "empty-skill",
        "a skill of invisible characters alone is empty: review",
        c.Who("Runa Vik", "runa-vik", ("\ufeff\u00ad\u200b",)),
        usable=False,
    )


def cases() -> Iterator[c.Case]:
    """Yield the mails about names and skills."""
    for name in NAMES:
        yield named(name)
    yield skills("list", "hard skills, each an item of a list", AWKWARD, lay.card, LEAD)
    yield skills("chips", "skills of many scripts, as chips", SCRIPTS, lay.chips, LEAD)
    why = "emphasised skills in a sentence; commas and 'and' within and between them"
    mixed = ("Research and Development", "Import, Export", "Q&A, and more", "Go")
    yield skills("sentence", why, mixed, lay.hero, FOR)
    yield skills("twice", "wide and small screens: counts once", mixed, lay.twice, FOR)
    why = "the same skill twice in the list counts once"
    doubled = skills("doubled", why, ("Rust", "Zig", "Rust"), lay.card, LEAD)
    yield c.Case(doubled.file, why, doubled.raw, pairs=tuple(dict.fromkeys(doubled.pairs)))
    yield numbers()
    yield headline()
    yield from limits()
